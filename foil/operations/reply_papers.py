"""A reply's papers: the message or letter as it came, and each file that hangs on it, written down
as documents of its request, once each. What belongs to a reply is not in the tray of loose files:
the reply itself is not filed yet."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.errors import BadInput, Refused
from foil.insight.covered import why_not_arrival
from foil.model.tables import Arrival, Document, Person, Reply, Request
from foil.operations import members
from foil.operations.contents import enlist
from foil.operations.documents import open_document
from foil.operations.file_names import tidy_name
from foil.operations.journal import note

LONGEST = 300  # characters of where it came from
NO_REQUEST = "Say which request the reply is of; then its papers are kept with it."


def lay(session: Session, reply: Reply, *, now: datetime) -> list[Document]:
    """Write down the reply's papers with its request, those there already apart; the papers, the
    message or letter itself first.

    Whoever brought it brought them; for what came by itself that is the request's owner, and the
    route says how it came. Raises BadInput for a reply of no request.
    """
    if reply.request_id is None:
        raise BadInput(NO_REQUEST)
    request = session.get_one(Request, reply.request_id)
    arrival = session.get_one(Arrival, reply.arrival_id)
    bringer = session.get_one(Person, arrival.brought_by or request.owner_id)
    mine = select(Document).where(Document.request_id == request.id).order_by(Document.id)
    there: dict[str, Document] = {}
    for row in session.scalars(mine):
        there.setdefault(row.sha256, row)
    found = []
    for kept, name in _papers(arrival):
        document = there.get(kept.sha256)
        if document is None:
            document = _document(request, arrival, bringer, kept, name)
            session.add(document)
            enlist(session, kept, now=now)
            note(bringer, session, request, "reply brought", now=now, document=kept.sha256)
            members.lay(session, document, now=now)
            there[kept.sha256] = document
        if document not in found:
            found.append(document)
    session.flush()
    return found


def papers_of(session: Session, reply: Reply) -> list[Document]:
    """The documents that are the reply's papers, the message or letter itself first; none before it
    has a request."""
    if reply.request_id is None:
        return []
    arrival = session.get_one(Arrival, reply.arrival_id)
    order = {kept.sha256: n for n, (kept, _) in reversed(list(enumerate(_papers(arrival))))}
    wanted = select(Document).where(
        Document.request_id == reply.request_id, Document.sha256.in_(order)
    )
    first: dict[str, Document] = {}
    for row in session.scalars(wanted.order_by(Document.id)):
        first.setdefault(row.sha256, row)
    return sorted(first.values(), key=lambda row: order[row.sha256])


def open_original(person: Person, session: Session, reply: Reply, *, now: datetime) -> Arrival:
    """What came, to take a copy of; with a request, a note of who took it. Raises Refused where
    `person` may not: words under black boxes are in it."""
    arrival = session.get_one(Arrival, reply.arrival_id)
    papers = papers_of(session, reply)
    if papers:
        open_document(person, session, papers[0].id, now=now)
    elif why := why_not_arrival(person, session, arrival):
        raise Refused(why)
    return arrival


def _papers(arrival: Arrival) -> Iterator[tuple[Kept, str]]:
    yield Kept(arrival.sha256, arrival.size, arrival.type), arrival.name
    for part in json.loads(arrival.told).get("parts", ()):
        if part["paper"]:
            yield Kept(part["sha256"], part["size"], part["type"]), part["name"]


def _document(
    request: Request, arrival: Arrival, bringer: Person, kept: Kept, name: str
) -> Document:
    told = json.loads(arrival.told)
    sender = str(told.get("from", ""))
    came = " — ".join(filter(None, (arrival.source, sender and f"from {sender}")))
    return Document(
        sha256=kept.sha256,
        size=kept.size,
        type=kept.type[:120],
        name=tidy_name(name),
        request_id=request.id,
        event=None,
        brought_at=arrival.brought_at,
        brought_by=bringer.id,
        route=arrival.route,
        source=came[:LONGEST],
        unfiled=False,
        sealed=False,
    )
