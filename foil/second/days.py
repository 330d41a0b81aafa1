"""Holidays found by walking through a year, and periods counted by walking from day to day."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

ONE = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
MONDAY, TUESDAY, THURSDAY = 0, 1, 3
FIXED = {(1, 1), (7, 4), (11, 11), (12, 25)}
JUNETEENTH, LINCOLN = (6, 19), (2, 12)


@lru_cache(maxsize=256)
def holidays(name: str, year: int) -> frozenset[date]:
    """The weekdays and Sundays of `year` that are public holidays by that calendar.

    `gcl-24` and `courts` have Lincoln's Birthday, Juneteenth from 2021 and no day off for a
    Saturday holiday. `state-offices` is the same without Lincoln's Birthday and Election Day,
    which float there. `nyc-portal` has no Lincoln's Birthday, Election Day from 2015, Juneteenth
    from 2022, and the Friday off before a Saturday holiday.
    """
    portal = name == "nyc-portal"
    found: set[date] = set()
    seen = 0  # how many of this weekday the month has had, this one included
    day = date(year, 1, 1)
    while day.year == year:
        seen = (day.day + 6) // 7
        tomorrow = day + ONE
        yesterday = day - ONE
        if _fixed(day, name) or _floating(day, seen, name):
            found.add(day)
        if day.weekday() == MONDAY and _fixed(yesterday, name):
            found.add(day)
        if portal and tomorrow.weekday() == SATURDAY and _fixed(tomorrow, name):
            found.add(day)
        day = tomorrow
    return frozenset(found)


def _fixed(day: date, name: str) -> bool:
    """A holiday by its number in the month, whatever the weekday."""
    number = (day.month, day.day)
    if number == JUNETEENTH:
        return day.year >= (2022 if name == "nyc-portal" else 2021)
    if number == LINCOLN:
        return name in ("gcl-24", "courts")
    return number in FIXED


def _floating(day: date, seen: int, name: str) -> bool:
    """A holiday by its weekday: the third Monday of January and the like, and Election Day."""
    if day.weekday() == MONDAY:
        last = (day + 7 * ONE).month != day.month
        return (day.month, seen) in {(1, 3), (2, 3), (9, 1), (10, 2)} or (day.month == 5 and last)
    if day.weekday() == TUESDAY and day.month == 11:
        kept = day.year >= 2015 if name == "nyc-portal" else name != "state-offices"
        return kept and 2 <= day.day <= 8
    return day.weekday() == THURSDAY and (day.month, seen) == (11, 4)


@dataclass(frozen=True)
class Calendar:
    """A calendar by name, with the days on which the offices were closed besides."""

    name: str = "gcl-24"
    closed: frozenset[date] = field(default_factory=frozenset)

    def business(self, day: date) -> bool:
        """Whether offices are open: no Saturday, Sunday, public holiday or closing."""
        if day.weekday() in (SATURDAY, SUNDAY) or day in self.closed:
            return False
        return day not in holidays(self.name, day.year)

    def on_or_after(self, day: date) -> date:
        """The next business day, the day itself included."""
        while not self.business(day):
            day += ONE
        return day

    def on_or_before(self, day: date) -> date:
        """The last business day, the day itself included."""
        while not self.business(day):
            day -= ONE
        return day

    def count(self, start: date, days: int) -> date:
        """The last of `days` business days, the starting day not counted."""
        day = start
        while days:
            day += ONE
            if self.business(day):
                days -= 1
        return day


def months_after(start: date, months: int) -> date:
    """The same-numbered day so many months later; the last of the month where there is none."""
    month, year = start.month, start.year
    for _ in range(months):
        month, year = (1, year + 1) if month == 12 else (month + 1, year)
    return date(year, month, min(start.day, monthrange(year, month)[1]))
