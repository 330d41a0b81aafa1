"""Decisions about counting: a journal of each, and what one would move, counted beforehand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from foil.errors import BadInput, NotFound, Refused
from foil.insight.basis import Basis, basis
from foil.insight.decisions import Change, change_of, journal, trail
from foil.insight.moving import moving
from foil.model.database import Database
from foil.model.tables import AgencyCorrection, ClockRow, Closing, Decision, MovedDate, Person
from foil.operations import agencies, matters, rules
from foil.operations.recount import recount_all
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.test_today import counting

DAY = date(2026, 11, 22)
SNOW = date(2026, 11, 9)

CHANGES = {
    "choice": Change("choice", "appeal_from", None, "letter"),
    "choice of another": Change("choice", "appeal_from", "letter", "postmark"),
    "calendar": Change("calendar", "calendar", "gcl-24", "nyc-portal"),
    "closing": Change("closing", "2026-11-09", None, "Snow"),
    "closing in other words": Change("closing", "2026-11-09", "Snow", "Storm"),
    "an agency's closing": Change("closing", "2026-11-09", None, "Flood", "nypd"),
    "correction": Change("agency", "appeal_from", None, "letter", "nypd"),
    "correction to none": Change("agency", "own_calendar", None, "", "nypd"),
    "correction withdrawn": Change("agency", "own_calendar", "", None, "nypd"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_undone_is_the_basis_it_began_with(change: Change) -> None:
    before = change.undone(Basis(choices={"mail_time": "none"}))
    after = change.applied(before)
    assert change.undone(after).digest("nypd") == before.digest("nypd") != after.digest("nypd")
    assert change.undone(after).digest("nysp") == before.digest("nysp")


def test_the_journal_says_who_decided_what_when_from_what_and_why(
    database: Database, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        rules.choose(outsider, session, "appeal_from", "letter", "  Safer ", now=now)
        rules.choose(outsider, session, "appeal_from", "letter", "Again", now=now)
        rules.choose(outsider, session, "calendar", "courts", now=now)
        rules.add_closing(outsider, session, SNOW, "Snow", "Order 7", "nypd", now=now)
        rules.remove_closing(outsider, session, SNOW, "nypd", "It was open", now=now)
        agencies.correct(outsider, session, "nypd", "own_calendar", "", "They said so", now=now)
        session.flush()
        agencies.withdraw(outsider, session, "nypd", "own_calendar", "They did not", now=now)
        rules.choose(outsider, session, "appeal_from", "", now=now)
    with database.reading() as session:
        lines = journal(session, ("choice", "calendar", "closing", "agency"))
        about = journal(session, ("agency",), "nypd")
        assert session.scalar(select(func.count()).select_from(Closing)) == 0
        assert session.scalar(select(func.count()).select_from(AgencyCorrection)) == 0
    told = [
        (each.decision.what, each.decision.was, each.decision.now, each.decision.reason)
        for each in reversed(lines)
    ]
    assert told == [
        ("choice", None, "letter", "Safer"),
        ("calendar", "gcl-24", "courts", ""),
        ("closing", None, "Snow", "Order 7"),
        ("closing", "Snow", None, "It was open"),
        ("agency", None, "", "They said so"),
        ("agency", "", None, "They did not"),
        ("choice", "letter", None, ""),
    ]
    assert len(about) == 2
    assert {(each.by, each.decision.at) for each in lines} == {("Administrator", now)}


def test_choosing_the_default_is_going_back_to_it(
    database: Database, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        rules.choose(outsider, session, "mail_time", "ten_days", now=now)
        assert journal(session, ("choice",)) == ()
        rules.choose(outsider, session, "mail_time", "none", now=now)
        rules.choose(outsider, session, "mail_time", "ten_days", now=now)
        assert dict(basis(session).choices) == {}


def test_a_closing_noted_twice_takes_the_new_words(
    database: Database, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", "A", now=now)
        rules.add_closing(outsider, session, SNOW, "Snow", "B", now=now)
        rules.add_closing(outsider, session, SNOW, "Storm", "C", now=now)
        (closing,) = session.scalars(select(Closing)).all()
        assert (closing.words, closing.source) == ("Storm", "C")
        assert len(journal(session, ("closing",))) == 2


Act = Callable[[Person, object, datetime], object]


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda who, s, now: rules.remove_closing(who, s, SNOW, now=now), NotFound),
        (lambda who, s, now: rules.choose(who, s, "nothing", "x", now=now), BadInput),
        (lambda who, s, now: rules.choose(who, s, "calendar", "courts", "x" * 2001, now=now),
         BadInput),
        (lambda who, s, now: agencies.withdraw(who, s, "nypd", "short", now=now), NotFound),
        (lambda who, s, now: agencies.correct(who, s, "nypd", "short", "x" * 201, now=now),
         BadInput),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_refused(
    database: Database, outsider: Person, now: datetime, act: Act, error: type[Exception]
) -> None:
    with pytest.raises(error), database.writing() as session:
        act(outsider, session, now)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Decision)) == 0


def test_a_member_takes_nothing_back(database: Database, person: Person, now: datetime) -> None:
    with pytest.raises(Refused), database.writing() as session:
        rules.remove_closing(person, session, SNOW, now=now)
    with pytest.raises(Refused), database.writing() as session:
        agencies.withdraw(person, session, "nypd", "short", now=now)


def test_no_trail_leads_to_a_basis_that_was_never_decided(
    database: Database, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        rules.choose(outsider, session, "mail_time", "none", now=now)
        decided = session.scalars(select(Decision).order_by(Decision.id.desc())).all()
        under = basis(session)
    assert trail(under, decided, "nypd", "another") is None
    before = change_of(decided[0]).undone(under)
    assert trail(under, decided, "nypd", before.digest("nypd")) == [(decided[0], under)]


def test_a_preview_names_what_would_move_and_writes_nothing(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, agency="nysp")
    history(database, person, now, SENT, RECEIVED, DENIED, items=2, agency="mta")
    with database.reading() as session:
        before = basis(session)
        snow = moving(outsider, session, before, replace(before, closings={SNOW: "Snow"}), DAY)
        letter = CHANGES["correction"].applied(before)
        one = moving(outsider, session, before, letter, DAY)
        same = moving(outsider, session, before, before, DAY)
    dated = [(line.request.number, line.move.was.kind) for line in snow.lines]
    assert ("FD-0001", "determine") in dated
    assert ("FD-0002", "determine") in dated
    assert (snow.counted, snow.open, snow.hidden) == (3, 3, 0)
    assert [(line.request.number, line.move.was.kind) for line in one.lines] == [
        ("FD-0001", "appeal")
    ]
    assert (one.counted, one.open) == (1, 1)
    assert (same.lines, same.counted, same.open) == ((), 0, 0)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(MovedDate)) == 0


def test_what_a_preview_names_is_what_then_moves(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    history(database, person, now, SENT, RECEIVED, agency="suffolk-pd")
    with database.reading() as session:
        before = basis(session)
        snow = moving(outsider, session, before, replace(before, closings={SNOW: "Snow"}), DAY)
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", now=now)
    recount_all(database, lambda: now)
    with database.reading() as session:
        kept = session.scalars(select(MovedDate).order_by(MovedDate.id)).all()
    promised = [(line.move.was.kind, line.move.was.due) for line in snow.lines]
    assert sorted((row.kind, row.was_due) for row in kept) == sorted(promised) != []


def test_dates_in_matters_one_does_not_see_are_only_counted(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    with database.writing() as session:
        matter = matters.open_matter(person, session, "Secret", now=now).id
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, matter_id=matter)
    with database.reading() as session:
        before = basis(session)
        snow = replace(before, closings={SNOW: "Snow"})
        seen = moving(person, session, before, snow, DAY)
        not_seen = moving(outsider, session, before, snow, DAY)
    assert (len(seen.lines), seen.hidden) == (1, 0)
    assert (not_seen.lines, not_seen.hidden, not_seen.total) == ((), 1, 1)


def test_of_very_many_requests_those_with_the_nearest_days_are_counted(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    history(database, person, now, {"kind": "sent", "on": "2026-06-01"})
    later = {**ACKNOWLEDGED, "dated": "2026-11-16", "received": "2026-11-16"}
    history(database, person, now, SENT, RECEIVED, later)
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.reading() as session:
        before = basis(session)
        snow = replace(before, closings={date(2026, 11, 23): "Snow"})
        found = moving(outsider, session, before, snow, DAY, most=2)
        assert session.scalar(select(func.count()).select_from(ClockRow)) > 3
    assert (found.counted, found.open) == (2, 3)
    assert [line.request.number for line in found.lines] == ["FD-0003", "FD-0002"]


def test_a_preview_asks_the_same_number_of_queries(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    def queries() -> int:
        with database.reading() as session:
            before = basis(session)
            with counting(database) as said:
                moving(outsider, session, before, replace(before, closings={SNOW: "Snow"}), DAY)
        return len(said)

    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    few = queries()
    for _ in range(6):
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    assert queries() == few
