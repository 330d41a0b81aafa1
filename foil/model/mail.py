"""Mail to the office's own people: how it goes out, what each of them chose to get, every mail,
and what each mail told of."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class MailSettings(Base):
    """How mail goes out (row 1). `security` is "starttls", "tls" or "none"; `url` the desk's own
    address, for the links in a mail; `no_titles` leaves titles out of every mail. `sends_letters`
    lets a person hand a finished letter to the server, from `letters_from`, or from `sender` where
    that is empty.

    The password is kept as it is: the server wants it so. It is in no page and in no log.
    """

    __tablename__ = "mail_settings"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    host: Mapped[str] = mapped_column(String(255), default="")
    port: Mapped[int] = mapped_column(default=587)
    security: Mapped[str] = mapped_column(String(20), default="starttls")
    username: Mapped[str] = mapped_column(String(254), default="")
    password: Mapped[str] = mapped_column(String(1000), default="")
    sender: Mapped[str] = mapped_column(String(254), default="")
    url: Mapped[str] = mapped_column(String(300), default="")
    no_titles: Mapped[bool] = mapped_column(default=False)
    sends_letters: Mapped[bool] = mapped_column(default=False, server_default=false())
    letters_from: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)
    changed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class MailChoice(Base):
    """What a person chose to get beside reminders; without a row, the defaults. `docket_since` is
    the day they asked for the weekly docket."""

    __tablename__ = "mail_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    quiet: Mapped[bool] = mapped_column(default=True)
    invitations: Mapped[bool] = mapped_column(default=True)
    docket_since: Mapped[date | None]


class Mail(Base):
    """One mail to one person, made once: `key` says what it is. `kind` is "digest", "docket" or
    "invitation".

    `state` is "pending", "taken" by a worker until `taken_until`, "sent", "failed" (to be tried
    again at `try_at`), "refused" (the server will never take it), "replaced" (a later mail tells
    of it) or, for a digest with nothing to say, "quiet". `answer` is the server's own answer, or a
    sentence of why it did not go. `ending` is the JSON of a date to be taken out of a calendar
    whose request is in the record no more.
    """

    __tablename__ = "mail"
    __table_args__ = (Index(None, "state", "try_at"), Index(None, "person_id", "day"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(300), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    address: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[str] = mapped_column(String(20), default="pending")
    holder: Mapped[str] = mapped_column(String(60), default="")
    taken_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    tries: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime] = mapped_column(UtcInstant)
    subject: Mapped[str] = mapped_column(String(300), default="")
    message_id: Mapped[str] = mapped_column(String(200), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    ending: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    sent_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class Reminder(Base):
    """One reminder to one person: the ledger, and why nothing is said twice.

    `about` is "clock:" with the clock's lasting id, "document:" or "letter:" with an id, or
    "step"; `day` the date it was for, and `turn` counts how often that date came anew, so that a
    date that moves away and back is told again. `due_on` is the morning it fell due. `what` is its
    title without the request's. `seen_at` and `seen_by` say who pressed Seen, and when.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("person_id", "request_id", "about", "turn", "stage", "day"),
        Index(None, "request_id"),
        Index(None, "mail_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    about: Mapped[str] = mapped_column(String(220))
    turn: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    due_on: Mapped[date]
    what: Mapped[str] = mapped_column(String(300), default="")
    as_deputy: Mapped[bool] = mapped_column(default=False)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    seen_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Invitation(Base):
    """What a person's calendar was told of one clock by mail. `told` is the sequence of the
    clock's own date, `sequence` the one that was sent, which never falls; `mail_id` the newest
    mail."""

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "mail_id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    clock: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    told: Mapped[int]
    sequence: Mapped[int]
    day: Mapped[date]
    cancelled: Mapped[bool] = mapped_column(default=False)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))


class ReminderRun(Base):
    """That on the morning of `day` it was looked what is due. `reached` is False where mail was
    not set up, so that nobody could be told."""

    __tablename__ = "reminder_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    ran_at: Mapped[datetime] = mapped_column(UtcInstant)
    reached: Mapped[bool]
