"""Letters that were handed to the office's own mail server, because a person pressed send."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class LetterSending(Base):
    """One handing of a finished letter to the mail server.

    `state` is "handing over" (begun; while it stays so, the letter may have gone), "sent" (the
    server took it), "refused" (it did not) or "set aside" (it may have gone, and a person said to
    hand it over again). `message_id` is ours and the same for every handing of a letter as it was
    sealed, `message` the SHA-256 of the mail as it was handed over, `answer` the server's own or a
    sentence of why it did not take it. `event` is the event that says it went, None where none was
    recorded.

    `returned_at` is when a bounce came that names it, `returned` what that says, and `arrival_id`
    the bounce.
    """

    __tablename__ = "letter_sending"
    __table_args__ = (
        Index(None, "request_id"),
        Index(None, "letter_id"),
        Index(None, "message_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    state: Mapped[str] = mapped_column(String(20))
    message_id: Mapped[str] = mapped_column(String(200))
    sender: Mapped[str] = mapped_column(String(254))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    message: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(Text, default="")
    event: Mapped[str | None] = mapped_column(String(60))
    begun_at: Mapped[datetime] = mapped_column(UtcInstant)
    begun_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    returned_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    returned: Mapped[str] = mapped_column(String(500), default="")
    arrival_id: Mapped[int | None] = mapped_column(ForeignKey("arrival.id"))
