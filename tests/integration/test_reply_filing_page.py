"""Filing a reply: the message as it came, what it seems to be, what filing it changes."""

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.archive.store import Folder
from foil.insight.histories import recorded
from foil.model.tables import ClockRow, Document, Event, Reply, Request
from foil.operations.events import record
from foil.operations.intake import take_in
from foil.operations.reply_papers import lay
from tests.integration.came import DENIAL, bring
from tests.integration.desk import history
from tests.integration.site import NOW, Site, close, open_site, site

__all__ = ["site"]

SENT = {"kind": "sent", "on": "2026-10-19", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-10-19T10:00:00"}
ACKNOWLEDGED = {"kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"}


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A desk for the tests that file nothing: a request of two items, acknowledged."""
    opened = open_site(tmp_path_factory.mktemp("filing"))
    acknowledged(opened)
    yield opened
    close(opened)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    acknowledged(site)
    return site.client(site.keeper)


def acknowledged(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED)


def reply(site: Site, text: str | None = None, **how: object) -> str:
    """The address of a reply of the first request that came."""
    words = {} if text is None else {"text": text}
    number = bring(site.database, site.keeper, NOW, **{"request": 1, **words, **how})  # type: ignore[arg-type]
    return f"/replies/{number}"


def said(text: str) -> str:
    """What a page says, without its tags and with its spaces single."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_shows_the_message(read_only: Site) -> None:
    page = read_only.client(read_only.keeper).get(reply(read_only))
    assert page.status_code == 200
    assert "Nothing moves until you file it." in page.text
    assert "has denied your FOIL request" in said(page.text)


def test_a_reply_that_one_may_not_see_is_not_found(read_only: Site) -> None:
    assert read_only.client(read_only.keeper).get("/replies/999").status_code == 404


REDACTED = """The Police Department has closed your FOIL request FOIL-2026-056-18831 for the \
following reasons:

- Redactions have been made to the documents under section 87(2)(e)(iv).

You may appeal within 30 days by writing to the FOIL Appeals Officer.
"""
LETTER = {
    "kind": "denied",
    "request": "FD-0001",
    "paper1-how": "email",
    "paper1-dated": "2026-11-20",
    "paper1-received": "2026-11-20",
    "scope": "whole",
    "seq": "3",
}


def filled(page: str) -> dict[str, list[str]]:
    """The form of the page as a browser would send it."""
    form = page[page.index('id="filing"') :]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]+>", form):
        kind = re.search(r'type="(\w+)"', tag)
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        ticked = kind is None or kind[1] not in ("checkbox", "radio") or " checked" in tag
        if name and ticked:
            found.setdefault(name[1], []).append(value[1] if value else "")
    for name_, inside in re.findall(
        r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name_] = [chosen[1] if chosen else ""]
    for name_, inside in re.findall(
        r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)<', form, re.DOTALL
    ):
        found[name_] = [inside]
    return found


def facts(site: Site, number: str = "FD-0001") -> list[dict[str, object]]:
    """The facts of the request's events, as stored."""
    wanted = select(Event.facts).join(Request, Request.id == Event.request_id)
    with site.database.reading() as session:
        rows = session.scalars(wanted.where(Request.number == number).order_by(Event.seq))
        return [json.loads(each) for each in rows]


def row(site: Site, address: str) -> Reply:
    with site.database.reading() as session:
        return session.get_one(Reply, int(address.rsplit("/", 1)[1]))


def test_what_was_read_is_marked_and_leads_to_its_field(read_only: Site) -> None:
    page = read_only.client(read_only.keeper).get(reply(read_only, f"{DENIAL}\nAgain.")).text
    assert re.search(
        r'<mark><a href="#exemptions" title="Grounds">[^<]*87\(2\)\(e\)\(iv\)</a></mark>', page
    )
    assert '<mark><a href="#kind" title="Kind">' in page
    assert "signed by its domain" in page


def test_the_button_names_the_date_and_the_preview_saves_nothing(read_only: Site) -> None:
    client, address = read_only.client(read_only.keeper), reply(read_only, "We deny it. §87(2)(b)")
    page = client.get(address).text
    assert "File it: appeal by Dec 18" in page
    first = page[page.index('id="filing"') :]
    assert re.findall(r"<button[^>]+>", first)[0].count('name="look"') == 1, "Enter never files"
    piece = client.post(f"{address}/preview", data={**filled(page), "paper1-dated": "2026-11-18"})
    assert "File it: appeal by Dec 18" in piece.text  # by mail it counts when it was sent
    later = {**filled(page), "paper1-received": "2026-11-23"}
    assert "File it: appeal by Dec 20" not in client.post(f"{address}/preview", data=later).text
    assert 'id="of-kind"' not in piece.text, "the fields are left alone while one types"
    other = client.post(f"{address}/preview", data={**filled(page), "kind": "extended"})
    assert 'id="of-kind"' in other.text
    assert len(facts(read_only)) == 3


