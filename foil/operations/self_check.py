"""The nightly self-check: every open request counted by the desk and by the second reading.

It is due at 3 in the morning by New York's clocks. Where no worker ran then, it is made up for once
when one starts. Only the worker that holds the lease counts, and what came of it is kept only if
nobody else has kept one meanwhile.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import item_numbers
from foil.insight.self_check import newest_check
from foil.insight.states import DONE, standing
from foil.law.rules import Rules
from foil.model.tables import Event, Request, SelfCheck, StageRow
from foil.newyork import NEW_YORK, day_of
from foil.operations.leases import LASTS, release, take
from foil.operations.office import the_office
from foil.operations.second_reading import Second, side_by_side
from foil.operations.worker import Worker
from foil.second import second_clocks

LEASE = "self-check"
HOUR = time(3)
PIECE = 50  # requests read at one moment


@dataclass(frozen=True)
class Kept:
    """What the record holds of one request, and the rules it is counted under."""

    id: int
    facts: tuple[str, ...]
    items: tuple[int, ...]
    rules: Rules


@dataclass
class Result:
    """What has come of a check so far."""

    requests: int = 0
    clocks: int = 0
    differences: list[dict[str, Any]] = field(default_factory=list)


def due_since(now: datetime) -> datetime:
    """The newest instant at which a check fell due: 3 a.m. in New York, today or yesterday.

    A night has 23 or 25 hours when the clocks change; 3 a.m. is in each of them, once.
    """
    here = now.astimezone(NEW_YORK)
    last = datetime.combine(here.date(), HOUR, NEW_YORK)
    return last if last <= here else datetime.combine(here.date() - timedelta(1), HOUR, NEW_YORK)


def check(worker: Worker, second: Second = second_clocks) -> None:
    """Count every open request both ways, if that is due, and keep how it came out."""
    with worker.database.reading() as session:
        if not _is_due(session, worker.now()):
            return
    began = worker.now()
    if not _hold(worker, began):
        return
    result = _count_all(worker, began, second)
    with worker.database.writing() as session:
        now = worker.now()
        ours = take(session, LEASE, worker.holder, now=now) and _is_due(session, began)
        if ours and result is not None:
            session.add(_row(result, began, now))
        release(session, LEASE, worker.holder)


def _count_all(worker: Worker, began: datetime, second: Second) -> Result | None:
    """Count every open request; None where the lease was lost or the worker is to end."""
    result, held = Result(), began
    for piece in _pieces(worker, day_of(began)):
        for kept in piece:
            _count(kept, result, second)
        now = worker.now()
        if worker.ending.is_set():
            return None
        if now - held > LASTS / 4:
            if not _hold(worker, began):
                return None
            held = now
    return result


def _hold(worker: Worker, began: datetime) -> bool:
    """Take the lease, or keep it longer, as long as nobody has kept a check meanwhile."""
    with worker.database.writing() as session:
        due = _is_due(session, began)
        return due and take(session, LEASE, worker.holder, now=worker.now())


def _is_due(session: Session, now: datetime) -> bool:
    """Whether there is an office and no check since one was last due."""
    if the_office(session) is None:
        return False
    newest = newest_check(session)
    return newest is None or newest.ran_at < due_since(now)


def _pieces(worker: Worker, day: date) -> Iterator[list[Kept]]:
    """Every open request, a few read at one moment."""
    with worker.database.reading() as session:
        ids = list(session.scalars(_open(day)))
    for n in range(0, len(ids), PIECE):
        with worker.database.reading() as session:
            piece = _read(session, ids[n : n + PIECE])
        yield piece


def _open(day: date) -> Select[int]:
    """Requests under this law with something recorded and an item that is not done with."""
    stage = StageRow.request_id == Request.id
    going_on = exists().where(stage, standing(day), StageRow.stage.not_in(DONE))
    wanted = select(Request.id).where(Request.head_seq > 0, Request.law == "foil")
    return wanted.where(or_(going_on, ~exists().where(stage))).order_by(Request.id)


def _read(session: Session, ids: Sequence[int]) -> list[Kept]:
    under = basis(session)
    found = []
    for request in session.scalars(select(Request).where(Request.id.in_(ids))):
        rules = under.rules_for(request)
        if rules is not None:
            wanted = select(Event.facts).where(Event.request_id == request.id).order_by(Event.seq)
            facts = tuple(session.scalars(wanted))
            found.append(Kept(request.id, facts, item_numbers(session, request), rules))
    return found


def _count(kept: Kept, result: Result, second: Second) -> None:
    result.requests += 1
    try:
        laid = side_by_side(kept.facts, kept.items, kept.rules, second)
    except Exception as error:  # noqa: BLE001 - whatever a count trips over is a difference
        result.differences.append({"request": kept.id, "says": f"{type(error).__name__}: {error}"})
        return
    result.clocks += laid.clocks
    if not laid.agree:
        rows = {
            name: [[str(value) for value in row] for row in found]
            for name, found in (("first", laid.first), ("second", laid.second))
        }
        result.differences.append({"request": kept.id, **rows})


def _row(result: Result, began: datetime, now: datetime) -> SelfCheck:
    return SelfCheck(
        ran_at=began,
        finished_at=now,
        requests=result.requests,
        clocks=result.clocks,
        differences=json.dumps(result.differences, ensure_ascii=False),
    )
