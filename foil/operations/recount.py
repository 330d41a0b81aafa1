"""The one writer of clocks and stages: both are counted afresh from a request's events.

An event recounts its request in the same transaction. What touches many requests (a rule choice,
a closing, an agency's ways, a new release) changes the office's basis; those counted under an
older one are recounted in batches, each its own transaction.
"""

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from foil.insight.basis import Basis, basis, stale
from foil.insight.histories import event_rows, history, item_numbers
from foil.law.clocks import run
from foil.law.history import History
from foil.law.rules import Rules
from foil.law.stages import stage_spans
from foil.model.database import Database
from foil.model.derived import clock_values
from foil.model.tables import ClockRow, Request, StageRow

BATCH = 200


def recount(session: Session, request: Request, under: Basis | None = None) -> None:
    """Count the request's clocks and stages from its events as they now stand."""
    under = under or basis(session)
    session.flush()
    for table in (ClockRow, StageRow):
        session.execute(delete(table).where(table.request_id == request.id))
    rules = under.rules_for(request)
    rows = event_rows(session, request)
    if rules is not None and rows:
        _write(session, request, history(rows, item_numbers(session, request)), rules)
    request.basis = under.digest(request.agency)


def recount_batch(session: Session, limit: int = BATCH) -> int:
    """Recount up to `limit` requests that were counted under an older basis; how many."""
    under = basis(session)
    wanted = select(Request).where(stale(under, session)).order_by(Request.id).limit(limit)
    requests = session.scalars(wanted).all()
    for request in requests:
        recount(session, request, under)
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


def _write(session: Session, request: Request, history: History, rules: Rules) -> None:
    clocks = run(history, rules)
    rows = [
        {"request_id": request.id, "n": n, **clock_values(clock)} for n, clock in enumerate(clocks)
    ]
    stages = [
        {
            "request_id": request.id,
            "n": n,
            "item": span.item,
            "stage": span.stage,
            "since": span.since,
            "until": span.until,
        }
        for n, span in enumerate(stage_spans(history, clocks))
    ]
    if rows:
        session.execute(insert(ClockRow), rows)
    if stages:
        session.execute(insert(StageRow), stages)
