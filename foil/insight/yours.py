"""Yours to do: clocks against the office that lose a right or cost something when missed, and the
next steps that somebody wrote down."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.left_out import Left, left_by, left_out_of
from foil.insight.lines import Named, Section
from foil.insight.scope import Scope
from foil.insight.states import ahead, going
from foil.law.clocks import Clock
from foil.model.tables import ClockRow, Letter, Request

STAKES = ("final", "practical")
"""Arguable clocks never enter by themselves: they are offered on the late agency's row."""


@dataclass(frozen=True)
class Due:
    """A clock of ours that is running. `drafts` are the request's letters not filed yet, `left` the
    denied items it runs out on that the office left out of any appeal."""

    request: Named
    clock: Clock
    drafts: tuple[Letter, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class Step:
    """A next step: the words, the day, and whose it is by a person's id."""

    request: Named
    words: str
    on: date
    by: int | None


def due(session: Session, scope: Scope) -> Section[Due]:
    """The office's running clocks, the earliest safe day first."""
    wanted = (
        select(ClockRow, Request)
        .join(Request, Request.id == ClockRow.request_id)
        .where(going(scope.day), ahead(scope.day))
        .where(ClockRow.against == "requester", ClockRow.stake.in_(STAKES))
    )
    order = (ClockRow.mark, ClockRow.due, Request.id, ClockRow.n)
    found, total = scope.page(session, wanted, *order)
    asked = {request.id for _, request in found}
    drafts, left = _drafts(session, asked), left_out_of(session, asked)
    rows = []
    for row, request in found:
        if rules := scope.basis.rules_for(request):
            clock, letters = row.clock(rules), tuple(drafts[request.id])
            left_here = left_by(clock, left.get(request.id, ()))
            rows.append(Due(scope.named(request), clock, letters, left_here))
    return Section(tuple(rows), total)


def steps(session: Session, scope: Scope, until: date, since: date | None = None) -> Section[Step]:
    """The next steps written for days up to `until` (and, with `since`, after that day)."""
    wanted = select(Request).where(Request.next_step_on <= until)
    if since is not None:
        wanted = wanted.where(Request.next_step_on > since)
    found, total = scope.page(session, wanted, Request.next_step_on, Request.id)
    rows = tuple(
        Step(scope.named(request), request.next_step, request.next_step_on, request.next_step_by)
        for (request,) in found
        if request.next_step_on is not None
    )
    return Section(rows, total)


def _drafts(session: Session, requests: Iterable[int]) -> dict[int, list[Letter]]:
    wanted = select(Letter).where(Letter.request_id.in_(requests), Letter.state != "filed")
    found: dict[int, list[Letter]] = defaultdict(list)
    for letter in session.scalars(wanted.order_by(Letter.id)):
        found[letter.request_id].append(letter)
    return found
