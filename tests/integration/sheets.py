"""Sheets for the tests: written, brought in, and taken out again the way the pages do it."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select

from foil.insight.export import pages
from foil.insight.requests import Wanted
from foil.model.database import Database
from foil.model.tables import ClockRow, Person, Request, SheetImport, SheetRow
from foil.newyork import day_of
from foil.operations import imports
from foil.operations.imports import Brought
from foil.sheets.dates import Order
from foil.sheets.writing import write_csv, write_xlsx

HEADERS = (
    "Title", "Agency", "FOIL #", "Date sent", "Date received", "Date acknowledged",
    "Last date promised", "Status", "Date denied", "Date appealed", "Appeal decided", "Sued",
    "Index No.", "Owner", "Matter", "Notes",
)  # fmt: skip


def csv_of(path: Path, rows: Sequence[dict[str, object]], headers: Sequence[str] = HEADERS) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, headers)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8")
    return path


def xlsx_of(path: Path, rows: Sequence[Sequence[object]], name: str = "Requests") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def bring(
    database: Database,
    person: Person,
    now: datetime,
    *paths: Path,
    order: Order | None = None,
    save: bool = True,
) -> SheetImport:
    """A sheet brought in, and saved unless only its reading is wanted."""
    brought = [Brought(path, path.name) for path in paths]
    with database.writing() as session:
        number = imports.receive(person, session, brought, now=now).id
    imports.read(database, person, number, brought, order=order, now=lambda: now)
    if save:
        with database.writing() as session:
            imports.confirm(person, session, number, now=now)
        imports.save(database, person, number, now=lambda: now)
    with database.reading() as session:
        return session.get_one(SheetImport, number)


def rows_of(database: Database, sheet: SheetImport) -> list[SheetRow]:
    with database.reading() as session:
        wanted = select(SheetRow).where(SheetRow.import_id == sheet.id).order_by(SheetRow.n)
        return list(session.scalars(wanted))


def exported(database: Database, person: Person, now: datetime, path: Path) -> Path:
    """Everything `person` may see, as a workbook or as two files beside each other."""
    with database.reading() as session, path.open("wb") as file:
        made = pages(person, session, day_of(now), Wanted())
        if path.suffix == ".xlsx":
            write_xlsx(file, made)
            return path
        write_csv(file, made[0])
        with path.with_name("events.csv").open("wb") as events:
            write_csv(events, made[1])
    return path


Counted = dict[str, list[tuple[object, ...]]]


def clocks_by_title(database: Database) -> Counted:
    """Every clock of every request, by the request's title: what a round trip must not change."""
    columns = (
        ClockRow.id, ClockRow.kind, ClockRow.items, ClockRow.against, ClockRow.stake,
        ClockRow.arises_on, ClockRow.due, ClockRow.earliest, ClockRow.latest, ClockRow.act_on,
        ClockRow.stopped_on, ClockRow.how, ClockRow.rest,
    )  # fmt: skip
    title = Request.public_title + Request.working_title
    wanted = select(title, *columns).join(Request, Request.id == ClockRow.request_id)
    found: Counted = {}
    with database.reading() as session:
        for title, *row in session.execute(wanted.order_by(ClockRow.n)):
            found.setdefault(title, []).append(tuple(row))
    return found


def row(title: str, **cells: object) -> dict[str, object]:
    """One row, by the headers of HEADERS; `sent=` and the like are spelled out."""
    short = {
        "agency": "Agency", "number": "FOIL #", "sent": "Date sent", "received": "Date received",
        "acknowledged": "Date acknowledged", "promised": "Last date promised", "status": "Status",
        "denied": "Date denied", "appealed": "Date appealed", "decided": "Appeal decided",
        "sued": "Sued", "index": "Index No.", "owner": "Owner", "matter": "Matter",
        "notes": "Notes",
    }  # fmt: skip
    told = {short[name]: _said(value) for name, value in cells.items()}
    return {"Title": title, "Agency": "NYPD", **told}


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
