"""A desk at work, for the tests: requests drafted and events recorded the way the pages do it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.database import Database
from foil.model.tables import Event, Person, Request
from foil.operations import requests
from foil.operations.events import record
from foil.operations.requests import Asked, Particulars, People

SENT = {"kind": "sent", "on": "2026-10-19", "by": "portal"}
RECEIVED = {"kind": "received", "at": "2026-10-19T10:42:00"}
ACKNOWLEDGED = {"kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"}
DENIED = {"kind": "denied", "dated": "2026-11-02", "received": "2026-11-05", "items": [2]}

Facts = dict[str, object]


def draft(
    session: Session,
    person: Person,
    now: datetime,
    title: str = "Contracts, 2019–2026",
    agency: str | None = "nypd",
    items: int = 2,
    **people: object,
) -> Request:
    return requests.draft(
        person,
        session,
        Particulars(agency, "facial-recognition", title),
        [Asked(f"Contracts, part {n}") for n in range(items)],
        People(owner_id=person.id, **people),  # type: ignore[arg-type]
        now=now,
    )


def add(session: Session, person: Person, request: Request, facts: Facts, now: datetime) -> Event:
    return record(person, session, request, facts, seq=request.head_seq, now=now, sure=True)


def history(
    database: Database, person: Person, now: datetime, *happened: Facts, **how: object
) -> Request:
    """A request with these events, each recorded in a save of its own."""
    with database.writing() as session:
        number = draft(session, person, now, **how).number  # type: ignore[arg-type]
    for facts in happened:
        with database.writing() as session:
            request = session.scalars(select(Request).where(Request.number == number)).one()
            add(session, person, request, facts, now)
    with database.reading() as session:
        return session.scalars(select(Request).where(Request.number == number)).one()
