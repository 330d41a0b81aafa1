"""A large file on its way in, piece by piece."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Upload(Base):
    """One file being brought to a request by one person. `id` is a random word, which names its
    bytes in the data folder too.

    `received` of `size` bytes are safe on disk. `stamp` is what the browser says of the file's last
    change: with its name and size it tells the same file chosen again. `sha256` is there once all
    of it was read, `document_id` once it is among the request's documents.
    """

    __tablename__ = "upload"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    stamp: Mapped[str] = mapped_column(String(40), default="")
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str | None] = mapped_column(String(64))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    begun_at: Mapped[datetime] = mapped_column(UtcInstant)
    touched_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
