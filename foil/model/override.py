"""Dates that the office has set itself, beside those the law's count gives."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Override(Base):
    """A day set by hand for one clock of one request, and why.

    `clock` is the clock's lasting id, without what closed it; `computed` the due date that was
    counted when the day was set. It holds until somebody ends it; rows are kept for ever.
    """

    __tablename__ = "override"
    __table_args__ = (Index(None, "request_id", "clock"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    clock: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    computed: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
