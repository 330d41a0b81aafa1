"""Everything a person holds: requests and matters, as far as whoever asks may see them; of the rest
only how many there are, and who could hand them over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from foil.errors import NotFound
from foil.insight.basis import Basis, basis
from foil.insight.lines import Named, clocks_of, named, stages_of
from foil.insight.requests import DRAFT, MATTER, OTHER_LAW, next_clock
from foil.law.clocks import Clock
from foil.law.stages import most_urgent
from foil.model.tables import Matter, MatterMember, Person, Request
from foil.model.visibility import may_see, visible

PLACES: Mapping[str, InstrumentedAttribute[int] | InstrumentedAttribute[int | None]] = {
    "owner": Request.owner_id,
    "deputy": Request.deputy_id,
    "signer": Request.signer_id,
    "next_step": Request.next_step_by,
}
"""The places of a request that a person can hold."""


@dataclass(frozen=True)
class Holding:
    """A request in which someone holds `places`. `next` is the nearest clock ahead."""

    request: Named
    places: tuple[str, ...]
    stage: str
    next: Clock | None
    next_step: str
    next_step_on: date | None
    matter_id: int | None
    matter: str | None


@dataclass(frozen=True)
class Seat:
    """A matter someone is a member of. `others` are its other members at work, `requests` how many
    it has."""

    id: int
    name: str
    closed: bool
    others: tuple[str, ...]
    requests: int


@dataclass(frozen=True)
class Hidden:
    """What somebody holds that whoever asks may not see: how many requests and matters; the names
    of others at work who could hand some over; how many things nobody else could."""

    requests: int = 0
    matters: int = 0
    others: tuple[str, ...] = ()
    nobody_else: int = 0


@dataclass(frozen=True)
class Holdings:
    """What `person` holds, the nearest date first."""

    person: Person
    requests: tuple[Holding, ...]
    seats: tuple[Seat, ...]
    hidden: Hidden

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to hand over."""
        return not (self.requests or self.seats or self.hidden.requests or self.hidden.matters)

    def count(self, place: str) -> int:
        """In how many requests that may be seen they hold this place."""
        return sum(place in each.places for each in self.requests)


def holdings(asking: Person, session: Session, number: int, day: date) -> Holdings:
    """What the person with this id holds, as `asking` may see it, on that day (New York), in a
    fixed number of queries. Raises NotFound where nobody has the id."""
    person = session.get(Person, number)
    if person is None:
        raise NotFound("There is nobody with this number; look among the people of the office.")
    return Holdings(
        person=person,
        requests=_requests(asking, session, person, day),
        seats=_seats(asking, session, person),
        hidden=_hidden(asking, session, person),
    )


def holds_anything(session: Session, person: Person) -> bool:
    """Whether there is anything to hand over, whoever may see it."""
    request = select(Request.id).where(held_by(person)).limit(1)
    seat = select(MatterMember.matter_id).where(MatterMember.person_id == person.id).limit(1)
    return session.scalar(request) is not None or session.scalar(seat) is not None


def held_by(person: Person) -> ColumnElement[bool]:
    """The condition on Request that holds where the person has a place in it."""
    step = and_(Request.next_step_by == person.id, Request.next_step != "")
    return or_(*(PLACES[each] == person.id for each in ("owner", "deputy", "signer")), step)


def places_of(request: Request, person: Person) -> tuple[str, ...]:
    """The places the person holds in a request."""
    held = {each for each, column in PLACES.items() if getattr(request, column.key) == person.id}
    return tuple(
        each for each in PLACES if each in held and (each != "next_step" or request.next_step)
    )


def stage_of(request: Request, stages: Mapping[int, str]) -> str:
    """The stage a request shows, of those its items stand in."""
    if request.law != "foil" and request.head_seq:
        return OTHER_LAW
    return most_urgent(stages.values()) if stages else DRAFT


