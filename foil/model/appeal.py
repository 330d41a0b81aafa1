"""What the office decided not to appeal, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class NotAppealed(Base):
    """That a denied item was left out of any appeal, and why.

    `denial` is the first id of the denial's line of corrections. It holds until somebody ends it;
    rows are kept for ever. It moves no date: the right to appeal runs on.
    """

    __tablename__ = "not_appealed"
    __table_args__ = (Index(None, "request_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    denial: Mapped[str] = mapped_column(String(60))
    item: Mapped[int]
    why: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
