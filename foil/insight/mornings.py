"""Which mornings were looked at, and which were missed: what a mail says of the time the desk was
not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.law.words import listed, near
from foil.model.mail import Mail, ReminderRun
from foil.newyork import NEW_YORK, day_of

HOUR = time(6)  # by New York's clocks
LATE = timedelta(hours=1)  # after HOUR, the desk was not there in time
TOLD = ("sent", "quiet")
"""States of a digest after which its person knows what was due by its day."""


def due_day(now: datetime) -> date:
    """The day whose morning came last: today's from 6 a.m. in New York, else yesterday's.

    A night has 23 or 25 hours when the clocks change; 6 a.m. is in each of them, once.
    """
    here = now.astimezone(NEW_YORK)
    return here.date() if here.time() >= HOUR else here.date() - timedelta(days=1)


def morning_of(day: date) -> datetime:
    """6 a.m. of that day in New York."""
    return datetime.combine(day, HOUR, NEW_YORK)


def run_before(session: Session, day: date) -> ReminderRun | None:
    """The newest morning that was looked at before that day."""
    wanted = select(ReminderRun).where(ReminderRun.day < day).order_by(ReminderRun.day.desc())
    return session.scalars(wanted.limit(1)).first()


def last_told(session: Session, person_id: int, day: date) -> date | None:
    """The newest morning before that day whose reminders reached this person."""
    wanted = select(Mail.day).where(
        Mail.person_id == person_id, Mail.kind == "digest", Mail.state.in_(TOLD), Mail.day < day
    )
    return session.scalar(wanted.order_by(Mail.day.desc()).limit(1))


@dataclass(frozen=True)
class Absence:
    """Why reminders of earlier mornings come only now. Empty where none was missed."""

    sentences: tuple[str, ...]


def absence(session: Session, mail: Mail, last: date | None) -> Absence:
    """What kept this person's mail from coming between `last` and this mail's own morning."""
    found = [_not_running(session, mail)]
    if last is not None:
        found += [_not_set_up(session, mail, last), _not_taken(session, mail, last)]
    return Absence(tuple(each for each in found if each))


def _not_running(session: Session, mail: Mail) -> str:
    before = run_before(session, mail.day)
    if before is None:
        return ""
    missed = morning_of(before.day + timedelta(days=1))
    if mail.made_at - missed <= LATE:
        return ""
    return f"The desk was not running from {_moment(missed)} to {_moment(mail.made_at)}"


def _not_set_up(session: Session, mail: Mail, last: date) -> str:
    wanted = select(ReminderRun.day).where(
        ReminderRun.reached.is_(False), ReminderRun.day > last, ReminderRun.day < mail.day
    )
    days = session.scalars(wanted.order_by(ReminderRun.day)).all()
    return f"Mail was not set up on {_days(days)}" if days else ""


def _not_taken(session: Session, mail: Mail, last: date) -> str:
    wanted = select(Mail.day).where(
        Mail.person_id == mail.person_id,
        Mail.kind == "digest",
        Mail.state == "replaced",
        Mail.day > last,
        Mail.day < mail.day,
    )
    days = session.scalars(wanted.order_by(Mail.day)).all()
    return f"The mail of {_days(days)} did not get out" if days else ""


def _days(days: Sequence[date]) -> str:
    if len(days) > 3:
        return f"{near(days[0])}, and of {len(days) - 1} mornings after it"
    return listed([near(day) for day in days])


def _moment(instant: datetime) -> str:
    here = instant.astimezone(NEW_YORK)
    hour = f"{here.hour % 12 or 12}:{here:%M} {'a.m.' if here.hour < 12 else 'p.m.'}"
    return f"{hour} on {near(day_of(instant))}"
