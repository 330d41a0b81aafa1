"""Bringing in a sheet: read row by row, shown, then saved whole or not at all, and undone whole.

All its requests are saved in one transaction. Batches would let other saves pass between them, but
a desk killed between two would be left with half a sheet for somebody to clear up; and the one
save is short, since everything was read, resolved and checked before it began, and clocks are
counted after it, in batches, as after any change of rules.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from foil.catalog.directory import SHIPPED, Directory
from foil.errors import BadInput, FoilError, Refused
from foil.insight.directory import directory
from foil.insight.sheets import counts, find_import
from foil.model.database import Database
from foil.model.tables import (
    Person,
    SheetImport,
    SheetRow,
)
from foil.newyork import day_of
from foil.operations import leases
from foil.operations.entering import Entering
from foil.operations.file_names import tidy_name
from foil.operations.journal import last_line
from foil.operations.placing import Places, places, ready
from foil.operations.recount import recount_all
from foil.sheets import book, files
from foil.sheets.cells import Sheet
from foil.sheets.dates import Order
from foil.sheets.told import Line, Reading, unpacked

AT_ONCE = 250  # rows between two words of progress
LASTS = timedelta(minutes=10)
"""How long a reading or a save may be silent before it is taken for killed."""

SOURCE = "{}, row {}"
MATTERS = "matters"

NO_ROW = "No row of it can be brought in; mend the sheet and bring it again."
NOT_READ = "This sheet has been saved or undone already; look at it anew."


@dataclass(frozen=True)
class Brought:
    """A file somebody brings: where it lies now, and its own name."""

    path: Path
    name: str


def receive(
    person: Person, session: Session, brought: Sequence[Brought], *, now: datetime
) -> SheetImport:
    """Note that a sheet was brought, before it is read. `brought` is one file, or our own two."""
    digest, size = hashlib.sha256(), 0
    for each in brought:
        digest.update(each.path.read_bytes())
        size += each.path.stat().st_size
    names = " and ".join(tidy_name(each.name) for each in brought)
    found = SheetImport(
        name=names[:255], sha256=digest.hexdigest(), size=size, state="reading",
        made_at=now, made_by=person.id,
    )  # fmt: skip
    session.add(found)
    session.flush()
    _hold(session, found.id, now)
    return found


def reading_of(
    brought: Sequence[Brought],
    today: date,
    order: Order | None,
    directory: Directory = SHIPPED,
) -> Reading:
    """What the files say, row by row, to agencies of the directory. Raises BadInput."""
    sheets: list[Sheet] = []
    for each in brought:
        sheets += files.read(each.path)
    return book.reading(sheets, today, order, directory)


def settled(line: Line, where: Places) -> Line:
    """The row as it would be entered here, or why it cannot be."""
    if line.told is None:
        return line
    try:
        return replace(line, told=ready(line.told, where))
    except BadInput as error:
        said = str(error).rstrip(".")
        return replace(line, told=None, problem=f"{said[:1].upper()}{said[1:]}.")


def read(
    database: Database,
    person: Person,
    import_id: int,
    brought: Sequence[Brought],
    *,
    order: Order | None,
    now: Callable[[], datetime],
) -> None:
    """Read the sheet and keep what was read of each row, to be looked at; progress as it goes.

    `order` is what somebody said of dates like 3/4/26. Trouble is kept as the import's own word,
    never half a reading.
    """
    try:
        with database.reading() as session:
            where, known = places(person, session), directory(session)
        reading = reading_of(brought, day_of(now()), order, known)
        _keep_rows(database, import_id, reading, where, now)
    except FoilError as error:
        _failed(database, import_id, str(error))
    except Exception:
        _failed(database, import_id, "The desk could not read this sheet; it has written down why.")
        raise


def save(
    database: Database, person: Person, import_id: int, *, now: Callable[[], datetime]
) -> None:
    """Enter every row that was read, in one save, then have their clocks counted.

    Raises nothing that a person can mend: it is kept as the import's own word.
    """
    try:
        with database.writing() as session:
            sheet = session.get_one(SheetImport, import_id)
            entering = Entering(person, session, now=now())
            for rows in _good_rows(session, import_id):
                told = [(unpacked(row.told), SOURCE.format(sheet.name, row.n)) for row in rows]
                ids = entering.enter(told)
                pairs = zip(rows, ids, strict=True)
                session.execute(
                    update(SheetRow),
                    [
                        {"import_id": import_id, "n": row.n, "request_id": id_, "told": ""}
                        for row, id_ in pairs
                    ],
                )
            headings = json.loads(sheet.headings)
            sheet.headings = json.dumps({**headings, MATTERS: entering.opened})
            sheet.journal_n, sheet.saved_at, sheet.state = last_line(session), now(), "done"
            let_go(session, import_id)
    except FoilError as error:
        _failed(database, import_id, str(error))
        return
    except Exception:
        _failed(database, import_id, "The desk could not save this sheet; nothing of it was kept.")
        raise
    recount_all(database, now)


def confirm(person: Person, session: Session, import_id: int, *, now: datetime) -> SheetImport:
    """Say that what was read is to be saved. Raises NotFound, Refused, BadInput for no row."""
    sheet = find_import(person, session, import_id)
    if sheet.state != "read":
        raise Refused(NOT_READ)
    if not counts(session, sheet).good:
        raise BadInput(NO_ROW)
    sheet.state = "saving"
    _hold(session, sheet.id, now)
    return sheet


def _keep_rows(
    database: Database,
    import_id: int,
    reading: Reading,
    where: Places,
    now: Callable[[], datetime],
) -> None:
    headings = {
        "headings": [[each.column, each.said, each.field] for each in reading.headings],
        "notes": list(reading.notes),
    }
    with database.writing() as session:
        sheet = session.get_one(SheetImport, import_id)
        sheet.total, sheet.headings = reading.total, json.dumps(headings)
    lines = iter(reading.lines)
    while some := list(islice(lines, AT_ONCE)):
        rows = [_row(import_id, settled(line, where)) for line in some]
        with database.writing() as session:
            session.execute(insert(SheetRow), rows)
            sheet = session.get_one(SheetImport, import_id)
            sheet.counted += len(rows)
            _hold(session, import_id, now())
    with database.writing() as session:
        session.get_one(SheetImport, import_id).state = "read"
        let_go(session, import_id)


def _row(import_id: int, line: Line) -> dict[str, object]:
    told = line.told.packed() if line.told else ""
    cells = json.dumps(line.cells, ensure_ascii=False)
    said = {"cells": cells, "told": told, "problem": line.problem}
    return {"import_id": import_id, "n": line.n, **said}


def _good_rows(session: Session, import_id: int) -> Iterator[Sequence[SheetRow]]:
    after = -1
    while True:
        wanted = select(SheetRow).where(
            SheetRow.import_id == import_id, SheetRow.problem == "", SheetRow.n > after
        )
        rows = session.scalars(wanted.order_by(SheetRow.n).limit(AT_ONCE)).all()
        if not rows:
            return
        after = rows[-1].n
        yield rows
        for row in rows:
            session.expunge(row)


def _failed(database: Database, import_id: int, says: str) -> None:
    with database.writing() as session:
        session.execute(delete(SheetRow).where(SheetRow.import_id == import_id))
        sheet = session.get_one(SheetImport, import_id)
        sheet.state, sheet.says = "failed", says
        let_go(session, import_id)


def lease_of(import_id: int) -> str:
    """The name under which a sheet is held while it is read or saved."""
    return f"sheet {import_id}"


def _hold(session: Session, import_id: int, now: datetime) -> None:
    leases.take(session, lease_of(import_id), lease_of(import_id), now=now, lasts=LASTS)


def let_go(session: Session, import_id: int) -> None:
    """Hold the sheet no longer."""
    leases.release(session, lease_of(import_id), lease_of(import_id))
