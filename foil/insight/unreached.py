"""Rights that can be lost in requests nobody at work may see any more: how many, the first day, and
whose accounts could see them. Nobody is reminded of them, so an administrator is told.

Looked for past `visible`, of purpose: nothing but numbers, one day and names of people whose
accounts are switched off comes of it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from foil.insight.states import going
from foil.model.tables import ClockRow, MatterMember, Person, Request

PLACES = (Request.owner_id, Request.deputy_id, Request.signer_id, Request.made_by)
"""Who sees a private request of no matter."""


@dataclass(frozen=True)
class Unreached:
    """How many such rights run, the earliest safe day of one, and the names of people who could see
    one if their account were switched on again."""

    rights: int
    first: date
    once: tuple[str, ...]


def unreached(session: Session, day: date) -> Unreached | None:
    """What reaches nobody on that day (New York), in two queries at most; None where there is
    nothing. Samples are left out."""
    members = (
        select(MatterMember.matter_id)
        .join(Person, Person.id == MatterMember.person_id)
        .where(Person.active)
    )
    gone = [
        or_(each.is_(None), each.not_in(select(Person.id).where(Person.active))) for each in PLACES
    ]
    hidden = or_(
        and_(Request.matter_id.is_not(None), Request.matter_id.not_in(members)),
        and_(Request.matter_id.is_(None), Request.private, *gone),
    )
    wanted = (
        select(ClockRow.act_on, Request)
        .join(Request, Request.id == ClockRow.request_id)
        .where(going(day), ClockRow.against == "requester", ClockRow.stake == "final")
        .where(ClockRow.latest >= day, Request.sample.is_(False), hidden)
    )
    found = session.execute(wanted).all()
    if not found:
        return None
    names = _once(session, [request for _, request in found])
    return Unreached(len(found), min(act_on for act_on, _ in found), names)


def _once(session: Session, requests: list[Request]) -> tuple[str, ...]:
    """Who could see these requests while their accounts were on."""
    matters = {each.matter_id for each in requests if each.matter_id is not None}
    private = [each for each in requests if each.matter_id is None]
    near = {getattr(each, place.key) for each in private for place in PLACES}
    seats = select(MatterMember.person_id).where(MatterMember.matter_id.in_(matters))
    theirs = or_(Person.id.in_(near - {None}), Person.id.in_(seats))
    wanted = select(Person.name).where(~Person.active, theirs).order_by(Person.name)
    return tuple(session.scalars(wanted))
