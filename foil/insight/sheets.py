"""Sheets somebody brought: which, how far each has come, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from foil.model.tables import Person, SheetImport, SheetRow
from foil.model.visibility import find, visible


def find_import(person: Person, session: Session, import_id: int) -> SheetImport:
    """The import. Raises NotFound where `person` has brought none with this id."""
    says = "There is no such sheet that you brought; look for it under Import a sheet."
    return find(session, select(SheetImport).where(SheetImport.id == import_id), person, says)


@dataclass(frozen=True)
class Counts:
    """How many rows can be brought in and how many are refused."""

    good: int
    refused: int


def counts(session: Session, sheet: SheetImport) -> Counts:
    """How many of the import's rows were read, and refused."""
    refused = func.sum(case((SheetRow.problem == "", 0), else_=1))
    wanted = select(func.count(), refused).where(SheetRow.import_id == sheet.id)
    rows, bad = session.execute(wanted).one()
    return Counts(rows - (bad or 0), bad or 0)


def imports(person: Person, session: Session, limit: int = 20) -> Sequence[SheetImport]:
    """The sheets `person` has brought, the newest first."""
    wanted = visible(select(SheetImport), person).order_by(SheetImport.id.desc()).limit(limit)
    return session.scalars(wanted).all()


def requests_of(sheet: SheetImport) -> Select[int | None]:
    """The ids of the requests the import made, as a statement."""
    return select(SheetRow.request_id).where(
        SheetRow.import_id == sheet.id, SheetRow.request_id.is_not(None)
    )
