"""Matters (cases or stories): opening one, and letting people see it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.model.tables import Matter, MatterMember, Person
from foil.model.visibility import find

LONGEST_NAME = 200


def open_matter(person: Person, session: Session, name: str, *, now: datetime) -> Matter:
    """Open a case or a story; whoever opens it is its first member. Raises BadInput."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        says = f"Give it a name of up to {LONGEST_NAME} characters."
        raise BadInput("The matter needs another name.", {"name": says})
    matter = Matter(name=name, made_at=now, made_by=person.id)
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
