"""A request's page: what stands, what silence did, the clocks in groups, the whole history."""

from datetime import date, datetime
from io import BytesIO

from foil.archive.store import Folder
from foil.insight.request import recorded_since, request_page
from foil.insight.timeline import Entry, Silence
from foil.model.database import Database
from foil.model.tables import Person, Request
from foil.operations import documents, references
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, history
from tests.integration.test_today import counting


def test_the_timeline_is_newest_first_with_what_each_started_and_ended(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.reading() as session:
        page = request_page(person, session, "fd-0001", date(2026, 11, 22))
    entries = [entry for entry in page.timeline if isinstance(entry, Entry)]
    assert [entry.event.kind for entry in entries] == ["denied", "acknowledged", "received", "sent"]
    denied, acknowledged = entries[0], entries[1]
    assert [clock.kind for clock in denied.started] == ["appeal"]
    assert {clock.kind for clock in denied.ended} == {"determine"}
    assert [clock.how for clock in acknowledged.ended] == ["met"]
    assert page.seq == 4
    assert page.stage == "denied, appeal open"
    assert page.stages == {1: "waiting", 2: "denied, appeal open"}


def test_silence_stands_in_the_timeline_from_the_day_after(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.reading() as session:
        before = request_page(person, session, "FD-0001", date(2026, 11, 24))
        after = request_page(person, session, "FD-0001", date(2026, 11, 25))
    assert not any(isinstance(entry, Silence) for entry in before.timeline)
    newest = after.timeline[0]
    assert isinstance(newest, Silence)
    assert (newest.day, newest.missed, newest.items) == (date(2026, 11, 24), "determine", (1, 2))
    assert newest.opened.stake == "arguable"


def test_the_clocks_are_grouped(database: Database, person: Person, now: datetime) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.reading() as session:
        clocks = request_page(person, session, "FD-0001", date(2026, 11, 22)).clocks
    assert [clock.kind for clock in clocks.ours] == ["appeal"]
    assert [clock.kind for clock in clocks.theirs] == ["determine"]
    assert {clock.kind for clock in clocks.silence} >= {"appeal"}
    assert {clock.kind for clock in clocks.done} == {"acknowledge", "determine"}


def test_a_corrected_event_shows_once_and_the_history_shows_both(
    database: Database, person: Person, now: datetime
) -> None:
    mended = {**DENIED, "dated": "2026-11-03", "replaces": "e4"}
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED, mended)
    with database.reading() as session:
        page = request_page(person, session, "FD-0001", date(2026, 11, 22))
    stands = [entry for entry in page.timeline if isinstance(entry, Entry)]
    assert [entry.event.id for entry in stands] == ["e5", "e3", "e2", "e1"]
    assert stands[0].mended == 1
    assert [(kept.event.id, kept.replaced_by) for kept in page.history][3:] == [
        ("e4", "e5"),
        ("e5", None),
    ]
    assert page.history[0].recorded_by == "Paralegal"


def test_a_file_stays_with_its_event_when_that_is_corrected(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    request = history(database, person, now, SENT, RECEIVED)
    kept = store.keep(BytesIO(b"%PDF-1.7 letter"))
    paper = {"dated": "2026-10-23", "how": "email", "document": kept.sha256}
    acknowledged = {"kind": "acknowledged", "papers": [paper]}
    with database.writing() as session:
        documents.attach(person, session, request, kept, "letter.pdf", now=now)
    for facts in (acknowledged, {**ACKNOWLEDGED, "replaces": "e3"}):
        with database.writing() as session:
            mine = session.get_one(Request, request.id)
            add(session, person, mine, facts, now)
    with database.reading() as session:
        page = request_page(person, session, "FD-0001", date(2026, 11, 22))
    newest = page.timeline[0]
    assert isinstance(newest, Entry)
    assert newest.event.id == "e4"
    assert [document.name for document in newest.documents] == ["letter.pdf"]


def test_papers_and_numbers_are_on_the_page(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, {**SENT, "references": ["FOIL-2026-056-18831"]})
    with database.writing() as session:
        page = request_page(person, session, "FD-0001", date(2026, 11, 22))
        references.add_reference(person, session, page.request, "request", "FOIL-2026-056-18831")
    with database.reading() as session:
        papers = request_page(person, session, "FD-0001", date(2026, 11, 22)).papers
    assert [reference.number for reference in papers.references] == ["FOIL-2026-056-18831"]


def test_a_form_that_comes_back_shows_what_is_new(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.reading() as session:
        new = recorded_since(person, session, "FD-0001", 1)
    assert [kept.event.kind for kept in new] == ["received", "acknowledged"]


def test_a_request_under_another_law_has_no_clocks(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, agency="panynj")
    with database.reading() as session:
        page = request_page(person, session, "FD-0001", date(2027, 11, 22))
    assert page.clocks.ours == page.clocks.theirs == ()
    assert len(page.timeline) == 2


def test_the_page_asks_the_same_however_much_happened(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT)
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    said = []
    for number in ("FD-0001", "FD-0002"):
        with counting(database) as asked, database.reading() as session:
            request_page(person, session, number, date(2026, 11, 22))
        said.append(len(asked))
    assert said[0] == said[1]
