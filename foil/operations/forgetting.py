"""Files of requests that are disposed of: each in the journal by its SHA-256, and what was made of
those that no document names any more taken out with them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.model.tables import (
    Content,
    ContentFinding,
    Document,
    Member,
    Mention,
    Page,
    Person,
    Request,
)
from foil.operations.journal import Line, note_files

WHAT = "document disposed of"


def note_disposal(
    person: Person, session: Session, ids: Sequence[int], *, now: datetime
) -> set[str]:
    """Write that every file of these requests goes; their sums."""
    gone: set[str] = set()
    for request in session.scalars(select(Request).where(Request.id.in_(ids))).all():
        wanted = select(Document.sha256).where(Document.request_id == request.id)
        sums = session.scalars(wanted.order_by(Document.id)).all()
        note_files(person, session, request, [Line(WHAT, each) for each in sums], now=now)
        gone.update(sums)
    return gone


def forget(session: Session, sums: set[str]) -> None:
    """Take out what was made of those of these files that no document names, and that lie in no
    file which stays."""
    named = set(session.scalars(select(Document.sha256).where(Document.sha256.in_(sums))))
    unnamed = sums - named
    outside = select(Member.sha256).where(
        Member.sha256.in_(unnamed), Member.container.not_in(unnamed)
    )
    unnamed -= set(session.scalars(outside))
    if not unnamed:
        return
    pages = select(Page.id).where(Page.sha256.in_(unnamed))
    session.execute(delete(Mention).where(Mention.page_id.in_(pages)))
    session.execute(delete(Member).where(Member.container.in_(unnamed)))
    for table in (ContentFinding, Page, Content):
        session.execute(delete(table).where(table.sha256.in_(unnamed)))
