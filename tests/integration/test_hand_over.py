"""Handing over everything a person holds: who may, what it changes, what stays unseen, and back."""

from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event as engine_events
from sqlalchemy import select

from foil.insight.agency_history import agency_history
from foil.insight.hand_over_sheets import sheets
from foil.insight.holdings import holdings
from foil.insight.matters import matter_page
from foil.insight.matters import matters as known_matters
from foil.model.database import Database
from foil.model.tables import Handed, Journal, MatterMember, Person, Request
from foil.operations import accounts, handing_over, matters, requests, taking_back
from foil.operations.handing_over import Wish
from tests.integration.conftest import add_person
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

STEP_ON = date(2026, 12, 1)


@pytest.fixture
def reporter(site: Site) -> Person:
    """Somebody who leaves on Friday: owner of two requests, one of a matter, deputy of a third."""
    leaving, editor = site.add("reporter"), site.add("editor")
    with site.database.writing() as session:
        matter = matters.open_matter(leaving, session, "Jail story", now=NOW)
        number = matter.id
    spoke = {"kind": "contacted", "on": "2026-11-02", "how": "telephone", "direction": "out",
             "with": "The records unit", "said": "Two more weeks"}  # fmt: skip
    history(site.database, leaving, NOW, SENT, RECEIVED, ACKNOWLEDGED, spoke,
            title="Body scanners", signer_id=leaving.id)  # fmt: skip
    history(site.database, leaving, NOW, SENT, title="Canary in the jail", matter_id=number)
    history(site.database, editor, NOW, SENT, title="Drones", deputy_id=leaving.id)
    with site.database.writing() as session:
        mine = session.scalars(select(Request).where(Request.number == "FD-0001")).one()
        requests.set_next_step(leaving, session, mine, "Call them", STEP_ON, now=NOW)
    return leaving


def person(site: Site, name: str) -> Person:
    with site.database.reading() as session:
        found = accounts.person_by_email(session, f"{name}@example.org")
    assert found
    return found


def people_of(site: Site, number: str) -> tuple[int, int | None, int | None, int | None]:
    with site.database.reading() as session:
        row = session.scalars(select(Request).where(Request.number == number)).one()
        return row.owner_id, row.deputy_id, row.signer_id, row.next_step_by


def give(client: FlaskClient, whose: Person, **chosen: object) -> tuple[int, str]:
    data = {"drawn": ["FD-0001", "FD-0002", "FD-0003"], "drawn-seat": ["1"], **chosen}
    answer = client.post(f"/hand-over/of/{whose.id}", data=data)
    return answer.status_code, answer.location if answer.status_code == 303 else answer.text


def test_all_of_it_goes_to_one_other_in_one_save_and_back(site: Site, reporter: Person) -> None:
    editor, mine = person(site, "editor"), site.client(reporter)
    before = [people_of(site, f"FD-000{n}") for n in (1, 2, 3)]
    status, done = give(mine, reporter, everything=editor.id)
    assert status == 303
    assert people_of(site, "FD-0001") == (editor.id, None, editor.id, editor.id)
    assert people_of(site, "FD-0002")[0] == editor.id
    assert people_of(site, "FD-0003")[:2] == (editor.id, None)  # no owner is their own deputy
    with site.database.reading() as session:
        assert session.scalars(select(MatterMember.person_id)).all() == [editor.id]
        lines = session.scalars(select(Journal.line).order_by(Journal.n.desc()).limit(3)).all()
        assert all('"what":"handed over"' in line for line in lines)
    page = mine.get(done).text
    assert "To Editor" in page
    assert "Body scanners" in page
    assert "anary" not in page  # it is the editor's story now
    assert "And 2 things that you may not see any more." in page
    assert "Body scanners" in site.client(editor).get(f"/hand-over/of/{editor.id}/sheets").text
    assert mine.post(f"{done}/back").status_code == 303
    assert [people_of(site, f"FD-000{n}") for n in (1, 2, 3)] == before
    with site.database.reading() as session:
        assert session.scalars(select(MatterMember.person_id)).all() == [reporter.id]
    assert mine.post(f"{done}/back").status_code == 403
    assert "Taken back" in mine.get(done).text


