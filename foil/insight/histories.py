"""A request's events read back as the law's history. The request itself has come through
`visible`, so its events need no second look."""

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


def event_rows(session: Session, request: Request) -> list[Event]:
    """The rows of the request's events, oldest first."""
    wanted = select(Event).where(Event.request_id == request.id).order_by(Event.seq)
    return list(session.scalars(wanted))


def item_numbers(session: Session, request: Request) -> tuple[int, ...]:
    """The numbers of the request's items; a request without any counts as one item."""
    wanted = select(Item.number).where(Item.request_id == request.id).order_by(Item.number)
    return tuple(session.scalars(wanted)) or (1,)
