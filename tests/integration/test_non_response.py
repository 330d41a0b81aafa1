"""The record of non-response: made in one click once somebody looked, and refused before."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.archive.store import Folder
from foil.insight.basis import basis
from foil.insight.histories import recorded
from foil.insight.non_response import standing
from foil.insight.offers import case_of
from foil.letters.compose import compose
from foil.model.tables import Document, Letter, Person, Reply
from foil.model.visibility import find_request
from foil.operations import documents
from foil.operations.letter_drafts import draft_of
from tests.integration.came import bring
from tests.integration.desk import add, history
from tests.integration.site import NOW, Site, close, open_site
from tests.prove.agree import disagreement

PORTAL = "the agency’s portal"
SPAM = "the mailbox keeper@example.org with its spam folder"
ASKED = ({"kind": "sent", "on": "2026-09-01", "by": "portal"},
         {"kind": "received", "on": "2026-09-01", "source": "agency"})  # fmt: skip
ACKNOWLEDGED = {"kind": "acknowledged", "dated": "2026-09-04", "received": "2026-09-04"}
DENIED = {"kind": "denied", "dated": "2026-09-08", "received": "2026-09-08"}
APPEALED = (DENIED, {"kind": "appealed", "on": "2026-09-21", "by": "email"},
            {"kind": "appeal_received", "on": "2026-09-22"})  # fmt: skip
PROMISED = {**ACKNOWLEDGED, "promised": [{"date": "2027-03-15"}]}
NAMELESS = {"kind": "contacted", "direction": "looked", "on": "2026-11-10"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """FD-0001 silent since its acknowledgment, FD-0002 with a file nobody has read, FD-0003 with an
    appeal nobody decided, FD-0004 with a date to come, FD-0005 just sent."""
    opened = open_site(tmp_path_factory.mktemp("non-response"))
    keeper, base = opened.keeper, opened.database
    history(base, keeper, NOW, *ASKED, ACKNOWLEDGED, NAMELESS)
    history(base, keeper, NOW, *ASKED, ACKNOWLEDGED, {**NAMELESS, "where": ["the post"]})
    history(base, keeper, NOW, *ASKED, *APPEALED, {**NAMELESS, "how": "Portal"})
    history(base, keeper, NOW, *ASKED, PROMISED)
    history(base, keeper, NOW, {**ASKED[0], "on": "2026-11-20"})
    kept = Folder.of(opened.settings).keep(io.BytesIO(b"%PDF-1.7 a letter"))
    with base.writing() as session:
        found = find_request(session, keeper, "FD-0002")
        documents.attach(keeper, session, found, kept, "reply.pdf", now=NOW, unfiled=True)
    yield opened
    close(opened)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    """The keeper of the office."""
    return site.client(site.keeper)


def page(client: FlaskClient, number: str) -> str:
    """The page's words on one line."""
    return " ".join(client.get(f"/requests/{number}/non-response").text.split())


def letters(site: Site) -> int:
    with site.database.reading() as session:
        return len(session.scalars(select(Letter).where(Letter.kind == "non_response")).all())


def test_it_is_refused_while_nobody_has_looked_since_and_leads_to_recording_a_look(
    site: Site, client: FlaskClient
) -> None:
    said = page(client, "FD-0001")
    assert "Nobody has recorded a look after Monday, October 5, 2026." in said
    assert "The look of Tuesday, November 10, 2026 does not say where" in said
    assert 'href="#look"' in said
    assert "Make the record" not in said
    assert client.post("/requests/FD-0001/non-response").location.endswith("/non-response")
    assert "non_response" not in client.get("/requests/FD-0001/letters").text
    assert letters(site) == 0


def test_it_is_refused_while_a_file_is_unread_and_leads_to_it(client: FlaskClient) -> None:
    said = page(client, "FD-0002")
    assert "1 file that came about this request has not been read." in said
    assert "/requests/FD-0002/record?file=" in said
    assert "Make the record" not in said
    assert client.get("/requests/FD-0002/offered/non_response.txt").status_code == 404


