"""Undoing the filing of a reply, for the day: what it recorded is taken back by further events, so
that the record keeps both; the reply stands as it did before.

Its papers stay with the request they were kept with: the journal saw them come.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.insight.histories import recorded
from foil.insight.references import references_of
from foil.law.history import History
from foil.model.tables import Document, Event, Person, Reply, ReplyCandidate, Request
from foil.newyork import day_of
from foil.operations.events import record
from foil.operations.references import take_away
from foil.operations.reply_clocks import settle
from foil.operations.reply_filing import find_reply

NOT_FILED = "This reply is not filed, so there is nothing to undo."
NOT_TODAY = "It was filed on another day: correct its entries in the timeline instead."
CHANGED = "What it was filed as has been corrected since: correct it in the timeline instead."
ANSWERED = "Something recorded since answers it: correct it in the timeline instead."


def undo(person: Person, session: Session, reply: int, *, now: datetime) -> str:
    """Take back what a reply was filed as today, and put the reply back; its request's number.

    Raises NotFound where `person` may see none with this id; Refused for one that is not filed,
    that was filed on another day (New York), or that something recorded since rests on.
    """
    found = find_reply(person, session, reply)
    request = session.get_one(Request, found.request_id) if found.request_id else None
    if found.state != "filed" or request is None:
        raise Refused(NOT_FILED)
    if found.filed_at is None or day_of(found.filed_at) != day_of(now):
        raise Refused(NOT_TODAY)
    names = [str(each) for each in json.loads(found.events)]
    _refuse_changed(recorded(session, request).standing, names)
    for name in reversed(names):
        facts = _back(session, request, name, now)
        record(person, session, request, facts, seq=request.head_seq, now=now, sure=True)
    _take_off(session, request, names)
    _as_before(person, session, found, request, json.loads(found.before), now)
    return request.number


def can_undo(reply: Reply, now: datetime) -> bool:
    """Whether it was filed today, in New York."""
    filed = reply.state == "filed" and reply.filed_at is not None
    return filed and day_of(reply.filed_at or now) == day_of(now)


def _refuse_changed(standing: History, names: Sequence[str]) -> None:
    if not set(names) <= {event.id for event in standing.events}:
        raise Refused(CHANGED)
    others = [event for event in standing.events if event.id not in names]
    after = {name for event in others for name in event.of or ()}
    if after & _added(standing, names):
        raise Refused(ANSWERED)


def _added(standing: History, names: Sequence[str]) -> set[str]:
    """Those of the events that replaced nothing: what rests on one that did rests on what it
    replaced as well."""
    return {name for name in names if name not in standing.first}


def _back(session: Session, request: Request, name: str, now: datetime) -> dict[str, Any]:
    """What puts things back as they were before the event: what it replaced, or nothing."""
    row = _row(session, request, name)
    facts = json.loads(row.facts)
    before = facts.get("replaces")
    if before is None:
        taken = {"kind": facts["kind"], "items": facts.get("items"), "on": str(day_of(now))}
        return {**taken, "replaces": name, "taken_back": True}
    kept = json.loads(_row(session, request, str(before)).facts)
    for field in ("id", "v", "replaces"):
        kept.pop(field, None)
    return {**kept, "replaces": name}


def _row(session: Session, request: Request, name: str) -> Event:
    return session.scalars(
        select(Event).where(Event.request_id == request.id, Event.id == name)
    ).one()


def _take_off(session: Session, request: Request, names: Sequence[str]) -> None:
    """Take the files off the events that stand no more."""
    wanted = select(Document).where(Document.request_id == request.id, Document.event.in_(names))
    for document in session.scalars(wanted):
        document.event = document.paper = None


def _as_before(
    person: Person,
    session: Session,
    reply: Reply,
    request: Request,
    before: dict[str, Any],
    now: datetime,
) -> None:
    kind, number = before.get("number") or ("", "")
    for each in references_of(session, request):
        if (each.kind, each.number) == (kind, number):
            take_away(person, session, request, each.id, now=now)
    kept = {"split": before["split"]} if "split" in before else {}
    reply.state, reply.events, reply.before = "unfiled", "[]", json.dumps(kept)
    reply.filed_at = reply.filed_by = None
    reply.request_id, reply.how = before.get("request", reply.request_id), before.get("how", "")
    session.flush()
    for id_, why in before.get("candidates", ()):
        if session.get(Request, id_) is not None:
            session.add(ReplyCandidate(reply_id=reply.id, request_id=id_, why=why))
    session.flush()
    settle(reply, now=now)
