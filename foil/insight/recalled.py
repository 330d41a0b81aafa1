"""Files an agency replaced, removed or asked back: which, since when. They stay where they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.histories import histories
from foil.law.history import History
from foil.model.tables import Document, Event

MARK = '%"kind":"recalled"%'
"""How the facts of such an event are stored, and no other text is."""


@dataclass(frozen=True)
class Recall:
    """That an agency recalled a file: the day it did, what it did (replaced, removed,
    return_asked; "" where that is not noted), and the event that says so."""

    day: date
    what: str
    event: str


def recalls(history: History, documents: Iterable[Document]) -> dict[int, Recall]:
    """The documents that an event recalls, by their ids: those on the events it answers. The
    newest such event counts, and a file in such a file goes with it."""
    found: dict[str, Recall] = {}
    shown: dict[str, set[str]] = {}
    for event in history.events:
        line = history.line(event)
        shown[line] = {paper.document for paper in event.papers if paper.document}
        if event.kind == "recalled":
            recall = Recall(event.act_day, str(event.detail("what") or ""), event.id)
            found |= {history.first.get(name, name): recall for name in event.of or ()}
    listed = sorted(documents, key=lambda document: document.id)
    recalled = {
        document.id: recall
        for line, recall in found.items()
        for document in listed
        if _on(document, line, shown.get(line, set()), history.first)
    }
    for document in listed:  # a file stands before those that were in it
        if document.within in recalled:
            recalled.setdefault(document.id, recalled[document.within])
    return recalled


def recalls_among(session: Session, documents: Collection[Document]) -> dict[int, Recall]:
    """Those of these documents, of whatever requests, that were recalled; they have come through
    `visible`. At most three queries."""
    mine = {document.request_id for document in documents}
    wanted = select(Event.request_id).where(Event.request_id.in_(mine), Event.facts.like(MARK))
    found: dict[int, Recall] = {}
    if with_recalls := set(session.scalars(wanted.distinct())):
        for id_, history in histories(session, with_recalls).items():
            found |= recalls(history, [each for each in documents if each.request_id == id_])
    return found


def _on(document: Document, line: str, papers: set[str], first: Mapping[str, str]) -> bool:
    """Whether a document is on an event of that line, or is one of its papers."""
    event = document.event
    return document.sha256 in papers or (event is not None and first.get(event, event) == line)