@pytest.mark.parametrize("number", ["FD-0004", "FD-0005"])
def test_without_a_day_passed_in_silence_there_is_nothing_to_affirm(
    client: FlaskClient, number: str
) -> None:
    assert "there is nothing to affirm" in page(client, number)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Say where you looked"),
        ({"more": "x" * 201}, "at most 200 characters"),
        ({"places": "the post", "on": "2026-11-23"}, "That day is still to come."),
        ({"places": "the post", "on": "soon"}, "soon"),
    ],
)
def test_a_look_that_cannot_stand_comes_back_filled(
    client: FlaskClient, sent: dict[str, str], says: str
) -> None:
    answer = client.post("/requests/FD-0001/non-response/look", data={"on": "2026-11-20"} | sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert sent.get("more", "") in answer.text


def test_a_look_with_its_places_makes_one_click_of_the_record(
    site: Site, client: FlaskClient
) -> None:
    places = {"places": [PORTAL, SPAM], "more": "the post\n", "on": "2026-11-20"}
    for _ in range(2):  # the second is not recorded again
        client.post("/requests/FD-0001/non-response/look", data=places)
    with site.database.reading() as session:
        events = recorded(session, find_request(session, site.keeper, "FD-0001")).standing.events
    assert [each.detail("where") for each in events if each.detail("where")] == [
        (PORTAL, SPAM, "the post")
    ]
    assert "Record of non-response" in client.get("/requests/FD-0001/letters").text
    answer = client.post("/requests/FD-0001/non-response")
    assert "/drafts/" in answer.location
    with site.database.reading() as session:
        letter = session.scalars(select(Letter).where(Letter.kind == "non_response")).one()
        made = draft_of(letter).made(None, NOW.date())
    assert made.letter
    assert "I looked in each of these places" in made.letter.block("looks").text
    again = client.post("/requests/FD-0001/non-response")
    assert (again.location, letters(site)) == (answer.location, 1)


def test_a_file_or_a_reply_that_comes_later_keeps_the_record_from_being_finished(
    site: Site, client: FlaskClient
) -> None:
    goes = client.post("/requests/FD-0003/non-response").location
    kept = Folder.of(site.settings).keep(io.BytesIO(b"%PDF-1.7 late"))
    with site.database.writing() as session:
        found = find_request(session, site.keeper, "FD-0003")
        documents.attach(site.keeper, session, found, kept, "late.pdf", now=NOW, unfiled=True)
    answer = client.post(f"{goes}/finish", data={"version": "1"})
    assert answer.status_code == 422
    assert "has not been read" in answer.text
    with site.database.writing() as session:
        letter = session.scalars(select(Letter).where(Letter.kind == "non_response")).all()[-1]
        assert letter.state == "draft"
        for each in session.scalars(select(Document).where(Document.name == "late.pdf")):
            each.unfiled = False
    reply = bring(site.database, site.keeper, NOW, request=found.id)
    answer = client.post(f"{goes}/finish", data={"version": "1"})
    assert (answer.status_code, "has not been read" in answer.text) == (422, True)
    assert f'href="/replies/{reply}"' in client.get("/requests/FD-0003/non-response").text
    with site.database.writing() as session:
        session.get_one(Reply, reply).state = "aside"


@pytest.mark.parametrize(
    ("twin_s", "titles", "named"),
    [
        ("a", ("", ""), ("Robin (keeper@example.org)", "Robin (a@example.org)")),
        ("b", ("Counsel", "Paralegal"), ("Robin (Counsel)", "Robin (Paralegal)")),
        ("c", ("Counsel", "counsel"), ("Robin (keeper@example.org)", "Robin (c@example.org)")),
    ],
)
def test_two_colleagues_of_one_name_are_told_apart(
    twin_s: str, titles: tuple[str, str], named: tuple[str, str], site: Site
) -> None:
    twin = site.add(twin_s)
    with site.database.writing() as session:
        was = {each.id: each.name for each in session.scalars(select(Person))}
        for person, title in zip((site.keeper, twin), titles, strict=True):
            row = session.get_one(Person, person.id)
            row.name, row.title = "Robin", title
    made = history(site.database, site.keeper, NOW, *ASKED, ACKNOWLEDGED)
    with site.database.writing() as session:
        row = find_request(session, site.keeper, made.number)
        for who, day in ((twin, "2026-11-19"), (site.keeper, "2026-11-20")):
            add(session, who, row, {**NAMELESS, "on": day, "where": ["the post"]}, NOW)
    with site.database.writing() as session:
        row = find_request(session, site.keeper, made.number)
        case = case_of(session, row, basis(session), None, NOW.date())
        assert case
        found = standing(session, row, case)
        for each in session.scalars(select(Person)):
            each.name, each.title = was[each.id], ""
    assert found
    assert found.facts
    mine, theirs = named
    assert found.facts.affirmant == mine
    assert [look.by for look in found.facts.looks] == [theirs, mine]
    said = compose("non_response", found.facts)
    assert "I looked in each" in said.block("looks").text
    assert f"{theirs} of this office looked" in said.block("looks").text.replace("\\", "")


def test_what_it_says_of_an_appeal_nobody_decided(client: FlaskClient) -> None:
    made = " ".join(client.get("/requests/FD-0003/offered/non_response.txt").text.split())
    assert "nothing which decides the appeal of September 21, 2026 had been received" in made
    assert "they ended on October 6, 2026" in made
    assert "Staff attorney affirms the following" in made
    assert "a notice that the appeal was received, received on September 22, 2026" in made
    assert f"I looked in each of these places: {PORTAL}." in made


def test_it_is_offered_where_the_silence_shows(client: FlaskClient) -> None:
    assert "/requests/FD-0003/non-response" in client.get("/requests/FD-0003").text
    assert "/requests/FD-0003/non-response" in client.get("/").text


def test_the_round_of_portals_names_the_portal(site: Site, client: FlaskClient) -> None:
    site.clock.set(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))
    client.post("/rounds/portal", data={"number": "FD-0004"})
    with site.database.reading() as session:
        events = recorded(session, find_request(session, site.keeper, "FD-0004")).standing.events
    assert events[-1].detail("where") == (PORTAL,)
    site.clock.set(NOW)


def test_where_it_was_looked_moves_no_clock_in_either_reading() -> None:
    looked = {**NAMELESS, "id": "l", "where": [PORTAL, "the post"]}
    facts = {"agency": "nypd", "events": [
        {**each, "id": f"e{n}"} for n, each in enumerate([*ASKED, ACKNOWLEDGED])]}  # fmt: skip
    assert disagreement(facts) == ([], [])
    assert disagreement(facts | {"events": [*facts["events"], looked]}) == ([], [])
