"""Today: each list holds what it should, says why, and asks the same number of questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from foil.archive.store import Kept
from foil.insight.today import today
from foil.model.database import Database
from foil.model.tables import Letter, Person
from foil.operations import documents, requests
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, draft, history

DAY = date(2026, 11, 22)
FOUR_MONTHS_OFF = {**ACKNOWLEDGED, "promised": [{"date": "2027-03-10"}]}


@contextmanager
def counting(database: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append(statement)

    event.listen(database.engine, "before_cursor_execute", heard)
    yield said
    event.remove(database.engine, "before_cursor_execute", heard)


def test_a_denial_is_ours_to_appeal(database: Database, person: Person, now: datetime) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.reading() as session:
        page = today(person, session, DAY)
    (row,) = page.yours.rows
    assert row.request.number == "FD-0001"
    assert row.clock.kind == "appeal"
    assert row.clock.act_on == date(2026, 12, 2)
    assert page.late.rows == ()


def test_an_agency_past_every_reading_is_late_with_its_silent_appeal(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.reading() as session:
        assert today(person, session, date(2026, 11, 24)).late.rows == ()
        assert today(person, session, date(2026, 11, 24)).yours.rows == ()
        (row,) = today(person, session, date(2026, 12, 1)).late.rows
    assert row.clock.kind == "determine"
    assert [clock.stake for clock in row.open] == ["arguable"]
    assert row.business_days == 4


def test_nothing_is_late_before_the_date_the_agency_gave(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, FOUR_MONTHS_OFF)
    with database.reading() as session:
        assert today(person, session, date(2026, 11, 25)).late.total == 0
        assert today(person, session, date(2027, 3, 10)).late.total == 0
        assert today(person, session, date(2027, 3, 11)).late.total == 1


def test_a_late_row_offers_only_what_its_own_silence_opened(
    database: Database, person: Person, now: datetime
) -> None:
    denied = {**DENIED, "dated": "2026-11-20", "received": "2026-11-20"}
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, denied)
    with database.reading() as session:
        (row,) = today(person, session, date(2026, 12, 1)).late.rows
    assert (row.clock.kind, row.clock.items) == ("determine", (1,))
    assert [(clock.stake, clock.act_on) for clock in row.open] == [("arguable", date(2026, 12, 24))]


def test_an_appealed_silence_is_no_longer_listed_as_late(
    database: Database, person: Person, now: datetime
) -> None:
    appealed = {"kind": "appealed", "on": "2026-12-02"}
    received = {"kind": "appeal_received", "on": "2026-12-02"}
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, appealed, received)
    with database.reading() as session:
        assert today(person, session, date(2026, 12, 3)).late.rows == ()
        page = today(person, session, date(2026, 12, 20))
    assert [row.clock.kind for row in page.late.rows] == ["decide_appeal"]
    assert [row.clock.kind for row in page.yours.rows] == ["article_78"]


def test_an_open_request_with_nothing_ahead_is_listed_until_someone_writes_a_next_step(
    database: Database, person: Person, now: datetime
) -> None:
    granted = {"kind": "granted", "dated": "2026-11-02", "received": "2026-11-02"}
    released = {**granted, "kind": "released", "part": "part"}
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, granted, released)
    with database.reading() as session:
        (row,) = today(person, session, date(2027, 6, 1)).idle.rows
    assert (row.request.number, row.stage) == ("FD-0001", "producing")
    with database.writing() as session:
        day = date(2027, 6, 10)
        requests.set_next_step(person, session, request, "Ask again", day, now=now)
    with database.reading() as session:
        before, after = (today(person, session, date(2027, 6, n)) for n in (1, 10))
    assert (before.idle.total, before.later.total, before.steps.total) == (0, 1, 0)
    assert (after.later.total, after.steps.total) == (0, 1)


def test_a_finished_letter_and_a_file_in_the_tray_are_not_filed_yet(
    database: Database, person: Person, now: datetime
) -> None:
    with database.writing() as session:
        request = draft(session, person, now)
        letter = Letter(request_id=request.id, kind="request", state="finished")
        letter.made_at = letter.saved_at = letter.finished_at = now
        letter.made_by = letter.saved_by = person.id
        session.add(letter)
        kept = Kept("ab" * 32, 10, "application/pdf")
        documents.attach(person, session, request, kept, "a.pdf", now=now, unfiled=True)
    with database.reading() as session:
        page = today(person, session, DAY)
    assert [row.letter.kind for row in page.finished.rows] == ["request"]
    assert [row.document.name for row in page.in_tray.rows] == ["a.pdf"]


def test_the_next_three_weeks_hold_the_agencies_days(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.reading() as session:
        (row,) = today(person, session, DAY).coming.rows
    assert (row.clock.kind, row.clock.due) == ("determine", date(2026, 11, 24))


def test_a_list_asks_the_same_however_long(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with counting(database) as few, database.reading() as session:
        today(person, session, DAY + timedelta(days=4), limit=2)
    for _ in range(4):
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with counting(database) as many, database.reading() as session:
        page = today(person, session, DAY + timedelta(days=4), limit=9)
    assert page.yours.total == 5
    assert len(few) == len(many)


@pytest.mark.parametrize("mine", [True, False])
def test_somebody_elses_requests_can_be_left_out(
    database: Database, person: Person, outsider: Person, now: datetime, mine: bool
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.reading() as session:
        assert today(outsider, session, DAY, mine=mine).yours.total == (0 if mine else 1)
