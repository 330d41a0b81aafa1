"""The office's own mailbox for what agencies write: how it is opened, how far it has been read, and
what of it is left on its server."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class MailboxSettings(Base):
    """How the mailbox is opened (row 1). `security` is "tls", "starttls" or "none"; `after` what
    becomes of a message that was taken in: "leave", "seen" or "move", the last into `move_to`.

    The password is kept as it is: the server wants it so. It is in no page and in no log.
    """

    __tablename__ = "mailbox_settings"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    host: Mapped[str] = mapped_column(String(255), default="")
    port: Mapped[int] = mapped_column(default=993)
    security: Mapped[str] = mapped_column(String(20), default="tls")
    username: Mapped[str] = mapped_column(String(254), default="")
    password: Mapped[str] = mapped_column(String(1000), default="")
    folder: Mapped[str] = mapped_column(String(200), default="INBOX")
    after: Mapped[str] = mapped_column(String(20), default="leave")
    move_to: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)
    changed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class MailboxFolder(Base):
    """How far a folder has been read: `place` names it (user, server, folder).

    `last_uid` is the number of the newest message that was taken in or left, under the server's
    `uid_validity`; 0 under another. `looked_at` is when it was last looked through to its end,
    `message_at` when a message was last taken in, `taken` how many were. `trouble` is a sentence
    since `troubled_since`, empty where all is well; after `tries` without a message it is looked
    at again at `try_at`.
    """

    __tablename__ = "mailbox_folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(800), unique=True)
    uid_validity: Mapped[int] = mapped_column(BigInteger, default=0)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    looked_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    message_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    taken: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(String(1000), default="")
    troubled_since: Mapped[datetime | None] = mapped_column(UtcInstant)
    tries: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class MailboxLeft(Base):
    """A message that was not taken in, and `why`: it is on its server still, for a person to look
    at until `settled_at`."""

    __tablename__ = "mailbox_left"
    __table_args__ = (UniqueConstraint("folder_id", "uid_validity", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int] = mapped_column(ForeignKey("mailbox_folder.id"))
    uid_validity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int] = mapped_column(BigInteger)
    sender: Mapped[str] = mapped_column(String(300), default="")
    subject: Mapped[str] = mapped_column(String(300), default="")
    why: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    settled_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
