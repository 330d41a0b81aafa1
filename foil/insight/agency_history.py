"""The office's own history with an agency in three figures, each with how many cases it rests on.

Counted from the clocks that are stored and the events that stand, of requests the person may see,
samples left out; a fixed number of queries. Nothing here counts a date of the law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import histories
from foil.insight.lines import clocks_of
from foil.law.clocks import Clock
from foil.law.history import History
from foil.model.tables import Person, Request
from foil.model.visibility import visible

ENOUGH = 3
"""Below so many cases a figure says nothing of an agency."""

DATES = frozenset({"determine", "approximate_date", "date_certain"})
"""Clocks of the day by which an agency owed a determination, or had promised one."""

GRANTED = frozenset({"granted", "granted_in_part"})


@dataclass(frozen=True)
class Figure:
    """One figure of `n` cases: a number of business days, or a share from 0 to 1; None where there
    are too few. `beside` counts the cases of it that the definition names apart."""

    value: float | None
    n: int
    beside: int = 0


@dataclass(frozen=True)
class AgencyHistory:
    """What came of `requests` filed with the agency. `acknowledged`: the median business days from
    receipt to the first answer, `beside` those it never answered in time and not since. `late`: the
    share of dates for a determination that passed. `appeals`: the share granted in whole or part,
    `beside` those it let pass undecided."""

    requests: int
    acknowledged: Figure
    late: Figure
    appeals: Figure


def agency_history(person: Person, session: Session, slug: str, day: date) -> AgencyHistory:
    """The figures of one agency on that day (New York), from what `person` may see."""
    under = basis(session)
    wanted = select(Request).where(
        Request.agency == slug, Request.law == "foil", Request.head_seq > 0, ~Request.sample
    )
    requests = session.scalars(visible(wanted.order_by(Request.id), person)).all()
    clocks = clocks_of(session, requests, under)
    appealed = [id_ for id_, mine in clocks.items() if any(c.kind == "decide_appeal" for c in mine)]
    told = histories(session, appealed)
    return AgencyHistory(
        requests=len(requests),
        acknowledged=_acknowledged(clocks, day),
        late=_late((clock for mine in clocks.values() for clock in mine), day),
        appeals=_appeals(told, clocks, day),
    )


def _acknowledged(clocks: Mapping[int, list[Clock]], day: date) -> Figure:
    days, silent = [], 0
    for mine in clocks.values():
        first = [c for c in mine if c.kind == "acknowledge" and not c.needs]
        answered = [c for c in first if c.state(day) in ("met", "met_late")]
        if answered:
            days.append(min(_business_days(clock) for clock in answered))
        else:
            silent += any(clock.state(day) == "late" for clock in first)
    return Figure(median(days) if len(days) >= ENOUGH else None, len(days), silent)


def _business_days(clock: Clock) -> int:
    return clock.rules.calendar.between(clock.day_zero, clock.stopped_on or clock.day_zero)


def _late(clocks: Iterable[Clock], day: date) -> Figure:
    kept = passed = 0
    for clock in clocks:
        if clock.kind in DATES:
            kept += clock.state(day) == "met"
            passed += _passed(clock, day)
    return _share(passed, kept + passed)


def _passed(clock: Clock, day: date) -> bool:
    """Whether the agency let the day go by, whatever it did afterwards."""
    state = clock.state(day)
    if state == "ended" and clock.stopped_on is not None:
        return clock.stopped_on > clock.latest
    return state in ("late", "met_late")


def _appeals(told: Mapping[int, History], clocks: Mapping[int, list[Clock]], day: date) -> Figure:
    outcomes = [
        str(event.detail("outcome"))
        for history in told.values()
        for event in history.events
        if event.kind == "appeal_decided" and event.act_day <= day
    ]
    silent = sum(
        clock.kind == "decide_appeal" and clock.state(day) == "late"
        for mine in clocks.values()
        for clock in mine
    )
    granted = sum(outcome in GRANTED for outcome in outcomes)
    return _share(granted, len(outcomes) + silent, silent)


def _share(some: int, n: int, beside: int = 0) -> Figure:
    return Figure(some / n if n >= ENOUGH else None, n, beside)
