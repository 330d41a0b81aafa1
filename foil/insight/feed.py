"""A calendar feed's dates: what its person may see of what they asked for, on one day.

A clock is there from the day it arises. Once it is met, ended or gone it stays as cancelled for
sixty days, so that no calendar keeps a ghost of it; one that the person may no longer see is not
there at all.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis
from foil.insight.lines import Named, clocks_of, named
from foil.law.clocks import Clock
from foil.law.effects import base
from foil.law.sayings import sentences
from foil.model.base import instant_text
from foil.model.tables import Feed, FeedDay, Person, Request
from foil.model.visibility import visible
from foil.newyork import day_of, start_of

NEVER = date.max
KEPT = timedelta(days=60)  # that a calendar is told of a cancelled date
UNCONFIRMED = "reply:"  # begins the name of a date that a reply nobody has filed would start

Link = Callable[[str], str]
"""The address of a request's page, by its number."""


@dataclass(frozen=True)
class Entry:
    """One date in a calendar. `sequence` is higher whenever the date, its words or whether it is
    cancelled changed; `changed_at` is when; `final` says that a right ends with it."""

    uid: str
    day: date
    summary: str
    description: str
    link: str
    final: bool
    cancelled: bool
    sequence: int
    changed_at: datetime


def entries(
    person: Person, session: Session, feed: Feed, day: date, link: Link
) -> tuple[Entry, ...]:
    """The feed's dates on that day (New York), the earliest first."""
    wanted = (
        select(FeedDay, Request)
        .join(Request, Request.id == FeedDay.request_id)
        .where(_asked(person, feed), _recent(day))
        .order_by(FeedDay.day, Request.id, FeedDay.clock)
    )
    found = [(row, request) for row, request in session.execute(visible(wanted, person))]
    shown = [(row, request, off) for row, request in found if (off := _off(row, day)) is not None]
    under = basis(session)
    running = (request for _, request, off in shown if off is NEVER)
    reasons = Reasons.of(session, running if feed.titles else (), under)
    return tuple(
        _entry(row, request, named(request, under), off, _titles(feed, request), reasons, link)
        for row, request, off in shown
    )


def entry(
    session: Session, row: FeedDay, request: Request, day: date, link: Link, *, titles: bool
) -> Entry | None:
    """One clock's date as calendars show it on that day (New York), with its reasons where
    `titles` may be shown; None where no calendar should have it."""
    off = _off(row, day)
    if off is None:
        return None
    under = basis(session)
    running = [request] if titles and off is NEVER else []
    reasons = Reasons.of(session, running, under)
    return _entry(row, request, named(request, under), off, titles, reasons, link)


def sequence(row: FeedDay, day: date) -> tuple[int, bool]:
    """The number that calendars know a clock's date by on that day, and whether it is cancelled."""
    cancelled = _off(row, day) is not NEVER
    return 2 * row.sequence + cancelled, cancelled


def request_numbers(person: Person, session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """The numbers of these requests, by id, as far as the person may see them."""
    wanted = select(Request.id, Request.number).where(Request.id.in_(ids))
    return dict(session.execute(visible(wanted, person)).all())


@dataclass(frozen=True)
class Reasons:
    """The clocks that run, by their request's id and their own."""

    clocks: Mapping[tuple[int, str], Clock]

    @classmethod
    def of(cls, session: Session, requests: Iterable[Request], under: Basis) -> "Reasons":
        """Those of these requests."""
        stored = clocks_of(session, {each.id: each for each in requests}.values(), under)
        return cls({(id_, open_id(clock)): clock for id_, all_ in stored.items() for clock in all_})

    def say(self, row: FeedDay) -> tuple[str, ...]:
        """Why the date is what it is, a sentence a step."""
        clock = self.clocks.get((row.request_id, row.clock))
        return () if clock is None else sentences(clock)


NO_REASONS = Reasons({})


def open_id(clock: Clock) -> str:
    """The id that the clock has, or had, while it is open."""
    return clock.id if clock.ended_by is None else base(clock)


def _asked(person: Person, feed: Feed) -> ColumnElement[bool]:
    """What the feed is about."""
    about: ColumnElement[bool] = true()
    if feed.about == "mine":
        about = or_(Request.owner_id == person.id, Request.deputy_id == person.id)
    elif feed.about == "matter":
        about = Request.matter_id == feed.matter_id
    elif feed.about == "request":
        about = Request.id == feed.request_id
    return and_(about, FeedDay.stake == "final") if feed.final else about


def _recent(day: date) -> ColumnElement[bool]:
    """Clocks that have arisen and run, or stopped a while ago at most."""
    since = day - KEPT
    runs = and_(
        FeedDay.gone_at.is_(None), or_(FeedDay.stopped_on.is_(None), FeedDay.stopped_on >= since)
    )
    changed = FeedDay.changed_at >= _morning(since)
    return and_(FeedDay.arises_on <= day, or_(runs, changed))


def _off(row: FeedDay, day: date) -> date | None:
    """The day it was cancelled, NEVER while it runs; None where it is not to be shown."""
    off = NEVER if row.stopped_on is None else row.stopped_on
    if row.gone_at is not None:
        off = min(off, day_of(row.gone_at))
    if off > day:
        return NEVER
    told = max(off, day_of(row.changed_at))  # what was recorded late was in calendars until then
    return off if row.arises_on <= told and told >= day - KEPT else None


def _entry(
    row: FeedDay,
    request: Request,
    of: Named,
    off: date,
    titles: bool,
    reasons: Reasons,
    link: Link,
) -> Entry:
    cancelled = off is not NEVER
    return Entry(
        uid=uid(row.clock, request),
        day=row.day,
        summary=_summary(row, of, titles),
        description="\n".join(_description(row, of, reasons if titles else NO_REASONS, cancelled)),
        link=link(request.number),
        final=row.stake == "final",
        cancelled=cancelled,
        sequence=2 * row.sequence + cancelled,
        changed_at=max(row.changed_at, _morning(off)) if cancelled else row.changed_at,
    )


def _titles(feed: Feed, request: Request) -> bool:
    return feed.titles and not request.sensitive


def _summary(row: FeedDay, of: Named, titles: bool) -> str:
    """The safe day first and the last day beside it; an agency's date by what it owes."""
    if not titles:
        return f"{of.number}: {row.lead}"
    if row.against == "requester":
        return f"{row.lead}: {row.what} — {of.number}, {of.short}, {of.title}"
    return f"{row.what} — {of.number}, {of.title}"


def _description(row: FeedDay, of: Named, reasons: Reasons, cancelled: bool) -> Iterator[str]:
    yield f"{of.number}. {row.lead}."
    if cancelled:
        yield "This date is over: it was met, ended or corrected. The record says which."
    elif row.clock.startswith(UNCONFIRMED):
        yield "A reply came that nobody has filed. Until somebody does, this date may be another."
    else:
        yield from reasons.say(row)
        yield "A calendar may be hours behind the record. Look there before you rely on a date."


def uid(clock: str, request: Request) -> str:
    """The name of a clock's date in calendars, by the clock's lasting id: the same for as long as
    the clock is the same, unlike that of any other office's."""
    name = f"{instant_text(request.made_at)}/{request.number}/{clock}"
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, name)}@foil-desk"


def _morning(day: date) -> datetime:
    return start_of(day)
