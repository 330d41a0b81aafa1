"""Doing one thing to many requests: seen for each first, then all of it or nothing, and undone at
once where it can be."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.errors import BadInput, FoilError, Refused
from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.model.tables import BulkChange, BulkRow, Person, Request
from foil.model.visibility import find, visible
from foil.operations.deeds import Deed, State

MOST = 200  # requests at a time: about a second of one save, while others wait
MOVED = (
    "It would not be what the page showed any more, so nothing was done. Look again, then do it."
)
NONE_TICKED = "Tick at least one request in the list first."


class MovedMany(FoilError):
    """Requests stand otherwise than the page showed; `numbers` are theirs."""

    status = 409

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(MOVED)
        self.numbers = numbers


@dataclass(frozen=True)
class Planned:
    """What would happen to one request: `does` is False where it is left out, and `says` then why.
    `mark` changes with what the request is and would become."""

    request: Request
    named: Named
    does: bool
    says: str
    mark: str
    before: State
    after: State


def chosen(person: Person, session: Session, numbers: Sequence[str]) -> list[Request]:
    """The requests of these numbers that `person` may see. Raises BadInput for none or too many."""
    if not numbers:
        raise BadInput(NONE_TICKED, {"": NONE_TICKED})
    if len(set(numbers)) > MOST:
        says = f"Tick up to {MOST} requests at a time; {len(set(numbers)):,} are ticked."
        raise BadInput(says, {"": says})
    wanted = select(Request).where(Request.number.in_(set(numbers))).order_by(Request.id)
    return list(session.scalars(visible(wanted, person)))


def plan(session: Session, deed: Deed, asked: Sequence[Request]) -> list[Planned]:
    """What the deed would do to each of these requests."""
    under, states = basis(session), deed.states(asked)
    planned = []
    for request in asked:
        state = states[request.id]
        after, says = deed.wish(request, state)
        marked = mark_of(state, after is not None, says)
        row = Planned(
            request, named(request, under), after is not None, says, marked, state, after or {}
        )
        planned.append(row)
    return planned


def carry_out(
    deed: Deed, planned: Sequence[Planned], marks: Mapping[str, str], *, now: datetime
) -> BulkChange:
    """Do it to each request it can be done to. `marks` are those the page showed, by number.

    Raises MovedMany, with nothing done, where a request stands otherwise than the page showed;
    BadInput where there is nothing to do.
    """
    session = deed.session
    shown = {each.request.number: each.mark for each in planned}
    moved = {n for n in {*shown, *marks} if shown.get(n) != marks.get(n)}
    if moved:
        raise MovedMany(tuple(sorted(moved)))
    if not any(each.does for each in planned):
        raise BadInput("There is nothing to do.", {"": "There is nothing to do to any of them."})
    change = BulkChange(deed=deed.kind, says=deed.says, made_at=now, made_by=deed.person.id)
    session.add(change)
    session.flush()
    for each in planned:
        after = deed.make(each.request, each.after) if each.does else {}
        session.add(_row(change, each, after))
    return change


@dataclass(frozen=True)
class Undone:
    """How many requests were put back, the numbers of those left because they were changed since,
    and how many were left because the person may not see them any more."""

    back: int
    left: tuple[str, ...]
    unseen: int


def undo(deed: Deed, change: BulkChange, *, now: datetime) -> Undone:
    """Put back what was done, where nothing was done on top of it since.

    Raises Refused where it is undone already.
    """
    if change.undone_at is not None:
        raise Refused("That is undone already.")
    back, left = 0, []
    rows = [pair for pair in rows_of(deed.person, deed.session, change) if pair[0].done]
    mine = BulkRow.change_id == change.id
    done = deed.session.scalar(select(func.count()).where(mine, BulkRow.done)) or 0
    states = deed.states([request for _, request in rows])
    for row, request in rows:
        if states[request.id] == json.loads(row.after):
            deed.make(request, json.loads(row.before))
            back += 1
        else:
            left.append(request.number)
    change.undone_at = now
    return Undone(back, tuple(left), done - len(rows))


def find_change(person: Person, session: Session, change_id: int) -> BulkChange:
    """What was done. Raises NotFound where `person` did no such thing."""
    says = "There is no such change that you made; look at the requests themselves."
    return find(session, select(BulkChange).where(BulkChange.id == change_id), person, says)


def rows_of(person: Person, session: Session, change: BulkChange) -> list[tuple[BulkRow, Request]]:
    """Each request of it that `person` may still see."""
    wanted = (
        select(BulkRow, Request)
        .join(Request, Request.id == BulkRow.request_id)
        .where(BulkRow.change_id == change.id)
        .order_by(Request.id)
    )
    return [(row, request) for row, request in session.execute(visible(wanted, person))]


def _row(change: BulkChange, each: Planned, after: State) -> BulkRow:
    return BulkRow(
        change_id=change.id,
        request_id=each.request.id,
        done=each.does,
        says=each.says,
        before=json.dumps(dict(each.before), ensure_ascii=False),
        after=json.dumps(dict(after), ensure_ascii=False),
    )


def mark_of(state: State, does: bool, says: str) -> str:
    """What changes where a request stands otherwise, or would become something else."""
    told = json.dumps([dict(state), does, says], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
