"""How large a sheet may be, whichever way it was written."""

from collections.abc import Iterable, Iterator

from foil.errors import BadInput
from foil.sheets.cells import Cell, Row

ROWS = 20_000
COLUMNS = 200
CELLS = 1_000_000
TEXT = 32_767
"""Characters of one cell, as many as Excel takes."""

TOO_MANY_ROWS = f"A sheet may have {ROWS:,} rows; split it and bring the parts one by one."
TOO_MANY_COLUMNS = (
    f"Row {{}} has more than {COLUMNS} columns; take out those that are not about requests."
)
TOO_MANY_CELLS = f"A sheet may have {CELLS:,} filled cells; split it and bring the parts."
TOO_LONG = f"A cell in row {{}} has more than {TEXT:,} characters; shorten it."


def bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that hold anything, each without empty cells at its end.

    Raises BadInput where there are more than a sheet may have.
    """
    kept = cells = 0
    for n, row in rows:
        found = _trimmed(row)
        if not found:
            continue
        kept, cells = kept + 1, cells + len(found)
        if kept > ROWS + 1:  # and its headers
            raise BadInput(TOO_MANY_ROWS)
        if len(found) > COLUMNS:
            raise BadInput(TOO_MANY_COLUMNS.format(n))
        if cells > CELLS:
            raise BadInput(TOO_MANY_CELLS)
        if any(isinstance(cell, str) and len(cell) > TEXT for cell in found):
            raise BadInput(TOO_LONG.format(n))
        yield n, found


def _trimmed(row: Iterable[Cell]) -> list[Cell]:
    found = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while found and found[-1] is None:
        found.pop()
    return found
