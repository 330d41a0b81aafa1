"""Requests counted under an older basis, counted again in batches while others save.

One worker at a time does it. A batch is one short save, and the worker rests after each for as long
as it took, so that whoever waits to save comes first.
"""

import time
from collections.abc import Collection

from sqlalchemy import select

from foil.errors import Busy, FoilError, Full, Unreachable
from foil.insight.basis import basis, stale
from foil.model.tables import Request
from foil.operations.leases import release, take
from foil.operations.recount import recount_batch
from foil.operations.worker import Worker

LEASE = "recount"
BATCH = 10  # requests, so that a save waits some hundredths of a second
SHORTEST_REST = 0.03  # seconds; on SQLite a save that waits looks again at least as often


def recount_stale(worker: Worker) -> None:
    """Count again every request that was counted under an older basis.

    Raises FoilError naming those that cannot be counted, once all others are.
    """
    failed: dict[int, str] = {}
    if _next_stale(worker, failed) is None:
        return
    limit = BATCH
    while not worker.ending.is_set():
        began = time.monotonic()
        try:
            if not _batch(worker, limit, failed):
                break
        except (Busy, Full, Unreachable):
            raise
        except Exception as error:  # noqa: BLE001 - one that cannot be counted holds up no other
            if limit == 1 and (request := _next_stale(worker, failed)):
                failed[request.id] = f"{request.number} cannot be counted ({error})"
            limit = BATCH if limit == 1 else 1
        worker.ending.wait(max(time.monotonic() - began, SHORTEST_REST))
    else:
        with worker.database.writing() as session:
            release(session, LEASE, worker.holder)
    if failed:
        raise FoilError(f"{'; '.join(failed.values())}. Run `foil verify` to see more.")


def _batch(worker: Worker, limit: int, but: Collection[int]) -> int:
    """Count up to `limit` requests in one save, if the lease can be ours; how many."""
    with worker.database.writing() as session:
        now = worker.now()
        if not take(session, LEASE, worker.holder, now=now):
            return 0
        counted = recount_batch(session, limit, now=now, but=but)
        if counted == 0:
            release(session, LEASE, worker.holder)
        return counted


def _next_stale(worker: Worker, but: Collection[int]) -> Request | None:
    """The request that a batch of one would count next."""
    with worker.database.reading() as session:
        waiting = stale(basis(session), session)
        wanted = select(Request).where(waiting, Request.id.not_in(but))
        return session.scalars(wanted.order_by(Request.id).limit(1)).first()
