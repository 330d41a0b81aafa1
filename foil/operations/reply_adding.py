"""Adding a reply to what is recorded already: the same happening by another way is one event with
one paper more. Each event it adds to is corrected by one with all papers, so its clocks keep their
ids; nothing is added unless a person says so.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.law.event import Event as Happening
from foil.law.event import Paper
from foil.law.history import History
from foil.model.tables import Event, Person, Request
from foil.operations.replies import record_reply
from foil.operations.reply_filing import choose_request, filed, put_on, standing, unfiled
from foil.operations.reply_papers import lay

WITHIN = 30  # days between two papers of one happening
DECISIONS = frozenset({"denied", "no_records", "closed", "referred", "granted", "released"})
"""What one decision may be recorded as: a bare notice and its letter need not say the same."""
NO_DATE = "Give one date of this paper."
GONE = "That entry does not stand any more: look at what replaced it."

Papers = Sequence[dict[str, str]]


def alike(history: History, kinds: Sequence[str], day: date) -> list[tuple[Happening, ...]]:
    """What stands that may be the same happening as one of these kinds on that day, the nearest
    first; events on the same papers, which one letter brought, together."""
    wanted = {*kinds, *(DECISIONS if DECISIONS & set(kinds) else ())}
    found: dict[tuple[Paper, ...], list[Happening]] = {}
    for event in history.events:
        if event.papers and event.kind in wanted and abs((event.act_day - day).days) <= WITHIN:
            found.setdefault(event.papers, []).append(event)
    return sorted(map(tuple, found.values()), key=lambda each: abs((each[0].act_day - day).days))


def with_papers(
    session: Session, request: Request, names: Sequence[str], papers: Papers
) -> list[dict[str, Any]]:
    """The facts of the events of these ids with these papers added, each correcting its own.

    Raises BadInput without a date, or where such an event is none of the request's.
    """
    if not all({"dated", "postmarked", "received"} & set(paper) for paper in papers):
        raise BadInput(NO_DATE, {"paper1-received": NO_DATE})
    wanted = select(Event).where(Event.request_id == request.id, Event.id.in_(names))
    rows = session.scalars(wanted.order_by(Event.seq)).all()
    if not rows or len(rows) != len(set(names)):
        raise BadInput(GONE, {"event": GONE})
    return [_with(json.loads(row.facts), row.id, papers) for row in rows]


def add(
    person: Person,
    session: Session,
    reply: int,
    request: Request,
    names: Sequence[str],
    papers: Papers,
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
) -> list[Event]:
    """Lay a reply's papers on the events of these ids, and note that it is filed as them.

    Raises Refused for one that is filed already, and what `with_papers` and
    `replies.record_reply` raise.
    """
    found = unfiled(person, session, reply)
    before = standing(session, found)
    choose_request(person, session, found, request, now=now)
    files = lay(session, found, now=now)
    held = {file.sha256 for file in files}
    if any(paper.get("document", "") not in held for paper in papers):
        raise Refused("A paper of this reply is not among its files; open it again.")
    told = with_papers(session, request, names, papers)
    events = record_reply(person, session, request, told, seq=seq, now=now, sure=sure)
    put_on(person, session, request, files, events[0].id, now=now)
    filed(person, found, [event.id for event in events], before, now=now)
    return events


def _with(facts: dict[str, Any], name: str, papers: Papers) -> dict[str, Any]:
    own = {key: value for key, value in facts.items() if key not in ("id", "v", "replaces")}
    there = own.pop("papers", None) or [dict(_dates(own))]
    for key in ("dated", "postmarked", "received"):
        own.pop(key, None)
    return {**own, "papers": [*there, *papers], "replaces": name}


def _dates(facts: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The dates of an event that was recorded with one paper, in short."""
    for name in ("dated", "postmarked", "received"):
        if facts.get(name):
            yield name, facts[name]
