"""Dates that moved: the list of them, what of it a person has not put away, and a request's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from foil.insight.lines import Named, Section
from foil.insight.scope import View
from foil.model.tables import Decision, MovedDate, MovedSeen, Person, Request
from foil.newyork import start_of

DATES = ("due", "act_on", "earliest", "latest")
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Moved:
    """One date that moved, and what moved it. `decision` is there where a decision did, `by` is a
    person's name, empty for a release."""

    row: MovedDate
    decision: Decision | None
    by: str

    @property
    def items(self) -> tuple[int, ...]:
        """The items of the clock that moved."""
        return tuple(int(item) for item in self.row.items.strip(",").split(","))


@dataclass(frozen=True)
class MovedLine:
    """One date that moved in a list, with its request."""

    request: Named
    moved: Moved


@dataclass(frozen=True)
class Cause:
    """The dates that one correction, decision or release moved; `of` is any of them."""

    of: Moved
    lines: tuple[MovedLine, ...]


@dataclass(frozen=True)
class MovedList:
    """The dates that moved by cause, the newest first; how many are shown, how many there are."""

    causes: tuple[Cause, ...]
    shown: int
    total: int


@dataclass(frozen=True)
class Net:
    """A clock that is not where it was: `first` has what it was, `last` what it is."""

    request: Named
    first: MovedDate
    last: MovedDate


@dataclass(frozen=True)
class Unseen:
    """What moved since a person put the line away: since when, and the newest line's id."""

    nets: Section[Net]
    since: datetime | None = None
    up_to: int = 0


def moved(session: Session, view: View, since: date | None = None) -> MovedList:
    """The dates that moved, on that day (New York) or later, of the requests the view shows."""
    wanted = select(MovedDate, Request, Decision).join(Request, _own_request())
    wanted = wanted.outerjoin(Decision, Decision.id == MovedDate.decision_id)
    if since is not None:
        wanted = wanted.where(MovedDate.at >= start_of(since))
    order = (MovedDate.at.desc(), MovedDate.decision_id.desc(), MovedDate.id.desc())
    found, total = view.page(session, wanted, *order)
    names = dict(session.execute(select(Person.id, Person.name)).all())
    lines = [
        MovedLine(view.named(request), Moved(row, decision, names.get(row.by or 0, "")))
        for row, request, decision in found
    ]
    return MovedList(tuple(_by_cause(lines)), len(lines), total)


def unseen(session: Session, view: View) -> Unseen:
    """What has moved that the person has not put away: each clock once, from what it was to what
    it is, and not at all where it is back where it was."""
    seen = select(MovedSeen.moved_id).where(MovedSeen.person_id == view.person.id)
    after = session.scalar(seen) or 0
    new = MovedDate.id > after, MovedDate.at >= view.person.made_at
    wanted = select(MovedDate, Request).join(Request, _own_request())
    wanted = view.seen(wanted.where(*new, _first(after), _elsewhere()))
    newest = select(func.max(aliased(MovedDate).id)).scalar_subquery()
    figures = func.count(), func.min(MovedDate.at), newest
    counted = wanted.with_only_columns(*figures, maintain_column_froms=True)
    total, since, up_to = session.execute(counted).one()
    first = session.execute(wanted.order_by(MovedDate.id).limit(view.limit)).all()
    last = _last(session, [row.request_id for row, _ in first])
    nets = tuple(Net(view.named(request), row, last[_key(row)]) for row, request in first)
    return Unseen(Section(nets, total), since, up_to or 0)


def moved_of(session: Session, request: Request, names: Mapping[int, str]) -> dict[str, Moved]:
    """What moved last of each clock of a request that has come through `visible`, by the clock's
    lasting id; `names` are people's, by id."""
    wanted = select(MovedDate, Decision).where(MovedDate.request_id == request.id)
    wanted = wanted.outerjoin(Decision, Decision.id == MovedDate.decision_id)
    found = session.execute(wanted.order_by(MovedDate.id))
    return {row.clock: Moved(row, decision, names.get(row.by or 0, "")) for row, decision in found}


def _own_request() -> ColumnElement[bool]:
    return MovedDate.request_id == Request.id


def _by_cause(lines: Iterable[MovedLine]) -> Iterable[Cause]:
    grouped: dict[object, list[MovedLine]] = {}
    for line in lines:
        row = line.moved.row
        whose = row.request_id if row.cause in ("event", "override") else None
        grouped.setdefault((row.cause, row.about, row.at, row.decision_id, whose), []).append(line)
    for group in grouped.values():
        yield Cause(group[0].moved, tuple(group))


def _key(row: MovedDate) -> Key:
    return row.request_id, row.clock, row.items


def _same(one: type[MovedDate], other: type[MovedDate]) -> ColumnElement[bool]:
    """Two lines about one clock."""
    request = one.request_id == other.request_id
    return and_(request, one.clock == other.clock, one.items == other.items)


def _first(after: int) -> ColumnElement[bool]:
    """The first line about its clock that is not put away."""
    older = aliased(MovedDate)
    return ~exists().where(_same(MovedDate, older), older.id < MovedDate.id, older.id > after)


def _elsewhere() -> ColumnElement[bool]:
    """The clock is gone in the end, or not where it was."""
    last, newer = aliased(MovedDate), aliased(MovedDate)
    moved_on = [getattr(last, name) != getattr(MovedDate, f"was_{name}") for name in DATES]
    newest = ~exists().where(_same(last, newer), newer.id > last.id)
    return exists().where(_same(MovedDate, last), newest, or_(last.due.is_(None), *moved_on))


def _last(session: Session, requests: list[int]) -> dict[Key, MovedDate]:
    wanted = select(MovedDate).where(MovedDate.request_id.in_(requests)).order_by(MovedDate.id)
    return {_key(row): row for row in session.scalars(wanted)}
