"""Dates that moved: written by the recount for what a correction or another basis moves, once,
with its cause; never for what an ordinary event starts and ends."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from foil.model.database import Database
from foil.model.tables import ClockRow, MovedDate, MovedSeen, Person, Request
from foil.operations import agencies, rules
from foil.operations.moved import put_away
from foil.operations.recount import recount_all
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, Facts, add, history

SNOW = date(2026, 11, 9)
OLDER = '{"from_kind": "acknowledged", "from_event": "e3", "ended_by": null, "parent": null}'
"""What an older release may have kept of a clock beside its dates."""


def moved(database: Database) -> list[tuple[str, str, str, str | None]]:
    """Cause and about, the clock's kind, was and now."""
    with database.reading() as session:
        return [
            (f"{row.cause} {row.about}", row.kind, _mark(row, "was_"), row.due and _mark(row, ""))
            for row in session.scalars(select(MovedDate).order_by(MovedDate.id))
        ]


def _mark(row: MovedDate, which: str) -> str:
    name = "act_on" if row.against == "requester" else "due"
    return str(getattr(row, f"{which}{name}").isoformat())


def correct(
    database: Database, person: Person, request: Request, facts: Facts, now: datetime
) -> None:
    with database.writing() as session:
        found = session.scalars(select(Request).where(Request.id == request.id)).one()
        add(session, person, found, facts, now)


def test_ordinary_events_move_nothing(database: Database, person: Person, now: datetime) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    assert moved(database) == []


def test_a_correction_writes_what_it_moved_who_when_and_what_it_changed(
    database: Database, person: Person, now: datetime
) -> None:
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    mended = {**DENIED, "dated": "2026-10-30", "replaces": "e4"}
    correct(database, person, request, mended, now)
    assert moved(database) == [("event e5", "appeal", "2026-12-02", "2026-11-27")]
    with database.reading() as session:
        row = session.scalars(select(MovedDate)).one()
    assert (row.changed, row.by, row.at) == ("dated", person.id, now)
    assert (row.clock, row.items, row.was_due, row.due) == (
        "appeal:e4", ",2,", date(2026, 12, 7), date(2026, 12, 7),
    )  # fmt: skip


def test_a_closing_moves_dates_and_taking_it_out_moves_them_back(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", "Executive order", now=now)
    assert recount_all(database, lambda: now) == 1
    with database.writing() as session:
        rules.remove_closing(outsider, session, SNOW, now=now)
    assert recount_all(database, lambda: now) == 1
    assert moved(database) == [
        ("closing 2026-11-09", "determine", "2026-11-24", "2026-11-25"),
        ("closing 2026-11-09", "determine", "2026-11-25", "2026-11-24"),
    ]


def test_a_choice_taken_back_before_the_recount_moves_nothing(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    for choice in ("letter", ""):
        with database.writing() as session:
            rules.choose(outsider, session, "appeal_from", choice, "Safer", now=now)
    assert recount_all(database, lambda: now) == 0
    assert moved(database) == []


def test_two_decisions_before_one_recount_are_told_apart(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", now=now)
        agencies.correct(outsider, session, "nysp", "appeal_from", "letter", now=now)
        rules.choose(outsider, session, "article_78_from", "letter", now=now)
        agencies.correct(outsider, session, "nypd", "appeal_from", "letter", now=now)
    assert recount_all(database, lambda: now + timedelta(minutes=5)) == 1
    with database.reading() as session:
        found = session.scalars(select(MovedDate).order_by(MovedDate.id)).all()
    assert [(row.cause, row.about, row.kind) for row in found] == [
        ("closing", "2026-11-09", "determine"),
        ("agency", "appeal_from", "appeal"),
    ]
    assert {row.at for row in found} == {now}
    assert {row.decision_id for row in found} == {1, 4}


def test_an_event_on_a_stale_request_is_told_apart_from_the_closing(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", now=now)
    correct(database, person, request, DENIED, now)
    assert moved(database) == [("closing 2026-11-09", "determine", "2026-11-24", "2026-11-25")]


def test_another_release_says_so_and_who_did_it_is_nobody(
    database: Database, person: Person, now: datetime
) -> None:
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        session.execute(update(Request).values(basis="an older release's"))
        session.execute(
            update(ClockRow)
            .where(ClockRow.kind == "determine")
            .values(due=date(2026, 11, 23), mark=date(2026, 11, 23), rest=OLDER)
        )
    assert recount_all(database, lambda: now) == 1
    with database.reading() as session:
        row = session.scalars(select(MovedDate)).one()
    assert (row.request_id, row.cause, row.by, row.decision_id) == (
        request.id, "release", None, None,
    )  # fmt: skip
    assert (row.was_due, row.due, row.at) == (date(2026, 11, 23), date(2026, 11, 24), now)


def test_a_request_counted_for_the_first_time_moves_nothing(
    database: Database, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        session.execute(update(Request).values(basis=""))
    assert recount_all(database, lambda: now) == 1
    assert moved(database) == []


def test_what_is_put_away_never_runs_ahead_or_back(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", now=now)
    recount_all(database, lambda: now)
    for up_to, kept in ((99, 1), (0, 1)):
        with database.writing() as session:
            put_away(person, session, up_to, now=now)
        with database.reading() as session:
            assert session.get_one(MovedSeen, person.id).moved_id == kept


@pytest.mark.parametrize("field", ["own_calendar", "appeal_from"])
def test_a_correction_withdrawn_goes_back_to_what_was_shipped(
    database: Database, person: Person, outsider: Person, now: datetime, field: str
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    value = {"own_calendar": "", "appeal_from": "postmark"}[field]
    with database.writing() as session:
        agencies.correct(outsider, session, "nypd", field, value, "As they told us", now=now)
        session.flush()
        agencies.withdraw(outsider, session, "nypd", field, "They told us wrong", now=now)
    assert recount_all(database, lambda: now) == 0
