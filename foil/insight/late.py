"""Late from agencies: past every plausible reading of the day, with what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.insight.lines import Named, Section, clocks_of, stages_of
from foil.insight.scope import Scope
from foil.insight.states import LATE_STAGES, PAST, worth_a_row
from foil.law.clocks import Clock
from foil.model.tables import ClockRow, Letter, Request

POSSIBLE = frozenset({"running", "due_today", "past_due"})
"""How a clock of ours stands while it can still be met."""


@dataclass(frozen=True)
class Late:
    """An agency's clock it has missed, the newest of its request. `others` are the older ones,
    `open` what the silence has opened to us and is still safe or at least possible, the safest
    day first; `business_days` how many have passed since the day it was due; `draft` a follow-up
    letter that is being written, by its id."""

    request: Named
    clock: Clock
    others: tuple[Clock, ...]
    open: tuple[Clock, ...]
    business_days: int
    draft: int | None = None


def late(session: Session, scope: Scope) -> Section[Late]:
    """One row for each request whose agency is late, the longest late first."""
    wanted = (
        select(Request.id)
        .join(ClockRow, ClockRow.request_id == Request.id)
        .where(worth_a_row(scope.day))
        .group_by(Request.id)
        .order_by(func.max(ClockRow.latest), Request.id)
    )
    found = session.scalars(scope.seen(wanted)).all()
    shown = found if scope.limit is None else found[: scope.limit]
    by_id = {
        each.id: each for each in session.scalars(select(Request).where(Request.id.in_(shown)))
    }
    requests = [by_id[id_] for id_ in shown]
    clocks = clocks_of(session, requests, scope.basis)
    stages = stages_of(session, requests, scope.day)
    drafts = _drafts(session, shown)
    rows = [
        _row(scope, request, clocks[request.id], stages.get(request.id, {}), drafts.get(request.id))
        for request in requests
    ]
    return Section(tuple(rows), len(found))


def is_worth_a_row(clock: Clock, stages: dict[int, str], day: date) -> bool:
    """Whether a clock is listed as late, by the law's own functions; `stages` are its items'."""
    if clock.against != "agency" or clock.state(day) != "late":
        return False
    wanted = LATE_STAGES.get(clock.kind, PAST)
    return any(stages.get(item) == wanted for item in clock.items)


def _opened_by(clock: Clock, missed: Clock) -> bool:
    """Whether silence about some of the missed clock’s items opened this clock to us."""
    mine = clock.against == "requester" and clock.parent is not None
    return mine and not set(clock.items).isdisjoint(missed.items)


def _drafts(session: Session, requests: Sequence[int]) -> dict[int, int]:
    """The follow-up being written for each of these requests, by the requests' ids."""
    wanted = select(Letter.request_id, Letter.id).where(
        Letter.request_id.in_(requests), Letter.kind == "follow_up", Letter.state == "draft"
    )
    return dict(session.execute(wanted).all())


def _row(
    scope: Scope,
    request: Request,
    clocks: Sequence[Clock],
    stages: dict[int, str],
    draft: int | None,
) -> Late:
    missed = [clock for clock in clocks if is_worth_a_row(clock, stages, scope.day)]
    newest = max(missed, key=lambda clock: (clock.latest, clock.due, clock.arises_on))
    opened = [c for c in clocks if _opened_by(c, newest) and c.state(scope.day) in POSSIBLE]
    calendar = newest.rules.calendar
    return Late(
        request=scope.named(request),
        clock=newest,
        others=tuple(clock for clock in missed if clock is not newest),
        open=tuple(sorted(opened, key=lambda clock: clock.act_on)),
        business_days=calendar.between(newest.due, scope.day),
        draft=draft,
    )
