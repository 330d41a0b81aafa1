"""What a person may have to be reminded of on a morning: rights that end, replies nobody filed,
files nobody read, letters not filed, next steps. Which of it they were told before is the ledger's
to say."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from foil.insight import reminding
from foil.insight.basis import Basis
from foil.insight.feed import UNCONFIRMED
from foil.insight.lines import named
from foil.insight.reminding import Line
from foil.insight.replies import COLUMNS, line, of_a_reply
from foil.insight.states import going
from foil.law.calendars import calendar
from foil.model.tables import (
    Arrival,
    ClockRow,
    Document,
    FeedDay,
    Letter,
    Person,
    Reply,
    ReplyCandidate,
    Request,
)
from foil.model.visibility import visible
from foil.newyork import day_of

STAGES = (14, 7, 3, 1, 0)  # days before the safe day of a right
DEPUTY_FROM = 3  # days before it, the deputy is told where nobody has pressed Seen
DEPUTY_AFTER = 2  # business days after which the deputy is told of a file nobody has read
AGAIN = 7  # days after which what still waits is said again


@dataclass(frozen=True)
class Morning:
    """One morning's look. `last` is the day of the last one that reached the person, None before
    the first; `gone` are the ids of people who work here no more; `titles` False leaves titles
    out of every line."""

    day: date
    last: date | None
    basis: Basis
    gone: Collection[int] = ()
    titles: bool = True

    def missed(self, due: date) -> bool:
        """Whether it fell due on a morning that did not reach the person."""
        return self.last is not None and self.last < due < self.day


@dataclass(frozen=True)
class Found:
    """Something to be reminded of: `about` which thing of the request, for which `day`. `stages`
    are what is owed by that morning, each with the morning it fell due, the newest last."""

    group: str
    request: Request
    about: str
    day: date
    stages: tuple[tuple[str, date], ...]
    line: Line
    as_deputy: bool


def found(person: Person, session: Session, morning: Morning) -> list[Found]:
    """All of it, what is most pressing first. Six queries, however many requests there are."""
    return [
        *_rights(person, session, morning),
        *_replies(person, session, morning),
        *_files(person, session, morning),
        *_letters(person, session, morning),
        *_steps(person, session, morning),
    ]


def whose(person: Person, gone: Collection[int]) -> ColumnElement[bool]:
    """Requests this person may have to be reminded of: those they own or are deputy of, and those
    whose people have all gone, where they are a member of the matter or an administrator."""
    own = or_(Request.owner_id == person.id, Request.deputy_id == person.id)
    if not gone:
        return own
    nobody = or_(Request.deputy_id.is_(None), Request.deputy_id.in_(gone))
    theirs = true() if person.role == "administrator" else Request.matter_id.is_not(None)
    return or_(own, and_(Request.owner_id.in_(gone), nobody, theirs))


def _mine(
    statement: Select[*tuple[Any, ...]], person: Person, morning: Morning
) -> Select[*tuple[Any, ...]]:
    wanted = statement.where(whose(person, morning.gone), Request.sample.is_(False))
    return visible(wanted, person)


def _as_deputy(person: Person, request: Request, morning: Morning) -> bool:
    """Whether it is the owner's, still here, and this person only stands by."""
    return request.owner_id != person.id and request.owner_id not in morning.gone


def _rights(person: Person, session: Session, morning: Morning) -> Iterator[Found]:
    day = morning.day
    until = day + timedelta(days=STAGES[0])
    missed = false() if morning.last is None else ClockRow.act_on > morning.last
    wanted = (
        select(FeedDay, ClockRow.due, ClockRow.latest, Request)
        .join(Request, Request.id == FeedDay.request_id)
        .join(ClockRow, and_(ClockRow.request_id == Request.id, ClockRow.id == FeedDay.clock))
        .where(going(day), ClockRow.against == "requester", ClockRow.stake == "final")
        .where(ClockRow.act_on <= until, or_(ClockRow.latest >= day, missed))
        .order_by(ClockRow.act_on, Request.id, FeedDay.clock)
    )
    for row, due, latest, request in session.execute(_mine(wanted, person, morning)):
        stages = _stages(row.day, morning)
        deputy = _as_deputy(person, request, morning)
        if deputy:
            stages = tuple(pair for pair in stages if int(pair[0]) <= DEPUTY_FROM)
        if stages:
            of = named(request, morning.basis)
            line = reminding.right(row, due, latest, of, day, titles=_titles(request, morning))
            about = f"clock:{row.clock}"
            yield Found("final", request, about, row.day, stages, line, deputy)


def _stages(act_on: date, morning: Morning) -> tuple[tuple[str, date], ...]:
    """The stages owed, each with the morning it fell due: the newest one and those missed."""
    reached = [(n, act_on - timedelta(days=n)) for n in STAGES]
    reached = [(n, due) for n, due in reached if due <= morning.day]
    if not reached:
        return ()
    found = [(str(n), due) for n, due in reached[:-1] if morning.missed(due)]
    newest, due = reached[-1]
    return (*found, (str(newest), due if morning.missed(due) else morning.day))


