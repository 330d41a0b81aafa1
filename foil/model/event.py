"""The record proper: events of a request, each bound to the one before, and the office journal."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Event(Base):
    """Something that happened, written once.

    `facts` is canonical JSON; `hash` is the SHA-256 of `prev`, SHA-256 of `facts`, `recorded_at`
    and `recorded_by`, as text, one after the other. The first event's `prev` is empty. `entered`
    says, of one entered later than it happened, where it was taken from.
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("request_id", "id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(60))
    facts: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UtcInstant)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    entered: Mapped[str | None] = mapped_column(String(300))


class Journal(Base):
    """The office's own chain of every request's heads, so that a dropped last event shows.

    `line` is canonical JSON (`at`, `by`, `head`, `request`, `seq`, `what`); `hash` is the SHA-256
    of `prev` and `line`. The first line's `prev` is empty.
    """

    __tablename__ = "journal"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[str] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
