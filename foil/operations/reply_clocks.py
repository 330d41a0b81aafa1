"""The date each unfiled reply would start if it is what it may be: counted when it comes, and anew
with its request and with the basis. Stored, so that lists sort by it; nothing relies on it."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, object_session

from foil.insight.basis import Basis, basis
from foil.insight.histories import histories
from foil.law.clocks import Clock
from foil.law.history import History
from foil.law.unconfirmed import hardest
from foil.model.tables import Arrival, Reply, ReplyCandidate, Request
from foil.newyork import day_of
from foil.operations.feed_days import tell_unconfirmed
from foil.operations.worker import Worker
from foil.replies.becoming import possible

BARE = History((1,), (), {})
AT_ONCE = 50


def count(session: Session, replies: Sequence[Reply], *, now: datetime) -> None:
    """Count the dates of these replies, and tell calendars. One of no request yet is counted with
    each it may be of, and alone: the earliest of the hardest stands. One that is filed or set aside
    has none any more."""
    if not replies:
        return
    session.flush()
    under = basis(session)
    digest, waiting = under.digest(None), [each for each in replies if each.state == "unfiled"]
    of = _requests_of(session, waiting)
    ids = {id_ for found in of.values() for id_ in found}
    requests = {
        each.id: each for each in session.scalars(select(Request).where(Request.id.in_(ids)))
    }
    told, came = histories(session, ids), _came(session, waiting)
    counted: dict[int, dict[int, Clock]] = {reply.id: {} for reply in replies}
    for reply in replies:
        _set(reply, None)
        reply.basis = digest
    for reply in waiting:
        known = [(requests[id_], told.get(id_, BARE)) for id_ in of[reply.id] if id_ in requests]
        received = reply.received_on or came[reply.arrival_id]
        counted[reply.id], alone = _hardest(reply, known, under, received)
        _set(reply, min([*counted[reply.id].values(), *alone], key=_hardness, default=None))
    tell_unconfirmed(session, counted, now=now)


def settle(reply: Reply, *, now: datetime) -> None:
    """Count one whose state or request changed."""
    session = object_session(reply)
    assert session is not None
    count(session, [reply], now=now)


def count_of(session: Session, requests: Collection[int], *, now: datetime) -> None:
    """Count the unfiled replies that are, or may be, of these requests."""
    if not requests:
        return
    may_be = select(ReplyCandidate.reply_id).where(ReplyCandidate.request_id.in_(requests))
    theirs = Reply.request_id.in_(requests) | Reply.id.in_(may_be)
    wanted = select(Reply).where(Reply.state == "unfiled", theirs)
    count(session, session.scalars(wanted).all(), now=now)


def recount_loose(worker: Worker) -> None:
    """Count anew all replies of no request that were counted under an older basis."""
    with worker.database.reading() as session:
        waiting = session.scalars(_older(session).limit(1)).first()
    while waiting is not None and not worker.ending.is_set():
        with worker.database.writing() as session:
            found = session.scalars(_older(session).limit(AT_ONCE)).all()
            count(session, found, now=worker.now())
            waiting = next(iter(found), None)


def _older(session: Session) -> Select[Reply]:
    digest = basis(session).digest(None)
    loose = (Reply.state == "unfiled", Reply.request_id.is_(None), Reply.basis != digest)
    return select(Reply).where(*loose).order_by(Reply.id)


def _requests_of(session: Session, replies: Iterable[Reply]) -> dict[int, list[int]]:
    """The request each reply is of, or those it may be of."""
    found = {each.id: [each.request_id] if each.request_id else [] for each in replies}
    loose = [id_ for id_, requests in found.items() if not requests]
    wanted = select(ReplyCandidate).where(ReplyCandidate.reply_id.in_(loose))
    for row in session.scalars(wanted) if loose else ():
        found[row.reply_id].append(row.request_id)
    return found


def _came(session: Session, replies: Iterable[Reply]) -> dict[int, date]:
    ids = {each.arrival_id for each in replies}
    rows = session.execute(select(Arrival.id, Arrival.arrived_at).where(Arrival.id.in_(ids)))
    return {id_: day_of(at) for id_, at in rows}


def _hardest(
    reply: Reply, known: Sequence[tuple[Request, History]], under: Basis, received: date
) -> tuple[dict[int, Clock], list[Clock]]:
    """The hardest clock by each request the reply is or may be of; and what it would be alone,
    where it has no request yet."""
    reading: Mapping[str, object] = json.loads(reply.reading)
    events = list(possible(reading, received))
    found: dict[int, Clock] = {}
    for request, history in known:
        rules = under.rules_for(request)
        if rules is not None and (clock := hardest(history, rules, events)) is not None:
            found[request.id] = clock
    if reply.request_id is not None:
        return found, []
    rules = under.rules(_agency(reading, under))
    alone = None if rules is None else hardest(BARE, rules, events)
    return found, [] if alone is None else [alone]


def _hardness(clock: Clock) -> tuple[bool, date]:
    return clock.stake != "final", clock.act_on


def _agency(reading: Mapping[str, object], under: Basis) -> str | None:
    slug = reading.get("agency")
    return slug if isinstance(slug, str) and slug in under.directory.slugs() else None


def _set(reply: Reply, clock: Clock | None) -> None:
    reply.clock = clock.kind if clock else ""
    reply.due = clock.due if clock else None
    reply.act_on = clock.act_on if clock else None
