"""Matters (cases or stories): those someone may see, who else sees them, how many requests."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.tables import Matter, MatterMember, Person, Request
from foil.model.visibility import visible


@dataclass(frozen=True)
class Known:
    """A matter with the names of its members and the number of its requests."""

    matter: Matter
    members: tuple[str, ...]
    requests: int


def matters(person: Person, session: Session) -> list[Known]:
    """Every matter `person` may see, by name, in three queries however many there are."""
    found = session.scalars(visible(select(Matter).order_by(func.lower(Matter.name)), person)).all()
    members: dict[int, list[str]] = defaultdict(list)
    named = select(MatterMember.matter_id, Person.name).join(
        Person, Person.id == MatterMember.person_id
    )
    for number, name in session.execute(visible(named.order_by(Person.name), person)):
        members[number].append(name)
    counted = select(Request.matter_id, func.count()).group_by(Request.matter_id)
    requests = dict(session.execute(visible(counted, person)).all())
    return [Known(each, tuple(members[each.id]), requests.get(each.id, 0)) for each in found]
