"""Matters (cases or stories): those someone may see, who else sees them, and their requests."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from foil.insight.holdings import places_of, stage_of
from foil.insight.lines import stages_of
from foil.insight.requests import DRAFT
from foil.insight.states import DONE, standing
from foil.model.tables import Matter, MatterMember, Person, Request, StageRow
from foil.model.visibility import find, visible

OVER = frozenset({*DONE, DRAFT})
"""Stages of a request that is not open: nothing is waited for, or nothing was filed."""


@dataclass(frozen=True)
class Known:
    """A matter with the names of its members and its requests: how many, and how many are open
    (counted where a day was given)."""

    matter: Matter
    members: tuple[str, ...]
    requests: int
    open: int = 0

    @property
    def label(self) -> str:
        """Its name in a list to choose from."""
        return f"{self.matter.name} (closed)" if self.matter.closed_at else self.matter.name


@dataclass(frozen=True)
class Member:
    """A member of a matter, since when, let in by whom; `keeps` is how many of its requests they
    have a place in."""

    person: Person
    seat: MatterMember
    by: str
    keeps: int


@dataclass(frozen=True)
class MatterPage:
    """One matter: its members, and how many of its requests stand in each stage."""

    matter: Matter
    members: tuple[Member, ...]
    stages: Mapping[str, int]

    @property
    def requests(self) -> int:
        """How many requests it has."""
        return sum(self.stages.values())

    @property
    def open(self) -> int:
        """How many of them are filed and not done with."""
        return sum(count for stage, count in self.stages.items() if stage not in OVER)


def matters(person: Person, session: Session, day: date | None = None) -> list[Known]:
    """Every matter `person` may see, by name, those closed last; with a `day`, how many of its
    requests are open then. A fixed number of queries, however many there are."""
    order = Matter.closed_at.is_not(None), func.lower(Matter.name), Matter.id
    found = session.scalars(visible(select(Matter).order_by(*order), person)).all()
    members: dict[int, list[str]] = defaultdict(list)
    named = select(MatterMember.matter_id, Person.name).join(
        Person, Person.id == MatterMember.person_id
    )
    for number, name in session.execute(visible(named.order_by(Person.name), person)):
        members[number].append(name)
    counted = select(Request.matter_id, func.count()).group_by(Request.matter_id)
    requests = dict(session.execute(visible(counted, person)).all())
    going = _open(person, session, day) if day else {}
    return [
        Known(each, tuple(members[each.id]), requests.get(each.id, 0), going.get(each.id, 0))
        for each in found
    ]


def matter_page(person: Person, session: Session, number: int, day: date) -> MatterPage:
    """One matter on that day (New York). Raises NotFound where `person` may see none with this
    id."""
    says = "There is no such matter that you may see; look for it among the matters."
    matter = find(session, select(Matter).where(Matter.id == number), person, says)
    wanted = select(Request).where(Request.matter_id == number).order_by(Request.id)
    requests = session.scalars(visible(wanted, person)).all()
    stages = stages_of(session, requests, day)
    counted = Counter(stage_of(each, stages[each.id]) for each in requests)
    return MatterPage(matter, _members(session, matter, requests), dict(counted.most_common()))


def _open(person: Person, session: Session, day: date) -> dict[int | None, int]:
    """How many requests of each matter are filed and not done with on that day."""
    stands = StageRow.request_id == Request.id, standing(day)
    going = or_(exists().where(*stands, StageRow.stage.not_in(DONE)), ~exists().where(*stands))
    counted = select(Request.matter_id, func.count()).where(Request.head_seq > 0, going)
    return dict(session.execute(visible(counted.group_by(Request.matter_id), person)).all())


def _members(session: Session, matter: Matter, requests: Sequence[Request]) -> tuple[Member, ...]:
    by = aliased(Person)
    wanted = (
        select(MatterMember, Person, by.name)
        .join(Person, Person.id == MatterMember.person_id)
        .join(by, by.id == MatterMember.added_by)
        .where(MatterMember.matter_id == matter.id)
        .order_by(func.lower(Person.name), Person.id)
    )
    return tuple(
        Member(person, seat, name, sum(bool(places_of(each, person)) for each in requests))
        for seat, person, name in session.execute(wanted)
    )
