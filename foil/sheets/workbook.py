"""An .xlsx workbook to cells, by openpyxl. Called in the sandbox, after a look at its parts: what
they unpack to is known before any of it is parsed."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from foil.errors import BadInput
from foil.sheets.bounds import bounded
from foil.sheets.cells import Cell, Row, Unread, packed

MIB = 1 << 20
PARTS = 2_000
SHEETS = 20
UNPACKED = 256 * MIB
RATIO = 250  # to 1; a sheet of ten thousand rows alike packs to about a fortieth
SMALL = 4 * MIB  # what unpacks to less is harmless, however well it was packed
MERGES = 20_000
PIECE = MIB

NO_WORKBOOK = "This is no Excel workbook, or a damaged one; save it anew as .xlsx."
BOMB = "The workbook unpacks to far more than a sheet holds, so it was not opened."
LINKED = (
    "The workbook takes values from other files. Break its links (in Excel: Data, Edit Links), "
    "save it, and bring it again."
)
DECLARED = (
    "The workbook declares things a sheet does not need (a document type), so it was not read."
)
MANY_SHEETS = f"The workbook has more than {SHEETS} sheets; take out those not about requests."
NOT_COUNTED = "holds the formula {} without its result; open the sheet in Excel and save it"
ERROR = "holds the error {}"
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


def read(path: str) -> list[dict[str, object]]:
    """The workbook's visible sheets, packed. Raises BadInput."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    look(path)
    how = {"read_only": True, "keep_links": False}
    content = Path(path).read_bytes()  # a file goes by its content here, not by its name's ending
    try:
        values = load_workbook(BytesIO(content), data_only=True, **how)
        written = load_workbook(BytesIO(content), data_only=False, **how)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise BadInput(NO_WORKBOOK) from error
    if len(values.worksheets) > SHEETS:
        raise BadInput(MANY_SHEETS)
    sheets = []
    with ZipFile(path) as parts:
        for counted, told in zip(values.worksheets, written.worksheets, strict=True):
            if counted.sheet_state == "visible":
                raw = parts.read(counted._worksheet_path)  # noqa: SLF001 - its part in the file
                sheets.append(_sheet(counted, told if b"<f" in raw else None, raw))
    return sheets


def look(path: str) -> None:
    """Look at the parts of a workbook before any is parsed. Raises BadInput for a hostile one."""
    try:
        with ZipFile(path) as parts:
            infos = parts.infolist()
            names = {info.filename for info in infos}
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise BadInput(NO_WORKBOOK)
            if any(name.startswith("xl/externalLinks/") for name in names):
                raise BadInput(LINKED)
            size, packed_size = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
            much = size > SMALL and size > RATIO * max(packed_size, 1)
            if len(infos) > PARTS or len(names) < len(infos) or size > UNPACKED or much:
                raise BadInput(BOMB)
            for info in infos:
                _look_inside(parts, info)
    except (BadZipFile, zipfile.LargeZipFile, EOFError, RuntimeError) as error:
        raise BadInput(NO_WORKBOOK) from error


def _look_inside(parts: ZipFile, info: zipfile.ZipInfo) -> None:
    """One part: no larger than it says, and without a document type that could name entities."""
    unpacked = 0
    xml = info.filename.endswith((".xml", ".rels"))
    with parts.open(info) as part:
        while piece := part.read(PIECE):
            if xml and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
                raise BadInput(DECLARED)
            unpacked += len(piece)
            if unpacked > info.file_size:
                raise BadInput(BOMB)


def _sheet(values: Any, written: Any | None, raw: bytes) -> dict[str, object]:
    notes = []
    rows = _rows(values, written)
    if merges := _merges(raw):
        rows = _filled(rows, merges)
        notes.append("Cells merged over several rows were read as standing in each of them.")
    if written is not None:
        notes.append("Formulas were read by the results saved with them.")
    packed_rows = [[n, [packed(cell) for cell in row]] for n, row in bounded(rows)]
    return {"name": values.title, "rows": packed_rows, "notes": notes}


def _rows(values: Any, written: Any | None) -> Iterator[Row]:
    values.reset_dimensions()  # what it claims to span is not believed
    if written is None:
        for n, row in enumerate(values.iter_rows(values_only=True), 1):
            yield n, [_cell(value) for value in row]
        return
    written.reset_dimensions()
    both = zip(values.iter_rows(values_only=True), written.iter_rows(values_only=True), strict=True)
    for n, (row, told) in enumerate(both, 1):
        yield n, [_counted(*pair) for pair in zip(row, told, strict=True)]


def _counted(value: object, written: object) -> Cell:
    formula = written if isinstance(written, str) else getattr(written, "text", "")
    if value is None and isinstance(formula, str) and formula.startswith("="):
        return Unread(NOT_COUNTED.format(formula[:60]))
    return _cell(value)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    said = str(value)
    if said.startswith("#") and said in ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!"):
        return Unread(ERROR.format(said))
    return said


def _merges(raw: bytes) -> list[tuple[int, int, int, int]]:
    """Ranges merged over more than one row: first row, last row, first and last column from 0."""
    from openpyxl.utils import column_index_from_string as index

    found = []
    for left, top, right, bottom in MERGED.findall(raw):
        if top != bottom:
            columns = index(left.decode()) - 1, index(right.decode()) - 1
            found.append((int(top), int(bottom), *columns))
        if len(found) > MERGES:
            raise BadInput(BOMB)
    return sorted(found)


def _filled(rows: Iterable[Row], merges: Sequence[tuple[int, int, int, int]]) -> Iterator[Row]:
    """The rows, what stands in a merged cell standing in each of its rows that holds more."""
    waiting = list(reversed(merges))
    open_: list[tuple[int, int, Cell]] = []  # last row, column, value
    for n, row in rows:
        cells = list(row)
        open_ = [each for each in open_ if each[0] >= n]
        if any(cell is not None for cell in cells):
            for _, column, value in open_:
                cells.extend([None] * (column + 1 - len(cells)))
                if cells[column] is None:
                    cells[column] = value
        while waiting and waiting[-1][0] <= n:
            _, bottom, left, _ = waiting.pop()
            value = cells[left] if left < len(cells) else None
            open_.append((bottom, left, value))
        yield n, cells
