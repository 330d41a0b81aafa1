"""Replies of no request looked at again, when a number was written down or a request was sent since
they came: an old mailbox may be brought before its requests are. What a person chose is left as it
is, and what is sure is all that is done by itself."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.tables import Arrival, Person, Reply, Request, RequestReference
from foil.operations.matching import matched
from foil.operations.reply_making import assign, shown_of
from foil.operations.worker import Worker

EVERY = timedelta(minutes=1)
MOST = 500  # replies looked at in one turn, the newest


def match_again(worker: Worker) -> None:
    """Find the requests of replies that have none, where there is more to match them with than the
    last time this worker looked."""
    now = worker.now()
    if worker.matched_at is not None and now - worker.matched_at < EVERY:
        return
    worker.matched_at = now
    with worker.database.reading() as session:
        known, loose = _known(session), _loose(session)
        if not loose or known == worker.matched_with:
            return
        found = [id_ for id_ in loose if _sure(session, id_) is not None]
    for id_ in found:
        if worker.ending.is_set():
            return
        with worker.database.writing() as session:
            reply, request = session.get_one(Reply, id_), _sure(session, id_)
            if request is not None:
                row = session.get_one(Request, request[0])
                assign(session, reply, row, how=request[1], now=now)
    worker.matched_with = known


def _known(session: Session) -> tuple[int, int, int]:
    """How much there is to match with: numbers, requests that went, and replies waiting."""
    numbers = session.scalar(select(func.count()).select_from(RequestReference))
    went = session.scalar(select(func.count()).select_from(Request).where(Request.head_seq > 0))
    newest = session.scalar(select(func.max(Reply.id)))
    return numbers or 0, went or 0, newest or 0


def _loose(session: Session) -> list[int]:
    wanted = select(Reply.id).where(Reply.state == "unfiled", Reply.request_id.is_(None))
    return list(session.scalars(wanted.order_by(Reply.id.desc()).limit(MOST)))


def _sure(session: Session, reply_id: int) -> tuple[int, str] | None:
    """The request that a reply is of for sure, and how that is known; None where it is none, has
    one by now, or the same message stands with that request already."""
    reply = session.get_one(Reply, reply_id)
    if reply.request_id is not None or reply.state != "unfiled":
        return None
    arrival = session.get_one(Arrival, reply.arrival_id)
    person = None if reply.brought_by is None else session.get_one(Person, reply.brought_by)
    found = matched(session, person, shown_of(reply, arrival))
    if found.request is None:
        return None
    twin = select(Reply.id).where(
        Reply.arrival_id == reply.arrival_id,
        Reply.request_id == found.request,
        Reply.pages == reply.pages,
    )
    return None if session.scalar(twin) is not None else (found.request, found.how)
