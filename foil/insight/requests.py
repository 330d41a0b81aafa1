"""The list of requests: filtered, searched, sorted, the first rows and then all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.insight.basis import Basis, basis, count_stale
from foil.insight.lines import Named, Section, clocks_of, stages_of
from foil.insight.scope import Scope
from foil.insight.states import earlier, leads, standing
from foil.law.clocks import Clock
from foil.law.stages import most_urgent
from foil.model.tables import (
    ClockRow,
    Letter,
    Matter,
    Person,
    Reference,
    Request,
    RequestReference,
    StageRow,
)

SORTS = ("next", "newest", "agency", "title")
FINISHED = "finished, not filed"
DRAFT = "draft"
OTHER_LAW = "another law"
FAR = date.max
MOST_WORDS, LONGEST_WORD = 20, 200
OWNER = select(Person.name).where(Person.id == Request.owner_id).scalar_subquery()
MATTER = select(Matter.name).where(Matter.id == Request.matter_id).scalar_subquery()


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list. Each empty field asks nothing; `owner` and `matter` are ids;
    `stage` is one of `foil.law.stages.STAGES` or "finished, not filed"; `sort` one of SORTS."""

    words: str = ""
    agency: str = ""
    technology: str = ""
    stage: str = ""
    owner: int | None = None
    matter: int | None = None
    mine: bool = False
    sort: str = "next"


@dataclass(frozen=True)
class Line:
    """One request in the list. `stage` is its most urgent item's and `others` how many items
    stand elsewhere; `next` the nearest clock ahead, arguable ones apart."""

    request: Named
    stage: str
    others: int
    next: Clock | None
    next_step: str
    next_step_on: date | None
    owner: str
    matter: str | None


@dataclass(frozen=True)
class Listing:
    """The list, and how many of its requests are still counted by older rules."""

    lines: Section[Line]
    recounting: int


def requests(
    person: Person, session: Session, day: date, wanted: Wanted, *, limit: int | None = 20
) -> Listing:
    """The requests `person` may see, as wanted, on that day (New York); `limit` None for all."""
    under = basis(session)
    scope = Scope(person=person, basis=under, mine=wanted.mine, limit=limit, day=day)
    statement = select(Request, OWNER, MATTER).where(*conditions(wanted, day, under))
    found, total = scope.page(session, statement, *_order(wanted.sort, day))
    asked = [request for request, _, _ in found]
    clocks = clocks_of(session, asked, under)
    stages = stages_of(session, asked, day)
    finished = _finished(session, asked)
    lines = tuple(
        Line(
            scope.named(request),
            *_stage(request, stages[request.id], request.id in finished),
            next_clock(clocks[request.id], day),
            request.next_step,
            request.next_step_on,
            owner or "",
            matter,
        )
        for request, owner, matter in found
    )
    return Listing(Section(lines, total), count_stale(person, session, under))


def next_clock(clocks: Iterable[Clock], day: date) -> Clock | None:
    """The clock a list leads with: ours that can still be met, or the agency's day to come."""
    ours = [c for c in clocks if c.is_open(day) and c.stake != "arguable" and _to_come(c, day)]
    return min(ours, key=mark, default=None)


def mark(clock: Clock) -> date:
    """The day a list leads with: the safe day of ours, the due day of an agency’s."""
    return clock.act_on if clock.against == "requester" else clock.due


def _to_come(clock: Clock, day: date) -> bool:
    return (clock.latest if clock.against == "requester" else clock.due) >= day


def _stage(request: Request, stages: Mapping[int, str], finished: bool) -> tuple[str, int]:
    """The stage a request shows, and how many of its items stand in another."""
    if request.law != "foil" and request.head_seq:
        return OTHER_LAW, 0
    if not stages:
        return (FINISHED if finished else DRAFT), 0
    shown = most_urgent(stages.values())
    return shown, sum(stage != shown for stage in stages.values())


def _finished(session: Session, asked: Iterable[Request]) -> set[int]:
    ids = [request.id for request in asked]
    wanted = select(Letter.request_id).where(Letter.request_id.in_(ids), Letter.state == "finished")
    return set(session.scalars(wanted))


def conditions(wanted: Wanted, day: date, under: Basis) -> Iterator[ColumnElement[bool]]:
    """What the request of a wanted row must be, apart from whose it is."""
    if wanted.agency:
        yield Request.agency == wanted.agency
    if wanted.technology:
        yield Request.technology == wanted.technology
    if wanted.owner is not None:
        yield Request.owner_id == wanted.owner
    if wanted.matter is not None:
        yield Request.matter_id == wanted.matter
    if wanted.stage:
        yield _in_stage(wanted.stage, day)
    for word in sought(wanted.words):
        yield _says(word, under)


def _in_stage(stage: str, day: date) -> ColumnElement[bool]:
    if stage == OTHER_LAW:
        return and_(Request.head_seq > 0, Request.law != "foil")
    if stage in (DRAFT, FINISHED):
        letter = and_(Letter.request_id == Request.id, Letter.state == "finished")
        finished = exists().where(letter).correlate(Request)
        return and_(Request.head_seq == 0, finished if stage == FINISHED else ~finished)
    item = and_(StageRow.request_id == Request.id, standing(day), StageRow.stage == stage)
    return exists().where(item).correlate(Request)


def _says(word: str, under: Basis) -> ColumnElement[bool]:
    """A word of the request: in its number, its titles, its agency’s names, others’ numbers."""
    like = {"other": f"%{escaped(word)}%", "escape": "\\"}
    reference = and_(
        RequestReference.request_id == Request.id,
        Reference.id == RequestReference.reference_id,
        Reference.number.ilike(**like),
    )
    texts = (
        Request.number,
        Request.working_title,
        Request.public_title,
        Request.requester,
        Request.agency_words,
    )
    return or_(
        *(text.ilike(**like) for text in texts),
        Request.agency.in_(_agencies_named(word, under)),
        exists().where(reference).correlate(Request),
    )


def sought(words: str) -> list[str]:
    """The words to look for: as many, and as much of each, as anybody types."""
    return [word[:LONGEST_WORD] for word in words.split()[:MOST_WORDS]]


def escaped(word: str) -> str:
    """A word for LIKE, its own wildcards taken as themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _agencies_named(word: str, under: Basis) -> list[str]:
    sought = word.casefold()
    found = []
    for slug, agency in agencies.load().items():
        own = under.corrections.get(slug, {}).values()
        names = (slug, agency.name, agency.short, agency.acronym, *(name or "" for name in own))
        if any(sought in name.casefold() for name in names):
            found.append(slug)
    return found


def _order(sort: str, day: date) -> tuple[ColumnElement[Any], ...]:
    newest, own_title = Request.id.desc(), func.nullif(Request.working_title, "")
    if sort == "newest":
        return (newest,)
    if sort == "agency":
        return Request.agency.asc().nulls_last(), newest
    if sort == "title":
        return func.lower(func.coalesce(own_title, Request.public_title)), newest
    nearest = func.coalesce(_nearest_clock(day), FAR)
    return earlier(nearest, func.coalesce(Request.next_step_on, FAR)), newest


def _nearest_clock(day: date) -> ColumnElement[date]:
    """The day of the clock that `next_clock` gives."""
    mine = ClockRow.request_id == Request.id
    return select(func.min(ClockRow.mark)).where(mine, leads(day)).scalar_subquery()
