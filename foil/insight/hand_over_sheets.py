"""A sheet for each request that changes hands: where it stands, what comes next, what the agency
has promised, whom to write to, and the open clocks with their dates."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.catalog.slug import UnknownSlug
from foil.insight.basis import Basis, basis
from foil.insight.histories import histories
from foil.insight.holdings import stage_of
from foil.insight.lines import Named, clocks_of, named, stages_of
from foil.insight.requests import MATTER
from foil.law.clocks import Clock
from foil.law.event import Event, Promise
from foil.law.history import History
from foil.model.tables import Document, Item, Person, Reference, Request, RequestReference
from foil.model.visibility import visible

LATELY = 3  # events that a sheet names


@dataclass(frozen=True)
class Sheet:
    """One request as whoever takes it over needs it. `stages` is by item; `clocks` those that run
    or would start by themselves, ours first; `promises` every date the agency gave, the newest
    first, with the event that gave it; `lately` what happened last; `spoken` the contacts that name
    somebody, the newest first; `names` are of people by id."""

    row: Request
    request: Named
    agency: Agency | None
    matter: str | None
    stage: str
    items: tuple[Item, ...]
    stages: Mapping[int, str]
    clocks: tuple[Clock, ...]
    promises: tuple[tuple[Event, Promise], ...]
    lately: tuple[Event, ...]
    spoken: tuple[Event, ...]
    references: tuple[Reference, ...]
    documents: int
    names: Mapping[int, str]


def sheets(asking: Person, session: Session, ids: Collection[int], day: date) -> tuple[Sheet, ...]:
    """The sheets of those of these requests that `asking` may see, as they stand on that day (New
    York), in a fixed number of queries, in the order of their numbers."""
    under = basis(session)
    wanted = select(Request, MATTER).where(Request.id.in_(ids)).order_by(Request.id)
    found = session.execute(visible(wanted, asking)).all()
    seen = [request.id for request, _ in found]
    clocks = clocks_of(session, [request for request, _ in found], under)
    stages = stages_of(session, [request for request, _ in found], day)
    told, names = histories(session, seen), _names(session)
    items, references = _items(session, seen), _references(session, seen)
    documents = _documents(session, seen)
    return tuple(
        Sheet(
            row=request,
            request=named(request, under),
            agency=_agency(under, request.agency),
            matter=matter,
            stage=stage_of(request, stages[request.id]),
            items=tuple(items[request.id]),
            stages=stages[request.id],
            clocks=tuple(_open(clocks[request.id], day)),
            promises=tuple(_promises(told.get(request.id))),
            lately=_lately(told.get(request.id)),
            spoken=_spoken(told.get(request.id)),
            references=tuple(references[request.id]),
            documents=documents.get(request.id, 0),
            names=names,
        )
        for request, matter in found
    )


def _open(clocks: Collection[Clock], day: date) -> list[Clock]:
    """The clocks that run, ours first, then the agency's, then those that silence would start."""
    run = [each for each in clocks if each.is_open(day) and each.state(day) != "late"]
    ours = sorted((c for c in run if c.against == "requester"), key=lambda c: c.act_on)
    theirs = sorted((c for c in run if c.against == "agency"), key=lambda c: c.due)
    late = [c for c in clocks if c.against == "agency" and c.state(day) == "late"]
    waiting = [c for c in clocks if c.state(day) == "waiting"]
    return [
        *ours,
        *sorted(late, key=lambda c: c.due),
        *theirs,
        *sorted(waiting, key=lambda c: c.arises_on),
    ]


def _promises(history: History | None) -> Iterator[tuple[Event, Promise]]:
    for event in reversed(history.events if history else ()):
        for promise in event.promised:
            yield event, promise


def _lately(history: History | None) -> tuple[Event, ...]:
    return tuple(history.events[::-1][:LATELY]) if history else ()


def _spoken(history: History | None) -> tuple[Event, ...]:
    events = history.events[::-1] if history else ()
    return tuple(e for e in events if e.kind == "contacted" and e.detail("with"))


def _agency(under: Basis, slug: str | None) -> Agency | None:
    try:
        return under.directory.get(slug) if slug else None
    except UnknownSlug:
        return None


def _names(session: Session) -> dict[int, str]:
    return dict(session.execute(select(Person.id, Person.name)).all())


def _items(session: Session, ids: Collection[int]) -> Mapping[int, list[Item]]:
    wanted = select(Item).where(Item.request_id.in_(ids)).order_by(Item.request_id, Item.number)
    found: dict[int, list[Item]] = defaultdict(list)
    for item in session.scalars(wanted):
        found[item.request_id].append(item)
    return found


def _references(session: Session, ids: Collection[int]) -> Mapping[int, list[Reference]]:
    wanted = (
        select(RequestReference.request_id, Reference)
        .join(Reference, Reference.id == RequestReference.reference_id)
        .where(RequestReference.request_id.in_(ids))
        .order_by(Reference.id)
    )
    found: dict[int, list[Reference]] = defaultdict(list)
    for id_, reference in session.execute(wanted):
        found[id_].append(reference)
    return found


def _documents(session: Session, ids: Collection[int]) -> dict[int, int]:
    counted = select(Document.request_id, func.count()).where(Document.request_id.in_(ids))
    return dict(session.execute(counted.group_by(Document.request_id)).all())
