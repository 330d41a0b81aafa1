"""Rows to a file: separated values, or an .xlsx workbook, a row at a time and never all at once."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from foil.sheets.bounds import TEXT
from foil.sheets.guard import guarded

Value = str | int | date | None
DAY_FORMAT = "yyyy-mm-dd"
WIDE = 40  # characters, of columns that hold text; days and numbers get 14


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to write. `wide` names the columns that hold long text."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]
    wide: frozenset[str] = frozenset()


def write_csv(file: IO[bytes], page: Page) -> None:
    """The page as UTF-8 with its mark, so that Excel reads it right, days as 2026-11-22."""
    file.write("\ufeff".encode())
    out = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(out)
    writer.writerow(page.headers)
    for row in page.rows:
        writer.writerow([_text(value) for value in row])
    out.detach()


def write_xlsx(file: IO[bytes], pages: Sequence[Page]) -> None:
    """The pages as a workbook: headers that stay in sight, days as days."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.freeze_panes = "A2"
        for n, header in enumerate(page.headers, 1):
            sheet.column_dimensions[get_column_letter(n)].width = (
                WIDE if header in page.wide else 14
            )
        heads = [WriteOnlyCell(sheet, header) for header in page.headers]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        for row in page.rows:
            sheet.append([_cell(sheet, value, WriteOnlyCell) for value in row])
    book.save(file)


def _cell(sheet: object, value: Value, make: type) -> object:
    if isinstance(value, date):
        cell = make(sheet, value)
        cell.number_format = DAY_FORMAT
        return cell
    return guarded(value)[:TEXT] if isinstance(value, str) else value


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else guarded(str(value))[:TEXT]
