"""Dates that moved, and how far each person has seen them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class MovedDate(Base):
    """A clock that was counted one way and is now counted another, or is gone.

    Written by the recount alone and never changed. `clock` is the clock's lasting id, without what
    closed it; `from_kind` and `silent` give it its title. `due`, `act_on`, `earliest` and `latest`
    are empty where the clock is gone. `cause` is event, choice, calendar, closing, agency, override
    or release and `about` names which: an event's id, a choice's name, a day, a field, a clock, a
    version. `changed` are an event's corrected fields, with commas; `by` nobody for a release.
    """

    __tablename__ = "moved_date"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    clock: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    from_kind: Mapped[str] = mapped_column(String(40))
    silent: Mapped[bool]
    against: Mapped[str] = mapped_column(String(20))
    items: Mapped[str] = mapped_column(Text)
    was_due: Mapped[date]
    was_act_on: Mapped[date]
    was_earliest: Mapped[date]
    was_latest: Mapped[date]
    due: Mapped[date | None]
    act_on: Mapped[date | None]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    cause: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(200))
    changed: Mapped[str] = mapped_column(Text, default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    @property
    def parent(self) -> str | None:
        """Whether silence started the clock, in the way a clock's title asks."""
        return "silence" if self.silent else None


class MovedSeen(Base):
    """That a person has put the line about moved dates away, up to and with one of them."""

    __tablename__ = "moved_seen"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    moved_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcInstant)
