"""Leases: a job done once for the whole office is done by whoever holds its lease.

Taking and holding on are each part of a short save. Saves go one at a time, so of two workers only
one can find a lease free. One that was killed holds nothing for longer than LASTS.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foil.model.tables import Lease

LASTS = timedelta(minutes=2)


def take(
    session: Session, name: str, holder: str, *, now: datetime, lasts: timedelta = LASTS
) -> bool:
    """Take the lease of that job, or keep it longer; whether `holder` now has it."""
    lease = session.get(Lease, name)
    if lease is None:
        session.add(Lease(name=name, holder=holder, until=now + lasts))
        return True
    if lease.holder != holder and lease.until > now:
        return False
    lease.holder, lease.until = holder, now + lasts
    return True


def release(session: Session, name: str, holder: str) -> None:
    """Give the lease back, if it is still `holder`'s."""
    session.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))
