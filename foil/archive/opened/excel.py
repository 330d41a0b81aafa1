"""An Excel workbook: a sheet a page, its formulas' values; what is hidden in it is told."""

import re
import weakref
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from foil.archive.opened.office import look
from foil.archive.opened.told import CUT, LONGEST, Enclosed, Told, has_words
from foil.errors import BadInput

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BROKEN = "The workbook cannot be read: it is damaged."
LISTED = 12  # hidden rows or columns that are named one by one
ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"[^>]*>')
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
BOUND = re.compile(rb'\b(min|max)="(\d{1,5})"')
LARGEST = 256 << 20  # bytes of a sheet that are looked through for what is hidden


class Workbook:
    """A workbook. Raises BadInput where it cannot be opened."""

    type = TYPE

    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook

        self.findings: list[tuple[str, str]] = []
        self.enclosed: Sequence[Enclosed] = ()
        try:
            with zipfile.ZipFile(path) as archive:
                look(archive)
            stream = path.open("rb")  # by its name, openpyxl would want a certain ending
            weakref.finalize(self, stream.close)
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            self._sheets = book.worksheets
            with zipfile.ZipFile(path) as archive:
                for sheet in self._sheets:
                    self.findings += _hidden(sheet, archive)
        except BadInput:
            raise
        except Exception as error:  # openpyxl raises whatever a damaged part breaks
            raise BadInput(BROKEN) from error

    def __len__(self) -> int:
        return len(self._sheets)

    def page(self, number: int, *, ocr: bool = True) -> Told:
        sheet = self._sheets[number - 1]
        sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
        lines: list[str] = []
        size = 0
        for cells in sheet.iter_rows(values_only=True):
            line = "\t".join(map(_shown, cells)).rstrip("\t")
            size += len(line) + 1
            if size > LONGEST:
                why = CUT.format(f"(sheet “{sheet.title}”)")
                return Told("\n".join(lines), "text", why, label=sheet.title)
            lines.append(line)
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
        return Told(text, "text" if has_words(text) else "", label=sheet.title)

    def take(self, place: int) -> Iterator[bytes]:
        raise IndexError(place)


def _hidden(sheet: Any, archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    name = f"“{sheet.title}”"
    if sheet.sheet_state != "visible":
        yield "hidden", f"The sheet {name} is hidden."
    with archive.open(sheet._worksheet_path) as stream:  # noqa: SLF001 - its part in the file
        raw = stream.read(LARGEST)
    rows = [int(row[1]) for row in ROW.finditer(raw) if HIDDEN.search(row[0])]
    if rows:
        yield "hidden", f"On the sheet {name} {_spans('row', rows, str)} hidden."
    columns: list[int] = []
    for column in COLUMN.finditer(raw):
        bounds = {each[1]: int(each[2]) for each in BOUND.finditer(column[0])}
        if HIDDEN.search(column[0]) and b"min" in bounds:
            last = min(bounds.get(b"max", bounds[b"min"]), 16_384)
            columns += range(bounds[b"min"], last + 1)
    if columns:
        yield "hidden", f"On the sheet {name} {_spans('column', columns, _letters)} hidden."


def _spans(word: str, numbers: Sequence[int], shown: Any) -> str:
    """Such as: rows 3 to 5 and 9 are."""
    spans: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    said = [
        shown(first) if first == last else f"{shown(first)} to {shown(last)}"
        for first, last in spans[:LISTED]
    ]
    if len(spans) > LISTED:
        said.append("more")
    if len(numbers) == 1:
        return f"{word} {said[0]} is"
    return f"{word}s {', '.join(said[:-1])}{' and ' if said[:-1] else ''}{said[-1]} are"


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def _shown(value: object) -> str:
    """A cell's value as a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            day = value.date().isoformat()
            return day if value.time() == time() else f"{day} {value.time():%H:%M}"
        case date():
            return value.isoformat()
        case float():
            return f"{value:.10g}" if abs(value) < 1e9 else f"{value:.2f}"
    return " ".join(str(value).split())
