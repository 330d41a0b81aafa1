"""One document's custody: how it came, where it lies, who took copies, what was made of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.insight.reading_state import UNKNOWN, Reading, readings
from foil.insight.recalled import Recall, recalls_among
from foil.model.tables import (
    Content,
    Document,
    DocumentOpening,
    Item,
    Journal,
    Page,
    Person,
    Request,
)
from foil.model.visibility import find, visible

NO_SUCH = "There is no such document that you may see; look for it among the documents."


@dataclass(frozen=True)
class Line:
    """A line of the office's journal about these bytes: its number, when, who, what, its hash."""

    n: int
    at: datetime
    by: str
    what: str
    hash: str


@dataclass(frozen=True)
class Custody:
    """All the page shows. `within` are the files it lay in, the outermost first; `holds` the
    documents that were in it; `elsewhere` other arrivals of the same bytes that the person may see,
    with their requests' numbers; `made` is how many pages are text of the file, were read from
    pictures, or hold no words."""

    document: Document
    request: Request
    brought_by: str
    within: tuple[Document, ...]
    holds: tuple[Document, ...]
    item: Item | None
    openings: tuple[tuple[datetime, str], ...]
    lines: tuple[Line, ...]
    content: Content | None
    reading: Reading
    made: dict[str, int]
    recall: Recall | None
    elsewhere: tuple[tuple[Document, str], ...]

    @property
    def event(self) -> str | None:
        """The event it lies on: its own, or that of what it came in."""
        return self.document.event or self.top.event

    @property
    def top(self) -> Document:
        """The document as it came: itself, or the outermost file it lay in."""
        return self.within[0] if self.within else self.document


def custody(person: Person, session: Session, document_id: int, now: datetime) -> Custody:
    """The custody of a document. Raises NotFound where `person` may see none with this id."""
    document = find(session, select(Document).where(Document.id == document_id), person, NO_SUCH)
    request = session.get_one(Request, document.request_id)
    within = _within(session, document)
    names = dict(session.execute(select(Person.id, Person.name)).all())
    inside = select(Document).where(Document.within == document.id).order_by(Document.id)
    top = within[0] if within else document
    states = readings(session, [document.sha256], now)
    return Custody(
        document=document,
        request=request,
        brought_by=names.get(document.brought_by, "someone"),
        within=within,
        holds=tuple(session.scalars(inside)),
        item=_item(session, document),
        openings=_openings(session, document, names),
        lines=_lines(session, document, request, names),
        content=session.get(Content, document.sha256),
        reading=states.get(document.sha256, UNKNOWN),
        made=_made(session, document),
        recall=recalls_among(session, [top]).get(top.id),
        elsewhere=_elsewhere(person, session, document),
    )


def _within(session: Session, document: Document) -> tuple[Document, ...]:
    found: list[Document] = []
    above = document.within
    while above is not None:
        found.insert(0, session.get_one(Document, above))
        above = found[0].within
    return tuple(found)


def _item(session: Session, document: Document) -> Item | None:
    if document.item is None:
        return None
    wanted = select(Item).where(Item.request_id == document.request_id)
    return session.scalars(wanted.where(Item.number == document.item)).first()


def _openings(
    session: Session, document: Document, names: dict[int, str]
) -> tuple[tuple[datetime, str], ...]:
    wanted = select(DocumentOpening).where(DocumentOpening.document_id == document.id)
    found = session.scalars(wanted.order_by(DocumentOpening.id))
    return tuple((each.at, names.get(each.person_id, "someone")) for each in found)


def _lines(
    session: Session, document: Document, request: Request, names: dict[int, str]
) -> tuple[Line, ...]:
    """The journal's lines about these bytes in this request, in their order."""
    about = f'%"document":"{document.sha256}"%'
    found = []
    for row in session.scalars(select(Journal).where(Journal.line.like(about)).order_by(Journal.n)):
        line = json.loads(row.line)
        if line["request"] == request.number:
            by = names.get(line["by"], "someone")
            at = datetime.fromisoformat(line["at"])
            found.append(Line(row.n, at, by, line["what"], row.hash))
    return tuple(found)


def _made(session: Session, document: Document) -> dict[str, int]:
    counted = select(Page.by, func.count()).where(Page.sha256 == document.sha256)
    return {by: count for by, count in session.execute(counted.group_by(Page.by))}  # noqa: C416


def _elsewhere(
    person: Person, session: Session, document: Document
) -> tuple[tuple[Document, str], ...]:
    wanted = (
        select(Document, Request.number)
        .join(Request, Document.request_id == Request.id)
        .where(Document.sha256 == document.sha256, Document.id != document.id)
        .order_by(Document.id)
    )
    rows: Sequence[tuple[Document, str]] = [
        (row[0], row[1]) for row in session.execute(visible(wanted, person))
    ]
    return tuple(rows)
