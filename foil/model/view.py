"""A view of the list of requests, or a search, kept by name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class SavedView(Base):
    """A name for an address of the list of requests, or `of` "search" for one of the search's.
    `address` is the part after the question mark. `office` shows it to everyone; else it is its
    maker's. `gone_at` is when it was taken away, which can be undone."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    of: Mapped[str] = mapped_column(String(20), default="requests", server_default="requests")
    address: Mapped[str] = mapped_column(Text)
    office: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    gone_at: Mapped[datetime | None] = mapped_column(UtcInstant)
