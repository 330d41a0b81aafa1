"""The list of requests: filtered, searched, sorted, the first rows and then all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import basis, count_stale
from foil.insight.lines import Named, Section, clocks_of, stages_of
from foil.insight.ordering import CAMPAIGN, MATTER, OWNER, SORTS, order
from foil.insight.replies import counts
from foil.insight.scope import Scope
from foil.insight.tags import tags_of
from foil.insight.wanted import (
    DRAFT,
    FINISHED,
    OTHER_LAW,
    Wanted,
    conditions,
    escaped,
    sought,
)
from foil.law.clocks import Clock
from foil.law.stages import most_urgent
from foil.model.tables import Letter, Person, Request

__all__ = [
    "DRAFT",
    "FINISHED",
    "MATTER",
    "OTHER_LAW",
    "SORTS",
    "Line",
    "Listing",
    "Wanted",
    "conditions",
    "escaped",
    "mark",
    "next_clock",
    "requests",
    "sought",
]


@dataclass(frozen=True)
class Line:
    """One request in the list. `stage` is its most urgent item's and `others` how many items
    stand elsewhere; `next` the nearest clock ahead, arguable ones apart; `unconfirmed` how many
    replies to it nobody has filed."""

    request: Named
    stage: str
    others: int
    next: Clock | None
    next_step: str
    next_step_on: date | None
    owner: str
    matter: str | None
    campaign: str | None
    technology: str | None
    tags: tuple[str, ...]
    unconfirmed: int = 0


@dataclass(frozen=True)
class Listing:
    """The list, and how many of its requests are still counted by older rules."""

    lines: Section[Line]
    recounting: int


def requests(
    person: Person, session: Session, day: date, wanted: Wanted, *, limit: int | None = 20
) -> Listing:
    """The requests `person` may see, as wanted, on that day (New York); `limit` None for all."""
    under = basis(session)
    scope = Scope(person=person, basis=under, mine=wanted.mine, limit=limit, day=day)
    statement = select(Request, OWNER, MATTER, CAMPAIGN).where(*conditions(wanted, day, under))
    found, total = scope.page(session, statement, *order(wanted, day))
    asked = [request for request, *_ in found]
    clocks = clocks_of(session, asked, under)
    stages = stages_of(session, asked, day)
    finished, tags = _finished(session, asked), tags_of(session, asked)
    unconfirmed = counts(session, [request.id for request in asked])
    lines = tuple(
        Line(
            scope.named(request),
            *_stage(request, stages[request.id], request.id in finished),
            next_clock(clocks[request.id], day),
            request.next_step,
            request.next_step_on,
            owner or "",
            matter,
            campaign,
            request.technology,
            tags[request.id],
            unconfirmed.get(request.id, 0),
        )
        for request, owner, matter, campaign in found
    )
    return Listing(Section(lines, total), count_stale(person, session, under))


def next_clock(clocks: Iterable[Clock], day: date) -> Clock | None:
    """The clock a list leads with: ours that can still be met, or the agency's day to come."""
    ours = [c for c in clocks if c.is_open(day) and c.stake != "arguable" and _to_come(c, day)]
    return min(ours, key=mark, default=None)


def mark(clock: Clock) -> date:
    """The day a list leads with: the safe day of ours, the due day of an agency’s."""
    return clock.act_on if clock.against == "requester" else clock.due


def _to_come(clock: Clock, day: date) -> bool:
    return (clock.latest if clock.against == "requester" else clock.due) >= day


def _stage(request: Request, stages: Mapping[int, str], finished: bool) -> tuple[str, int]:
    """The stage a request shows, and how many of its items stand in another."""
    if request.law != "foil" and request.head_seq:
        return OTHER_LAW, 0
    if not stages:
        return (FINISHED if finished else DRAFT), 0
    shown = most_urgent(stages.values())
    return shown, sum(stage != shown for stage in stages.values())


def _finished(session: Session, asked: Iterable[Request]) -> set[int]:
    ids = [request.id for request in asked]
    wanted = select(Letter.request_id).where(Letter.request_id.in_(ids), Letter.state == "finished")
    return set(session.scalars(wanted))