def _replies(person: Person, session: Session, morning: Morning) -> Iterator[Found]:
    """Replies nobody has filed, of the request they are, or of each that they may be."""
    wanted = select(*COLUMNS).join(Arrival, Arrival.id == Reply.arrival_id)
    wanted = wanted.where(Reply.state == "unfiled").order_by(Reply.act_on, Reply.id)
    of_it = wanted.add_columns(Request).join(Request, Request.id == Reply.request_id)
    for row in session.execute(_mine(of_it, person, morning)):
        yield from _reply(person, row, row.Request, morning)
    loose = select(Reply.id).where(Reply.state == "unfiled", Reply.request_id.is_(None))
    may_be = select(ReplyCandidate.reply_id, Request)
    may_be = may_be.join(Request, Request.id == ReplyCandidate.request_id)
    may_be = _mine(may_be.where(ReplyCandidate.reply_id.in_(loose)), person, morning)
    found = session.execute(may_be.order_by(ReplyCandidate.id)).all()
    ids = {id_ for id_, _ in found}
    rows = {row.id: row for row in session.execute(wanted.where(Reply.id.in_(ids)))} if ids else {}
    for id_, request in found:
        yield from _reply(person, rows[id_], request, morning)


def _reply(
    person: Person, row: Row[*tuple[Any, ...]], request: Request, morning: Morning
) -> Iterator[Found]:
    came = day_of(row.made_at)
    deputy = _as_deputy(person, request, morning)
    counting = calendar(morning.basis.calendar, morning.basis.closings)
    if deputy and counting.add(came, DEPUTY_AFTER) > morning.day:
        return
    of, titles = named(request, morning.basis), _titles(request, morning)
    said = line(row, {request.id: of})
    told = reminding.reply(said, of, morning.day, titles=titles)
    near = () if row.act_on is None else _stages(row.act_on, morning)
    dated = [(f"by {name}", due) for name, due in near]
    stages = tuple(sorted([*_weekly(came, morning), *dated], key=lambda pair: pair[1]))
    day = row.act_on or came
    yield Found("reply", request, f"{UNCONFIRMED}{row.id}", day, stages, told, deputy)


def _files(person: Person, session: Session, morning: Morning) -> Iterator[Found]:
    wanted = (
        select(Document, Request)
        .join(Request, Request.id == Document.request_id)
        .where(Document.unfiled, ~of_a_reply())
        .order_by(Document.brought_at, Document.id)
    )
    counting = calendar(morning.basis.calendar, morning.basis.closings)
    for document, request in session.execute(_mine(wanted, person, morning)):
        came = day_of(document.brought_at)
        deputy = _as_deputy(person, request, morning)
        if not deputy or counting.add(came, DEPUTY_AFTER) <= morning.day:
            of, titles = named(request, morning.basis), _titles(request, morning)
            line = reminding.file(document, of, came, titles=titles)
            about, stages = f"document:{document.id}", _weekly(came, morning)
            yield Found("file", request, about, came, stages, line, deputy)


def _letters(person: Person, session: Session, morning: Morning) -> Iterator[Found]:
    wanted = (
        select(Letter, Request)
        .join(Request, Request.id == Letter.request_id)
        .where(Letter.state == "finished", Letter.finished_at.is_not(None))
        .order_by(Letter.finished_at, Letter.id)
    )
    for letter, request in session.execute(_mine(wanted, person, morning)):
        if not _as_deputy(person, request, morning):
            since = day_of(letter.finished_at)
            of, titles = named(request, morning.basis), _titles(request, morning)
            line = reminding.letter(letter, of, since, titles=titles)
            about, stages = f"letter:{letter.id}", _weekly(since, morning)
            yield Found("letter", request, about, since, stages, line, as_deputy=False)


def _steps(person: Person, session: Session, morning: Morning) -> Iterator[Found]:
    """Next steps are told to whoever is to take them, else to the owner."""
    theirs = or_(Request.next_step_by == person.id, whose(person, morning.gone))
    wanted = select(Request).where(Request.next_step_on <= morning.day, theirs)
    wanted = wanted.where(Request.sample.is_(False)).order_by(Request.next_step_on, Request.id)
    for request in session.scalars(visible(wanted, person)):
        by, on = request.next_step_by, request.next_step_on
        taken = by is not None and by not in morning.gone
        if on is None or (by != person.id if taken else _as_deputy(person, request, morning)):
            continue
        of, titles = named(request, morning.basis), _titles(request, morning)
        line = reminding.step(request.next_step, on, of, titles=titles)
        yield Found("step", request, "step", on, _weekly(on, morning), line, as_deputy=False)


def _weekly(since: date, morning: Morning) -> tuple[tuple[str, date], ...]:
    """The stage of what waits: how many days, in whole weeks."""
    weeks = (morning.day - since).days // AGAIN * AGAIN
    due = since + timedelta(days=weeks)
    return ((str(weeks), due if morning.missed(due) else morning.day),)


def _titles(request: Request, morning: Morning) -> bool:
    return morning.titles and not (request.sensitive or request.private)
