"""What one person held and others took over, so that it can be taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class HandOver(Base):
    """What `person_id` held was handed to others, in one save; `undone_at` once taken back."""

    __tablename__ = "hand_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    undone_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class Handed(Base):
    """One place that changed hands: of a request (`role` is owner, deputy, signer or next_step) or
    of a matter (`role` is joined, of whoever was let in, or left). `was` and `now` are the ids of
    persons; None where the place was or is nobody's."""

    __tablename__ = "handed"
    __table_args__ = (Index(None, "request_id"), Index(None, "matter_id"))

    hand_over_id: Mapped[int] = mapped_column(ForeignKey("hand_over.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    role: Mapped[str] = mapped_column(String(20))
    was: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    now: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
