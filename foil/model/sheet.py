"""A sheet being brought in, row by row, and what it became; requests disposed of since."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class SheetImport(Base):
    """One sheet someone brought. The file itself is not kept, only its name and SHA-256.

    `state` is "reading", "read", "saving", "done", "failed" or "undone"; `counted` of `total` says
    how far it has come and `says` why it failed. `headings` is JSON: how each header was read.
    `journal_n` is the office journal's last line when the import was saved: what is noted of its
    requests after that was done on top of it.
    """

    __tablename__ = "sheet_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20))
    counted: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    says: Mapped[str] = mapped_column(Text, default="")
    headings: Mapped[str] = mapped_column(Text, default="[]")
    journal_n: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    saved_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    undone_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class SheetRow(Base):
    """One row of a sheet, by its own number in it. `cells` is what stood there, `told` what was
    read of it (both JSON); `problem` says why it was refused; `request_id` what it became."""

    __tablename__ = "sheet_row"

    import_id: Mapped[int] = mapped_column(ForeignKey("sheet_import.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)


class Disposal(Base):
    """A request whose record was taken out on purpose. Its number is never given again."""

    __tablename__ = "disposal"

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    why: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    by: Mapped[int] = mapped_column(ForeignKey("person.id"))
