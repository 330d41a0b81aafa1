"""Dates of a sheet: each as written, with what its column and its sheet say of it."""

from datetime import date

import pytest

from foil.sheets.cells import Cell
from foil.sheets.dates import days

TODAY = date(2026, 11, 22)


def one(*cells: Cell) -> list[date | str | None]:
    """A column read: days, or the beginning of a refusal."""
    return [each.problem[:40] or each.day for each in days({0: cells}, TODAY)[0]]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-22T09:30:00", date(2026, 11, 22)),
        ("2026-11-22 03:30:00+00:00", date(2026, 11, 21)),  # still Saturday in New York
        ("2026/3/4", date(2026, 3, 4)),
        ("11/22/2026", date(2026, 11, 22)),
        ("11/22/26", date(2026, 11, 22)),
        ("11/22/2026 9:41 AM", date(2026, 11, 22)),
        ("22.11.2026", date(2026, 11, 22)),
        ("4/4/2026", date(2026, 4, 4)),
        ("Nov 22, 2026", date(2026, 11, 22)),
        ("Sunday, November 22nd, 2026", date(2026, 11, 22)),
        ("22 November 2026", date(2026, 11, 22)),
        ("22-Nov-26", date(2026, 11, 22)),
        (46348, date(2026, 11, 22)),
        (46348.75, date(2026, 11, 22)),
        ("46348", date(2026, 11, 22)),
        (date(2026, 11, 22), date(2026, 11, 22)),
        ("n/a", None),
        (" ", None),
        ("Unknown", None),
        (None, None),
    ],
)
def test_a_date_as_written(written: Cell, day: date | None) -> None:
    assert one(written) == [day]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("3/4/26", "“3/4/26” may be 2026-03-04 or 2026-04-03"),
        ("3/4/2026", "may be 2026-03-04 or 2026-04-03"),
        ("11/12/26", "may be 2011-12-26 or 2026-11-12"),
        ("26/11/22", "may be 2022-11-26 or 2026-11-22"),
        ("next week", "“next week” is not a date"),
        ("13/13/2026", "is not a date"),
        ("2026-02-30", "is not a date"),
        ("1/1/1900", "is not a date"),
        ("2146-01-01", "it is not between 1974-09-01 and 2036-12-31"),
        (12, "“12” is not a date"),
        (-1, "is not a date"),
        (1e300, "is not a date"),
        (float("nan"), "is not a date"),
    ],
)
def test_what_is_refused_says_why(written: Cell, says: str) -> None:
    (read,) = days({0: [written]}, TODAY)[0]
    assert says in read.problem
    assert read.day is None


def test_one_thirteen_in_second_place_tells_the_whole_column() -> None:
    assert one("3/4/26", "11/22/26", "") == [date(2026, 3, 4), date(2026, 11, 22), None]
    (read, _) = days({0: ["3/4/26", "11/22/26"]}, TODAY)[0]
    assert read.how == "month first, as column A shows"


def test_one_thirteen_in_first_place_tells_it_the_other_way() -> None:
    assert one("3/4/2026", "22/11/2026") == [date(2026, 4, 3), date(2026, 11, 22)]


def test_a_column_that_contradicts_itself_gives_only_what_is_sure() -> None:
    assert one("3/4/2026", "22/11/2026", "11/22/2026") == [
        "“3/4/2026” may be 2026-03-04 or 2026-04-",
        date(2026, 11, 22),
        date(2026, 11, 22),
    ]


def test_the_other_dates_of_a_sheet_tell_a_column_that_leaves_it_open() -> None:
    found = days({0: ["3/4/26"], 2: ["11/22/26"], 3: ["2026-01-02"]}, TODAY)
    assert (found[0][0].day, found[0][0].how) == (
        date(2026, 3, 4),
        "month first, as the sheet’s other dates show",
    )


def test_other_dates_that_disagree_tell_nothing() -> None:
    found = days({0: ["3/4/2026"], 1: ["22/11/2026"], 2: ["11/22/2026"]}, TODAY)
    assert found[0][0].problem
    assert found[1][0].day == found[2][0].day == date(2026, 11, 22)


def test_somebody_may_say_the_order() -> None:
    for order, day in (("month first", date(2026, 3, 4)), ("day first", date(2026, 4, 3))):
        (read,) = days({0: ["3/4/26"]}, TODAY, order)[0]  # type: ignore[arg-type]
        assert (read.day, read.how) == (day, f"{order}, as you said")
    (read,) = days({0: ["11/22/26"]}, TODAY, "day first")[0]
    assert read.problem == "“11/22/26” is not a date, day first"


def test_a_year_of_two_digits_is_told_by_its_column() -> None:
    assert one("11/12/26", "12/31/26") == [date(2026, 11, 12), date(2026, 12, 31)]
