"""What an agency replaced, removed or asked back, in the journal: each file by its SHA-256."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.recalled import recalls_among
from foil.law.event import Event
from foil.model.tables import Document, Person, Request
from foil.operations.journal import Line, note_files

WHAT = {
    "replaced": "document replaced by the agency",
    "removed": "document removed by the agency",
    "return_asked": "document asked back by the agency",
}
OTHERWISE = "document recalled by the agency"


def note_recall(
    person: Person, session: Session, request: Request, event: Event, *, now: datetime
) -> None:
    """Write which files a `recalled` event is about, those within them too. They all stay."""
    session.flush()
    mine = select(Document).where(Document.request_id == request.id).order_by(Document.id)
    documents = session.scalars(mine).all()
    recalled = {
        id_ for id_, recall in recalls_among(session, documents).items() if recall.event == event.id
    }
    what = WHAT.get(str(event.detail("what") or ""), OTHERWISE)
    lines = [Line(what, each.sha256) for each in documents if each.id in recalled]
    note_files(person, session, request, lines, now=now)
