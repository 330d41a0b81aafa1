"""What is counted from the record: clocks and stages. Written by the recount alone; deleting
every row loses nothing."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base


class ClockRow(Base):
    """One clock of one request, every field of `foil.law`'s Clock; lists of it are JSON text."""

    __tablename__ = "clock"
    __table_args__ = (
        Index(None, "against", "stake", "act_on"),
        Index(None, "against", "latest"),
        Index(None, "stopped_on", "act_on"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    items: Mapped[str] = mapped_column(Text)
    against: Mapped[str] = mapped_column(String(20))
    from_kind: Mapped[str] = mapped_column(String(40))
    from_event: Mapped[str | None] = mapped_column(String(60))
    day_zero: Mapped[date | None]
    length: Mapped[int | None]
    unit: Mapped[str | None] = mapped_column(String(20))
    due: Mapped[date | None]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    act_on: Mapped[date | None]
    stake: Mapped[str | None] = mapped_column(String(20))
    arises_on: Mapped[date | None]
    stopped_on: Mapped[date | None]
    how: Mapped[str | None] = mapped_column(String(20))
    by: Mapped[str | None] = mapped_column(String(60))
    provisional: Mapped[bool]
    needs: Mapped[str] = mapped_column(Text)
    contested: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(Text)


class StageRow(Base):
    """The stage an item stands in, from `since` up to, not including, `until`."""

    __tablename__ = "stage_span"
    __table_args__ = (Index(None, "request_id", "item", "since"), Index(None, "stage", "since"))

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[int]
    stage: Mapped[str] = mapped_column(String(40))
    since: Mapped[date | None]
    until: Mapped[date | None]
