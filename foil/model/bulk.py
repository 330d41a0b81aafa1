"""What was done to many requests at once, kept so that it can be undone at once."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class BulkChange(Base):
    """One thing done to many requests. `deed` is one of `foil.operations.bulk.DEEDS`, `says` what
    was done in a sentence."""

    __tablename__ = "bulk_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[str] = mapped_column(String(20))
    says: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    undone_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class BulkRow(Base):
    """One request of it. `done` is False for one that was left out, and `says` then why; `before`
    and `after` are JSON of what was changed, as it stood and as it was made."""

    __tablename__ = "bulk_row"

    change_id: Mapped[int] = mapped_column(ForeignKey("bulk_change.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
    done: Mapped[bool]
    says: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text, default="{}")
    after: Mapped[str] = mapped_column(Text, default="{}")
