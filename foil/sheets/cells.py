"""A sheet as cells: what is left of a file once its reader has been through it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell whose value cannot be had: a formula that was never counted, or an error."""

    says: str


Cell = str | int | float | date | Unread | None
"""Text, a number, a day, or nothing."""

Row = tuple[int, Sequence[Cell]]
"""A row's own number in the sheet, from 1, and its cells from column A."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the rows that hold anything, and how it was read, in words."""

    name: str
    rows: Sequence[Row]
    notes: tuple[str, ...] = field(default=())


def packed(cell: Cell) -> object:
    """A cell as JSON keeps it."""
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return {"unread": cell.says} if isinstance(cell, Unread) else cell


def unpacked(value: Any) -> Cell:
    """A cell from JSON. Raises ValueError for what is none."""
    if isinstance(value, dict):
        if "day" in value:
            return date.fromisoformat(str(value["day"]))
        return Unread(str(value.get("unread", "")))
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError(value)


def text(cell: Cell) -> str:
    """A cell as somebody reads it: no needless decimals, days as 2026-11-22."""
    if cell is None or isinstance(cell, Unread):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
