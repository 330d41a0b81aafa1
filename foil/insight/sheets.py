"""Sheets somebody brought: which, how far each has come, what became of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from foil.model.tables import Person, Request, SheetImport, SheetRow
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


def rows(session: Session, sheet: SheetImport, limit: int | None) -> Sequence[SheetRow]:
    """The first rows that can be brought in."""
    return _rows(session, sheet, SheetRow.problem == "", limit)


def refused(session: Session, sheet: SheetImport, limit: int | None) -> Sequence[SheetRow]:
    """The first rows that cannot."""
    return _rows(session, sheet, SheetRow.problem != "", limit)


def _rows(
    session: Session, sheet: SheetImport, which: ColumnElement[bool], limit: int | None
) -> Sequence[SheetRow]:
    wanted = select(SheetRow).where(SheetRow.import_id == sheet.id, which)
    return session.scalars(wanted.order_by(SheetRow.n).limit(limit)).all()


@dataclass(frozen=True)
class SourceRow:
    """The row a request was taken from: its number, its sheet's name, and every cell of it."""

    n: int
    name: str
    cells: dict[str, str]


def row_of(session: Session, request: Request) -> SourceRow | None:
    """The row the request was taken from, if it came in a sheet. The request has come through
    `visible`, and whoever may see it may see what it was entered from."""
    wanted = select(SheetRow, SheetImport.name).join(
        SheetImport, SheetImport.id == SheetRow.import_id
    )
    found = session.execute(wanted.where(SheetRow.request_id == request.id)).first()
    if found is None:
        return None
    row, name = found
    return SourceRow(row.n, name, json.loads(row.cells))
