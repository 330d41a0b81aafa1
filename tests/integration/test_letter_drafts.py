"""Letters in the record: drafts save, pages do not overwrite each other, filing is a fact."""

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime

import pytest
from sqlalchemy import select

from foil.archive.store import Folder, Kept
from foil.catalog.agency import NotUnderFoil
from foil.errors import BadInput, MovedOn, NotFound, Refused
from foil.letters.draft import Draft
from foil.letters.letter import Edit
from foil.letters.request import usual_items, usual_vendors
from foil.model.database import Database
from foil.model.tables import Document, Event, Item, Letter, Person, Request
from foil.newyork import day_of
from foil.operations import letters, matters, requests, sealing
from foil.operations.events import Questioned
from foil.operations.letters import Filing
from foil.operations.requests import People
from tests.integration.desk import SENT, add

PORTAL = Filing(
    by="portal",
    when={"on": "2026-11-22"},
    to="Records Access Officer",
    references=("FOIL-2026-056-00001",),
    received=True,
)


def draft(now: datetime, **changed: object) -> Draft:
    """A draft to the NYPD about facial recognition, with the usual items."""
    since, until = day_of(now).replace(year=2019, month=1, day=1), day_of(now)
    told = {
        "agency": "nypd",
        "technology": "facial-recognition",
        "vendors": usual_vendors("facial-recognition"),
        "since": since,
        "until": until,
        "items": usual_items("nypd", since, until),
    }
    return Draft(**told | changed)  # type: ignore[arg-type]


def begun(database: Database, person: Person, now: datetime) -> tuple[str, int]:
    """A new request with its draft: its number and the letter's id."""
    with database.writing() as session:
        request, letter = letters.begin(person, session, draft(now), now=now)
        return request.number, letter.id


def finished(database: Database, person: Person, store: Folder, now: datetime) -> tuple[str, int]:
    """The same, finished."""
    number, letter_id = begun(database, person, now)
    kept = {name: store.keep(io.BytesIO(name.encode())).sha256 for name in ("pdf", "txt", "json")}
    with database.writing() as session:
        row = letters.find_letter(person, session, number, letter_id)
        letters.finish(person, session, row, kept, made_from=draft(now), now=now)
    return number, letter_id


def papers(store: Folder) -> list[tuple[Kept, str]]:
    """The sealed files."""
    return [(store.keep(io.BytesIO(b"pdf")), "Request letter.pdf")]


def save(
    database: Database,
    person: Person,
    where: tuple[str, int],
    made: Draft,
    now: datetime,
    **how: object,
) -> int:
    """Save a draft; its version then."""
    told = {"version": 1, "tab": "one"} | how
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        letters.save(person, session, row, made, "Ours", **told, now=now)  # type: ignore[arg-type]
        return row.version


def test_a_new_draft_opens_a_request_with_its_items(
    database: Database, person: Person, now: datetime
) -> None:
    number, letter_id = begun(database, person, now)
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
        assert (request.number, request.agency) == (number, "nypd")
        assert request.public_title == "Facial recognition records, 2019–2026"
        assert request.requester == "Defense unit"
        items = session.scalars(select(Item).order_by(Item.number)).all()
        assert [item.category for item in items][:2] == ["contracts", "payments"]
        assert items[0].words.startswith("Each contract, task order")
        row = letters.find_letter(person, session, number, letter_id)
        assert (row.state, row.version) == ("draft", 1)
        assert letters.draft_of(request, row) == draft(now)


def test_a_draft_saves_what_was_picked_and_written(
    database: Database, person: Person, now: datetime
) -> None:
    where = begun(database, person, now)
    edits = {"item:contracts": Edit("Contracts of 2025.", "ours")}
    wanted = draft(now, fee_ceiling=40, edits=edits, public_title="Contracts, 2025")
    assert save(database, person, where, wanted, now) == 2
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
        row = letters.find_letter(person, session, *where)
        assert letters.draft_of(request, row) == wanted
        assert (request.public_title, request.working_title) == ("Contracts, 2025", "Ours")
        first = session.scalars(select(Item).where(Item.number == 1)).one()
        assert first.words == "Contracts of 2025."


def test_another_page_does_not_overwrite_unseen(
    database: Database, person: Person, now: datetime
) -> None:
    where = begun(database, person, now)
    save(database, person, where, draft(now, fee_ceiling=40), now, version=1, tab="one")
    with pytest.raises(MovedOn) as moved:
        save(database, person, where, draft(now, fee_ceiling=10), now, version=1, tab="two")
    assert moved.value.since == 2
    assert save(database, person, where, draft(now, fee_ceiling=50), now, version=1, tab="one") == 3
    assert save(database, person, where, draft(now, fee_ceiling=10), now, version=3, tab="two") == 4


def test_a_title_too_long_for_the_portal_is_kept_whole_in_the_draft(
    database: Database, person: Person, now: datetime
) -> None:
    where = begun(database, person, now)
    save(database, person, where, draft(now, public_title="x" * 120), now)
    with database.reading() as session:
        request = session.scalars(select(Request)).one()
        row = letters.find_letter(person, session, *where)
        assert len(letters.draft_of(request, row).public_title) == 120
        assert len(request.public_title) == 90


