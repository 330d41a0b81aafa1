"""Which open dates a decision would move, counted before it is made; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis
from foil.insight.histories import histories
from foil.insight.lines import Named, named
from foil.insight.overrides import days_set
from foil.insight.states import unstopped
from foil.law.clocks import run
from foil.law.moved import Move, moves
from foil.law.overrides import laid
from foil.model.tables import ClockRow, Person, Request
from foil.model.visibility import visible

MOST = 2_000
"""How many requests are counted at most: some seconds' work."""


@dataclass(frozen=True)
class MovingLine:
    """One date that would move."""

    request: Named
    move: Move


@dataclass(frozen=True)
class Moving:
    """The dates that would move, those of one request together, the nearest first. `hidden` are in
    matters the person does not see; `counted` requests were counted of `open`, all those whose
    open dates the decision could touch."""

    lines: tuple[MovingLine, ...]
    hidden: int
    counted: int
    open: int

    @property
    def total(self) -> int:
        """How many dates would move, those not seen among them."""
        return len(self.lines) + self.hidden

    @property
    def requests(self) -> int:
        """How many requests that the person sees have such a date."""
        return len({line.request.id for line in self.lines})


def moving(
    person: Person, session: Session, before: Basis, after: Basis, day: date, *, most: int = MOST
) -> Moving:
    """What would move from the basis in force to another, of all requests with open dates; beyond
    `most` requests, of those with the nearest dates."""
    touched = _touched(session, before, after)
    wanted = select(Request).where(Request.agency.in_(touched) | _without(None in touched))
    wanted = wanted.where(Request.law == "foil", exists().where(*_open(day)))
    open_ = session.scalar(wanted.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    requests = _nearest(session, wanted, day, most)
    seen = _seen(person, session, [request.id for request in requests])
    lines: list[MovingLine] = []
    hidden = 0
    for request, found in _counted(session, requests, before, after, day):
        if request.id in seen:
            lines += [MovingLine(named(request, before), move) for move in found]
        else:
            hidden += len(found)
    return Moving(tuple(lines), hidden, len(requests), open_)


def _touched(session: Session, before: Basis, after: Basis) -> set[str | None]:
    """The agencies whose requests would be counted otherwise."""
    used = session.scalars(select(Request.agency).distinct())
    return {agency for agency in used if before.digest(agency) != after.digest(agency)}


def _counted(
    session: Session, requests: Sequence[Request], before: Basis, after: Basis, day: date
) -> list[tuple[Request, tuple[Move, ...]]]:
    ids = [request.id for request in requests]
    told, days = histories(session, ids), days_set(session, ids)
    found = []
    for request in requests:
        old, new = before.rules_for(request), after.rules_for(request)
        if old is not None and new is not None and request.id in told:
            history, own = told[request.id], days[request.id]
            was = laid(run(history, old), own)
            now = laid(run(history, new), own)
            found.append((request, moves(was, now, day)))
    return found


def _nearest(session: Session, wanted: Select[Request], day: date, most: int) -> Sequence[Request]:
    """The requests with the nearest days to come, those whose days have passed last."""
    coming = select(func.min(ClockRow.mark)).where(*_open(day), ClockRow.mark >= day)
    order = coming.scalar_subquery().asc().nulls_last(), Request.id
    return session.scalars(wanted.order_by(*order).limit(most)).all()


def _open(day: date) -> tuple[ColumnElement[bool], ...]:
    return ClockRow.request_id == Request.id, unstopped(day)


def _without(agency: bool) -> ColumnElement[bool]:
    """Requests to no agency, where those are wanted."""
    return Request.agency.is_(None) if agency else Request.agency.in_([])


def _seen(person: Person, session: Session, ids: list[int]) -> set[int]:
    return set(session.scalars(visible(select(Request.id).where(Request.id.in_(ids)), person)))
