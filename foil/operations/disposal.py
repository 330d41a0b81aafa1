"""Taking requests out of the record on purpose: everything of theirs goes, the journal's line that
says so stays, and their numbers are never given again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Table, delete, exists, insert, select, update
from sqlalchemy.orm import Session, aliased

from foil.model.tables import (
    Arrival,
    Base,
    Disposal,
    LetterSending,
    Person,
    Reference,
    Reply,
    Request,
    RequestReference,
    SheetRow,
)
from foil.operations.forgetting import forget, note_disposal
from foil.operations.invitations import end_dates
from foil.operations.journal import note_all

WHAT = "disposed of"
AT_ONCE = 500
KEPT = frozenset({SheetRow.__tablename__})
"""Rows that only lose sight of the request."""


def dispose(
    person: Person, session: Session, ids: Iterable[int], why: str, *, now: datetime
) -> list[str]:
    """Take out the requests of these ids; their numbers. Who may, is for the caller to say.

    Their files stay among the documents' bytes until nothing names them.
    """
    session.flush()
    numbers: list[str] = []
    for some in _some(sorted(ids)):
        wanted = select(Request.number, Request.head_hash, Request.head_seq)
        found = session.execute(wanted.where(Request.id.in_(some)).order_by(Request.id))
        heads = [(number, head, seq) for number, head, seq in found]
        note_all(person, session, heads, WHAT, now=now)
        rows = [{"number": n, "why": why, "at": now, "by": person.id} for n, _, _ in heads]
        session.execute(insert(Disposal), rows)
        files = note_disposal(person, session, some, now=now)
        end_dates(session, some, now=now)
        session.flush()
        came = _arrivals(session, some)
        _take_out(session, some)
        _take_out_arrivals(session, came)
        forget(session, files)
        numbers += [number for number, _, _ in heads]
    unused = ~exists().where(RequestReference.reference_id == Reference.id)
    session.execute(delete(Reference).where(unused))
    session.expire_all()
    return numbers


def _take_out(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(SheetRow).where(SheetRow.request_id.in_(ids)).values(request_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in KEPT:
            continue
        for condition in _theirs(table, ids):
            session.execute(delete(table).where(condition))
    session.execute(delete(Request).where(Request.id.in_(ids)))


def _arrivals(session: Session, ids: Sequence[int]) -> set[int]:
    """What came for these requests: the arrivals of their replies, and the copies of those."""
    theirs = select(Reply.arrival_id).where(Reply.request_id.in_(ids))
    copies = select(Arrival.id).where(Arrival.same_as.in_(theirs))
    return {*session.scalars(theirs), *session.scalars(copies)}


def _take_out_arrivals(session: Session, ids: set[int]) -> None:
    """Take out those of these arrivals that no reply is on any more, and the mailboxes and zips
    that nothing else came in."""
    other, sent = aliased(Arrival), LetterSending.arrival_id
    while ids:
        free = session.execute(
            select(Arrival.id, Arrival.within).where(
                Arrival.id.in_(ids),
                ~exists().where(Reply.arrival_id == Arrival.id),
                ~exists().where(other.within == Arrival.id),
                ~exists().where(other.same_as == Arrival.id, other.id.not_in(ids)),
                ~exists().where(sent == Arrival.id),
            )
        ).all()
        gone = [id_ for id_, _ in free]
        session.execute(update(Arrival).where(Arrival.id.in_(gone)).values(same_as=None))
        session.execute(delete(Arrival).where(Arrival.id.in_(gone)))
        ids = {within for _, within in free if within is not None}


def _theirs(table: Table, ids: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    """The rows of a table that hang on these requests, or on what hangs on them."""
    for column in table.columns:
        for key in column.foreign_keys:
            parent = key.column.table
            if parent.name == Request.__tablename__:
                yield column.in_(ids)
            elif (own := _request_of(parent)) is not None:
                yield column.in_(select(key.column).where(own.in_(ids)))


def _request_of(table: Table) -> Column[int] | None:
    """The column of a table that names its request, where it has one."""
    for column in table.columns:
        if any(key.column.table.name == Request.__tablename__ for key in column.foreign_keys):
            return column
    return None


def _some(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
