"""A request's events read back as the law's history. The request itself has come through
`visible`, so its events need no second look."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.law.event import Event as Happening
from foil.law.facts import stored
from foil.law.history import History, history_of
from foil.model.tables import Event, Item, Request


@dataclass(frozen=True)
class Recorded:
    """Every event of a request as it was written, corrected ones included, oldest first, and what
    stands of them."""

    events: tuple[Happening, ...]
    standing: History


def recorded(session: Session, request: Request) -> Recorded:
    """What is recorded of the request."""
    events = tuple(stored(row.facts) for row in event_rows(session, request))
    return Recorded(events, history_of(events, item_numbers(session, request)))


def histories(session: Session, requests: Collection[int]) -> dict[int, History]:
    """What stands of many requests, by their ids, in two queries; those without events left out."""
    facts: dict[int, list[Happening]] = defaultdict(list)
    items: dict[int, list[int]] = defaultdict(list)
    events = select(Event.request_id, Event.facts).where(Event.request_id.in_(requests))
    for id_, text in session.execute(events.order_by(Event.request_id, Event.seq)):
        facts[id_].append(stored(text))
    numbers = select(Item.request_id, Item.number).where(Item.request_id.in_(requests))
    for id_, number in session.execute(numbers.order_by(Item.request_id, Item.number)):
        items[id_].append(number)
    return {id_: history_of(told, items.get(id_, [1])) for id_, told in facts.items()}


def event_rows(session: Session, request: Request) -> list[Event]:
    """The rows of the request's events, oldest first."""
    wanted = select(Event).where(Event.request_id == request.id).order_by(Event.seq)
    return list(session.scalars(wanted))


def item_numbers(session: Session, request: Request) -> tuple[int, ...]:
    """The numbers of the request's items; a request without any counts as one item."""
    wanted = select(Item.number).where(Item.request_id == request.id).order_by(Item.number)
    return tuple(session.scalars(wanted)) or (1,)
