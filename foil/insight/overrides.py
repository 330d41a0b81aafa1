"""Dates that the office has set itself. Their request has come through `visible`, so they need no
second look."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Override, Request


def days_set(session: Session, requests: Collection[int]) -> defaultdict[int, dict[str, date]]:
    """The days that hold, by request and by the lasting id of their clock, in one query."""
    found: defaultdict[int, dict[str, date]] = defaultdict(dict)
    if not requests:
        return found
    wanted = select(Override.request_id, Override.clock, Override.day).where(
        Override.request_id.in_(requests), Override.ended_at.is_(None)
    )
    for request, clock, day in session.execute(wanted.order_by(Override.id)):
        found[request][clock] = day
    return found


def overrides_of(session: Session, request: Request) -> tuple[Override, ...]:
    """Every day ever set for the request's clocks, those taken back too, the newest first."""
    wanted = select(Override).where(Override.request_id == request.id)
    return tuple(session.scalars(wanted.order_by(Override.id.desc())))
