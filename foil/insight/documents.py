"""The list of documents: every file that came or that we made and sent, newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.lines import Named, Section
from foil.insight.reading_state import UNKNOWN, Reading, readings
from foil.insight.recalled import Recall, recalls_among
from foil.insight.requests import escaped, sought
from foil.insight.scope import View
from foil.model.tables import Document, Person, Request

BROUGHT_BY = select(Person.name).where(Person.id == Document.brought_by).scalar_subquery()


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list. `words` are looked for in the file’s name, its SHA-256 and the
    request; `unfiled` keeps to files that nobody has said what they are."""

    words: str = ""
    agency: str = ""
    unfiled: bool = False


@dataclass(frozen=True)
class Filed:
    """A document, its request, who brought it, that its agency recalled it, if it did, and how far
    the reading of it is."""

    document: Document
    request: Named
    brought_by: str
    recalled: Recall | None = None
    reading: Reading = UNKNOWN


def documents(
    person: Person,
    session: Session,
    wanted: Wanted,
    *,
    limit: int | None = 20,
    now: datetime | None = None,
) -> Section[Filed]:
    """The documents `person` may see, as wanted, newest first; `limit` None for all. How
    long the reading of one will take is told as of `now`."""
    view = View(person=person, basis=basis(session), limit=limit)
    statement = select(Document, Request, BROUGHT_BY).join(
        Request, Request.id == Document.request_id
    )
    if wanted.agency:
        statement = statement.where(Request.agency == wanted.agency)
    if wanted.unfiled:
        statement = statement.where(Document.unfiled)
    for word in sought(wanted.words):
        like = {"other": f"%{escaped(word)}%", "escape": "\\"}
        texts = (Document.name, Document.source, Request.number, Request.working_title)
        starts = Document.sha256.startswith(word.lower(), autoescape=True)
        statement = statement.where(or_(*(text.ilike(**like) for text in texts), starts))
    found, total = view.page(session, statement, Document.brought_at.desc(), Document.id.desc())
    rows = [(document, view.named(request), name or "") for document, request, name in found]
    recalled = recalls_among(session, [document for document, *_ in rows])
    states = readings(session, [document.sha256 for document, *_ in rows], now)
    filed = (
        Filed(*row, recalled.get(row[0].id), states.get(row[0].sha256, UNKNOWN)) for row in rows
    )
    return Section(tuple(filed), total)