def test_a_group_and_a_row_go_their_own_ways(site: Site, reporter: Person) -> None:
    editor, keeper = person(site, "editor"), site.keeper
    chosen = {"to-owner": editor.id, "to-signer": "nobody", "to-deputy": keeper.id}
    status, _ = give(site.client(reporter), reporter, **chosen, **{"row-FD-0002": "keep"})
    assert status == 303
    assert people_of(site, "FD-0001") == (editor.id, None, None, reporter.id)
    assert people_of(site, "FD-0002")[0] == reporter.id
    assert people_of(site, "FD-0003")[:2] == (editor.id, keeper.id)


def test_whoever_takes_a_request_of_a_matter_is_let_in(site: Site, reporter: Person) -> None:
    editor = person(site, "editor")
    assert site.client(editor).get("/requests/FD-0002").status_code == 404
    assert give(site.client(reporter), reporter, **{"row-FD-0002": editor.id})[0] == 303
    assert site.client(editor).get("/requests/FD-0002").status_code == 200
    assert site.client(reporter).get("/requests/FD-0002").status_code == 200  # the seat stayed


def test_what_changed_since_stays_when_it_is_taken_back(site: Site, reporter: Person) -> None:
    editor, mine = person(site, "editor"), site.client(reporter)
    done = give(mine, reporter, everything=editor.id)[1]
    whose = {"owner": site.keeper.id}
    assert site.client(editor).post("/requests/FD-0001/next-step", data=whose).status_code == 303
    assert mine.post(f"{done}/back").status_code == 303
    assert people_of(site, "FD-0001")[0] == site.keeper.id
    assert people_of(site, "FD-0002")[0] == reporter.id


BAD: dict[str, tuple[dict[str, object], str]] = {
    "nothing": ({}, "Choose who takes what they hold"),
    "a stranger": ({"everything": 99}, "Choose someone at work here"),
    "no number": ({"everything": "all"}, "Choose someone at work here"),
    "themself": ({"everything": "self"}, "Choose someone at work here"),
    "no owner": ({"to-owner": "nobody"}, "A request has an owner"),
    "no owner of one": ({"row-FD-0001": "nobody"}, "A request has an owner"),
    "a seat while something is kept": (
        {"everything": 1, "row-FD-0002": "keep"}, "keeps FD-0002 of it",
    ),
    "a seat for nobody": (
        {"everything": "keep", "seat-1": "nobody"}, "keeps FD-0002 of it",
    ),
}  # fmt: skip


def test_bad_input_changes_nothing_and_comes_back_filled(site: Site, reporter: Person) -> None:
    before = [people_of(site, f"FD-000{n}") for n in (1, 2, 3)]
    client = site.client(reporter)
    for name, (chosen, says) in BAD.items():
        sent = {key: reporter.id if to == "self" else to for key, to in chosen.items()}
        status, page = give(client, reporter, **sent)
        assert status == 422, name
        assert says in page, name
    assert 'value="nobody" selected' in page
    assert [people_of(site, f"FD-000{n}") for n in (1, 2, 3)] == before
    with site.database.reading() as session:
        assert session.scalars(select(Handed)).all() == []
    assert client.get("/hand-over/of/99").status_code == 404


def test_an_administrator_sees_how_much_and_who_but_no_title(site: Site, reporter: Person) -> None:
    client = site.client(site.keeper)
    page = client.get(f"/hand-over/of/{reporter.id}").text
    assert "Body scanners" in page
    assert "1 request and 1 seat in matters that you may not see" in page
    assert "seen by nobody else at work" in page
    assert "anary" not in page
    assert "Jail story" not in page
    assert "anary" not in client.get(f"/hand-over/of/{reporter.id}/sheets").text
    assert give(client, reporter, everything=site.keeper.id)[0] == 303
    assert people_of(site, "FD-0001")[0] == site.keeper.id
    assert people_of(site, "FD-0002")[0] == reporter.id
    editor = person(site, "editor")
    with site.database.writing() as session:
        matters.add_member(reporter, session, 1, editor.id, now=NOW)
    assert "of others, Editor can see it" in client.get(f"/hand-over/of/{reporter.id}").text
    assert "Editor can see" not in site.client(site.add("intern")).get(
        f"/hand-over/of/{reporter.id}"
    ).text  # fmt: skip


