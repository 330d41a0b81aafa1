"""The office's own history with an agency in three figures, each with how many cases it rests on.

Counted from the clocks that are stored and the events that stand, of requests the person may see,
samples left out; a fixed number of queries. Nothing here counts a date of the law.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import histories
from foil.insight.states import state
from foil.law.rules import Rules
from foil.model.tables import ClockRow, Person, Request
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
    rules = basis(session).rules(slug)
    counted = select(func.count()).select_from(Request).where(*_filed(slug))
    return AgencyHistory(
        requests=session.scalar(visible(counted, person)) or 0,
        acknowledged=_acknowledged(person, session, slug, day, rules),
        late=_late(person, session, slug, day),
        appeals=_appeals(person, session, slug, day),
    )


def _filed(slug: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions on Request that hold for what was really filed with the agency."""
    return Request.agency == slug, Request.law == "foil", Request.head_seq > 0, ~Request.sample


def _clocks(
    person: Person, slug: str, kinds: Collection[str], *columns: Any
) -> Select[*tuple[Any, ...]]:
    """These columns of the agency's clocks of these kinds that the person may see."""
    wanted = select(*columns).join(Request, Request.id == ClockRow.request_id)
    return visible(wanted.where(*_filed(slug), ClockRow.kind.in_(kinds)), person)


def _acknowledged(
    person: Person, session: Session, slug: str, day: date, rules: Rules | None
) -> Figure:
    """One case a request: from the earliest receipt known to the first answer to any item."""
    row = ClockRow
    columns = row.request_id, state(day), row.stopped_on, row.rest
    days: dict[int, int] = {}
    silent: set[int] = set()
    for id_, stands, stopped, rest in session.execute(
        _clocks(person, slug, ["acknowledge"], *columns)
    ):
        told = json.loads(rest)
        if told["needs"] or rules is None:
            continue
        if stands in ("met", "met_late"):
            took = rules.calendar.between(date.fromisoformat(told["day_zero"]), stopped)
            days[id_] = min(took, days.get(id_, took))
        elif stands == "late":
            silent.add(id_)
    figure = median(days.values()) if len(days) >= ENOUGH else None
    return Figure(figure, len(days), len(silent - days.keys()))


def _late(person: Person, session: Session, slug: str, day: date) -> Figure:
    row = ClockRow
    found = session.execute(_clocks(person, slug, DATES, state(day), row.stopped_on, row.latest))
    kept = passed = 0
    for stands, stopped, latest in found:
        kept += stands == "met"
        passed += stands in ("late", "met_late") or (stands == "ended" and stopped > latest)
    return _share(passed, kept + passed)


def _appeals(person: Person, session: Session, slug: str, day: date) -> Figure:
    clocks = _clocks(person, slug, ["decide_appeal"], ClockRow.request_id, state(day))
    found = session.execute(clocks).all()
    silent = sum(stands == "late" for _, stands in found)
    told = histories(session, {id_ for id_, _ in found})
    outcomes = [
        str(event.detail("outcome"))
        for history in told.values()
        for event in history.events
        if event.kind == "appeal_decided" and event.act_day <= day
    ]
    granted = sum(outcome in GRANTED for outcome in outcomes)
    return _share(granted, len(outcomes) + silent, silent)


def _share(some: int, n: int, beside: int = 0) -> Figure:
    return Figure(some / n if n >= ENOUGH else None, n, beside)
