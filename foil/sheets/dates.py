"""Dates as sheets have them. What one cell leaves open (3/4/26) its whole column decides, and then
the other columns of days; what they leave open too is refused, never guessed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from foil.newyork import day_of
from foil.sheets.cells import Cell, Unread, letters, text

Order = Literal["month first", "day first", "year first"]
ORDERS: tuple[Order, ...] = ("month first", "day first", "year first")
CHOICES: tuple[Order, ...] = ("month first", "day first")
"""What a person may say of dates like 3/4/26."""

SERIAL_ZERO = date(1899, 12, 30)  # Excel's day 0, its imagined February 29, 1900 allowed for
FIRST = date(1974, 9, 1)  # the Freedom of Information Law took effect
YEARS_AHEAD = 10
NOT_KNOWN = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "?",
        "n/a",
        "na",
        "none",
        "null",
        "nan",
        "tbd",
        "unknown",
        "not known",
        "no",
    }
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})([T ]\d{2}:\d{2}.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_PLACES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_TIME = re.compile(r"[ ,]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*([ap]\.?m\.?)?$", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.IGNORECASE
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")

NOT_A_DATE = "“{}” is not a date"
OPEN = "“{}” may be {} or {}, and no other date of the sheet says which"
FAR = "{} cannot be: it is not between {} and {}"


@dataclass(frozen=True, slots=True)
class Read:
    """One cell as it was read: its day, None where it says none is known; `how` where that is
    not plain; `problem` why it could not be read."""

    said: str
    day: date | None = None
    how: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A date of three numbers, with the day each order makes of it."""

    said: str
    days: Mapping[Order, date]


def days(
    columns: Mapping[int, Sequence[Cell]], today: date, order: Order | None = None
) -> dict[int, list[Read]]:
    """Every cell of the columns that hold days, by the column's place, counted from 0.

    `order`, where somebody has said it, decides dates like 3/4/26.
    """
    last = date(today.year + YEARS_AHEAD, 12, 31)
    parsed = {place: [_parse(cell, last) for cell in cells] for place, cells in columns.items()}
    own = {place: _orders(cells) for place, cells in parsed.items()}
    shared = _agreed(own.values())
    found = {}
    for place, cells in parsed.items():
        decided, why = _decide(order, own[place], shared, place)
        read = [_settle(each, decided, why) for each in cells]
        found[place] = [_bounded(each, last) for each in read]
    return found


def _parse(cell: Cell, last: date) -> Read | _Numbers:
    if isinstance(cell, Unread):
        return Read("", problem=cell.says)
    if isinstance(cell, date):
        return Read(cell.isoformat(), cell)
    if isinstance(cell, int | float):
        return _serial(text(cell), float(cell))
    said = text(cell)
    if said.casefold() in NOT_KNOWN:
        return Read(said)
    plain = _TIME.sub("", _WEEKDAY.sub("", said)) if not _ISO.fullmatch(said) else said
    for pattern, make in _SPELLED:
        if found := pattern.fullmatch(plain):
            return make(said, found)
    if found := _PLACES.fullmatch(plain):
        numbers = _Numbers(said, dict(_readings(found[1], found[3], found[4], last)))
        return numbers if numbers.days else Read(said, problem=NOT_A_DATE.format(said[:60]))
    if _SERIAL.fullmatch(plain):
        return _serial(said, float(plain))
    return Read(said, problem=NOT_A_DATE.format(said[:60]))


def _serial(said: str, number: float) -> Read:
    if not 10_000 <= number < 100_000:
        return Read(said, problem=NOT_A_DATE.format(said[:60]))
    return Read(said, SERIAL_ZERO + timedelta(days=int(number)), "as Excel counts days")


def _iso(said: str, found: re.Match[str]) -> Read:
    try:
        if found[4] and re.search(r"(Z|[+-]\d{2}:?\d{2})$", found[4]):
            return Read(said, day_of(datetime.fromisoformat(said)), "the day it was in New York")
        return Read(said, date.fromisoformat(said[:10]))
    except ValueError:
        return Read(said, problem=NOT_A_DATE.format(said[:60]))


def _spelled(said: str, year: str, month: str, day: str) -> Read:
    try:
        name = month[:3].casefold()
        number = int(month) if month.isdecimal() else MONTHS.index(name) + 1
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return Read(said, date(full, number, int(day)))
    except ValueError:
        return Read(said, problem=NOT_A_DATE.format(said[:60]))


_SPELLED: Sequence[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Read]]] = (
    (_ISO, _iso),
    (_YEAR_FIRST, lambda said, m: _spelled(said, m[1], m[2], m[3])),
    (_MONTH_DAY, lambda said, m: _spelled(said, m[3], m[1], m[2])),
    (_DAY_MONTH, lambda said, m: _spelled(said, m[3], m[2], m[1])),
)


def _readings(one: str, two: str, three: str, last: date) -> Iterator[tuple[Order, date]]:
    """The days three numbers may mean, of those that can be."""
    places = {
        "month first": (three, one, two),
        "day first": (three, two, one),
        "year first": (one, two, three),
    }
    for order in ORDERS:
        year, month, day = places[order]
        if order == "year first" and (len(three) == 4 or len(one) != 2):
            continue
        full = int(year) if len(year) == 4 else 2000 + int(year)
        try:
            found = date(full, int(month), int(day))
        except ValueError:
            continue
        if FIRST <= found <= last:
            yield order, found


def _orders(cells: Iterable[object]) -> frozenset[Order]:
    """The orders under which every date of three numbers in a column is a date; all three where
    it has none."""
    orders = frozenset(ORDERS)
    for each in cells:
        if isinstance(each, _Numbers):
            orders &= frozenset(each.days)
    return orders


def _agreed(own: Iterable[frozenset[Order]]) -> Order | None:
    """The one order that every column of days allows, if there is just one."""
    left = frozenset(ORDERS)
    for orders in own:
        left &= orders
    return next(iter(left)) if len(left) == 1 else None


def _decide(
    said: Order | None, own: frozenset[Order], shared: Order | None, place: int
) -> tuple[Order | None, str]:
    """The order in which a column's numbers stand, and how that is known."""
    if said is not None:
        return said, f"{said}, as you said"
    if len(own) == 1:
        (order,) = own
        return order, f"{order}, as column {letters(place)} shows"
    if own and shared is not None:
        return shared, f"{shared}, as the sheet’s other dates show"
    return None, ""


def _settle(each: Read | _Numbers, order: Order | None, why: str) -> Read:
    if isinstance(each, Read):
        return each
    if order is not None:
        day = each.days.get(order)
        return Read(each.said, day, why, "" if day else f"“{each.said}” is not a date, {order}")
    distinct = sorted(set(each.days.values()))
    if len(distinct) == 1:
        return Read(each.said, distinct[0], "the only date it can be")
    return Read(each.said, problem=OPEN.format(each.said, *distinct[:2]))


def _bounded(read: Read, last: date) -> Read:
    if read.day is None or FIRST <= read.day <= last:
        return read
    return Read(read.said, problem=FAR.format(read.said, FIRST.isoformat(), last.isoformat()))
