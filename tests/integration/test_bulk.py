"""Doing one thing with many requests: shown first, all or nothing, named where they moved on."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Letter, Person, Request
from foil.operations import matters, requests
from tests.integration.desk import SENT, draft, history
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_today import counting

SILENT = ({"kind": "sent", "on": "2026-09-01"}, {"kind": "received", "on": "2026-09-01"})
PROMISED = {
    "kind": "acknowledged", "dated": "2026-09-04", "received": "2026-09-04",
    "promised": [{"date": "2026-11-01"}],
}  # fmt: skip
MARKS = re.compile(r'name="(mark-FD-\d+)" value="(\w+)"')
ALL = ["FD-0001", "FD-0002", "FD-0003", "FD-0004"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """FD-0001 silent since September, FD-0002 past the date it gave, FD-0003 in time, FD-0004 a
    draft; FD-0005 of another's matter."""
    site = open_site(tmp_path_factory.mktemp("bulk"))
    history(site.database, site.keeper, NOW, *SILENT, title="Vans")
    history(site.database, site.keeper, NOW, *SILENT, PROMISED, title="Drones")
    history(site.database, site.keeper, NOW, {**SENT, "on": "2026-11-20"}, title="Towers")
    with site.database.writing() as session:
        draft(session, site.keeper, NOW, title="A draft")
    other = site.add("other")
    with site.database.writing() as session:
        matter = matters.open_matter(other, session, "Hidden", now=NOW)
        hidden = draft(session, other, NOW, title="Hidden", matter_id=matter.id)
        assert hidden.number == "FD-0005"
    yield site
    close(site)


@pytest.fixture
def site(kept: Site) -> Site:
    return kept


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


@pytest.fixture
def other(site: Site) -> Person:
    with site.database.reading() as session:
        return session.scalars(select(Person).where(Person.name == "Other")).one()


def look(client: FlaskClient, deed: str, numbers: list[str], **said: object) -> tuple[int, str]:
    answer = client.post("/bulk", data={"deed": deed, "r": numbers, **said})
    return answer.status_code, answer.text


def do(client: FlaskClient, deed: str, numbers: list[str], **said: object) -> str:
    """What the page shows, done. Returns the address of what was done."""
    shown = look(client, deed, numbers, shown="yes", **said)[1]
    marks = dict(MARKS.findall(shown))
    assert marks, shown
    answer = client.post("/bulk/save", data={"deed": deed, "r": numbers, **said, **marks})
    assert answer.status_code == 303, answer.text
    address: str = answer.location
    return address.partition("?")[0]


def state(site: Site, number: str) -> tuple[int, str, str]:
    with site.database.reading() as session:
        found = session.scalars(select(Request).where(Request.number == number)).one()
        return found.owner_id, found.next_step, str(found.next_step_on or "")


def test_owners_change_and_one_undo_puts_them_back(
    site: Site, client: FlaskClient, other: Person
) -> None:
    status, shown = look(client, "owner", ALL)
    assert status == 200
    assert "There is something to fix" not in shown
    done = do(client, "owner", ALL, owner=str(other.id))
    assert {state(site, number)[0] for number in ALL} == {other.id}
    page = client.get(done).text
    assert "Owner: Other" in page
    assert "From Staff attorney to Other." in page
    assert client.post(f"{done}/undo").status_code == 303
    assert {state(site, number)[0] for number in ALL} == {site.keeper.id}
    assert client.post(f"{done}/undo").status_code == 403


def test_nothing_is_done_where_a_request_moved_on_and_it_is_named(
    site: Site, client: FlaskClient
) -> None:
    said = {"next_step": "Call", "next_step_on": "2026-12-01"}
    marks = dict(MARKS.findall(look(client, "step", ALL[:2], shown="yes", **said)[1]))
    with site.database.writing() as session:
        found = session.scalars(select(Request).where(Request.number == "FD-0002")).one()
        requests.set_next_step(site.keeper, session, found, "Ask", NOW.date(), now=NOW)
    answer = client.post("/bulk/save", data={"deed": "step", "r": ALL[:2], **said, **marks})
    assert answer.status_code == 409
    assert "Not as it was shown: FD-0002." in answer.text
    assert "In place of “Ask”" in answer.text
    assert state(site, "FD-0001")[1] == ""
    done = do(client, "step", ALL[:2], **said)
    assert state(site, "FD-0002")[1:] == ("Call", "2026-12-01")
    with site.database.writing() as session:
        found = session.scalars(select(Request).where(Request.number == "FD-0001")).one()
        requests.set_next_step(site.keeper, session, found, "", None, now=NOW)
    client.post(f"{done}/undo")
    assert "Changed since, and left as they are: FD-0001." in client.get(done).text
    assert state(site, "FD-0002")[1] == "Ask"


def test_tags_go_on_come_off_and_narrow_the_list(client: FlaskClient) -> None:
    done = do(client, "tag", ALL[:2], tags="Vans,  spring 2026, vans")
    assert "Tagged Vans, spring 2026." in client.get(done).text
    listed = client.get("/requests?tag=vans").text
    assert "FD-0001" in listed
    assert "FD-0003" not in listed
    assert "It has these tags already." in look(client, "tag", ALL[:3], tags="VANS")[1]
    off = do(client, "untag", ALL[:3], tags="vans")
    assert "It has none of these tags." in client.get(off).text
    client.post(f"{off}/undo")
    assert "FD-0001" in client.get("/requests?tag=vans").text


