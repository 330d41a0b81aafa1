"""The morning's reminders: at 6 by New York's clocks, or as soon after as the desk runs, each
person gets one mail with all they should have been told by then and were not.

A person's mail and its lines in the ledger are written in one save, under a key of the day and the
person: of two workers, and after a kill at any moment, only one writes them. A mail of an earlier
morning that never went is replaced; its lines are owed again, and go with this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.mornings import due_day, last_told
from foil.insight.remindable import Morning
from foil.insight.reminders import Owed, owed
from foil.model.mail import Mail, MailChoice, Reminder, ReminderRun
from foil.model.tables import Person
from foil.operations.leases import release, take
from foil.operations.mail_settings import Postbox, postbox
from foil.operations.office import the_office
from foil.operations.worker import Worker

LEASE = "reminders"
LONGEST = 300  # characters of what a line of the ledger is about
UNSENT = ("pending", "failed", "refused")


@dataclass(frozen=True)
class Due:
    """What one person would be told: for a look that sends nothing."""

    person: Person
    owed: tuple[Owed, ...]


def remind(worker: Worker) -> None:
    """Make the mails of the newest morning, if nobody has. Sending them is another job."""
    with worker.database.reading() as session:
        if not _is_due(session, worker.now()):
            return
    day = _begin(worker)
    if day is None:
        return
    with worker.database.reading() as session:
        ids = list(session.scalars(select(Person.id).where(Person.active).order_by(Person.id)))
    for id_ in ids:
        if worker.ending.is_set() or not _make(worker, id_, day):
            return
    with worker.database.writing() as session:
        _finish(session, day, now=worker.now(), reached=True)
        release(session, LEASE, worker.holder)


def look(session: Session, *, now: datetime) -> tuple[Due, ...]:
    """What everyone would be told now, the untold mails of earlier mornings apart."""
    box = postbox(session)
    day = due_day(now)
    found = []
    for person in session.scalars(select(Person).where(Person.active).order_by(Person.id)):
        told = owed(person, session, morning_for(session, person, box, day))
        found.append(Due(person, told))
    return tuple(found)


def morning_for(session: Session, person: Person, box: Postbox | None, day: date) -> Morning:
    """The morning of that day as this person's mail sees it."""
    return Morning(
        day,
        last_told(session, person.id, day),
        basis(session),
        gone(session),
        titles=box is not None and box.titles,
    )


def gone(session: Session) -> frozenset[int]:
    """The ids of people who work here no more."""
    return frozenset(session.scalars(select(Person.id).where(Person.active.is_(False))))


def choice_of(session: Session, person_id: int) -> MailChoice:
    """What a person chose to get; the defaults where they chose nothing."""
    found = session.get(MailChoice, person_id)
    return found or MailChoice(person_id=person_id, quiet=True, invitations=True)


def message_id(key: str, person: Person, box: Postbox, made_at: datetime) -> str:
    """The name of a mail, the same however often it is tried: a mail that was taken twice is
    known by it."""
    name = sha256(f"{key}/{made_at.isoformat()}/{person.email}".encode()).hexdigest()[:32]
    return f"<{name}@{box.server.sender.rpartition('@')[2]}>"


def _is_due(session: Session, now: datetime) -> bool:
    """Whether there is an office, and nobody has looked since the newest morning; or, where mail
    was not set up then, it is now."""
    if the_office(session) is None:
        return False
    run = session.scalar(select(ReminderRun).where(ReminderRun.day >= due_day(now)).limit(1))
    return run is None or (not run.reached and postbox(session) is not None)


def _begin(worker: Worker) -> date | None:
    """The day to make mails for, where this worker is the one to do it and mail is set up."""
    with worker.database.writing() as session:
        now = worker.now()
        if not _is_due(session, now) or not take(session, LEASE, worker.holder, now=now):
            return None
        day = due_day(now)
        if postbox(session) is None:
            _finish(session, day, now=now, reached=False)
            release(session, LEASE, worker.holder)
            return None
        return day


def _finish(session: Session, day: date, *, now: datetime, reached: bool) -> None:
    run = session.scalar(select(ReminderRun).where(ReminderRun.day == day))
    if run is None:
        session.add(ReminderRun(day=day, ran_at=now, reached=reached))
    else:
        run.ran_at, run.reached = now, reached


