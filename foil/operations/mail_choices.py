"""What people decide about their reminders: what they want to get, that they have seen one, and
which requests keep their titles out of mail."""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foil.model.mail import MailChoice, Reminder
from foil.model.tables import Person, Request
from foil.model.visibility import find, find_request
from foil.operations.journal import note

NO_SUCH = "There is no such reminder that you may see; look at the list of reminders."


def choose_mail(
    person: Person,
    session: Session,
    *,
    quiet: bool,
    invitations: bool,
    docket: bool,
    day: date,
) -> MailChoice:
    """Keep what `person` wants to get: a line when all is quiet, invitations for the last days of
    rights, the docket each Monday after `day`."""
    choice = session.get(MailChoice, person.id)
    if choice is None:
        choice = MailChoice(person_id=person.id)
        session.add(choice)
    choice.quiet, choice.invitations = quiet, invitations
    if not docket:
        choice.docket_since = None
    elif choice.docket_since is None:
        choice.docket_since = day
    return choice


def press_seen(person: Person, session: Session, number: int, *, now: datetime) -> Reminder:
    """Note that `person` has seen a reminder: so has, for the office, everyone who was told of the
    same date. Raises NotFound where they may not see its request."""
    reminder = find(session, select(Reminder).where(Reminder.id == number), person, NO_SUCH)
    same = (
        Reminder.request_id == reminder.request_id,
        Reminder.about == reminder.about,
        Reminder.day == reminder.day,
        Reminder.seen_at.is_(None),
    )
    session.execute(update(Reminder).where(*same).values(seen_at=now, seen_by=person.id))
    return reminder


def set_sensitive(
    person: Person, session: Session, request: Request, *, sensitive: bool, now: datetime
) -> None:
    """Keep the request's titles out of mail and calendar feeds, or let them in again. Raises
    NotFound where `person` may not see it."""
    request = find_request(session, person, request.number)
    if request.sensitive != sensitive:
        request.sensitive = sensitive
        words = "titles kept out of mail" if sensitive else "titles in mail again"
        note(person, session, request, words, now=now)
