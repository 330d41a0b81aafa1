"""Taking back, for the day, that a letter went: further events take back what was recorded, so that
the record keeps both, and the letter is finished and not filed yet, as it was before.

What was sealed stays with the request and goes on the event of its next filing; what was brought as
proof is in the tray again.
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
from foil.model.tables import Document, Event, Letter, LetterSending, Person, Request
from foil.newyork import day_of
from foil.operations.events import record
from foil.operations.journal import note
from foil.operations.references import take_away
from foil.operations.sealing import ROUTE

RECEIPTS = ("received", "appeal_received")
NOT_FILED = "This letter is not recorded as gone, so there is nothing to take back."
SENT = "The mail server took it, so it went: what is recorded of that stays."
NOT_TODAY = "It was recorded on another day: correct its entry in the timeline instead."
CHANGED = "Its entry has been corrected since: correct it in the timeline instead."
ANSWERED = "Something recorded since answers it: correct it in the timeline instead."


def unfile(person: Person, session: Session, letter: Letter, *, now: datetime) -> None:
    """Take back today that a letter went. `letter` has come through `visible`.

    Raises Refused for one that is not filed, was recorded on another day (New York), was handed to
    the mail server, or that something recorded since rests on.
    """
    request = session.get_one(Request, letter.request_id)
    rows = _recorded_as(session, letter)
    names = [row.id for row in rows]
    if refused := why_not(session, letter, rows, now):
        raise Refused(refused)
    for row in reversed(rows):
        facts = _taken_back(json.loads(row.facts), row.id, now)
        record(person, session, request, facts, seq=request.head_seq, now=now, sure=True)
    _take_off(session, request, names)
    _forget_numbers(person, session, request, json.loads(rows[0].facts), now)
    letter.state, letter.filed_event = ("finished" if letter.finished_at else "draft"), None
    letter.version += 1
    letter.saved_at, letter.saved_by = now, person.id
    note(person, session, request, "letter not filed after all", now=now)


def can_unfile(session: Session, letter: Letter, *, now: datetime) -> bool:
    """Whether that the letter went may be taken back now."""
    return not why_not(session, letter, _recorded_as(session, letter), now)


def why_not(session: Session, letter: Letter, rows: Sequence[Event], now: datetime) -> str:
    """Why it may not be taken back, a sentence; empty where it may. `rows` are its events."""
    if letter.state != "filed" or not rows:
        return NOT_FILED
    mailed = select(LetterSending.id).where(
        LetterSending.letter_id == letter.id, LetterSending.event == letter.filed_event
    )
    if session.scalar(mailed.limit(1)) is not None:
        return SENT
    if day_of(rows[0].recorded_at) != day_of(now):
        return NOT_TODAY
    standing = recorded(session, session.get_one(Request, letter.request_id)).standing
    names = {row.id for row in rows}
    if not names <= {event.id for event in standing.events}:
        return CHANGED
    rests = {of for event in standing.events if event.id not in names for of in event.of or ()}
    return ANSWERED if names & rests else ""


def _recorded_as(session: Session, letter: Letter) -> list[Event]:
    """The event that says it went, and the receipt that was recorded with it."""
    mine = Event.request_id == letter.request_id
    went = session.scalars(select(Event).where(mine, Event.id == letter.filed_event)).one_or_none()
    if went is None:
        return []
    after = session.scalars(select(Event).where(mine, Event.seq == went.seq + 1)).one_or_none()
    facts = json.loads(after.facts) if after else {}
    at_once = after is not None and after.recorded_at == went.recorded_at
    theirs = at_once and facts["kind"] in RECEIPTS and facts.get("source") == "ours"
    return [went, after] if after is not None and theirs else [went]


def _taken_back(facts: dict[str, Any], name: str, now: datetime) -> dict[str, Any]:
    kept: dict[str, Any] = {
        field: facts[field] for field in ("kind", "items", "by") if field in facts
    }
    return {**kept, "on": str(day_of(now)), "replaces": name, "taken_back": True}


def _take_off(session: Session, request: Request, names: Sequence[str]) -> None:
    wanted = select(Document).where(Document.request_id == request.id, Document.event.in_(names))
    for document in session.scalars(wanted):
        document.event = document.paper = None
        document.unfiled = document.route != ROUTE


def _forget_numbers(
    person: Person, session: Session, request: Request, facts: dict[str, Any], now: datetime
) -> None:
    """Take away the agency's numbers that came with the event."""
    for each in references_of(session, request):
        if each.kind == "request" and each.number in facts.get("references", ()):
            take_away(person, session, request, each.id, now=now)
