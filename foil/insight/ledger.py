"""The ledger of reminders: what fell due, what was sent, what the server answered, who saw it; and
whether reminders reach anybody at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.lines import Named, Section, named
from foil.model.mail import Mail, Reminder, ReminderRun
from foil.model.tables import FeedDay, Person, Request
from foil.model.visibility import visible

OLD = timedelta(hours=26)  # a night, the longest one, and an hour to work in
TRIED = timedelta(days=2)  # that a mail which fails is said on every page of Today
UNSENT = ("pending", "taken", "failed", "refused")


@dataclass(frozen=True)
class Told:
    """One line of the ledger: the reminder, its mail, its request, and people's names."""

    reminder: Reminder
    mail: Mail
    request: Named
    to: str
    seen_by: str


@dataclass(frozen=True)
class Trouble:
    """Why reminders reach nobody. `kind` is "unset", "never", "old" or "failing"; `since` the last
    time somebody looked, `says` the server's own words."""

    kind: str
    since: datetime | None = None
    says: str = ""


def ledger(
    person: Person, session: Session, *, mine: bool = False, limit: int | None = None
) -> Section[Told]:
    """The reminders of every request `person` may see, the newest first; `mine` keeps to those
    sent to them."""
    about = Reminder.person_id == person.id if mine else true()
    return _told(person, session, about, limit)


def told_of(person: Person, session: Session, request: Request) -> tuple[Told, ...]:
    """The reminders of one request, the newest first."""
    return _told(person, session, Reminder.request_id == request.id, None).rows


def unseen(person: Person, session: Session, day: date) -> tuple[Told, ...]:
    """Reminders of rights that went to this person, of dates that still stand, and that nobody
    has seen: the newest of each."""
    stands = and_(
        FeedDay.request_id == Request.id,
        Reminder.about == literal("clock:").concat(FeedDay.clock),
        FeedDay.day == Reminder.day,
        FeedDay.gone_at.is_(None),
        or_(FeedDay.stopped_on.is_(None), FeedDay.stopped_on > day),
    )
    wanted = (
        select(Reminder, Mail, Request)
        .join(Request, Request.id == Reminder.request_id)
        .join(Mail, Mail.id == Reminder.mail_id)
        .join(FeedDay, stands)
        .where(Reminder.person_id == person.id, Reminder.seen_at.is_(None), Mail.state == "sent")
        .order_by(Reminder.day, Reminder.id.desc())
    )
    under = basis(session)
    newest: dict[tuple[int, str], Told] = {}
    for reminder, mail, request in session.execute(visible(wanted, person)):
        told = Told(reminder, mail, named(request, under), person.name, "")
        newest.setdefault((reminder.request_id, reminder.about), told)
    return tuple(newest.values())


def trouble(session: Session, now: datetime, *, set_up: bool) -> Trouble | None:
    """Why reminders reach nobody at present; None where they do, as far as is known."""
    newest = select(ReminderRun.ran_at).order_by(ReminderRun.day.desc()).limit(1)
    since = session.scalar(newest)
    if not set_up:
        return Trouble("unset", since)
    if since is None or now - since > OLD:
        return Trouble("old" if since else "never", since)
    failing = select(Mail.answer).where(
        Mail.state.in_(UNSENT), Mail.answer != "", Mail.made_at > now - TRIED
    )
    says = session.scalar(failing.order_by(Mail.id.desc()).limit(1))
    return Trouble("failing", since, says) if says else None


def _told(
    person: Person, session: Session, about: ColumnElement[bool], limit: int | None
) -> Section[Told]:
    wanted = (
        select(Reminder, Mail, Request)
        .join(Request, Request.id == Reminder.request_id)
        .join(Mail, Mail.id == Reminder.mail_id)
        .where(about)
    )
    seen = visible(wanted, person)
    total = session.scalar(seen.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    found = session.execute(seen.order_by(Mail.id.desc(), Reminder.id).limit(limit)).all()
    under, names = basis(session), _names(session)
    rows = [
        Told(reminder, mail, named(request, under), *_who(reminder, names))
        for reminder, mail, request in found
    ]
    return Section(tuple(rows), total)


def _who(reminder: Reminder, names: dict[int, str]) -> Sequence[str]:
    return names.get(reminder.person_id, ""), names.get(reminder.seen_by or 0, "")


def _names(session: Session) -> dict[int, str]:
    return dict(session.execute(select(Person.id, Person.name)).all())
