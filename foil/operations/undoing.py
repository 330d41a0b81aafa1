"""Undoing an import, whole; forgetting a sheet never saved; noticing one whose desk was killed."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.insight.sheets import find_import, requests_of
from foil.model.tables import (
    Feed,
    Handed,
    Journal,
    Lease,
    Letter,
    Matter,
    MatterMember,
    Person,
    Request,
    SheetImport,
    SheetRow,
)
from foil.operations.disposal import dispose
from foil.operations.imports import MATTERS, NOT_READ, lease_of, let_go

CHANGED = "{} has been worked on since, so the import is not undone; mend those requests instead."
STOPPED = "The desk was closed while it was at this sheet. Nothing of it was saved: bring it again."


def undo(person: Person, session: Session, import_id: int, *, now: datetime) -> list[str]:
    """Take every request of the import out again, and the matters it opened; their numbers.

    Raises NotFound, and Refused where something was done with one of them since.
    """
    sheet = find_import(person, session, import_id)
    if sheet.state != "done":
        raise Refused(NOT_READ)
    if changed := worked_on(session, sheet):
        raise Refused(CHANGED.format(", ".join(changed[:5])))
    ids = [id_ for id_ in session.scalars(requests_of(sheet)) if id_ is not None]
    numbers = dispose(person, session, ids, f"import {sheet.id} undone", now=now)
    _close_matters(session, json.loads(sheet.headings).get(MATTERS, []))
    sheet = session.get_one(SheetImport, import_id)
    sheet.state, sheet.undone_at = "undone", now
    session.execute(delete(SheetRow).where(SheetRow.import_id == import_id))
    return numbers


def drop(person: Person, session: Session, import_id: int) -> None:
    """Forget a sheet of which nothing was saved. Raises NotFound, Refused."""
    sheet = find_import(person, session, import_id)
    if sheet.state not in ("read", "failed"):
        raise Refused(NOT_READ)
    session.execute(delete(SheetRow).where(SheetRow.import_id == import_id))
    session.delete(sheet)


def stopped(session: Session, sheet: SheetImport, now: datetime) -> bool:
    """Whether the reading or the save was killed: nobody holds it any more."""
    lease = session.get(Lease, lease_of(sheet.id))
    return sheet.state in ("reading", "saving") and (lease is None or lease.until <= now)


def give_up(person: Person, session: Session, import_id: int, *, now: datetime) -> None:
    """Note that a reading or a save was killed, so that nothing waits for it."""
    sheet = find_import(person, session, import_id)
    if stopped(session, sheet, now):
        session.execute(delete(SheetRow).where(SheetRow.import_id == import_id))
        sheet.state, sheet.says = "failed", STOPPED
        let_go(session, import_id)


def worked_on(session: Session, sheet: SheetImport) -> list[str]:
    """The import's requests with which something was done since it was saved, by number."""
    wanted = select(Request.number, Request.id).where(Request.id.in_(requests_of(sheet)))
    mine = dict(session.execute(wanted).all())
    lines = select(Journal.line).where(Journal.n > (sheet.journal_n or 0)).order_by(Journal.n)
    found = {json.loads(line)["request"] for line in session.scalars(lines)}
    letters = select(Letter.request_id).where(Letter.request_id.in_(requests_of(sheet)))
    drafted = set(session.scalars(letters))
    return [number for number, id_ in mine.items() if number in found or id_ in drafted]


def _close_matters(session: Session, ids: Sequence[int]) -> None:
    """Take away the matters the import opened that nothing else belongs to now."""
    used = select(Request.matter_id).where(Request.matter_id.is_not(None))
    empty = select(Matter.id).where(Matter.id.in_(ids), Matter.id.not_in(used))
    gone = list(session.scalars(empty))
    session.execute(delete(MatterMember).where(MatterMember.matter_id.in_(gone)))
    session.execute(delete(Feed).where(Feed.matter_id.in_(gone)))
    session.execute(delete(Handed).where(Handed.matter_id.in_(gone)))
    session.execute(delete(Matter).where(Matter.id.in_(gone)))