def test_a_draft_to_a_body_outside_foil_is_refused(
    database: Database, person: Person, now: datetime
) -> None:
    where = begun(database, person, now)
    with pytest.raises(NotUnderFoil):
        save(database, person, where, draft(now, agency="panynj"), now)


def test_once_something_is_recorded_the_items_asked_for_stay(
    database: Database, person: Person, now: datetime
) -> None:
    where = begun(database, person, now)
    with database.writing() as session:
        request = session.scalars(select(Request)).one()
        add(session, person, request, SENT, now)
    save(database, person, where, draft(now, items=()), now)
    with database.reading() as session:
        assert len(session.scalars(select(Item)).all()) == 4


def test_a_finished_letter_is_sealed_and_not_filed(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    where = finished(database, person, store, now)
    with database.reading() as session:
        row = letters.find_letter(person, session, *where)
        assert (row.state, row.dated, row.finished_by) == ("finished", day_of(now), person.id)
        assert sealing.sealed_of(row)["pdf"] == hashlib.sha256(b"pdf").hexdigest()
        assert session.scalars(select(Event)).all() == []
    with pytest.raises(Refused):
        save(database, person, where, draft(now), now)


def test_a_draft_that_changed_while_it_was_made_is_not_finished(
    database: Database, person: Person, now: datetime
) -> None:
    where = begun(database, person, now)
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        other = draft(now, fee_ceiling=99)
        with pytest.raises(MovedOn):
            letters.finish(person, session, row, {"pdf": "0"}, made_from=other, now=now)
        assert row.state == "draft"


def test_a_finished_letter_opens_again_until_it_is_filed(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    where = finished(database, person, store, now)
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        sealing.reopen(person, session, row, now=now)
        assert (row.state, row.sealed, row.dated, row.finished_at) == ("draft", "{}", None, None)
        sealing.reopen(person, session, row, now=now)
    save(database, person, where, draft(now), now, version=3)


def test_filing_records_sent_and_received_and_seals_what_was_filed(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    where = finished(database, person, store, now)
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        letters.file(person, session, row, PORTAL, papers(store), seq=0, now=now)
    with database.reading() as session:
        row = letters.find_letter(person, session, *where)
        events = session.scalars(select(Event).order_by(Event.seq)).all()
        told: list[Mapping[str, object]] = [json.loads(event.facts) for event in events]
        assert [each["kind"] for each in told] == ["sent", "received"]
        assert told[0]["references"] == ["FOIL-2026-056-00001"]
        assert told[0]["items"] == [1, 2, 3, 4]
        assert told[1]["of"] == [events[0].id]
        assert (row.state, row.filed_event) == ("filed", events[0].id)
        sealed = session.scalars(select(Document)).one()
        assert (sealed.event, sealed.sealed, sealed.unfiled) == (events[0].id, True, False)
        assert sealed.sha256 == hashlib.sha256(b"pdf").hexdigest()


def test_without_an_instant_receipt_only_sending_is_recorded(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    where = finished(database, person, store, now)
    filing = Filing(by="email", when={"at": "2026-11-22T10:00:00"}, proof="<1@example.org>")
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        letters.file(person, session, row, filing, papers(store), seq=0, now=now)
        kinds = [json.loads(each.facts)["kind"] for each in session.scalars(select(Event))]
        assert kinds == ["sent"]


def test_a_letter_is_filed_once_and_only_when_finished(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    number, letter_id = begun(database, person, now)
    with database.writing() as session:
        row = letters.find_letter(person, session, number, letter_id)
        with pytest.raises(Refused, match="Finish it first"):
            letters.file(person, session, row, PORTAL, [], seq=0, now=now)
    where = finished(database, person, store, now)
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        letters.file(person, session, row, PORTAL, [], seq=0, now=now)
        with pytest.raises(Refused):
            letters.file(person, session, row, PORTAL, [], seq=2, now=now)
        with pytest.raises(Refused, match="stays as it went"):
            sealing.reopen(person, session, row, now=now)


def test_filing_asks_for_a_way_and_questions_an_odd_day(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    where = finished(database, person, store, now)
    with database.writing() as session:
        row = letters.find_letter(person, session, *where)
        with pytest.raises(BadInput) as wrong:
            letters.file(person, session, row, Filing("", {"on": "2026-11-22"}), [], seq=0, now=now)
        assert "by" in wrong.value.problems
        late = Filing("portal", {"on": "2027-01-01"})
        with pytest.raises(Questioned):
            letters.file(person, session, row, late, [], seq=0, now=now)
        assert row.state == "finished"


def test_a_letter_is_seen_by_those_who_may_see_its_request(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    number, letter_id = begun(database, person, now)
    with database.writing() as session:
        matter = matters.open_matter(person, session, "A matter", now=now)
        request = session.scalars(select(Request)).one()
        people = People(owner_id=person.id, matter_id=matter.id)
        requests.hand_over(person, session, request, people, now=now)
    with database.reading() as session:
        assert letters.find_letter(person, session, number, letter_id)
        with pytest.raises(NotFound):
            letters.find_letter(outsider, session, number, letter_id)
        with pytest.raises(NotFound):
            letters.find_letter(person, session, number, letter_id + 1)
        assert session.scalars(select(Letter)).one()
