"""Invitations: the last days of rights, mailed into people's own calendars, moved there and taken
out again as the record moves.

A date has the name (UID) that it has in calendar feeds, which holds still while the clock is the
same. What a person's calendar was told of each is kept; whatever differs from the record as it
stands is told again, with a higher SEQUENCE. Dates that have passed are left where they are.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from foil.insight.feed import UNCONFIRMED, Entry, entry, sequence, uid
from foil.insight.ics import invitation_file, method
from foil.insight.remindable import whose
from foil.insight.reminding import tidy
from foil.law.words import near
from foil.model.mail import Invitation, Mail, MailChoice
from foil.model.tables import FeedDay, Person, Request
from foil.model.visibility import visible
from foil.newyork import day_of
from foil.operations.mail_settings import Postbox, postbox
from foil.operations.messages import Content, Part
from foil.operations.reminders import UNSENT, new_mail
from foil.operations.worker import Worker

SETTLES = timedelta(
    minutes=5
)  # that a date holds still before it is mailed: corrections come in runs
LOOKS_EVERY = timedelta(minutes=1)
SUBJECT = 150  # characters of a subject
Key = tuple[int, str]
"""A request's id and a clock's lasting id."""


@dataclass(frozen=True)
class _Wanted:
    """What a calendar should have of one clock: the sequence of the date, and whether it is off.
    `settled` False says that it changed a moment ago."""

    day: date
    told: int
    cancelled: bool
    settled: bool = True


def invite(worker: Worker) -> None:
    """Make a mail for each date that someone's calendar does not have as the record does. Looked
    at once a minute; sending is another job."""
    now = worker.now()
    if worker.invited_at is not None and now - worker.invited_at < LOOKS_EVERY:
        return
    worker.invited_at = now
    with worker.database.reading() as session:
        if postbox(session) is None:
            return
        people = list(session.scalars(select(Person).where(Person.active).order_by(Person.id)))
        behind = [person for person in people if any(_differing(session, person, now))]
    for person in behind:
        if worker.ending.is_set():
            return
        _tell(worker, person)


def _tell(worker: Worker, person: Person) -> None:
    """Make the mails to one person, as the record stands in this save."""
    with worker.database.writing() as session:
        now = worker.now()
        box = postbox(session)
        if box is not None:
            for key, wanted, row in list(_differing(session, person, now)):
                _put(session, person, box, key, wanted, row, now)


def _differing(
    session: Session, person: Person, now: datetime
) -> Iterator[tuple[Key, _Wanted, Invitation | None]]:
    """The dates a person's calendar should be told of. Three queries, however many there are."""
    choice = session.get(MailChoice, person.id)
    rows = select(Invitation).where(Invitation.person_id == person.id)
    known = {(row.request_id, row.clock): row for row in session.scalars(rows)}
    chosen = choice is None or choice.invitations
    wanted = _wanted(session, person, now, known) if chosen else {}
    today = day_of(now)
    for key, each in wanted.items():
        row = known.get(key)
        if each.settled and _differs(each, row, today):
            yield key, each, row
    for key, row in known.items():
        if key not in wanted and not row.cancelled and row.day >= today:
            yield key, _Wanted(row.day, row.told, cancelled=True), row


def _differs(wanted: _Wanted, row: Invitation | None, today: date) -> bool:
    """Whether the calendar has it otherwise, and the day has not passed in either."""
    if row is None:
        return not wanted.cancelled and wanted.day >= today
    if row.cancelled and wanted.cancelled:
        return False
    same = (row.told, row.cancelled) == (wanted.told, wanted.cancelled)
    return not same and max(wanted.day, row.day) >= today


def _wanted(
    session: Session, person: Person, now: datetime, known: Iterable[Key]
) -> dict[Key, _Wanted]:
    """Every final date this person may see of what they own or are deputy of, from today on, and
    those of the same requests as they were told of."""
    today = day_of(now)
    told = {request_id for request_id, _ in known}
    statement = (
        select(FeedDay, Request)
        .join(Request, Request.id == FeedDay.request_id)
        .where(FeedDay.stake == "final", FeedDay.against == "requester")
        .where(or_(FeedDay.day >= today, FeedDay.request_id.in_(told)))
        .where(whose(person, ()), Request.sample.is_(False), FeedDay.arises_on <= today)
        .where(FeedDay.clock.not_like(f"{UNCONFIRMED}%"))
        .order_by(FeedDay.day, FeedDay.request_id, FeedDay.clock)
    )
    found = {}
    for row, _ in session.execute(visible(statement, person)):
        number, cancelled = sequence(row, today)
        settled = now - row.changed_at >= SETTLES
        found[row.request_id, row.clock] = _Wanted(row.day, number, cancelled, settled)
    return found


