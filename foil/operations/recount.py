"""The one writer of clocks and stages: both are counted afresh from a request's events.

An event recounts its request in the same transaction. What touches many requests (a rule choice,
a closing, an agency's ways, a new release) changes the office's basis; those counted under an
older one are recounted in batches, each its own transaction. What a correction or another basis
moves is kept as moved dates; what an ordinary event starts and ends is in the timeline. A day that
the office has set for a clock is laid over it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

import foil
import foil.newyork
from foil.insight.basis import Basis, basis, stale
from foil.insight.decisions import decisions, trail
from foil.insight.histories import histories
from foil.insight.overrides import days_set
from foil.law.clocks import Clock, run
from foil.law.history import History
from foil.law.overrides import laid
from foil.law.stages import stage_spans
from foil.model.database import Database
from foil.model.derived import clock_values
from foil.model.tables import ClockRow, MovedDate, Request, StageRow
from foil.operations.feed_days import tell_calendars
from foil.operations.moved import Cause, clock_before, rows_of
from foil.operations.reply_clocks import count_of as count_replies

BATCH = 200
Rows = list[dict[str, Any]]
Steps = Sequence[tuple[Cause, Basis]]
"""What led to the basis now in force, the oldest first, each with the basis after it."""


def recount(
    session: Session,
    request: Request,
    cause: Cause | None = None,
    *,
    now: datetime | None = None,
) -> None:
    """Count the request's clocks and stages from its events as they now stand. With a `cause`,
    a correction or a day set by hand, the dates it moves are kept. `now` is when, by the cause or
    else the clock unless it is given."""
    session.flush()
    under = basis(session)
    counted = now or (cause.at if cause else foil.newyork.now())
    _count(session, [request], under, {request.id: [(cause, under)] if cause else []}, counted)


def refresh(session: Session, request: Request, *, now: datetime) -> None:
    """Count the request under the basis in force, if it was counted under an older one: before
    an event is added, so that what each of them moves is told apart."""
    under = basis(session)
    if request.head_seq and request.basis != under.digest(request.agency):
        _count(session, [request], under, _steps(session, [request], under, now), now)


def recount_batch(
    session: Session,
    limit: int = BATCH,
    *,
    but: Collection[int] = (),
    now: datetime | None = None,
) -> int:
    """Recount up to `limit` requests that were counted under an older basis, `but` those of these
    ids; how many. `now` is when, by the clock unless it is given.
    """
    counted = now or foil.newyork.now()
    under = basis(session)
    wanted = select(Request).where(stale(under, session), Request.id.not_in(but))
    requests = session.scalars(wanted.order_by(Request.id).limit(limit)).all()
    _count(session, requests, under, _steps(session, requests, under, counted), counted)
    return len(requests)


def recount_all(database: Database, now: Callable[[], datetime] = foil.newyork.now) -> int:
    """Recount every request counted under an older basis, a batch at a time; how many.

    Other saves pass between the batches, and pages count an older request on the spot meanwhile.
    """
    counted = 0
    while True:
        with database.writing() as session:
            batch = recount_batch(session, now=now())
        if batch == 0:
            return counted
        counted += batch


def _count(
    session: Session,
    requests: Sequence[Request],
    under: Basis,
    steps: Mapping[int, Steps],
    counted: datetime,
) -> None:
    """Replace every clock and stage of these requests, whatever their number, at one stroke, and
    keep what moved at each step on the way."""
    ids = [request.id for request in requests]
    told, days = histories(session, ids), days_set(session, ids)
    before = _stored(session, [id_ for id_ in ids if steps.get(id_)])
    digests = {agency: under.digest(agency) for agency in {each.agency for each in requests}}
    clocks: Rows = []
    stages: Rows = []
    moved: Rows = []
    calendars: dict[int, tuple[Clock, ...]] = dict.fromkeys(ids, ())
    for request in requests:
        request.basis = digests[request.agency]
        rules = under.rules_for(request)
        if rules is None or request.id not in told:
            continue
        history = told[request.id]
        after = laid(run(history, rules), days[request.id])
        _add(request.id, history, after, clocks, stages)
        calendars[request.id] = after
        old = before[request.id]
        if steps.get(request.id) and not _same(old, after):
            known = tuple(clock_before(row, rules) for row in old)
            own = history, days[request.id]
            moved += _moved(request, known, own, steps[request.id], counted)
    for table, rows in ((ClockRow, clocks), (StageRow, stages)):
        session.execute(delete(table).where(table.request_id.in_(ids)))
        if rows:
            session.execute(insert(table), rows)
    if moved:
        session.execute(insert(MovedDate), moved)
    tell_calendars(session, calendars, now=counted)
    count_replies(session, ids, now=counted)


def _steps(
    session: Session, requests: Sequence[Request], under: Basis, counted: datetime
) -> dict[int, Steps]:
    """What led these requests from the basis they were counted under to the one in force."""
    decided = decisions(session)
    release = Cause("release", foil.__version__, counted)
    known: dict[tuple[str | None, str], Steps] = {}
    for request in requests:
        key = request.agency, request.basis
        if key not in known:
            led = trail(under, decided, *key)
            known[key] = [(release, under)] if led is None else [(Cause.of(d), b) for d, b in led]
    return {each.id: known[each.agency, each.basis] if each.basis else [] for each in requests}


def _moved(
    request: Request,
    before: tuple[Clock, ...],
    told: tuple[History, Mapping[str, date]],
    steps: Steps,
    counted: datetime,
) -> Rows:
    found: Rows = []
    history, days = told
    for cause, under in steps:
        rules = under.rules_for(request)
        after = laid(run(history, rules), days) if rules else ()
        found += rows_of(request.id, before, after, cause, counted)
        before = after
    return found


def _same(rows: Sequence[Row[Any]], clocks: Sequence[Clock]) -> bool:
    """Whether the stored clocks have the dates that are counted now."""
    stored_days = {
        (row.id, row.items, row.due, row.act_on, row.earliest, row.latest) for row in rows
    }
    return stored_days == {
        (c.id, f",{','.join(map(str, c.items))},", c.due, c.act_on, c.earliest, c.latest)
        for c in clocks
    }


def _add(
    id_: int, history: History, counted: tuple[Clock, ...], clocks: Rows, stages: Rows
) -> None:
    for n, clock in enumerate(counted):
        clocks.append({"request_id": id_, "n": n, **clock_values(clock)})
    for n, span in enumerate(stage_spans(history, counted)):
        days = {"since": span.since, "until": span.until}
        stages.append({"request_id": id_, "n": n, "item": span.item, "stage": span.stage, **days})


def _stored(session: Session, ids: list[int]) -> dict[int, list[Row[Any]]]:
    """The clocks as they were counted last, by request."""
    table = ClockRow.__table__
    wanted = select(*table.columns).where(table.c.request_id.in_(ids))
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(wanted.order_by(table.c.request_id, table.c.n)) if ids else ():
        found[row.request_id].append(row)
    return found
