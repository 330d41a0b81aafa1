"""How one request is joined to another."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Relation(Base):
    """That the request `from_id` was, say, refiled as the request `to_id`; `kind` is one of
    `foil.operations.relations.KINDS`. It is seen by whoever may see both."""

    __tablename__ = "relation"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
