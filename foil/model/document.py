"""A document: bytes kept once under their SHA-256, and every time they came to us."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Document(Base):
    """One arrival of a file; the same bytes arriving twice are two rows of one SHA-256.

    `route` is how it came ("form", "folder", "letter" …), `source` from where in words. `event`
    and `paper` say which paper of which event it is; `unfiled` that nobody has yet said; `sealed`
    that we made it and sent it; `item` is the one item of the request that it answers, if one does.
    `within` is the document that this file was taken out of: a zip, a mail, a PDF. Which event such
    a file belongs to, its container says.
    """

    __tablename__ = "document"
    __table_args__ = (Index(None, "request_id", "event"), Index(None, "unfiled", "request_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(120))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    event: Mapped[str | None] = mapped_column(String(60))
    paper: Mapped[int | None]
    item: Mapped[int | None]
    within: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    brought_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    brought_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    route: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    unfiled: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bool] = mapped_column(default=False)


class DocumentOpening(Base):
    """That someone took a copy of a document."""

    __tablename__ = "document_opening"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
