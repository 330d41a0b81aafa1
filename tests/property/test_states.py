"""What SQL says of a stored clock or stage is what the law's own functions say, every day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.insight import states
from foil.insight.late import is_worth_a_row
from foil.insight.requests import mark, next_clock
from foil.law.clocks import Clock, run
from foil.law.facts import read_event
from foil.law.history import History, history_of
from foil.law.rules import Rules, rules_of
from foil.law.stages import stage_at, stage_spans
from foil.model.database import Database
from foil.model.derived import clock_values
from foil.model.tables import Base, ClockRow, StageRow

ITEMS = (1, 2)
STARTS = date(2026, 10, 19)
THEIRS = ("acknowledged", "extended", "denied", "no_records", "released", "granted", "closed")
OURS = ("appealed", "appeal_received", "withdrawn", "sued")
AGENCIES = ("nypd", "nysp", "albany-sheriff", None)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """An open session over the two derived tables of an empty record."""
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    with Session(database.engine) as opened:
        opened.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield opened
    database.close()


@st.composite
def happenings(draw: st.DrawFn) -> History:
    """A request that was sent and received, and what may have followed."""
    day = STARTS
    facts: list[dict[str, object]] = [
        {"kind": "sent", "on": day.isoformat()},
        {"kind": "received", "on": day.isoformat()},
    ]
    for kind in draw(st.lists(st.sampled_from(THEIRS + OURS), max_size=5)):
        day += timedelta(days=draw(st.integers(0, 45)))
        event: dict[str, object] = {"kind": kind}
        if kind in OURS:
            event["on"] = day.isoformat()
        else:
            event |= {"dated": day.isoformat(), "received": day.isoformat()}
        if kind in ("acknowledged", "extended"):
            promised = day + timedelta(days=draw(st.integers(10, 120)))
            event["promised"] = draw(st.sampled_from([None, [{"date": promised.isoformat()}]]))
        if items := draw(st.sampled_from([None, [1], [2]])):
            event["items"] = items
        facts.append(event)
    events = [read_event({**event, "id": f"e{n}"}) for n, event in enumerate(facts, 1)]
    return history_of(events, ITEMS)


def store(session: Session, history: History, rules: Rules) -> tuple[Clock, ...]:
    clocks = run(history, rules)
    session.execute(delete(ClockRow))
    session.execute(delete(StageRow))
    rows = [{"request_id": 1, "n": n, **clock_values(clock)} for n, clock in enumerate(clocks)]
    spans = [
        {"n": n, "item": s.item, "stage": s.stage, "since": s.since, "until": s.until}
        for n, s in enumerate(stage_spans(history, clocks))
    ]
    session.execute(insert(ClockRow), rows)
    session.execute(insert(StageRow), [{"request_id": 1, **span} for span in spans])
    return clocks


def around(clocks: tuple[Clock, ...]) -> list[date]:
    """Every day on either side of every day that a clock names."""
    named = {
        day
        for c in clocks
        for day in (c.arises_on, c.due, c.earliest, c.latest, c.act_on, c.stopped_on, STARTS)
        if day is not None
    }
    return sorted({day + timedelta(days=n) for day in named for n in (-1, 0, 1)})


@settings(max_examples=60)
@given(happenings(), st.sampled_from(AGENCIES))
def test_sql_and_python_agree_every_day_around_every_boundary(
    session: Session, history: History, agency: str | None
) -> None:
    rules = rules_of(agencies.get(agency).rules() if agency else None)
    clocks = store(session, history, rules)
    for day in around(clocks):
        stages = {item: stage_at(history, clocks, item, day) for item in ITEMS}
        standing = select(StageRow.item, StageRow.stage).where(states.standing(day))
        stored = dict(session.execute(standing).all())
        assert stored == {i: s for i, s in stages.items() if i in stored}
        assert all(stages[item] == "draft" for item in ITEMS if item not in stored)
        told = session.execute(
            select(
                ClockRow,
                states.state(day),
                states.going(day),
                states.ahead(day),
                states.late(day),
                states.to_come(day),
            ).order_by(ClockRow.n)
        ).all()
        for clock, (row, state, going, ahead, late, to_come) in zip(clocks, told, strict=True):
            assert row.clock(rules) == clock
            assert state == clock.state(day)
            assert going == clock.is_open(day)
            stopped = clock.state(day) in ("met", "met_late", "ended")
            assert ahead == (not stopped and clock.latest >= day)
            assert late == (clock.state(day) == "late")
            ours = clock.against == "requester"
            assert to_come == ((clock.latest if ours else mark(clock)) >= day)
        check_lists(session, clocks, stages, day)


def check_lists(
    session: Session, clocks: tuple[Clock, ...], stages: dict[int, str], day: date
) -> None:
    listed = select(ClockRow.id)
    by_sql = set(session.scalars(listed.where(states.worth_a_row(day))))
    assert by_sql == {clock.id for clock in clocks if is_worth_a_row(clock, stages, day)}
    nearest = next_clock(clocks, day)
    lead = select(func.min(ClockRow.mark)).where(states.leads(day))
    assert session.scalar(lead) == (mark(nearest) if nearest else None)
