"""What the worker keeps: who holds a job that is done once for the office, and how the nightly
self-check came out."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Lease(Base):
    """A job that one worker at a time does for the office. `holder` has it up to `until`, then
    anyone may take it: so a worker that was killed keeps nobody waiting for long."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(String(60))
    until: Mapped[datetime] = mapped_column(UtcInstant)


class SelfCheck(Base):
    """One time every open request was counted both ways.

    `differences` is a JSON list with one object for each request whose two counts differ:
    `request` (its id), `first` and `second` (rows that only that count has), `says` (a sentence,
    where a count could not be made at all).
    """

    __tablename__ = "self_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    finished_at: Mapped[datetime] = mapped_column(UtcInstant)
    requests: Mapped[int]
    clocks: Mapped[int]
    differences: Mapped[str] = mapped_column(Text)
