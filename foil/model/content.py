"""What is in a file: read from its bytes once, however often they came, and made again at will.

Nothing here is evidence. All of it is derived by the program that `Content.program` names from the
bytes that the archive keeps, and may be deleted at any time: the worker makes it anew.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Content(Base):
    """The reading of one file's bytes, by their SHA-256.

    `state` is "pending", "read", "unread" (somebody must read it by hand) or "refused" (it broke a
    limit); `says` is the reason as a sentence. A worker that reads it has it until `taken_until`;
    it began at `begun_at`, with `begun_with` pages read before. `pages` is how many pages there
    are, None until that is known; `done` how many of them are read and saved, so that a killed
    worker goes on with the next one.
    """

    __tablename__ = "content"
    __table_args__ = (Index(None, "state", "taken_until"),)

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(20), default="pending")
    says: Mapped[str] = mapped_column(String(500), default="")
    pages: Mapped[int | None]
    done: Mapped[int] = mapped_column(default=0)
    program: Mapped[str] = mapped_column(String(200), default="")
    tries: Mapped[int] = mapped_column(default=0)
    taken_by: Mapped[str] = mapped_column(String(80), default="")
    taken_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    begun_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    begun_with: Mapped[int] = mapped_column(default=0, server_default="0")
    read_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class Page(Base):
    """One page of a file, or one sheet of a workbook, with the words on it that may be read.

    `by` is "text" where the file holds the words, "ocr" where they were read from the picture and
    may be misread, "" where there are none. `label` is a sheet's or slide's own name. `width` and
    `height` are in points; `black` is the share of the page (0 to 1) that black boxes cover, None
    until somebody looked. Words under a black box are never in `text`.
    """

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("sha256", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str] = mapped_column(String(10), default="")
    width: Mapped[float | None] = mapped_column(Float)
    height: Mapped[float | None] = mapped_column(Float)
    black: Mapped[float | None] = mapped_column(Float)


class Member(Base):
    """A file that was in another: in a zip, on a mail, inside a PDF. Its bytes are kept and read as
    any other's; `sha256` is None for one that waits to be taken out, or that was not: then `says`
    why. `place` is its place among them, from 1."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("container", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    container: Mapped[str] = mapped_column(ForeignKey("content.sha256"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"), index=True)
    says: Mapped[str] = mapped_column(String(500), default="")


class Mention(Base):
    """Something a pattern found on a page: `kind` ("contract", "pin", "amount", "date", "vendor",
    "foil number"), the `value` made even, and where its own words stand in the page's text."""

    __tablename__ = "mention"
    __table_args__ = (Index(None, "kind", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(200))
    start: Mapped[int]
    end: Mapped[int]


class ContentFinding(Base):
    """Something about a file that a person should know: `what` in a word ("script", "hidden",
    "encrypted", "embedded", "damaged"), in a sentence in `says`; `page` None for the whole file."""

    __tablename__ = "content_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    page: Mapped[int | None]
    what: Mapped[str] = mapped_column(String(40))
    says: Mapped[str] = mapped_column(String(500))