def _make(worker: Worker, person_id: int, day: date) -> bool:
    """Make one person's mails of that morning; False where another worker has taken over."""
    with worker.database.writing() as session:
        now = worker.now()
        if not take(session, LEASE, worker.holder, now=now):
            return False
        person, box = session.get_one(Person, person_id), postbox(session)
        if box is not None:
            choice = choice_of(session, person_id)
            _make_digest(session, person, box, choice, day, now)
            _make_docket(session, person, box, choice, day, now)
    return True


def _make_digest(
    session: Session, person: Person, box: Postbox, choice: MailChoice, day: date, now: datetime
) -> None:
    key = f"digest/{day}/{person.id}"
    if _is_made(session, key):
        return
    _replace(session, person, day, now)
    told = owed(person, session, morning_for(session, person, box, day))
    mail = new_mail(person, box, "digest", key, day, now=now)
    if not told and not choice.quiet:
        mail.state = "quiet"
    session.add(mail)
    session.flush()
    _write_down(session, person, mail, told, now)


def _make_docket(
    session: Session, person: Person, box: Postbox, choice: MailChoice, day: date, now: datetime
) -> None:
    """The week's docket, once a week for those who asked for it before the week began."""
    monday = day - timedelta(days=day.weekday())
    key = f"docket/{monday}/{person.id}"
    if choice.docket_since is None or choice.docket_since > monday or _is_made(session, key):
        return
    session.add(new_mail(person, box, "docket", key, monday, now=now))


def new_mail(
    person: Person, box: Postbox, kind: str, key: str, day: date, *, now: datetime
) -> Mail:
    """A mail to this person, to be sent at once."""
    name = message_id(key, person, box, now)
    return Mail(
        key=key, kind=kind, person_id=person.id, day=day, address=person.email,
        message_id=name, made_at=now, try_at=now, state="pending",
    )  # fmt: skip


def unsent(now: datetime) -> Select[Mail]:
    """Mails that have not gone, those apart that a worker is sending at this moment. One whose
    worker was killed may have gone; it counts as one that has not, so that nothing is missed."""
    cut_off = and_(Mail.state == "taken", Mail.taken_until <= now)
    return select(Mail).where(or_(Mail.state.in_(UNSENT), cut_off))


def _is_made(session: Session, key: str) -> bool:
    return session.scalar(select(Mail.id).where(Mail.key == key)) is not None


def _replace(session: Session, person: Person, day: date, now: datetime) -> None:
    """Put away this person's mails of earlier mornings that never went."""
    older = unsent(now).where(Mail.person_id == person.id, Mail.kind == "digest", Mail.day < day)
    ids = [mail.id for mail in session.scalars(older)]
    session.execute(update(Mail).where(Mail.id.in_(ids)).values(state="replaced"))


def _write_down(
    session: Session, person: Person, mail: Mail, told: Sequence[Owed], now: datetime
) -> None:
    """The mail's lines in the ledger; one that stood in a replaced mail moves to this one."""
    about = {each.found.request.id for each in told}
    wanted = select(Reminder).where(Reminder.person_id == person.id, Reminder.request_id.in_(about))
    known = {_key(row): row for row in session.scalars(wanted)}
    new = []
    for each in told:
        found = each.found
        what = found.line.what[:LONGEST]
        for stage, due_on in each.stages:
            row = known.get((found.request.id, found.about, each.turn, stage, found.day))
            if row is not None:
                row.mail_id, row.what, row.as_deputy = mail.id, what, found.as_deputy
                continue
            new.append(
                {
                    "person_id": person.id, "request_id": found.request.id, "about": found.about,
                    "turn": each.turn, "stage": stage, "day": found.day, "due_on": due_on,
                    "what": what, "as_deputy": found.as_deputy, "mail_id": mail.id, "made_at": now,
                }
            )  # fmt: skip
    if new:
        session.execute(insert(Reminder), new)


def _key(row: Reminder) -> tuple[int, str, int, str, date]:
    return row.request_id, row.about, row.turn, row.stage, row.day
