"""The requests a request is joined to, and what asking again does to a right of the one or the
other."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis
from foil.insight.histories import recorded
from foil.insight.lines import Named, named
from foil.law.clocks import run
from foil.law.history import History
from foil.law.missteps import refiled
from foil.law.trap import Moment, Trap
from foil.model.tables import Person, Relation, Request
from foil.model.visibility import visible
from foil.newyork import day_of


@dataclass(frozen=True)
class Related:
    """A request joined to this one: `away` is True where this one is the first of the relation
    (this was refiled as `other`). `trap` is what asking again does not do."""

    id: int
    kind: str
    away: bool
    other: Named
    trap: Trap | None = None


def related(person: Person, session: Session, request: Request, day: date) -> list[Related]:
    """The relations of the request whose other end the person may see, the oldest first."""
    mine = or_(Relation.from_id == request.id, Relation.to_id == request.id)
    rows = session.scalars(visible(select(Relation).where(mine), person).order_by(Relation.id))
    found = [(row, row.to_id if row.from_id == request.id else row.from_id) for row in rows]
    if not found:
        return []
    ends = {other for _, other in found}
    wanted = visible(select(Request).where(Request.id.in_(ends)), person)
    others = {other.id: other for other in session.scalars(wanted)}
    under = basis(session)
    return [
        Related(
            id=row.id,
            kind=row.kind,
            away=row.from_id == request.id,
            other=named(others[other], under),
            trap=_trap(session, row, (request, others[other]), under, day),
        )
        for row, other in found
    ]


def relations_by(person: Person, session: Session) -> dict[int, list[tuple[str, str]]]:
    """Every relation the person may see, by the id of its first request: its kind, and the number
    of the other."""
    wanted = select(Relation.from_id, Relation.kind, Request.number)
    wanted = wanted.join(Request, Request.id == Relation.to_id).order_by(Relation.id)
    found: dict[int, list[tuple[str, str]]] = {}
    for from_id, kind, number in session.execute(visible(wanted, person)):
        found.setdefault(from_id, []).append((kind, number))
    return found


def _trap(
    session: Session, row: Relation, ends: tuple[Request, Request], under: Basis, day: date
) -> Trap | None:
    """What refiling leaves as it was: a right of the first request that runs, or is gone."""
    if row.kind != "refiled_as":
        return None
    first, again = ends if row.from_id == ends[0].id else ends[::-1]
    rules = under.rules_for(first)
    standing = recorded(session, first).standing
    if rules is None or not standing.events:
        return None
    asked = _asked_on(recorded(session, again).standing) or day_of(again.made_at)
    at = Moment(standing, run(standing, rules), day)
    return next(refiled(at, asked), None)


def _asked_on(history: History) -> date | None:
    """The day a request first went out, as far as it is recorded."""
    return min((event.act_day for event in history.events if event.kind == "sent"), default=None)
