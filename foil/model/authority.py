"""What the office itself has read of the authorities, and the gentle lines it has waved away."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class AuthorityReading(Base):
    """Someone of the office read an authority and says whether it holds what we would cite it for.

    `authority` is an id of `foil.law.authorities`; `verdict` is "says this", "in part", "not" or
    "taken back". `place` says where it was read. Rows are added and never changed; the newest of
    an authority counts.
    """

    __tablename__ = "authority_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(String(80), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Dismissed(Base):
    """A gentle line on a page that an administrator has waved away for the office, by its name."""

    __tablename__ = "dismissed"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
