"""Opening a sheet somebody brought: what it is by its content, then read in a sandbox."""

from pathlib import Path
from typing import Any

from foil.errors import BadInput
from foil.sandbox import Limits, run
from foil.sheets import delimited, workbook
from foil.sheets.cells import Sheet, unpacked

MIB = 1 << 20
LARGEST = 32 * MIB  # bytes of a file; ten thousand rows of forty columns take five
LIMITS = Limits(memory=1536, seconds=120, output=96)
TOO_LARGE = "A sheet may have {} MiB; this one has {}. Split it and bring the parts one by one."
EMPTY = "The file is empty; bring the sheet again."
OLD = (
    "This is an Excel file of before 2007, or one with a password. "
    "Open it, take the password off, and save it as .xlsx or .csv."
)
NOT_A_SHEET = "This is no sheet that can be read; bring an .xlsx or a .csv."
FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"<html",
    b"<!DOC",
)


def read(path: Path) -> list[Sheet]:
    """The sheets of an .xlsx workbook, or the one of a file of separated values.

    Raises BadInput for what is none, what is too large, and what a hostile file tries.
    """
    size = path.stat().st_size
    if size == 0:
        raise BadInput(EMPTY)
    if size > LARGEST:
        raise BadInput(TOO_LARGE.format(LARGEST // MIB, size // MIB + 1))
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(OLD)
    if head.startswith(FOREIGN):
        raise BadInput(NOT_A_SHEET)
    reader = workbook.read if head.startswith(b"PK") else delimited.read
    return [_sheet(each) for each in run(reader, str(path), limits=LIMITS)]


def _sheet(told: dict[str, Any]) -> Sheet:
    rows = [(int(n), [unpacked(cell) for cell in cells]) for n, cells in told["rows"]]
    return Sheet(str(told["name"]), rows, tuple(map(str, told["notes"])))