def _requests(asking: Person, session: Session, person: Person, day: date) -> tuple[Holding, ...]:
    under: Basis = basis(session)
    wanted = select(Request, MATTER).where(held_by(person)).order_by(Request.id)
    found = session.execute(visible(wanted, asking)).all()
    asked = [request for request, _ in found]
    clocks, stages = clocks_of(session, asked, under), stages_of(session, asked, day)
    held = [
        Holding(
            request=named(request, under),
            places=places_of(request, person),
            stage=stage_of(request, stages[request.id]),
            next=next_clock(clocks[request.id], day),
            next_step=request.next_step,
            next_step_on=request.next_step_on,
            matter_id=request.matter_id,
            matter=matter,
        )
        for request, matter in found
    ]
    return tuple(sorted(held, key=_nearest))


def _nearest(held: Holding) -> tuple[date, int]:
    days = [held.next.due] if held.next else []
    days += [held.next_step_on] if held.next_step_on else []
    return min(days, default=date.max), held.request.id


def _seats(asking: Person, session: Session, person: Person) -> tuple[Seat, ...]:
    mine = select(MatterMember.matter_id).where(MatterMember.person_id == person.id)
    wanted = select(Matter).where(Matter.id.in_(mine)).order_by(func.lower(Matter.name), Matter.id)
    found = session.scalars(visible(wanted, asking)).all()
    ids = [matter.id for matter in found]
    others = _at_work(session, ids, but=person)
    counted = select(Request.matter_id, func.count()).where(Request.matter_id.in_(ids))
    requests = dict(session.execute(visible(counted.group_by(Request.matter_id), asking)).all())
    return tuple(
        Seat(
            matter.id,
            matter.name,
            matter.closed_at is not None,
            tuple(other.name for other in others[matter.id]),
            requests.get(matter.id, 0),
        )
        for matter in found
    )


def _hidden(asking: Person, session: Session, person: Person) -> Hidden:
    """Looked for past `visible`, of purpose: nothing but numbers of rows and names of people at
    work comes of it, and without it a person could be switched off who alone sees a matter."""
    theirs = select(Request).where(held_by(person), ~may_see(asking))
    requests = session.scalars(theirs).all()
    seats = select(MatterMember.matter_id).where(MatterMember.person_id == person.id)
    own = select(MatterMember.matter_id).where(MatterMember.person_id == asking.id)
    matters = session.scalars(seats.where(MatterMember.matter_id.not_in(own))).all()
    if not requests and not matters:
        return Hidden()
    inside = {request.matter_id for request in requests if request.matter_id is not None}
    members = _at_work(session, inside | set(matters), but=person)
    near = _by_id(session, requests, but=person)
    able = [_able(request, members, near) for request in requests]
    able += [{each.name for each in members[matter]} for matter in matters]
    return Hidden(
        requests=len(requests),
        matters=len(matters),
        others=tuple(sorted(set().union(*able))),
        nobody_else=sum(not names for names in able),
    )


def _able(
    request: Request, members: Mapping[int, list[Person]], near: Mapping[int, Person]
) -> set[str]:
    """Who, of others at work, may see a request and so hand it over."""
    if request.matter_id is not None:
        return {each.name for each in members[request.matter_id]}
    ids = (request.owner_id, request.deputy_id, request.signer_id, request.made_by)
    return {near[id_].name for id_ in ids if id_ is not None and id_ in near}


def _at_work(
    session: Session, matters: Iterable[int], *, but: Person
) -> Mapping[int, list[Person]]:
    """The members of each matter who are at work here, but one."""
    wanted = (
        select(MatterMember.matter_id, Person)
        .join(Person, Person.id == MatterMember.person_id)
        .where(MatterMember.matter_id.in_(list(matters)), Person.active, Person.id != but.id)
        .order_by(func.lower(Person.name), Person.id)
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for matter, person in session.execute(wanted):
        found[matter].append(person)
    return found


def _by_id(session: Session, requests: Iterable[Request], *, but: Person) -> dict[int, Person]:
    """Those at work who are near these requests, but one, by id."""
    ids = {
        id_
        for each in requests
        for id_ in (each.owner_id, each.deputy_id, each.signer_id, each.made_by)
        if id_ is not None and id_ != but.id
    }
    wanted = select(Person).where(Person.id.in_(ids), Person.active)
    return {person.id: person for person in session.scalars(wanted)}
