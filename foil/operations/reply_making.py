"""From an arrival that was read to the replies on it: one for each request it was brought for, or
the one that it shows to be of. The same mail twice is one; for two requests it is two replies on
one arrival, and whoever may not see another's has their own.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import NotFound
from foil.model.tables import Arrival, Person, Reply, ReplyCandidate, Request
from foil.model.visibility import find_request, visible
from foil.newyork import day_of
from foil.operations.intake_reading import Read, unread
from foil.operations.letter_returns import note_return
from foil.operations.matching import Shown, matched, not_ours
from foil.operations.reply_clocks import count
from foil.operations.reply_papers import lay

ASKED = "asked"
SAME = "same"
CONTAINERS = frozenset({"application/mbox", "application/zip"})


@dataclass(frozen=True)
class Asking:
    """That a person, by id, brought something; None for what came by itself. `request` is the
    number of the request they said it is of, None where they did not say."""

    person: int | None
    request: str | None

    @classmethod
    def all_of(cls, arrival: Arrival) -> "list[Asking]":
        """Everybody who brought it, in order."""
        return [cls(**each) for each in json.loads(arrival.told).get(ASKED, ())]


def asked_of(told: str, asking: Asking) -> str:
    """What is told of an arrival, with one more who brought it: so a killed process loses neither
    who it was nor which request they meant."""
    data = json.loads(told)
    asked = [each for each in data.get(ASKED, ()) if each != asdict(asking)]
    return json.dumps({**data, ASKED: [*asked, asdict(asking)]})


def make(session: Session, arrival: Arrival, read: Read, *, now: datetime) -> None:
    """Write what was read of an arrival, and its replies. A mailbox and a zip have none of their
    own: what is in them has."""
    asked = Asking.all_of(arrival)
    mail = read.message is not None
    same = sha256(read.same.encode()).hexdigest() if mail else ""
    arrival.told = json.dumps({**read.told, ASKED: [asdict(each) for each in asked], SAME: same})
    arrival.trouble, arrival.read_at = read.trouble[:500], now
    arrival.type = read.type or arrival.type
    arrival.message_id = read.message_id
    arrival.sender = str(read.told.get("from", ""))[:300]
    arrival.subject = str(read.told.get("subject", ""))[:500]
    if mail and read.received is not None:
        arrival.arrived_at = read.received
    arrival.same_as = _copy_of(session, arrival, same)
    session.flush()
    note_return(session, arrival, read.told)
    if is_container(arrival) and not arrival.trouble:
        return
    for asking in asked:
        _place(session, arrival, read, asking, now)


def ask_again(session: Session, arrival: Arrival, asking: Asking, *, now: datetime) -> None:
    """Somebody brings what was read before: what they may see of it stays the one; where they may
    see nothing of it, or mean another request, they have a reply of their own on it."""
    arrival.told = asked_of(arrival.told, asking)
    if is_container(arrival):
        inner = session.scalars(select(Arrival).where(Arrival.within == arrival.id)).all()
        for each in inner:
            if each.read_at is None:
                each.told = asked_of(each.told, asking)
            else:
                ask_again(session, each, asking, now=now)
        if not arrival.trouble:
            return
    _place(session, arrival, None, asking, now)


def is_container(arrival: Arrival) -> bool:
    """Whether it is a mailbox or a zip, which was taken apart."""
    return arrival.type in CONTAINERS


def assign(session: Session, reply: Reply, request: Request, *, how: str, now: datetime) -> None:
    """Say that a reply is of a request: its papers come with it, its date is counted anew."""
    reply.request_id, reply.how = request.id, how
    for row in session.scalars(select(ReplyCandidate).where(ReplyCandidate.reply_id == reply.id)):
        session.delete(row)
    session.flush()
    lay(session, reply, now=now)
    count(session, [reply], now=now)


def _place(
    session: Session, arrival: Arrival, read: Read | None, asking: Asking, now: datetime
) -> None:
    person = None if asking.person is None else session.get_one(Person, asking.person)
    there = _there(session, arrival, person)
    meant = _meant(session, person, asking)
    if meant is None and any(_speaks_for(each, asking) for each in there):
        return
    if meant is not None and any(each.request_id == meant.id for each in there):
        return
    loose = next((each for each in there if each.request_id is None), None)
    if loose is not None and meant is not None and loose.state != "filed":
        assign(session, loose, meant, how="said", now=now)
        return
    reply = _new(session, arrival, read, asking, now)
    if meant is not None:
        assign(session, reply, meant, how="said", now=now)
    else:
        find_whose(session, reply, arrival, person, now)


def _speaks_for(reply: Reply, asking: Asking) -> bool:
    """Whether a reply that is there already is enough: not somebody's own loose one, where the same
    mail now came to the office itself."""
    return reply.request_id is not None or asking.person is not None or reply.brought_by is None


def _there(session: Session, arrival: Arrival, person: Person | None) -> Sequence[Reply]:
    """The replies on this arrival, or on the mail it is a copy of, that the person may see."""
    ids = [arrival.id] if arrival.same_as is None else [arrival.id, arrival.same_as]
    wanted = select(Reply).where(Reply.arrival_id.in_(ids)).order_by(Reply.id)
    return session.scalars(wanted if person is None else visible(wanted, person)).all()


def _meant(session: Session, person: Person | None, asking: Asking) -> Request | None:
    """The request somebody said; None where they said none, or may see it no more."""
    if asking.request is None:
        return None
    if person is None:
        return session.scalars(
            select(Request).where(Request.number == asking.request)
        ).one_or_none()
    try:
        return find_request(session, person, asking.request)
    except NotFound:
        return None


def _new(
    session: Session, arrival: Arrival, read: Read | None, asking: Asking, now: datetime
) -> Reply:
    """A reply on the whole arrival. What was read of it before is taken from another on it."""
    reply = Reply(
        arrival_id=arrival.id, state="unfiled", made_at=now, brought_by=asking.person, events="[]"
    )
    before = _read_before(session, arrival) if read is None else None
    if before is not None:
        reply.kind, reply.text, reply.reading = before.kind, before.text, before.reading
        reply.received_on = before.received_on
    else:
        read = read or unread(arrival.trouble)
        reply.kind, reply.text, reply.reading = read.reading.kind, read.text, read.as_json()
        reply.received_on = day_of(read.received) if read.received else None
    session.add(reply)
    session.flush()
    return reply


def _read_before(session: Session, arrival: Arrival) -> Reply | None:
    """A reply on the whole of the same arrival, or of the mail it is a copy of."""
    ids = [arrival.id, arrival.same_as or arrival.id]
    wanted = select(Reply).where(Reply.arrival_id.in_(ids), Reply.pages == "")
    return session.scalars(wanted.order_by(Reply.id)).first()


def find_whose(
    session: Session, reply: Reply, arrival: Arrival, person: Person | None, now: datetime
) -> None:
    """Whose the reply shows to be; where a person must choose, between what."""
    shown = shown_of(reply, arrival)
    if says := not_ours(session, shown):
        _say(reply, says)
    found = matched(session, person, shown)
    if found.request is not None:
        request = session.get_one(Request, found.request)
        assign(session, reply, request, how=found.how, now=now)
        return
    for id_, why in found.may_be:
        session.add(ReplyCandidate(reply_id=reply.id, request_id=id_, why=why))
    session.flush()
    count(session, [reply], now=now)


def shown_of(reply: Reply, arrival: Arrival) -> Shown:
    """What a reply shows of whose it is."""
    read = json.loads(reply.reading)
    return Shown(
        told=json.loads(arrival.told),
        text=reply.text,
        tracking=read.get("tracking"),
        agency=read.get("agency"),
        day=reply.received_on or day_of(arrival.arrived_at),
        mail=bool(arrival.message_id or json.loads(arrival.told).get("from")),
    )


def _say(reply: Reply, sentence: str) -> None:
    data: dict[str, Any] = json.loads(reply.reading)
    reply.reading = json.dumps({**data, "says": [sentence, *data.get("says", ())]})


def _copy_of(session: Session, arrival: Arrival, same: str) -> int | None:
    """The arrival of the same mail by another way: of the same id, and saying the same. A mail that
    only bears another's id is one of its own."""
    if not arrival.message_id:
        return None
    wanted = select(Arrival).where(
        Arrival.message_id == arrival.message_id,
        Arrival.id != arrival.id,
        Arrival.read_at.is_not(None),
        Arrival.same_as.is_(None),
    )
    for other in session.scalars(wanted.order_by(Arrival.id)):
        if json.loads(other.told).get(SAME) == same:
            return other.id
    return None
