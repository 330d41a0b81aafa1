"""A letter: a draft that saves itself, then finished, then filed with what was really sent."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Letter(Base):
    """One letter of a request. `state` is "draft", "finished" (not filed yet) or "filed".

    `facts` and `blocks` are JSON text; `version` counts saves, so that a form drawn from an older
    one is noticed; `sealed` is the JSON map of format to SHA-256 of what was made at finishing.
    """

    __tablename__ = "letter"
    __table_args__ = (Index(None, "request_id"), Index(None, "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    blocks: Mapped[str] = mapped_column(Text, default="[]")
    version: Mapped[int] = mapped_column(default=1)
    public_title: Mapped[str] = mapped_column(String(200), default="")
    dated: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcInstant)
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    finished_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[str] = mapped_column(Text, default="{}")
    filed_event: Mapped[str | None] = mapped_column(String(60))
