"""The journal of what the office decided about counting."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Decision(Base):
    """One decision that changes how days are counted: who, when, from what to what, and why.

    `what` is choice, calendar, closing or agency; `about` names the choice, the day (ISO) or the
    agency's field; `agency` is its slug where the decision is about one. `was` and `now` are empty
    where there was nothing, or is nothing any more. Lines are added and never changed.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(80))
    agency: Mapped[str | None] = mapped_column(String(80))
    was: Mapped[str | None] = mapped_column(Text)
    now: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcInstant)
    by: Mapped[int] = mapped_column(ForeignKey("person.id"))