def test_a_denial_is_filed_as_read(client: FlaskClient, site: Site) -> None:
    address = reply(site, store=Folder.of(site.settings))
    answer = client.post(address, data=filled(client.get(address).text))
    assert answer.status_code == 303, said(answer.text)
    denied = facts(site)[3]
    assert (denied["kind"], denied["exemptions"], denied["items"]) == (
        "denied", ["87(2)(e)(iv)"], [1, 2],
    )  # fmt: skip
    kept = row(site, address)
    assert (kept.state, json.loads(kept.events), kept.filed_by) == (
        "filed", [denied["id"]], site.keeper.id,
    )  # fmt: skip
    with site.database.reading() as session:
        document = session.scalars(select(Document)).one()
    assert (document.event, document.sha256) == (denied["id"], denied["papers"][0]["document"])  # type: ignore[index]
    page = said(client.get("/requests/FD-0001").text)
    assert "Filed. Appeal by Dec 18." in page
    assert "agency no. FOIL-2026-056-18831" in page
    assert "Filed to FD-0001 by Staff attorney" in said(client.get(address).text)
    again = client.post(address, data=LETTER)
    assert again.status_code == 403
    assert len(facts(site)) == 4


def test_a_closing_with_redactions_is_a_release_and_a_denial_of_a_part(
    client: FlaskClient, site: Site
) -> None:
    address = reply(site, REDACTED, store=Folder.of(site.settings))
    form = filled(client.get(address).text)
    assert form["kind"] == ["part"]
    some = {**form, "which": "some", "item1": "as", "item2": "", "announced": []}
    assert client.post(address, data=some).status_code == 303
    released, denied = facts(site)[3:]
    assert (released["kind"], released["items"]) == ("released", [1])
    assert (denied["kind"], denied["scope"], denied["items"]) == ("denied", "part", [1])
    assert released["papers"] == denied["papers"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "nonsense"}, "kind"),
        ({"request": ""}, "request"),
        ({"paper1-dated": "soon"}, "paper1-dated"),
        ({"which": "some"}, "item1"),
        ({"kind": "released"}, "part"),
        ({"kind": "appeal_decided"}, "outcome"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_lost(
    read_only: Site, given: dict[str, str], field: str
) -> None:
    client, address = read_only.client(read_only.keeper), reply(read_only, f"Denied. {given}")
    answer = client.post(address, data={**LETTER, "grounds": "Their own words", **given})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    if given.get("kind") is None:
        assert "Their own words" in answer.text
    assert row(read_only, address).state == "unfiled"


def test_what_the_reading_was_unsure_of_must_be_looked_at(client: FlaskClient, site: Site) -> None:
    address = reply(site, "This is about your request. It has been closed.")
    page = client.get(address).text
    assert "I looked: what it is" in page
    data = {**filled(page), "as": "denial", "announced": []}
    answer = client.post(address, data=data)
    assert answer.status_code == 422
    assert 'href="#looked-kind"' in answer.text
    assert client.post(address, data={**data, "looked": "kind"}).status_code == 303


def test_nothing_is_filed_but_what_the_button_announced(client: FlaskClient, site: Site) -> None:
    address = reply(site)
    data = {**filled(client.get(address).text), "paper1-received": "2026-11-02"}
    answer = client.post(address, data=data)
    assert answer.status_code == 422
    assert "counted again" in answer.text
    assert len(facts(site)) == 3


def test_paper_says_when_it_came_and_an_unread_date_is_asked_for(read_only: Site) -> None:
    client = read_only.client(read_only.keeper)
    address = reply(read_only, "On paper: denied.", received=None, mail=False)
    for name in ("paper1-received", "paper1-how"):
        answer = client.post(address, data={**LETTER, "paper1-how": "post", name: ""})
        assert (answer.status_code, f'href="#{name}"' in answer.text) == (422, True)


def test_a_scan_leads_to_its_picture_and_its_date_is_to_be_compared(site: Site) -> None:
    acknowledged(site)
    store, text = Folder.of(site.settings), "November 18, 2026\n\nYour request is denied."
    address = reply(site, text, received=None, mail=False, store=store)
    with site.database.writing() as session:
        lay(session, session.get_one(Reply, int(address.rpartition("/")[2])), now=NOW)
    page = site.client(site.keeper).get(address).text
    assert '<a href="/documents/1/pages/1">Look at the picture itself</a>' in page
    assert "Read from the picture: compare." in page


def test_one_of_several_requests_is_chosen_or_found(read_only: Site) -> None:
    history(read_only.database, read_only.keeper, NOW, SENT, title="Drones")
    address = reply(read_only, "We deny it all.", request=None, candidates=(1, 2))
    client = read_only.client(read_only.keeper)
    page = client.get(address).text
    assert page.count('type="radio" name="request"') == 2
    assert "Choose the request it is about." in page
    chosen = client.post(f"{address}/preview", data={**LETTER, "request": "FD-0002"}).text
    assert "File it: appeal by" in chosen
    loose = reply(read_only, "We deny it all, truly.", request=None)
    found = client.post(loose, data={"look": "find", "find": "drones"}).text
    assert 'name="request" value="FD-0002"' in found


def test_it_is_set_aside_and_brought_back(client: FlaskClient, site: Site) -> None:
    address = reply(site)
    client.post(f"{address}/aside")
    assert "Set aside as not about a request" in client.get(address).text
    assert client.post(address, data=LETTER).status_code == 403
    client.post(f"{address}/back")
    assert row(site, address).state == "unfiled"


def test_the_same_message_may_be_of_two_requests(client: FlaskClient, site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT)
    address = reply(site)
    other = client.post(f"{address}/too", data={"another": "fd-0002"}).location
    assert (row(site, other).request_id, row(site, other).arrival_id) == (
        2, row(site, address).arrival_id,
    )  # fmt: skip
    again = client.post(f"{address}/too", data={"another": "FD-0002"}, follow_redirects=True)
    assert "stands with FD-0002 already" in again.text


def test_it_is_taken_out_as_it_came(client: FlaskClient, site: Site) -> None:
    address = reply(site, store=Folder.of(site.settings))
    answer = client.get(f"{address}/original", buffered=True)
    assert b"has denied your FOIL request" in answer.data
    assert answer.headers["Content-Disposition"].startswith("attachment")


def stands(site: Site) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What stands of the first request, and its clocks."""
    with site.database.reading() as session:
        request = session.get_one(Request, 1)
        standing = recorded(session, request).standing
        clocks = session.scalars(select(ClockRow).where(ClockRow.request_id == 1)).all()
        return (
            [(each.kind, each.items, each.papers) for each in standing.events],
            [(each.id, each.due, each.act_on, each.stopped_on) for each in clocks],
        )


def test_undo_puts_the_record_and_the_reply_back(client: FlaskClient, site: Site) -> None:
    address = reply(site, request=None, candidates=(1,), store=Folder.of(site.settings))
    before, was = stands(site), row(site, address)
    data = filled(client.get(f"{address}?request=FD-0001").text)
    assert client.post(address, data=data).status_code == 303
    assert stands(site) != before
    back = client.post(f"{address}/undo", follow_redirects=True)
    assert "FD-0001 is as it was, and the reply is not filed yet." in back.text
    assert stands(site) == before
    now = row(site, address)
    for name in ("state", "request_id", "how", "events", "filed_at", "filed_by", "act_on"):
        assert getattr(now, name) == getattr(was, name), name
    assert "takes back e4" in said(client.get("/requests/FD-0001/history").text)
    assert "FOIL-2026-056-18831" not in client.get("/requests/FD-0001/related").text
    assert client.post(address, data={**data, "seq": "5"}).status_code == 303
    assert stands(site)[0][-1][0] == "denied"


def test_undo_is_for_the_day_and_not_for_what_was_answered(client: FlaskClient, site: Site) -> None:
    address = reply(site, store=Folder.of(site.settings))
    client.post(address, data=filled(client.get(address).text))
    site.clock.set(NOW + timedelta(days=1))
    assert "filed on another day" in client.post(f"{address}/undo").text
    site.clock.set(NOW)
    with site.database.writing() as session:
        request = session.get_one(Request, 1)
        appealed = {"kind": "appealed", "on": "2026-11-22"}
        record(site.keeper, session, request, appealed, seq=4, now=NOW, sure=True)
    assert "Something recorded since answers it" in client.post(f"{address}/undo").text


ODD = "Your file is hereby laid to rest.\n\nThe officer"


def test_a_correction_is_remembered_when_the_person_agrees(client: FlaskClient, site: Site) -> None:
    first = reply(site, ODD, store=Folder.of(site.settings), subject="Your request")
    page = client.post(f"{first}/preview", data={"request": "FD-0001", "kind": "denied"}).text
    assert "Words that say so" in page
    data = {**LETTER, "looked": ["kind", "dated"], "remember": "yes"}
    for wrong in ("", "hereby", "words that are not in it", "a " * 9):
        answer = client.post(first, data={**data, "phrase": wrong})
        assert (answer.status_code, 'href="#phrase"' in answer.text) == (422, True), wrong
    assert client.post(first, data={**data, "phrase": "hereby laid to rest"}).status_code == 303
    kept = client.get("/office/patterns").text
    assert "hereby laid to rest" in kept
    assert "a denial" in kept
    mail = b"Subject: Yours\nFrom: a@b.gov\n\nFOIL-2026-056-18831 is hereby laid to rest."
    taken = take_in(
        site.keeper, site.database, Folder.of(site.settings), io.BytesIO(mail), "a.eml",
        now=NOW, route="dropped", request="FD-0001",
    )  # fmt: skip
    assert row(site, f"/replies/{taken.replies[0]}").kind == "denial"
    client.post("/office/patterns/1/remove")
    assert "No phrase is remembered yet." in client.get("/office/patterns").text


def test_nothing_is_remembered_without_the_box(client: FlaskClient, site: Site) -> None:
    address = reply(site, ODD, store=Folder.of(site.settings), subject="Your request")
    data = {**LETTER, "looked": ["kind", "dated"], "phrase": "hereby laid to rest"}
    assert client.post(address, data=data).status_code == 303
    assert "No phrase is remembered yet." in client.get("/office/patterns").text
