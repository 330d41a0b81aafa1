"""The documents of a request as exhibits of an appeal: what each is called, and what cites it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.source import day_words
from foil.law.event import Event
from foil.law.history import History
from foil.model.tables import Document, Request

CALLED = {
    "sent": "The request",
    "received": "The agency’s receipt",
    "acknowledged": "The acknowledgment",
    "extended": "The extension",
    "denied": "The denial",
    "no_records": "The answer that no record was found",
    "closed": "The closing",
    "referred": "The referral",
    "released": "The release",
    "reopened": "The re-opening",
    "clarification_asked": "The agency’s questions",
    "clarified": "The answer to its questions",
    "fee_asked": "The agency’s fee",
}
"""What a document of each kind of event is called in a letter."""

USUAL = frozenset({"sent", "acknowledged", "extended", "denied", "no_records", "closed"})
"""The events whose documents go with an appeal unless somebody takes them out."""


@dataclass(frozen=True)
class Paper:
    """A document that may go as an exhibit. `event` is the id of what it is a paper of, "" for
    none; `usual` says that it goes unless somebody takes it out."""

    document: int
    file: str
    name: str
    event: str
    usual: bool


def papers(
    session: Session, request: Request, history: History, about: Iterable[str]
) -> tuple[Paper, ...]:
    """The request's documents in the order an appeal cites them: the papers of the denials `about`
    it names by id first, then the rest by what happened, then those of nothing recorded."""
    wanted = select(Document).where(Document.request_id == request.id).order_by(Document.id)
    rows = session.scalars(wanted).all()
    denials = set(about)
    order = {event.id: place for place, event in enumerate(history.events)}
    known = {event.id: event for event in history.events}
    placed = sorted(
        _first_of_each(rows),
        key=lambda row: (row.event not in denials, order.get(row.event or "", len(order)), row.id),
    )
    return _told_apart([_paper(row, known.get(row.event or ""), denials) for row in placed])


def _first_of_each(rows: Sequence[Document]) -> list[Document]:
    """The documents, the same bytes once: where one is of something recorded, that one."""
    found: dict[str, Document] = {}
    for row in sorted(rows, key=lambda each: (each.event is None, each.id)):
        found.setdefault(row.sha256, row)
    return list(found.values())


def _paper(row: Document, event: Event | None, denials: set[str]) -> Paper:
    if event is None:
        return Paper(row.id, row.name, row.name, "", usual=False)
    day = min(event.days("dated"), default=event.act_day)
    name = f"{CALLED[event.kind]} of {day_words(day)}" if event.kind in CALLED else row.name
    usual = event.id in denials or event.kind in USUAL - {"denied", "no_records", "closed"}
    return Paper(row.id, row.name, name, event.id, usual)


def _told_apart(found: list[Paper]) -> tuple[Paper, ...]:
    """The papers, those of one name told apart by their files."""
    names = [each.name for each in found]
    return tuple(
        Paper(p.document, p.file, f"{p.name} ({p.file})", p.event, p.usual)
        if names.count(p.name) > 1 and p.name != p.file
        else p
        for p in found
    )
