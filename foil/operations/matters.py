"""Matters (cases or stories): opening, naming and closing one, and who may see it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.insight.holdings import held_by
from foil.model.tables import Matter, MatterMember, Person, Request
from foil.model.visibility import find

LONGEST_NAME = 200


def open_matter(person: Person, session: Session, name: str, *, now: datetime) -> Matter:
    """Open a case or a story; whoever opens it is its first member. Raises BadInput."""
    matter = Matter(name=_named(name), made_at=now, made_by=person.id)
    session.add(matter)
    session.flush()
    _join(session, matter.id, person.id, person.id, now)
    return matter


def add_member(
    person: Person, session: Session, matter_id: int, member_id: int, *, now: datetime
) -> None:
    """Let someone see a matter. Raises NotFound where `person` may not see it themselves,
    BadInput where the newcomer has no account."""
    find_matter(person, session, matter_id)
    newcomer = session.get(Person, member_id)
    if newcomer is None or not newcomer.active:
        raise BadInput("Nobody was added.", {"person": "Choose someone at work here."})
    if member_id not in member_ids(session, matter_id):
        _join(session, matter_id, member_id, person.id, now)


def rename(person: Person, session: Session, matter_id: int, name: str) -> None:
    """Give a matter another name. Raises NotFound, BadInput."""
    find_matter(person, session, matter_id).name = _named(name)


def close(person: Person, session: Session, matter_id: int, *, now: datetime) -> None:
    """Close a matter: no more requests go into it. Those it has, their clocks and who may see them
    stay as they are. Raises NotFound."""
    matter = find_matter(person, session, matter_id)
    matter.closed_at = matter.closed_at or now


def reopen(person: Person, session: Session, matter_id: int) -> None:
    """Open a closed matter again. Raises NotFound."""
    find_matter(person, session, matter_id).closed_at = None


def take_off(person: Person, session: Session, matter_id: int, member_id: int) -> Person:
    """Let someone see a matter no more; who it was.

    Raises NotFound where `person` may not see it or the other is no member; BadInput where they
    still keep a request of it, or nobody at work would see it any more.
    """
    matter = find_matter(person, session, matter_id)
    member = find_member(session, matter, member_id)
    if kept := kept_by(session, matter, member):
        says = f"{member.name} keeps {', '.join(kept[:3])} of it: hand that over first."
        raise BadInput("They cannot be taken off yet.", {"": says})
    if not others_at_work(session, matter, member):
        says = "Nobody else at work would see it any more: let someone in first."
        raise BadInput("They cannot be taken off yet.", {"": says})
    session.delete(session.get_one(MatterMember, (matter_id, member_id)))
    return member


def find_member(session: Session, matter: Matter, member_id: int) -> Person:
    """The member of the matter with this id. Raises NotFound where there is none."""
    if session.get(MatterMember, (matter.id, member_id)) is None:
        raise NotFound("They are no member of it; look at its members again.")
    return session.get_one(Person, member_id)


def kept_by(session: Session, matter: Matter, member: Person) -> list[str]:
    """The numbers of the matter's requests in which the member has a place."""
    wanted = select(Request.number).where(Request.matter_id == matter.id, held_by(member))
    return list(session.scalars(wanted.order_by(Request.id)))


def others_at_work(session: Session, matter: Matter, member: Person) -> int:
    """How many other members of the matter could sign in."""
    counted = select(func.count()).select_from(MatterMember)
    counted = counted.join(Person, Person.id == MatterMember.person_id)
    mine = MatterMember.matter_id == matter.id, Person.active, Person.id != member.id
    return session.scalar(counted.where(*mine)) or 0


def find_matter(person: Person, session: Session, matter_id: int) -> Matter:
    """The matter. Raises NotFound where `person` may see none with this id."""
    says = "There is no such matter that you may see; look for it among the matters."
    return find(session, select(Matter).where(Matter.id == matter_id), person, says)


def member_ids(session: Session, matter_id: int) -> set[int]:
    """The ids of the persons who may see the matter."""
    wanted = select(MatterMember.person_id).where(MatterMember.matter_id == matter_id)
    return set(session.scalars(wanted))


def _join(session: Session, matter_id: int, member_id: int, by: int, now: datetime) -> None:
    session.add(MatterMember(matter_id=matter_id, person_id=member_id, added_at=now, added_by=by))
    session.flush()


def _named(name: str) -> str:
    """The name on one line. Raises BadInput for none, or one that is too long."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        says = f"Give it a name of up to {LONGEST_NAME} characters."
        raise BadInput("The matter needs another name.", {"name": says})
    return name
