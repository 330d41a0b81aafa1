"""Separated values to cells, whatever wrote them: UTF-8 with or without its mark, UTF-16,
Windows-1252; commas, semicolons, tabs or bars. Called in the sandbox."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from foil.errors import BadInput
from foil.sheets.bounds import TEXT, bounded
from foil.sheets.cells import Row, packed

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
SEPARATORS = ",;\t|"
LOOKED_AT = 20  # lines, to tell the separator by
NO_TEXT = "This is no text and no workbook; bring an .xlsx or a .csv."
BROKEN = "Line {} is not as a .csv has it ({}); save the sheet anew."


def read(path: str) -> list[dict[str, object]]:
    """The file's one sheet, packed. Raises BadInput."""
    said, written = decoded(Path(path).read_bytes())
    rows = [[n, [packed(cell) for cell in row]] for n, row in bounded(_rows(said))]
    notes = [f"Its characters were read as {written}."]
    return [{"name": "", "rows": rows, "notes": notes}]


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of what it was written in. Raises BadInput where it is no text."""
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _text(content, codec), name
    if unmarked := _unmarked_utf16(content[:4000]):
        return _text(content, unmarked), "UTF-16 without its mark"
    if b"\0" in content:
        raise BadInput(NO_TEXT)
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _text(content: bytes, codec: str) -> str:
    try:
        said = content.decode(codec)
    except UnicodeDecodeError as error:
        raise BadInput(NO_TEXT) from error
    if "\0" in said:
        raise BadInput(NO_TEXT)
    return said


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 of mostly Latin letters has a zero at every second byte."""
    half = len(head) // 2
    if half > 3 and head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half > 3 and head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _rows(said: str) -> Iterator[Row]:
    csv.field_size_limit(4 * TEXT)
    reader = csv.reader(io.StringIO(said, newline=""), delimiter=separator(said))
    n = 0
    try:
        for row in reader:
            n += 1
            yield n, row
    except csv.Error as error:
        raise BadInput(BROKEN.format(reader.line_num, error)) from error


def separator(said: str) -> str:
    """What stands between the values: what splits the first lines into most columns alike."""
    lines = said.splitlines()[:LOOKED_AT]

    def columns(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
        widest = max(counts, default=0)
        return (counts.count(widest) if widest > 1 else 0, widest)

    try:
        return max(SEPARATORS, key=columns)
    except csv.Error:
        return ","
