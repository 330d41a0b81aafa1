"""The one writer of clocks and stages: both are counted afresh from a request's events.

An event recounts its request in the same transaction. What touches many requests (a rule choice,
a closing, an agency's ways, a new release) changes the office's basis; those counted under an
older one are recounted in batches, each its own transaction.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis, stale
from foil.law.clocks import run
from foil.law.facts import stored
from foil.law.history import history_of
from foil.law.rules import Rules
from foil.law.stages import stage_spans
from foil.model.database import Database
from foil.model.derived import clock_values
from foil.model.tables import ClockRow, Event, Item, Request, StageRow

BATCH = 200
Rows = list[dict[str, Any]]


def recount(session: Session, request: Request) -> None:
    """Count the request's clocks and stages from its events as they now stand."""
    session.flush()
    _count(session, [request], basis(session))


def recount_batch(session: Session, limit: int = BATCH) -> int:
    """Recount up to `limit` requests that were counted under an older basis; how many."""
    under = basis(session)
    wanted = select(Request).where(stale(under, session)).order_by(Request.id).limit(limit)
    requests = session.scalars(wanted).all()
    _count(session, requests, under)
    return len(requests)


def recount_all(database: Database) -> int:
    """Recount every request counted under an older basis, a batch at a time; how many.

    Other saves pass between the batches, and pages count an older request on the spot meanwhile.
    """
    counted = 0
    while True:
        with database.writing() as session:
            batch = recount_batch(session)
        if batch == 0:
            return counted
        counted += batch


def _count(session: Session, requests: Sequence[Request], under: Basis) -> None:
    """Replace every clock and stage of these requests, whatever their number, at one stroke."""
    ids = [request.id for request in requests]
    facts, items = _facts(session, ids), _items(session, ids)
    digests = {agency: under.digest(agency) for agency in {each.agency for each in requests}}
    clocks: Rows = []
    stages: Rows = []
    for request in requests:
        request.basis = digests[request.agency]
        rules = under.rules_for(request)
        if rules is not None and request.id in facts:
            asked = items.get(request.id, [1])
            _add(request.id, facts[request.id], asked, rules, clocks, stages)
    for table, rows in ((ClockRow, clocks), (StageRow, stages)):
        session.execute(delete(table).where(table.request_id.in_(ids)))
        if rows:
            session.execute(insert(table), rows)


def _add(
    id_: int, facts: list[str], items: list[int], rules: Rules, clocks: Rows, stages: Rows
) -> None:
    history = history_of([stored(text) for text in facts], items)
    counted = run(history, rules)
    for n, clock in enumerate(counted):
        clocks.append({"request_id": id_, "n": n, **clock_values(clock)})
    for n, span in enumerate(stage_spans(history, counted)):
        days = {"since": span.since, "until": span.until}
        stages.append({"request_id": id_, "n": n, "item": span.item, "stage": span.stage, **days})


def _facts(session: Session, ids: list[int]) -> dict[int, list[str]]:
    wanted = select(Event.request_id, Event.facts).where(Event.request_id.in_(ids))
    found: dict[int, list[str]] = defaultdict(list)
    for id_, text in session.execute(wanted.order_by(Event.request_id, Event.seq)):
        found[id_].append(text)
    return found


def _items(session: Session, ids: list[int]) -> dict[int, list[int]]:
    wanted = select(Item.request_id, Item.number).where(Item.request_id.in_(ids))
    found: dict[int, list[int]] = defaultdict(list)
    for id_, number in session.execute(wanted.order_by(Item.request_id, Item.number)):
        found[id_].append(number)
    return found
