"""Private calendar feeds, and what their calendars were last told of each date."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Feed(Base):
    """A person's feed, read by whoever has its address; only the SHA-256 of its token is kept.

    `about` is "mine" (what the person owns or is deputy of), "all" (what they may see), "matter"
    or "request", with the one it is of. `final` leaves only dates that end a right; `titles`
    False leaves out titles, agencies and reasons.
    """

    __tablename__ = "feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    about: Mapped[str] = mapped_column(String(20))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    final: Mapped[bool] = mapped_column(default=False)
    titles: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    read_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class FeedDay(Base):
    """One clock as calendars know it, by the id it has while it is open; written by the recount.

    `day` is the date a calendar shows, `what` and `lead` its words. `stopped_on` is the day it
    was met or ended, `gone_at` the instant a correction took it away. `sequence` rises by one
    with every change.
    """

    __tablename__ = "feed_day"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    clock: Mapped[str] = mapped_column(String(200), primary_key=True)
    what: Mapped[str] = mapped_column(String(300))
    lead: Mapped[str] = mapped_column(String(300))
    against: Mapped[str] = mapped_column(String(20))
    stake: Mapped[str | None] = mapped_column(String(20))
    items: Mapped[str] = mapped_column(Text)
    day: Mapped[date]
    arises_on: Mapped[date]
    stopped_on: Mapped[date | None]
    gone_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)
