"""A request as a later letter speaks of it, read from its record: what was asked and when, the day
that was missed, the agency's own number."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.catalog import technologies
from foil.catalog.agency import Agency
from foil.catalog.slug import UnknownSlug
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.history import History
from foil.letters.facts import Asked, Missed
from foil.model.tables import Reference, Request, RequestReference

MISSED: Mapping[str, Missed] = {
    "acknowledge": "no_acknowledgement",
    "determine": "no_determination",
    "approximate_date": "date_passed",
    "date_certain": "date_passed",
}
HOW = {"email": "by e-mail", "post": "by post", "fax": "by fax", "hand": "by hand"}


def asked_of(request: Request, history: History, agency: Agency) -> Asked:
    """The request as a later letter speaks of it. It was sent."""
    sent = events_of(history, "sent")[0]
    received = events_of(history, "received")
    by = "through NYC OpenRecords" if agency.openrecords else "through your portal"
    return Asked(
        subject=_subject(request),
        sent=sent.act_day,
        received=received[0].act_day if received else None,
        by=by if sent.by == "portal" else HOW.get(sent.by or "", ""),
    )


def events_of(history: History, kind: str) -> list[Event]:
    """What stands of that kind, oldest first."""
    return [event for event in history.events if event.kind == kind]


def given(history: History, clock: Clock) -> date:
    """The day the agency gave, in its own words: the clock's own may be the next business day."""
    due = clock.computed or clock.due
    days = [
        promise.day
        for event in history.events
        if event.id == clock.from_event
        for promise in event.promised
        if promise.day is not None and promise.day <= due
    ]
    return max(days, default=due)


def _subject(request: Request) -> str:
    """What the request is about, as it stands inside a sentence."""
    try:
        return technologies.get(request.technology or "").in_letter
    except UnknownSlug:
        return f"“{request.public_title}”" if request.public_title else "the records it describes"


def reference_of(session: Session, request: Request) -> str:
    """The agency's own number for the request; empty where it has given none."""
    wanted = (
        select(func.min(Reference.number))
        .join(RequestReference, RequestReference.reference_id == Reference.id)
        .where(RequestReference.request_id == request.id, Reference.kind == "request")
    )
    return session.scalar(wanted) or ""
