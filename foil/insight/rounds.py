"""The portal round: every open request on a portal, the one longest not looked at first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from foil.catalog.portal import on_a_portal, portal_page
from foil.catalog.slug import UnknownSlug
from foil.insight.lines import Named, stages_of
from foil.insight.scope import Scope
from foil.insight.states import DONE, standing
from foil.law.event import Event as Happening
from foil.law.facts import stored
from foil.law.stages import most_urgent
from foil.model.tables import Event, Reference, Request, RequestReference, StageRow

NEVER = date.min
LOOKED = '%"direction":"looked"%'
CORRECTING = '%"replaces":%'
"""As they stand in the canonical text of an event."""


@dataclass(frozen=True)
class Look:
    """A request on a portal. `link` is its page there, `numbers` the agency's own numbers; `last`
    the day of the last look that found nothing, None where there was none."""

    request: Named
    stage: str
    numbers: tuple[str, ...]
    link: str | None
    last: date | None


@dataclass(frozen=True)
class Round:
    """The round on a day: what is still to look at, the longest not looked at first, and what has
    been looked at that day. `total` counts both; `rows` holds the first of what is to do."""

    rows: tuple[Look, ...]
    done: tuple[Look, ...]
    to_do: int
    looked: int

    @property
    def total(self) -> int:
        """How many requests the round has."""
        return self.to_do + self.looked


def portal_round(session: Session, scope: Scope) -> Round:
    """The round of what the scope's person may see, `scope.limit` rows of each part."""
    wanted = scope.seen(select(Request.id).where(*_on_a_portal(scope)))
    last = _looks(session, scope)
    ids = sorted(session.scalars(wanted), key=lambda id_: (last.get(id_, NEVER), id_))
    to_do = [id_ for id_ in ids if last.get(id_, NEVER) < scope.day]
    done = [id_ for id_ in ids if last.get(id_, NEVER) >= scope.day]
    shown = _rows(session, scope, [*to_do[: scope.limit], *done[: scope.limit]], last)
    return Round(
        rows=tuple(shown[id_] for id_ in to_do[: scope.limit]),
        done=tuple(shown[id_] for id_ in done[: scope.limit]),
        to_do=len(to_do),
        looked=len(done),
    )


def looked_on(events: Sequence[Happening], day: date) -> bool:
    """Whether a look that found nothing stands on that day."""
    return any(is_look(event) and event.act_day == day for event in events)


def _on_a_portal(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """An open request to an agency with a portal, or one that was filed by portal."""
    known = scope.basis.directory.load().values()
    slugs = [agency.slug for agency in known if on_a_portal(agency)]
    filed = and_(
        Event.request_id == Request.id,
        Event.facts.like('%"by":"portal"%'),
        Event.facts.like('%"kind":"sent"%'),
    )
    item = and_(StageRow.request_id == Request.id, standing(scope.day), StageRow.stage.not_in(DONE))
    yield Request.head_seq > 0
    yield or_(Request.agency.in_(slugs), exists().where(filed).correlate(Request))
    yield exists().where(item).correlate(Request)


def _looks(session: Session, scope: Scope) -> dict[int, date]:
    """The day of the last look at each request on a portal; a corrected look is none."""
    wanted = (
        select(Event.request_id, Event.facts)
        .join(Request, Event.request_id == Request.id)
        .where(*_on_a_portal(scope))
        .where(or_(Event.facts.like(LOOKED), Event.facts.like(CORRECTING)))
        .order_by(Event.request_id, Event.seq)
    )
    found: dict[int, dict[str, Happening]] = defaultdict(dict)
    for request_id, facts in session.execute(scope.seen(wanted)):
        event = stored(facts)
        if event.replaces is not None:
            found[request_id].pop(event.replaces, None)
        if is_look(event) and not event.taken_back:
            found[request_id][event.id] = event
    return {id_: max(e.act_day for e in looks.values()) for id_, looks in found.items() if looks}


def is_look(event: Happening) -> bool:
    """Whether somebody looked and found nothing."""
    return event.kind == "contacted" and event.detail("direction") == "looked"


def _rows(
    session: Session, scope: Scope, ids: Sequence[int], last: dict[int, date]
) -> dict[int, Look]:
    """The rows of these requests, which came through `visible`, in three queries."""
    asked = session.scalars(select(Request).where(Request.id.in_(ids))).all()
    stages, numbers = stages_of(session, asked, scope.day), _numbers(session, ids)
    rows = {}
    for each in asked:
        stage = most_urgent(stages[each.id].values())
        mine = tuple(numbers[each.id])
        link = _link(scope, each, mine)
        rows[each.id] = Look(scope.named(each), stage, mine, link, last.get(each.id))
    return rows


def _numbers(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    wanted = (
        select(RequestReference.request_id, Reference.number)
        .join(Reference, Reference.id == RequestReference.reference_id)
        .where(RequestReference.request_id.in_(ids), Reference.kind == "request")
        .order_by(Reference.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for request_id, number in session.execute(wanted):
        found[request_id].append(number)
    return found


def _link(scope: Scope, request: Request, numbers: Sequence[str]) -> str | None:
    try:
        return portal_page(scope.basis.directory.get(request.agency or ""), numbers)
    except UnknownSlug:
        return None