def test_a_campaign_is_seen_by_who_sees_its_requests_and_leaks_none(
    site: Site, client: FlaskClient, other: Person
) -> None:
    do(client, "campaign", ALL[:2], campaign_name="Vans everywhere")
    page = client.get("/campaigns").text
    assert "Vans everywhere" in page
    (number,) = set(re.findall(r'href="/campaigns/(\d+)"', page))
    shown = client.get(f"/campaigns/{number}").text
    assert "2 requests you may see" in shown
    hers = site.client(other)
    assert "Vans everywhere" in hers.get(f"/campaigns/{number}").text
    do(hers, "campaign", ["FD-0005"], campaign_name="Hidden campaign")
    for address in ("/campaigns", "/requests", f"/campaigns/{int(number) + 1}"):
        assert "Hidden campaign" not in client.get(address).text
    assert client.get(f"/campaigns/{int(number) + 1}").status_code == 404
    assert look(client, "campaign", ["FD-0005"], campaign="1")[1].count("Hidden") == 0


def test_follow_ups_are_drafted_where_an_agency_is_late_and_the_others_say_why(
    site: Site, client: FlaskClient
) -> None:
    shown = look(client, "follow_up", ALL)[1]
    assert "2 of 4; the others are left out" in shown
    for says in (
        "A letter that no acknowledgment came in time.",
        "A letter that the date it gave has passed.",
        "The agency is not late",
        "Nothing was sent yet.",
    ):
        assert says in shown
    done = do(client, "follow_up", ALL)
    assert "A follow-up is being written already." in look(client, "follow_up", ALL[:1])[1]
    client.post(f"{done}/undo")
    with site.database.reading() as session:
        assert session.scalars(select(Letter)).all() == []


def test_a_follow_up_is_read_changed_and_recorded(site: Site, client: FlaskClient) -> None:
    do(client, "follow_up", ["FD-0002"])
    letters = client.get("/requests/FD-0002/letters").text
    (address,) = set(re.findall(r'href="(/requests/FD-0002/follow-ups/\d+)"', letters))
    assert "Follow-up drafted, not sent — Drones, NYPD" in client.get("/").text
    page = client.get(address).text
    assert "said that it would respond by November 1, 2026" in page
    words = {"words-ask": "Please answer this week.", "was-ask": "x", "version": "1"}
    assert client.post(address, data=words).status_code == 303
    assert client.post(address, data=words).status_code == 409  # somebody saved meanwhile
    assert "Please answer this week." in client.get(f"{address}/letter.txt").text
    seq = re.findall(r'name="seq" value="(\d+)"', client.get(address).text)[0]
    went = {"on": "2026-11-20", "by": "", "seq": seq}
    assert "Choose the way it went" in client.post(f"{address}/went", data=went).text
    assert client.post(f"{address}/went", data=went | {"by": "post"}).status_code == 303
    timeline = client.get("/requests/FD-0002").text
    assert "Follow-up letter.pdf" in timeline
    assert client.get(f"{address}/letter.pdf").data.startswith(b"%PDF")
    assert "not sent" not in client.get("/").text
    assert client.post(f"{address}/went", data=went | {"by": "post"}).status_code == 403


@pytest.mark.parametrize(
    ("deed", "said", "says"),
    [
        ("owner", {"owner": "99"}, "Choose someone at work here."),
        ("tag", {"tags": " , "}, "Write one tag"),
        ("tag", {"tags": "a" * 41}, "a tag has up to 40 characters"),
        ("campaign", {}, "Choose a campaign"),
        ("step", {"next_step": "Call", "next_step_on": "soon"}, "“soon” is not a date."),
        ("step", {"next_step_on": "2026-12-01"}, "Say what to do"),
        ("burn", {}, "Choose what to do with them."),
    ],
)
def test_what_it_cannot_mean_comes_back_with_a_sentence(
    client: FlaskClient, deed: str, said: dict[str, str], says: str
) -> None:
    status, shown = look(client, deed, ALL, shown="yes", **said)
    assert (status, says in shown) == (422, True)


def test_nothing_ticked_or_too_much_is_a_sentence(client: FlaskClient) -> None:
    assert "Tick at least one request" in look(client, "tag", [])[1]
    many = [f"FD-{n:04d}" for n in range(1, 203)]
    assert "Tick up to 200 requests at a time" in look(client, "tag", many)[1]


def test_the_plan_asks_the_same_however_many(site: Site, client: FlaskClient) -> None:
    here = site.app.extensions["foil"].database
    for deed, said in (("owner", {"owner": "1"}), ("tag", {"tags": "x"}), ("follow_up", {})):
        look(client, deed, ALL[:1], **said)  # what a save changed is loaded once
        with counting(here) as one:
            look(client, deed, ALL[:1], **said)
        with counting(here) as four:
            look(client, deed, ALL, **said)
        assert len(one) == len(four), deed
