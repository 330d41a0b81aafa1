"""Taking a hand-over back: everything of it that nobody has changed since."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.insight.holdings import held_by
from foil.model.tables import Handed, HandOver, Matter, MatterMember, Person, Request
from foil.model.visibility import find
from foil.operations.handing_over import COLUMNS
from foil.operations.journal import note_all


def take_back(person: Person, session: Session, number: int, *, now: datetime) -> tuple[int, int]:
    """Give everything of a hand-over back that nobody has changed since; how many places were
    given back, and how many were left as they are now.

    Whoever handed it over may take it back, though they may no longer see all of it. Raises
    NotFound, and Refused where it was taken back already or who held it is switched off.
    """
    made = find_hand_over(person, session, number)
    leaving = session.get_one(Person, made.person_id)
    if made.undone_at is not None:
        raise Refused("This hand-over has been taken back already.")
    if not leaving.active:
        raise Refused(f"{leaving.name} is switched off; switch the account on first.")
    rows = rows_of(session, made)
    back = [row for row in rows if row.request_id is not None and _give_back(session, row)]
    back += [row for row in rows if row.role == "left" and _rejoin(session, row, person, now)]
    session.flush()
    back += [row for row in rows if row.role == "joined" and _leave(session, row)]
    made.undone_at = now
    ids = {row.request_id for row in back if row.request_id is not None}
    note_all(person, session, _heads(session, ids), "hand-over taken back", now=now)
    return len(back), len(rows) - len(back)


def find_hand_over(person: Person, session: Session, number: int) -> HandOver:
    """The hand-over with this id. Raises NotFound for anyone but who made it."""
    says = "There is no such hand-over of yours; look at what you hold."
    return find(session, select(HandOver).where(HandOver.id == number), person, says)


def rows_of(session: Session, made: HandOver) -> list[Handed]:
    """What changed hands in it, in the order it did; `made` has come through `visible`."""
    wanted = select(Handed).where(Handed.hand_over_id == made.id).order_by(Handed.n)
    return list(session.scalars(wanted))


def _give_back(session: Session, row: Handed) -> bool:
    """Put a request's place back; not where somebody has changed it since, or it is gone."""
    request, column = session.get(Request, row.request_id), COLUMNS[row.role]
    if request is None or getattr(request, column) != row.now:
        return False
    setattr(request, column, row.was)
    return True


def _rejoin(session: Session, row: Handed, person: Person, now: datetime) -> bool:
    there = session.get(MatterMember, (row.matter_id, row.was))
    if there is not None or session.get(Matter, row.matter_id) is None:
        return False
    seat = MatterMember(matter_id=row.matter_id, person_id=row.was, added_at=now)
    seat.added_by = person.id
    session.add(seat)
    return True


def _leave(session: Session, row: Handed) -> bool:
    """Take whoever was let in out again, unless they hold something of the matter by now."""
    seat = session.get(MatterMember, (row.matter_id, row.now))
    if seat is None:
        return False
    holder = session.get_one(Person, row.now)
    held = select(Request.id).where(Request.matter_id == row.matter_id, held_by(holder))
    if session.scalar(held.limit(1)) is not None:
        return False
    session.delete(seat)
    return True


def _heads(session: Session, ids: Iterable[int]) -> list[tuple[str, str, int]]:
    wanted = select(Request.number, Request.head_hash, Request.head_seq)
    found = session.execute(wanted.where(Request.id.in_(list(ids))).order_by(Request.id))
    return [(number, head, seq) for number, head, seq in found]
