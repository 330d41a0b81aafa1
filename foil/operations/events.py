"""Recording what happened: checked, resolved, bound to the event before it, and counted at once.

Events are never changed. A correction is a new event that `replaces` another; both stay.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, FoilError, MovedOn
from foil.insight.basis import basis
from foil.insight.histories import Recorded, recorded
from foil.law.clocks import run
from foil.law.event import Event as Happening
from foil.law.event import Paper
from foil.law.facts import FactsError, canonical, read_event
from foil.law.history import resolve
from foil.model.base import instant_text
from foil.model.tables import Document, Event, Person, Request
from foil.model.visibility import find_request
from foil.newyork import day_of
from foil.operations.journal import note
from foil.operations.moved import Cause
from foil.operations.questions import questions
from foil.operations.recalls import note_recall
from foil.operations.recount import recount, refresh
from foil.operations.references import add_reference

Facts = Mapping[str, object]


class Questioned(FoilError):
    """What was given may be right and looks wrong; `questions` are sentences to answer."""

    status = 409

    def __init__(self, questions: tuple[str, ...]) -> None:
        super().__init__(" ".join(questions))
        self.questions = questions


def record(
    person: Person,
    session: Session,
    request: Request,
    facts: Facts,
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
) -> Event:
    """Record one event of a request, in the form `foil clock` reads, and count its clocks.

    `seq` is the request's `head_seq` when the form was drawn; `sure` answers the questions.
    Raises FactsError or BadInput for facts that cannot stand, Questioned for those that look
    wrong, MovedOn where something has been recorded since.
    """
    request = find_request(session, person, request.number)
    unless_moved_on(request, seq)
    known = recorded(session, request)
    resolved = resolved_facts(known, facts, seq + 1)
    happening = read_event(resolved)
    if not sure and (doubts := doubts_of(session, request, known, happening, now)):
        raise Questioned(doubts)
    refresh(session, request, now=now)
    event = _append(person, request, resolved, now)
    session.add(event)
    _hold_documents(session, request, happening.papers, event.id)
    for kind, number in _references(resolved):
        add_reference(person, session, request, kind, number)
    recount(session, request, _cause(known, happening, now, person), now=now)
    note(person, session, request, "recorded", now=now)
    if happening.kind == "recalled":
        note_recall(person, session, request, happening, now=now)
    return event


def unless_moved_on(request: Request, seq: int) -> None:
    """Raise MovedOn where something was recorded after `seq`, the head a form was drawn from."""
    if request.head_seq != seq:
        raise MovedOn(
            f"Something was recorded in {request.number} while this form was open; "
            "read what is new, then save again.",
            since=seq + 1,
        )


def resolved_facts(known: Recorded, facts: Facts, seq: int) -> dict[str, object]:
    """The facts as they will be stored: with an id, and `items` and `of` named.

    Raises FactsError, naming the field, for facts that cannot be recorded of this request.
    """
    data = {"id": f"e{seq}", **{name: value for name, value in facts.items() if value is not None}}
    event = read_event(data)
    _refuse_strays(known, event)
    standing = known.standing
    if event.replaces is not None:
        old = next(each for each in standing.events if each.id == event.replaces)
        data = _inherit(old, event) | data
        kept = tuple(each for each in standing.events if each.id != old.id)
        standing = replace(standing, events=kept)
    return resolve(standing, data)


def doubts_of(
    session: Session, request: Request, known: Recorded, event: Happening, now: datetime
) -> tuple[str, ...]:
    """The questions to answer before this event is recorded; none where nothing looks wrong."""
    rules = basis(session).rules_for(request)
    clocks = run(known.standing, rules) if rules and known.events else ()
    return questions(known.standing, clocks, event, day_of(now))


def event_hash(prev: str, facts: str, recorded_at: str, recorded_by: int) -> str:
    """The hash that binds an event to the one before it: SHA-256 (hex) of the previous hash (empty
    before the first), the SHA-256 of the facts, the instant and the person's id, as text."""
    inner = hashlib.sha256(facts.encode()).hexdigest()
    return hashlib.sha256(f"{prev}{inner}{recorded_at}{recorded_by}".encode()).hexdigest()


def _refuse_strays(known: Recorded, event: Happening) -> None:
    """Refuse items, events and ids that are not this request's."""
    where = event.kind
    strays = sorted(set(event.items or ()) - set(known.standing.items))
    if strays:
        raise FactsError(where, "items", f"the request has no item {strays[0]}")
    if event.id in {each.id for each in known.events}:
        raise FactsError(where, "id", f"“{event.id}” is an event of this request already")
    standing = {each.id for each in known.standing.events}
    for name in event.of or ():
        if name not in standing:
            raise FactsError(where, "of", f"no event “{name}” stands in this request")
    if event.replaces is not None and event.replaces not in standing:
        says = f"no event “{event.replaces}” stands to be corrected; look at what replaced it"
        raise FactsError(where, "replaces", says)


def _inherit(old: Happening, new: Happening) -> dict[str, object]:
    """What a correction that does not say takes from what it corrects."""
    taken: dict[str, object] = {"items": list(old.items or ())}
    if old.kind == new.kind:
        taken["of"] = list(old.of or ())
    return taken


def _append(person: Person, request: Request, facts: Facts, now: datetime) -> Event:
    text = canonical(facts)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInput("The text holds half a character; type it again.") from error
    event = Event(
        request_id=request.id,
        seq=request.head_seq + 1,
        id=str(facts["id"]),
        facts=text,
        recorded_at=now,
        recorded_by=person.id,
        prev=request.head_hash,
        hash=event_hash(request.head_hash, text, instant_text(now), person.id),
    )
    request.head_seq, request.head_hash = event.seq, event.hash
    return event


def _hold_documents(session: Session, request: Request, papers: Sequence[Paper], name: str) -> None:
    """Take the papers' files out of the unfiled tray and onto the event of this name.

    Raises FactsError where a paper names a file that this request does not have.
    """
    for n, paper in enumerate(papers):
        if paper.document is None:
            continue
        mine = (Document.request_id == request.id, Document.sha256 == paper.document)
        held = session.scalars(select(Document).where(*mine).order_by(Document.id)).all()
        if not held:
            says = f"{paper.document[:12]}… is not a file of this request; bring the file first"
            raise FactsError(name, "document", says)
        for document in held:
            document.unfiled = False
            if document.event is None:
                document.event, document.paper = name, n


def _references(facts: Facts) -> Iterable[tuple[str, str]]:
    """The numbers an event brings: the agency's, and the court's index number."""
    given, index = facts.get("references"), facts.get("index")
    if isinstance(given, list):
        yield from (("request", str(number)) for number in given)
    if isinstance(index, str) and index.strip():
        yield "court", index


def _cause(known: Recorded, event: Happening, now: datetime, person: Person) -> Cause | None:
    """What moves dates where the event corrects another; an ordinary one starts and ends them, and
    one that takes another back puts them back."""
    if event.taken_back:
        return None
    for old in known.standing.events:
        if old.id == event.replaces:
            return Cause.correcting(old, event, now, person.id)
    return None
