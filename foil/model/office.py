"""The office itself, and what it has decided: rule choices, closings, corrected agencies."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Office(Base):
    """The one office this record belongs to (row 1). `kind` is "law" or "newsroom". Where it
    `approves_letters`, a second person approves each before it is finished. `covered` is who may
    look at words under black boxes: "quarantine", "flag", or empty until that is decided."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text, default="")
    telephone: Mapped[str] = mapped_column(String(50), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    signature_block: Mapped[str] = mapped_column(Text, default="")
    matter_word: Mapped[str] = mapped_column(String(20), default="matter")
    calendar: Mapped[str] = mapped_column(String(40), default="gcl-24")
    approves_letters: Mapped[bool] = mapped_column(default=False, server_default=false())
    covered: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)


class RuleChoice(Base):
    """A legal construction the office has chosen, for every agency."""

    __tablename__ = "rule_choice"

    rule: Mapped[str] = mapped_column(String(60), primary_key=True)
    choice: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text, default="")
    chosen_at: Mapped[datetime] = mapped_column(UtcInstant)
    chosen_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Closing(Base):
    """A day on which public offices were closed, beyond the holidays of the calendar.

    `agency` is the slug of the one agency that was closed, whose own calendar alone it is in; None
    where it was every office.
    """

    __tablename__ = "closing"
    __table_args__ = (UniqueConstraint("day", "agency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    agency: Mapped[str | None] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(300), default="")
    entered_at: Mapped[datetime] = mapped_column(UtcInstant)
    entered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AgencyCorrection(Base):
    """The office's own value of one field of an agency, and the shipped value it replaced (none
    for an agency the office added). The newest row of a field counts; one about how to reach the
    agency says where it is from, since when it is true, and in a sentence what is not sure."""

    __tablename__ = "agency_correction"
    __table_args__ = (Index(None, "slug", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    field: Mapped[str] = mapped_column(String(80))
    value: Mapped[str | None] = mapped_column(Text)
    shipped: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    as_of: Mapped[date | None]
    unverified: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
