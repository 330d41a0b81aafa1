"""A matter (a case or a story) and who may see it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Matter(Base):
    """A case or a story; its requests are seen by its members alone. `covered` is as the office's,
    empty where the matter has none of its own."""

    __tablename__ = "matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    covered: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))


class MatterMember(Base):
    """A person who may see a matter."""

    __tablename__ = "matter_member"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    added_at: Mapped[datetime] = mapped_column(UtcInstant)
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
