"""A letter that went is taken back for the day: then it is finished and not filed yet."""

import io
import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Document, Event, Item, Letter, Request, RequestReference
from foil.operations.letter_drafts import begin
from foil.operations.letter_filing import Went, file
from foil.operations.letter_unfiling import unfile
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, add, draft
from tests.integration.site import NOW, Site, site
from tests.integration.test_letter_pages import BEGUN, finish, form
from tests.unit.letters.examples import TOLD

__all__ = ["site"]  # a fixture
NUMBER = "FOIL-2026-056-00417"


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


@pytest.fixture
def letter(client: FlaskClient) -> str:
    """The address of a request letter that was filed, with its receipt, a number and a proof."""
    letter = client.post("/new", data=BEGUN).location
    assert letter
    finish(client, letter)
    went(client, letter, files=(io.BytesIO(b"\x89PNG\r\n\x1a\n proof"), "confirmation.png"))
    return letter


def went(client: FlaskClient, letter: str, **more: object) -> None:
    sent = form(client.get(f"{letter}/file").text)
    told = {**sent.to_dict(), "by": "portal", "reference": NUMBER, "sure": "yes", **more}
    assert client.post(f"{letter}/file", data=told).status_code == 303


def take_back(client: FlaskClient, letter: str) -> str:
    """Press the button; the letter's page then."""
    back = letter.replace("/letters/", "/drafts/") + "/went/back"
    return client.post(back, follow_redirects=True).text


def papers(site: Site) -> dict[str, tuple[bool, bool]]:
    """The request's files: whether each is on an event, and whether it is in the tray."""
    with site.database.reading() as session:
        rows = session.scalars(select(Document))
        return {row.name: (row.event is not None, row.unfiled) for row in rows}


def test_taken_back_it_is_finished_and_not_filed_yet(
    client: FlaskClient, site: Site, letter: str
) -> None:
    assert "Take it back: it did not go" in client.get(letter).text
    page = take_back(client, letter)
    assert "not filed yet" in page
    assert "Taken back." in page
    with site.database.reading() as session:
        row = session.scalars(select(Letter)).one()
        assert (row.state, row.filed_event) == ("finished", None)
        assert session.scalars(select(RequestReference)).all() == []
        assert len(session.scalars(select(Event)).all()) == 4
    assert papers(site) == {
        "FD-0001 Request letter.pdf": (False, False),
        "FD-0001 Portal text.txt": (False, False),
        "confirmation.png": (False, True),
    }
    assert "due Monday, November 30" in client.get(f"{letter}/file").text
    assert "Finished, not filed with the agency" in client.get("/").text
    went(client, letter)
    assert papers(site)["FD-0001 Request letter.pdf"] == (True, False)
    assert len(papers(site)) == 3


def test_once_taken_back_it_can_be_written_on_again_and_asks_for_what_it_then_says(
    client: FlaskClient, site: Site, letter: str
) -> None:
    take_back(client, letter)
    assert client.post(f"{letter}/reopen").status_code == 303
    sent = form(client.get(letter).text)
    sent.add("records", "training")
    assert client.post(letter, data=sent).status_code == 303
    finish(client, letter)
    went(client, letter)
    with site.database.reading() as session:
        items = session.scalars(select(Item.number)).all()
        sent = session.scalars(select(Event).order_by(Event.seq)).all()[4]
        assert json.loads(sent.facts)["items"] == items == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("hours", "may"),
    [(0, True), (13, True), (14, False), (24, False)],  # filed at 10:30 in the morning, New York
)
def test_it_is_taken_back_until_midnight(
    client: FlaskClient, site: Site, letter: str, hours: int, *, may: bool
) -> None:
    site.clock.set(NOW + timedelta(hours=hours))
    assert ("Take it back: it did not go" in client.get(letter).text) is may
    page = take_back(client, letter)
    assert ("not filed yet" in page) is may
    assert ("It was recorded on another day" in page) is not may


def test_what_something_recorded_since_answers_is_not_taken_back(
    client: FlaskClient, site: Site, letter: str
) -> None:
    with site.database.writing() as session:
        row = session.scalars(select(Letter)).one()
        found = session.get_one(Request, row.request_id)
        add(session, site.keeper, found, {**ACKNOWLEDGED, "of": ["e1"]}, NOW)
    assert "Take it back: it did not go" not in client.get(letter).text
    assert "Something recorded since answers it" in take_back(client, letter)


def test_an_appeal_taken_back_leaves_its_right_open(site: Site) -> None:
    keeper = site.keeper
    with site.database.writing() as session:
        request = draft(session, keeper, NOW)
        for facts in (SENT, RECEIVED, ACKNOWLEDGED):
            add(session, keeper, request, facts, NOW)
        letter = begin(keeper, session, request, "appeal_silence", TOLD["appeal_silence"], now=NOW)
        letter.state, letter.finished_at = "finished", NOW
        gone = Went("email", {"on": "2026-11-22"}, received=True)
        file(keeper, session, letter, gone, [], seq=request.head_seq, now=NOW, sure=True)
        assert [e.seq for e in session.scalars(select(Event))] == [1, 2, 3, 4, 5]
        unfile(keeper, session, letter, now=NOW)
        assert letter.state == "finished"
        assert request.head_seq == 7
    page = site.client(keeper).get("/requests/FD-0001").text
    assert "Appealed" not in page.split('class="record"')[1].split("</ol>")[0]
