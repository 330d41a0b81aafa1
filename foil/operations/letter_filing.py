"""A finished letter that went: the event its kind is, with what was sealed on it.

The program sends nothing. What a letter was is recorded as somebody says it went: an appeal is
`appealed`, an answer to a question `clarified`, what is taken back `withdrawn`; the rest is
something we `wrote`, which starts no clock.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.lines import clocks_of
from foil.letters.template import load
from foil.model.tables import Event, Item, Letter, Person, Request
from foil.operations.events import record
from foil.operations.sealing import lay_on, refuse_unless_finished

WRITTEN = frozenset(
    {"appeal_denial", "appeal_partial", "appeal_no_records", "appeal_not_described", "appeal_fee"}
)
APPEALS = WRITTEN | {"appeal_silence"}
EVENTS: Mapping[str, str] = {
    **dict.fromkeys(APPEALS, "appealed"),
    "clarification": "clarified",
    "withdrawal": "withdrawn",
}
"""What a letter of a kind is in the record, where it is more than something we wrote."""


@dataclass(frozen=True)
class Went:
    """How a letter went, as a person says. `when` holds "on" (a day) or "at" (a New York day and
    time); `received` that its receipt came at once, `agreed` that the agency has agreed to it."""

    by: str
    when: Mapping[str, str]
    received: bool = False
    agreed: bool = False


def event_facts(session: Session, letter: Letter, went: Went) -> dict[str, Any]:
    """The event a letter is, in the form `foil clock` reads."""
    kind = EVENTS.get(letter.kind, "wrote")
    if letter.kind == "narrowing" and went.agreed:
        kind = "scope_changed"
    facts: dict[str, Any] = {"kind": kind, "by": went.by, **went.when}
    if kind == "wrote":
        return {**facts, "letter": load(letter.kind).front.name}
    if kind == "scope_changed":
        facts["agreed"] = "both"
    if kind in ("appealed", "withdrawn", "scope_changed") and (items := _items(session, letter)):
        facts["items"] = items
    if kind == "appealed" and (of := _answers(session, letter)):
        facts["of"] = [of]
    return facts


def file(
    person: Person,
    session: Session,
    letter: Letter,
    went: Went,
    papers: Sequence[tuple[Kept, str]],
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
) -> Event:
    """Record that a finished letter went, and put what was sealed on that event.

    `papers` are the sealed files with their names. Raises Refused for a letter that is not
    finished, BadInput without a way it went, and what `events.record` raises.
    """
    refuse_unless_finished(letter)
    if not went.by:
        raise BadInput("Say how it went.", {"by": "Choose the way it went."})
    request = session.get_one(Request, letter.request_id)
    facts = event_facts(session, letter, went)
    event = record(person, session, request, facts, seq=seq, now=now, sure=sure)
    if went.received and letter.kind in APPEALS:
        received = {"kind": "appeal_received", "source": "ours", **went.when}
        record(person, session, request, received, seq=request.head_seq, now=now, sure=sure)
    lay_on(person, session, letter, event, papers, now=now)
    return event


def _items(session: Session, letter: Letter) -> list[int]:
    """The numbers of the request's items that the letter is about."""
    rows = json.loads(letter.facts).get("items", [])
    said = {str(each.get("number", "")) for each in rows}
    known = select(Item.number).where(Item.request_id == letter.request_id)
    return sorted(number for number in session.scalars(known) if str(number) in said)


def _answers(session: Session, letter: Letter) -> str | None:
    """The letter of the agency that an appeal answers, by the clock it was begun from."""
    if letter.kind not in WRITTEN or not letter.about:
        return None
    request = session.get_one(Request, letter.request_id)
    clocks = clocks_of(session, [request], basis(session))[request.id]
    return next((each.from_event for each in clocks if each.id == letter.about), None)