def test_a_hand_over_is_seen_and_taken_back_by_who_made_it_alone(
    site: Site, reporter: Person
) -> None:
    done = give(site.client(reporter), reporter, everything=site.keeper.id)[1]
    for other in (site.client(site.keeper), site.client(person(site, "editor"))):
        assert other.get(done).status_code == 404
        assert other.get(f"{done}/sheets").status_code == 404
        assert other.post(f"{done}/back").status_code == 404


def test_someone_who_holds_something_is_not_switched_off_unawares(
    site: Site, reporter: Person
) -> None:
    client, address = site.client(site.keeper), f"/settings/people/{reporter.id}/switch"
    answer = client.post(address, data={"to": "off"})
    assert answer.status_code == 409
    assert "1 request owned" in answer.text
    assert "1 request deputised" in answer.text
    assert "anary" not in answer.text
    assert f'href="/hand-over/of/{reporter.id}"' in answer.text
    assert person(site, "reporter").active
    editor = person(site, "editor")
    assert give(site.client(reporter), reporter, everything=editor.id)[0] == 303
    assert client.post(address, data={"to": "off"}).status_code == 303
    sure = {"to": "off", "sure": "yes"}
    assert client.post(f"/settings/people/{editor.id}/switch", data=sure).status_code == 303
    assert not person(site, "editor").active


def test_a_sheet_says_what_its_taker_must_know(site: Site, reporter: Person) -> None:
    page = site.client(reporter).get(f"/hand-over/of/{reporter.id}/sheets").text
    for said in ("Body scanners", "Call them", "Open clocks", "No date so far.",
                 "docprod110c@nypd.org", "FOILAppeals@nypd.org", "Contracts, part 1",
                 "The records unit, Monday, November 2, 2026",
                 "NYPD acknowledged the request", "Tuesday, December 1, 2026"):  # fmt: skip
        assert said in page, said
    one = site.client(reporter).get(f"/hand-over/of/{reporter.id}/sheets?only=fd-0003").text
    assert "Drones" in one
    assert "Body scanners" not in one


def test_the_form_asks_a_fixed_number_of_queries(site: Site, reporter: Person) -> None:
    def asked() -> int:
        count = 0

        def add(*_: object) -> None:
            nonlocal count
            count += 1

        engine_events.listen(site.database.engine, "after_cursor_execute", add)
        with site.database.reading() as session:
            holdings(reporter, session, reporter.id, NOW.date())
        engine_events.remove(site.database.engine, "after_cursor_execute", add)
        return count

    before = asked()
    for n in range(3):
        history(site.database, reporter, NOW, SENT, title=f"More {n}")
    assert asked() == before


def test_it_is_the_same_on_each_database(database: Database, person: Person, now: datetime) -> None:
    taker, day = add_person(database, "editor"), now.date()
    with database.writing() as session:
        number = matters.open_matter(person, session, "Jail story", now=now).id
    told = history(database, person, now, SENT, RECEIVED, matter_id=number)
    wish = Wish(
        everything=taker.id, drawn=frozenset({told.number}), drawn_seats=frozenset({number})
    )
    with database.writing() as session:
        made = handing_over.hand_over(person, session, person.id, wish, now=now).id
    with database.reading() as session:
        held = holdings(taker, session, taker.id, day)
        assert [each.request.number for each in held.requests] == [told.number]
        assert [(seat.name, seat.requests) for seat in held.seats] == [("Jail story", 1)]
        assert [each.request.number for each in sheets(taker, session, [told.id], day)] == [
            told.number
        ]
        assert [(each.requests, each.open) for each in known_matters(taker, session, day)] == [
            (1, 1)
        ]
        assert matter_page(taker, session, number, day).requests == 1
        assert agency_history(taker, session, "nypd", day).requests == 1
        assert holdings(person, session, person.id, day).nothing
    with database.writing() as session:
        assert taking_back.take_back(person, session, made, now=now) == (3, 0)
    with database.reading() as session:
        assert not holdings(person, session, person.id, day).nothing
        assert holdings(taker, session, taker.id, day).nothing
