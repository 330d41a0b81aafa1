"""Recording events: resolved, bound together, counted in the same save."""

import hashlib
import json
from datetime import date, datetime

import pytest
from sqlalchemy import select

from foil.archive.store import Kept
from foil.errors import BadInput, MovedOn, NotFound
from foil.law.facts import FactsError
from foil.model.database import Database
from foil.model.tables import ClockRow, Document, Event, Journal, Person, Request, StageRow
from foil.operations import documents, requests
from foil.operations.events import Questioned, record
from foil.operations.previews import preview
from foil.operations.requests import Asked, Particulars, People

SENT = {"kind": "sent", "on": "2026-10-19", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-10-19T10:42:00"}
ACKNOWLEDGED = {"kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"}
DENIED = {"kind": "denied", "dated": "2026-11-02", "received": "2026-11-05", "items": [2]}


def drafted(database: Database, person: Person, now: datetime, **people: object) -> Request:
    with database.writing() as session:
        return requests.draft(
            person,
            session,
            Particulars("nypd", "facial-recognition", "Contracts, 2019–2026"),
            [Asked("Contracts with Clearview AI, 2019 to 2026"), Asked("Invoices under them")],
            People(owner_id=person.id, **people),  # type: ignore[arg-type]
            now=now,
        )


def save(
    database: Database, person: Person, request: Request, facts: dict[str, object], now: datetime
) -> Event:
    with database.writing() as session:
        mine = session.get_one(Request, request.id)
        return record(person, session, mine, facts, seq=mine.head_seq, now=now)


def test_numbers_follow_one_another(database: Database, person: Person, now: datetime) -> None:
    made = [drafted(database, person, now).number for _ in range(3)]
    assert made == ["FD-0001", "FD-0002", "FD-0003"]


def test_a_stored_event_names_its_items_and_what_it_answers(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    for facts in (SENT, RECEIVED):
        save(database, person, request, facts, now)
    stored = json.loads(save(database, person, request, ACKNOWLEDGED, now).facts)
    assert stored["items"] == [1, 2]
    assert stored["of"] == ["e2"]
    assert stored["id"] == "e3"


def test_each_event_is_bound_to_the_one_before(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    for facts in (SENT, RECEIVED, ACKNOWLEDGED):
        save(database, person, request, facts, now)
    with database.reading() as session:
        events = session.scalars(select(Event).order_by(Event.seq)).all()
        head = session.get_one(Request, request.id)
    prev = ""
    for event in events:
        inner = hashlib.sha256(event.facts.encode()).hexdigest()
        whole = prev + inner + "2026-11-22T15:30:00.000000Z" + str(person.id)
        assert event.prev == prev
        prev = hashlib.sha256(whole.encode()).hexdigest()
        assert event.hash == prev
    assert (head.head_seq, head.head_hash) == (3, prev)


def test_every_save_leaves_a_line_in_the_journal(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    event = save(database, person, request, SENT, now)
    with database.reading() as session:
        lines = session.scalars(select(Journal).order_by(Journal.n)).all()
    first, second = (json.loads(line.line) for line in lines)
    assert first["what"] == "drafted"
    assert (second["request"], second["seq"], second["head"]) == ("FD-0001", 1, event.hash)
    assert lines[1].prev == lines[0].hash
    assert lines[1].hash == hashlib.sha256((lines[0].hash + lines[1].line).encode()).hexdigest()


def test_clocks_and_stages_are_counted_in_the_same_save(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    for facts in (SENT, RECEIVED, ACKNOWLEDGED):
        save(database, person, request, facts, now)
    with database.reading() as session:
        clocks = {clock.kind: clock for clock in session.scalars(select(ClockRow))}
        stages = session.scalars(select(StageRow)).all()
    assert clocks["determine"].due == date(2026, 11, 24)
    assert clocks["acknowledge"].how == "met"
    assert {stage.item for stage in stages} == {1, 2}


def test_a_form_drawn_from_an_older_record_comes_back(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    save(database, person, request, SENT, now)
    with pytest.raises(MovedOn) as raised, database.writing() as session:
        record(person, session, request, RECEIVED, seq=0, now=now)
    assert raised.value.since == 1


def test_nothing_of_a_refused_event_is_kept(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    save(database, person, request, SENT, now)
    paper = {"dated": "2026-10-23", "document": "0" * 64}
    facts = {"kind": "acknowledged", "papers": [paper]}
    with pytest.raises(FactsError) as raised:
        save(database, person, request, facts, now)
    assert "bring the file first" in str(raised.value)
    with database.reading() as session:
        assert len(session.scalars(select(Event)).all()) == 1
        assert session.get_one(Request, request.id).head_seq == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({**SENT, "items": [3]}, "items"),
        ({**RECEIVED, "of": ["e9"]}, "of"),
        ({**SENT, "replaces": "e9"}, "replaces"),
        ({"kind": "denied", "on": "2026-11-02", "wrong": 1}, "wrong"),
    ],
)
def test_facts_that_cannot_stand_name_their_field(
    database: Database, person: Person, now: datetime, facts: dict[str, object], field: str
) -> None:
    request = drafted(database, person, now)
    with pytest.raises(BadInput) as raised:
        save(database, person, request, facts, now)
    assert field in raised.value.problems


def test_a_correction_replaces_and_both_stay(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    for facts in (SENT, RECEIVED, ACKNOWLEDGED, DENIED):
        save(database, person, request, facts, now)
    mended = {**DENIED, "dated": "2026-11-03", "replaces": "e4"}
    del mended["items"]
    stored = json.loads(save(database, person, request, mended, now).facts)
    assert stored["items"] == [2]
    with database.reading() as session:
        wanted = select(ClockRow).where(ClockRow.kind == "appeal", ClockRow.stake == "final")
        appeals = session.scalars(wanted).all()
        assert len(session.scalars(select(Event)).all()) == 5
    assert [clock.earliest for clock in appeals] == [date(2026, 12, 3)]
    with pytest.raises(FactsError, match="what replaced it"):
        save(database, person, request, {**DENIED, "replaces": "e4"}, now)


def test_a_preview_says_what_changes_and_writes_nothing(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    for facts in (SENT, RECEIVED, ACKNOWLEDGED):
        save(database, person, request, facts, now)
    with database.reading() as session:
        shown = preview(person, session, request, DENIED, now=now)
        assert session.get_one(Request, request.id).head_seq == 3
    verbs = {(effect.verb, effect.clock.kind, effect.clock.items) for effect in shown.effects}
    assert ("starts", "appeal", (2,)) in verbs
    assert ("ends", "determine", (2,)) in verbs
    assert shown.facts["of"] == []
    assert shown.questions == ()


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        (
            {**ACKNOWLEDGED, "dated": "2026-10-16", "received": "2026-10-16"},
            "before the request",
        ),
        ({**ACKNOWLEDGED, "dated": "2026-12-01", "received": "2026-12-01"}, "has not come yet"),
        (
            {**ACKNOWLEDGED, "dated": "2026-10-23", "received": "2026-10-21"},
            "before it was",
        ),
        ({"kind": "appeal_received", "on": "2026-11-02"}, "no appeal has been recorded"),
        (SENT, "recorded already"),
    ],
)
def test_an_impossible_order_is_questioned(
    database: Database, person: Person, now: datetime, facts: dict[str, object], asks: str
) -> None:
    request = drafted(database, person, now)
    save(database, person, request, SENT, now)
    with pytest.raises(Questioned, match=asks):
        save(database, person, request, facts, now)
    with database.writing() as session:
        event = record(person, session, request, facts, seq=1, now=now, sure=True)
    assert event.seq == 2


def test_a_paper_takes_its_file_out_of_the_tray(
    database: Database, person: Person, now: datetime
) -> None:
    request = drafted(database, person, now)
    kept = Kept("ab" * 32, 10, "application/pdf")
    with database.writing() as session:
        documents.attach(person, session, request, kept, "a.pdf", now=now, unfiled=True)
    paper = {"dated": "2026-10-23", "how": "email", "document": "ab" * 32}
    save(database, person, request, SENT, now)
    facts = {"kind": "acknowledged", "papers": [{"received": "2026-10-23"}, paper]}
    save(database, person, request, facts, now)
    with database.reading() as session:
        document = session.scalars(select(Document)).one()
    assert (document.event, document.paper, document.unfiled) == ("e2", 1, False)


def test_a_matter_hides_its_requests_even_from_an_administrator(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    request = drafted(database, person, now, private=True)
    with pytest.raises(NotFound), database.writing() as session:
        record(outsider, session, request, SENT, seq=0, now=now)
