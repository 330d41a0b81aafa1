"""Sending what waits: a mail is taken for a while in one short save, sent outside any, and what
came of it written down in another.

It is sent at least once. A worker that is killed after the server took a mail and before that was
written down leaves it taken; once that has run out it is sent again, under the same Message-ID, by
which mail programs know it. The other way round, a right could be lost in silence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from foil.errors import FoilError
from foil.model.mail import Mail
from foil.model.tables import Person
from foil.operations.digests import digest
from foil.operations.dockets import weekly_docket
from foil.operations.invitations import invitation
from foil.operations.mail_settings import Postbox, postbox
from foil.operations.messages import Content, Part, message
from foil.operations.postbox import NotSent, deliver, shortened
from foil.operations.reminders import unsent
from foil.operations.worker import Worker

TAKEN = timedelta(minutes=5)  # longer than a conversation with the slowest server can last
PAUSES = tuple(timedelta(minutes=n) for n in (1, 2, 5, 10, 20, 30))  # before each new try
WITHDRAWN = "It was not sent: nothing of it was left to say."

Writer = Callable[[Session, Mail, Person, Postbox, datetime], Content | None]


def _digest(
    session: Session, mail: Mail, person: Person, box: Postbox, now: datetime
) -> Content | None:
    return digest(session, mail, person, box, now=now)


def _invitation(
    session: Session, mail: Mail, person: Person, box: Postbox, now: datetime
) -> Content | None:
    return invitation(session, mail, person, box, now=now)


def _docket(
    session: Session, mail: Mail, person: Person, box: Postbox, now: datetime
) -> Content | None:
    return weekly_docket(session, mail, person, box, now=now)


WRITERS: Mapping[str, Writer] = {
    "digest": _digest,
    "invitation": _invitation,
    "docket": _docket,
}
"""What writes each kind of mail, at the moment it goes."""


@dataclass(frozen=True)
class _Outcome:
    state: str
    answer: str
    subject: str = ""
    pause: timedelta = PAUSES[0]


def send_waiting(worker: Worker) -> int:
    """Send every mail whose time has come. Returns how many went.

    Raises NotSent where the server takes none at present: each is tried again after a while.
    """
    sent = 0
    while not worker.ending.is_set() and _anything(worker):
        taken = _take(worker)
        if taken is None:
            break
        outcome, trouble = _send(worker, taken)
        _write_down(worker, taken, outcome)
        sent += outcome.state == "sent"
        if trouble is not None:
            raise trouble
    return sent


def send_test(person: Person, box: Postbox, *, now: datetime) -> str:
    """Send a mail to oneself. Returns the server's answer in a sentence; raises NotSent."""
    says = "This is the test you asked for. Reminders of your requests will come from here."
    content = Content("FOIL Desk: a test of the mail settings", (Part("", ((says, "/"),)),))
    name = f"<test.{int(now.timestamp())}.{person.id}@{box.server.sender.rpartition('@')[2]}>"
    made = message(content, box, person.email, message_id=name, made_at=now)
    answer = deliver(box.server, made, person.email)
    return f"{box.server.name} took the mail to {person.email}: {answer}."


def _anything(worker: Worker) -> bool:
    with worker.database.reading() as session:
        return (
            session.scalar(_waiting(worker.now()).with_only_columns(Mail.id).limit(1)) is not None
            and postbox(session) is not None
        )


def _waiting(now: datetime) -> Select[Mail]:
    """Mails to be tried now, the oldest first."""
    again = or_(Mail.state == "taken", Mail.try_at <= now)
    return unsent(now).where(Mail.state != "refused", again).order_by(Mail.try_at, Mail.id)


def _take(worker: Worker) -> Mail | None:
    """The next mail, this worker's for a while. Saves go one at a time: no two workers get it."""
    with worker.database.writing() as session:
        now = worker.now()
        mail = session.scalars(_waiting(now).limit(1)).first()
        if mail is not None:
            mail.state, mail.holder, mail.taken_until = "taken", worker.holder, now + TAKEN
            mail.tries += 1
        return mail


def _send(worker: Worker, mail: Mail) -> tuple[_Outcome, NotSent | None]:
    """Write the mail and hand it over; what came of it, and the trouble where every mail has it."""
    try:
        with worker.database.reading() as session:
            box, person = postbox(session), session.get_one(Person, mail.person_id)
            if box is None or not person.active:
                return _Outcome("replaced", WITHDRAWN), None
            content = WRITERS[mail.kind](session, mail, person, box, worker.now())
        if content is None:
            return _Outcome("replaced", WITHDRAWN), None
        made = message(content, box, mail.address, message_id=mail.message_id, made_at=mail.made_at)
        return _Outcome("sent", deliver(box.server, made, mail.address), content.subject), None
    except NotSent as error:
        state = "refused" if error.lasting else "failed"
        outcome = _Outcome(state, str(error), pause=_pause(mail))
        return outcome, error if error.server else None
    except FoilError as error:
        return _Outcome("failed", str(error), pause=_pause(mail)), None
    except Exception as error:  # noqa: BLE001 - one mail that cannot be written holds up no other
        says = f"The mail could not be written ({type(error).__name__}: {shortened(str(error))})."
        return _Outcome("failed", says, pause=_pause(mail)), None


def _pause(mail: Mail) -> timedelta:
    return PAUSES[min(mail.tries, len(PAUSES)) - 1]


def _write_down(worker: Worker, taken: Mail, outcome: _Outcome) -> None:
    """Keep what came of the mail, unless another worker has it by now."""
    with worker.database.writing() as session:
        now = worker.now()
        wanted = select(Mail).where(
            Mail.id == taken.id, Mail.state == "taken", Mail.holder == worker.holder
        )
        mail = session.scalars(wanted).first()
        if mail is None:
            return
        mail.state, mail.answer, mail.taken_until = outcome.state, outcome.answer, None
        mail.subject = outcome.subject or mail.subject
        mail.try_at = now + outcome.pause
        if outcome.state == "sent":
            mail.sent_at = now
