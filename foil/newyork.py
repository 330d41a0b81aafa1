"""New York time, applied once, at the edge: legal dates are days in New York."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


def day_of(instant: datetime) -> date:
    """The day in New York of an aware instant."""
    return instant.astimezone(NEW_YORK).date()


def start_of(day: date) -> datetime:
    """The instant at which a day begins in New York."""
    return datetime.combine(day, time(), NEW_YORK)


def instant_of(text: str) -> datetime:
    """Read an ISO instant; one without an offset is New York time. Returns it in UTC.

    Raises ValueError where `text` is not an ISO date and time.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=NEW_YORK)
    return moment.astimezone(UTC)


def now() -> datetime:
    """This instant, in UTC. Passed in wherever time matters, so that tests can hold it still."""
    return datetime.now(UTC)
