"""What the office writes with: images of its letterhead, its own paragraphs, its own templates.

Each change is a row of its own, with who and when, and the newest counts: so each can be undone.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class LetterheadImage(Base):
    """The office's logo (`person_id` None) or a signer's signature, from `made_at` on.

    `sha256` is that of the bytes in the archive; empty where the image was taken off. `width` and
    `height` are in pixels; `alt` says in words what it shows; `data` are the same bytes in base 64,
    so that a letter is made from the database alone.
    """

    __tablename__ = "letterhead_image"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str] = mapped_column(String(64), default="")
    name: Mapped[str] = mapped_column(String(255), default="")
    type: Mapped[str] = mapped_column(String(40), default="")
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    alt: Mapped[str] = mapped_column(String(200), default="")
    data: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Paragraph(Base):
    """A paragraph the office uses again and again; put away with `archived_at`, never deleted."""

    __tablename__ = "paragraph"

    id: Mapped[int] = mapped_column(primary_key=True)
    archived_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    archived_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ParagraphVersion(Base):
    """A paragraph as somebody wrote it: its name and its Markdown. The newest counts."""

    __tablename__ = "paragraph_version"
    __table_args__ = (Index(None, "paragraph_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    name: Mapped[str] = mapped_column(String(100))
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class OwnTemplate(Base):
    """The office's own template of a kind of letter, and the shipped one it was written over.

    The newest row of a kind counts; empty `words` are the shipped ones again.
    """

    __tablename__ = "own_template"
    __table_args__ = (Index(None, "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, default="")
    shipped: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
