"""Documents: files brought to a request, put on its events, and taken out again to read.

The bytes are kept by the archive before a save begins; what is written here is that they came.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import MIB, Kept
from foil.errors import BadInput, NotFound, Refused
from foil.insight.covered import why_not
from foil.model.tables import Document, DocumentOpening, Event, Person, Request
from foil.model.visibility import find, find_request
from foil.operations import members
from foil.operations.contents import enlist
from foil.operations.file_names import tidy_name
from foil.operations.journal import note

BROUGHT, OPENED = "document brought", "copy of a document taken"
FORM_LIMIT = 100 * MIB  # bytes a form takes; `foil file` takes any size


def attach(
    person: Person,
    session: Session,
    request: Request,
    kept: Kept,
    name: str,
    *,
    now: datetime,
    route: str = "form",
    source: str = "",
    event: str | None = None,
    unfiled: bool = False,
    sealed: bool = False,
) -> Document:
    """Write that a file came to a request, or to one of its events by id.

    `route` is how ("form", "folder", "letter" …), `source` from where in words; `unfiled` leaves
    it in the request's tray until someone says what it is. Raises BadInput for an empty file.
    """
    request = find_request(session, person, request.number)
    refuse_empty(name, kept.size)
    if event is not None:
        _require_event(session, request, event)
    document = Document(
        sha256=kept.sha256,
        size=kept.size,
        type=kept.type,
        name=tidy_name(name),
        request_id=request.id,
        event=event,
        brought_at=now,
        brought_by=person.id,
        route=route,
        source=source[:300],
        unfiled=unfiled and event is None,
        sealed=sealed,
    )
    session.add(document)
    enlist(session, kept, now=now)
    note(person, session, request, BROUGHT, now=now, document=kept.sha256)
    members.lay(session, document, now=now)
    return document


def put_on_event(
    person: Person,
    session: Session,
    request: Request,
    document_id: int,
    event: str | None,
    *,
    now: datetime,
) -> Document:
    """Say what a file is: put it on an event of its request, or with none on the request itself.

    Raises NotFound where the request has no such file that `person` may see, Refused for one that
    was filed with the agency, BadInput for no such event.
    """
    document = find_of_request(person, session, request, document_id)
    if document.sealed:
        raise Refused("What went to the agency stays where it was filed.")
    if event is not None:
        _require_event(session, request, event)
    document.event, document.paper, document.unfiled = event, None, False
    note(person, session, request, "document filed", now=now, document=document.sha256)
    return document


def open_document(person: Person, session: Session, document_id: int, *, now: datetime) -> Document:
    """The document, to download, with a note of who took it. Raises NotFound, and Refused where it
    holds words under black boxes that `person` may not look at."""
    document = find_document(person, session, document_id)
    if why := why_not(person, session, document):
        raise Refused(why)
    note_opening(person, session, document, now=now)
    return document


def note_opening(person: Person, session: Session, document: Document, *, now: datetime) -> None:
    """Write that `person` took a copy, beside the document and in the office's journal."""
    session.add(DocumentOpening(document_id=document.id, person_id=person.id, at=now))
    request = session.get_one(Request, document.request_id)
    note(person, session, request, OPENED, now=now, document=document.sha256)


def find_document(person: Person, session: Session, document_id: int) -> Document:
    """The document. Raises NotFound where `person` may see none with this id."""
    says = "There is no such document that you may see; look for it among the documents."
    return find(session, select(Document).where(Document.id == document_id), person, says)


def find_of_request(
    person: Person, session: Session, request: Request, document_id: int
) -> Document:
    """The file of this request. Raises NotFound where it has none with this id that `person` may
    see."""
    document = find_document(person, session, document_id)
    if document.request_id != request.id:
        raise NotFound(f"{request.number} has no such file; look for it among the documents.")
    return document


def refuse_empty(name: str, size: int) -> None:
    """Raise BadInput for a file without a byte: something went wrong before it reached us."""
    if size == 0:
        raise BadInput(f"{tidy_name(name)} is empty, so it was not kept; bring the file again.")


def _require_event(session: Session, request: Request, event: str) -> None:
    wanted = select(Event.seq).where(Event.request_id == request.id, Event.id == event)
    if session.scalar(wanted) is None:
        raise BadInput(f"{request.number} has no event {event!r}; choose one of its timeline.")
