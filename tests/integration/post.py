"""A real mail server on this machine, and what it was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import update

from foil.archive.store import Store
from foil.model.database import Database
from foil.model.mail import Mail, MailSettings
from foil.model.tables import Person
from foil.newyork import NEW_YORK
from foil.operations.reminders import remind
from foil.operations.worker import Worker

SENDER = "foil@office.example.org"
DESK = "https://foil.office.example.org"


@dataclass
class Post:
    """The server: the mails it took, in order, and what it answers to one. It `knows` everybody,
    or one address alone."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    answer: str = "250 OK, queued as 1"
    knows: str = ""

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.knows and address != self.knows:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.to += envelope.rcpt_tos
        return self.answer

    def taken(self) -> list[EmailMessage]:
        """What came since this was last asked."""
        found, self.mails = self.mails, []
        self.to = []
        return found


class OnAnyPort(Controller):
    """A server that finds out which port it was given before it looks whether it answers."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(**how: object) -> Iterator[Post]:
    """A server on a free port of this machine; `how` goes to it as aiosmtpd names it."""
    post = Post()
    controller = OnAnyPort(post, hostname="127.0.0.1", port=0, ready_timeout=20, **how)
    controller.start()
    post.port = controller.port
    yield post
    controller.stop()


def set_up(database: Database, person: Person, port: int, now: datetime, **more: object) -> None:
    """Mail set up over that server."""
    with database.writing() as session:
        row = session.get(MailSettings, 1) or MailSettings(id=1)
        row.host, row.port, row.security = "127.0.0.1", port, "none"
        row.sender, row.url = SENDER, DESK
        row.changed_at, row.changed_by = now, person.id
        for name, value in more.items():
            setattr(row, name, value)
        session.add(row)


def mailed(database: Database, store: Store, person: Person, now: datetime) -> None:
    """A desk that has mailed the morning's reminders, none of them seen; nothing is sent."""
    set_up(database, person, 25, now)
    remind(Worker(database, store, now=lambda: now))
    with database.writing() as session:
        went = {"state": "sent", "sent_at": now, "answer": "250 2.0.0 OK, queued as 4F2A"}
        session.execute(update(Mail).values(**went))


@dataclass
class Clock:
    """An instant that is set by New York's clocks."""

    instant: datetime

    def __call__(self) -> datetime:
        return self.instant

    def set(self, day: date, hour: int = 6, minute: int = 0) -> None:
        self.instant = at(day, hour, minute)


def at(day: date, hour: int = 6, minute: int = 0) -> datetime:
    """That time of that day in New York."""
    return datetime.combine(day, time(hour, minute), NEW_YORK).astimezone(UTC)


def worker_at(database: Database, store: Store, clock: Clock) -> Worker:
    return Worker(database, store, now=clock)


def words(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
