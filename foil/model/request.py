"""A request, its numbered items, and the numbers others gave it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Request(Base):
    """One ask to one agency.

    `head_seq` and `head_hash` are the newest event's (0 and empty before the first). `basis` is
    the hash of everything beside the events that its clocks were last counted under. `private`
    hides a request that belongs to no matter from all but its own people. `law` is "foil" or
    "other"; `agency_words` names an agency the catalog does not have. `sample` is True for one
    made by `foil demo`, to try the desk with. `sensitive` keeps its titles out of mail and feeds.
    """

    __tablename__ = "request"
    __table_args__ = (Index(None, "next_step_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    agency: Mapped[str | None] = mapped_column(String(80), index=True)
    agency_words: Mapped[str | None] = mapped_column(String(200))
    technology: Mapped[str | None] = mapped_column(String(80))
    law: Mapped[str] = mapped_column(String(20), default="foil")
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"), index=True)
    requester: Mapped[str] = mapped_column(String(200), default="")
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    private: Mapped[bool] = mapped_column(default=False)
    sample: Mapped[bool] = mapped_column(default=False, server_default=false())
    sensitive: Mapped[bool] = mapped_column(default=False, server_default=false())
    public_title: Mapped[str] = mapped_column(String(200), default="")
    working_title: Mapped[str] = mapped_column(String(300), default="")
    next_step_on: Mapped[date | None]
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_step_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    head_seq: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    basis: Mapped[str] = mapped_column(String(64), default="", index=True)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Item(Base):
    """One numbered thing asked for."""

    __tablename__ = "item"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(String(80))


class Reference(Base):
    """A number someone else uses. `kind` is "request", "appeal" or "court"."""

    __tablename__ = "reference"
    __table_args__ = (UniqueConstraint("number", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))


class RequestReference(Base):
    """That a reference is this request's; one number may cover several requests."""

    __tablename__ = "request_reference"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    reference_id: Mapped[int] = mapped_column(
        ForeignKey("reference.id"), primary_key=True, index=True
    )