def _put(
    session: Session,
    person: Person,
    box: Postbox,
    key: Key,
    wanted: _Wanted,
    row: Invitation | None,
    now: datetime,
) -> None:
    """Make the mail, and keep what it tells."""
    request_id, clock = key
    number = wanted.told if row is None else max(wanted.told, row.sequence + 1)
    if row is not None:
        _put_away(session, row)
        if wanted.cancelled and not _heard(session, row):
            session.delete(row)
            return
    name = f"invitation/{person.id}/{request_id}/{number}/{clock}"
    mail = new_mail(person, box, "invitation", name, day_of(now), now=now)
    session.add(mail)
    session.flush()
    if row is None:
        row = Invitation(request_id=request_id, clock=clock, person_id=person.id)
        session.add(row)
    row.told, row.sequence, row.day = wanted.told, number, wanted.day
    row.cancelled, row.mail_id = wanted.cancelled, mail.id


def end_dates(session: Session, ids: Collection[int], *, now: datetime) -> None:
    """Take the dates of these requests out of every calendar that has them: the requests are about
    to leave the record, so the mails themselves hold what they need."""
    box = postbox(session)
    wanted = (
        select(Invitation, Request, Person)
        .join(Request, Request.id == Invitation.request_id)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.request_id.in_(ids), Invitation.day >= day_of(now))
        .where(Invitation.cancelled.is_(False), Person.active)
    )
    for row, request, person in session.execute(wanted).all():
        _put_away(session, row)
        if box is not None and _heard(session, row):
            number = row.sequence + 1
            name = f"invitation/{person.id}/{row.request_id}/{number}/{row.clock}"
            mail = new_mail(person, box, "invitation", name, day_of(now), now=now)
            ending = {"uid": uid(row.clock, request), "number": request.number}
            mail.ending = json.dumps({**ending, "day": row.day.isoformat(), "sequence": number})
            session.add(mail)


def _put_away(session: Session, row: Invitation) -> None:
    """Let the row's mail go no more where it has not gone."""
    unsent = update(Mail).where(Mail.id == row.mail_id, Mail.state.in_(UNSENT))
    session.execute(unsent.values(state="replaced"))


def _heard(session: Session, row: Invitation) -> bool:
    """Whether the person's calendar may have heard of the date at all."""
    wanted = select(Mail.id).where(
        Mail.key.startswith(f"invitation/{row.person_id}/{row.request_id}/", autoescape=True),
        Mail.key.endswith(f"/{row.clock}", autoescape=True),
        Mail.state.in_(("sent", "taken")),
    )
    return session.scalar(wanted.limit(1)) is not None


def invitation(
    session: Session, mail: Mail, person: Person, box: Postbox, *, now: datetime
) -> Content | None:
    """The mail of one date as it was to be told; None where a later mail tells of it."""
    row = session.scalar(select(Invitation).where(Invitation.mail_id == mail.id))
    if mail.ending:
        told: Entry | None = _over(mail, box, **json.loads(mail.ending))
    else:
        told = None if row is None else _entry(session, row, mail, person, box, day_of(now))
    if told is None:
        return None
    calendar = invitation_file(told, box.server.sender, mail.address)
    lines = [(f"{tidy(told.summary)}.", "")]
    if told.cancelled:
        lines.append(("This date is over, or no longer yours; your calendar takes it out.", ""))
    else:
        lines.append((f"The day is {near(told.day)}. Why it is that day, and what to do:", ""))
    lines.append(("The request is in FOIL Desk:", told.link.removeprefix(box.url)))
    subject = f"{'Cancelled: ' if told.cancelled else ''}{tidy(told.summary)}"[:SUBJECT]
    return Content(subject, (Part("", tuple(lines)),), calendar=(method(told), calendar))


def _entry(
    session: Session, row: Invitation, mail: Mail, person: Person, box: Postbox, today: date
) -> Entry | None:
    """The date as the person's calendar is to have it; None where it has changed since. One that
    is no longer theirs is named by its request's number alone."""
    statement = (
        select(FeedDay, Request)
        .join(Request, Request.id == FeedDay.request_id)
        .where(FeedDay.request_id == row.request_id, FeedDay.clock == row.clock)
        .where(whose(person, ()))
    )
    found = session.execute(visible(statement, person)).first()
    if found is not None:
        day, request = found
        titles = box.titles and not (request.sensitive or request.private)
        link = partial(_page, box)
        made = entry(session, day, request, today, link, titles=titles)
        if made is not None and made.cancelled == row.cancelled:
            return replace(made, sequence=row.sequence)
    if not row.cancelled:
        return None
    request = session.get_one(Request, row.request_id)
    name, day_of_it = uid(row.clock, request), row.day.isoformat()
    return _over(mail, box, name, request.number, day_of_it, row.sequence)


def _over(mail: Mail, box: Postbox, uid: str, number: str, day: str, sequence: int) -> Entry:
    """The end of a date that this person may no longer see: its name, and nothing else of it."""
    return Entry(
        uid=uid,
        day=date.fromisoformat(day),
        summary=f"{number}: a date in your calendar",
        description=f"{number}. This date is over, or no longer yours.",
        link=box.link("/"),
        final=True,
        cancelled=True,
        sequence=sequence,
        changed_at=mail.made_at,
    )


def _page(box: Postbox, number: str) -> str:
    return box.link(f"/requests/{number}")
