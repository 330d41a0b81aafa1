"""Business days: public holidays by rule, with the years each rule has been in force.

Four profiles. `gcl-24` is the statute's: General Construction Law § 24, where a holiday on a
Sunday is kept on Monday and one on a Saturday is not moved; `courts` keep the same days.
`nyc-portal` is what the City's OpenRecords portal counts by: no Lincoln's Birthday, Saturday
holidays kept on Friday. `state-offices` leaves out Lincoln's Birthday and Election Day, which
float for some units of State employees, so that their offices may be open.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from types import MappingProxyType

from foil.errors import BadInput

MONDAY, THURSDAY = 0, 3
_kept = lru_cache(maxsize=1 << 16)
"""Keeps what a calendar has counted before: the same days are asked for over and over."""
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday's name, the day it falls on in a year, and the first year it was kept."""

    name: str
    on: Callable[[int], date]
    since: int = 1900


def _nth(month: int, weekday: int, n: int, year: int) -> date:
    """The nth weekday (Monday 0) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _last(month: int, weekday: int, year: int) -> date:
    """The last such weekday of a month."""
    end = date(year, month, monthrange(year, month)[1])
    return end - timedelta(days=(end.weekday() - weekday) % 7)


def _fixed(month: int, day: int, year: int) -> date:
    return date(year, month, day)


def _election_day(year: int) -> date:
    """The Tuesday after the first Monday of November, every year, odd and even."""
    return _nth(11, MONDAY, 1, year) + ONE


NEW_YEAR = Holiday("New Year’s Day", partial(_fixed, 1, 1))
KING = Holiday("Dr. Martin Luther King, Jr. Day", partial(_nth, 1, MONDAY, 3))
LINCOLN = Holiday("Lincoln’s Birthday", partial(_fixed, 2, 12))
WASHINGTON = Holiday("Washington’s Birthday", partial(_nth, 2, MONDAY, 3))
MEMORIAL = Holiday("Memorial Day", partial(_last, 5, MONDAY))
JUNETEENTH = Holiday("Juneteenth", partial(_fixed, 6, 19), since=2021)
PORTAL_JUNETEENTH = Holiday("Juneteenth", partial(_fixed, 6, 19), since=2022)
INDEPENDENCE = Holiday("Independence Day", partial(_fixed, 7, 4))
LABOR = Holiday("Labor Day", partial(_nth, 9, MONDAY, 1))
COLUMBUS = Holiday("Columbus Day", partial(_nth, 10, MONDAY, 2))
ELECTION = Holiday("Election Day", _election_day)
PORTAL_ELECTION = Holiday("Election Day", _election_day, since=2015)
VETERANS = Holiday("Veterans Day", partial(_fixed, 11, 11))
THANKSGIVING = Holiday("Thanksgiving", partial(_nth, 11, THURSDAY, 4))
CHRISTMAS = Holiday("Christmas", partial(_fixed, 12, 25))

_ALWAYS = (NEW_YEAR, KING, WASHINGTON, MEMORIAL, INDEPENDENCE, LABOR, COLUMBUS, VETERANS)
_LATE = (THANKSGIVING, CHRISTMAS)


_STATUTE = (*_ALWAYS, LINCOLN, JUNETEENTH, ELECTION, *_LATE)
LAST_YEAR = 2199
"""The last year that dates are counted in."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of holidays; `friday` is True where a Saturday holiday is kept on Friday.

    `as_of` is the day (2026-08-21) or the month (2026-04) its rule was last read; `horizon` says
    in words how far it can be trusted.
    """

    name: str
    title: str
    holidays: tuple[Holiday, ...]
    friday: bool
    authority: str
    as_of: str
    horizon: str


_BY_RULE = f"computed by rule to the end of {LAST_YEAR}; a day proclaimed later is entered by hand"
PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "gcl-24",
            "the public holidays of General Construction Law § 24",
            _STATUTE,
            friday=False,
            authority="gcl-24",
            as_of="2026-08-21",
            horizon=_BY_RULE,
        ),
        Profile(
            "nyc-portal",
            "the calendar of the City’s OpenRecords portal",
            (*_ALWAYS, PORTAL_JUNETEENTH, PORTAL_ELECTION, *_LATE),
            friday=True,
            authority="openrecords-code",
            as_of="2026-04",
            horizon=f"computed by rule to the end of {LAST_YEAR}; the City may change its portal "
            "without notice",
        ),
        Profile(
            "state-offices",
            "the calendar of State offices",
            tuple(each for each in _STATUTE if each not in (LINCOLN, ELECTION)),
            friday=False,
            authority="nycrr-4-21-1-b",
            as_of="2021",
            horizon=f"computed by rule to the end of {LAST_YEAR}; which holidays float is settled "
            "each year, and 2021 is the last list read",
        ),
        Profile(
            "courts",
            "the calendar of the courts",
            _STATUTE,
            friday=False,
            authority="gcl-24",
            as_of="2026-08-21",
            horizon=_BY_RULE,
        ),
    )
}


class Calendar:
    """Business days under one profile, with an office's or agency's own closings taken out."""

    def __init__(self, profile: Profile, closings: Mapping[date, str]) -> None:
        self.profile = profile
        self.closings = closings
        self.add = _kept(self._add)
        self.roll = _kept(self._roll)
        self.back = _kept(self._back)
        self._year = cache(self._days_off)

    @property
    def name(self) -> str:
        """The profile's id, such as `gcl-24`."""
        return self.profile.name

    def holiday(self, day: date) -> str | None:
        """The name of the holiday or closing kept on that day, or None."""
        if day in self.closings:
            return self.closings[day]
        return self._year(day.year).get(day)

    def is_business_day(self, day: date) -> bool:
        """True on a weekday that is neither a holiday nor a closing.

        Authority: gcl-24, gcl-25-a-1
        """
        return day.weekday() < 5 and self.holiday(day) is None

    def _add(self, day: date, n: int) -> date:
        """The nth business day after `day`, which is itself not counted.

        Authority: gcl-20, gcl-24
        """
        while n:
            day += ONE
            n -= self.is_business_day(day)
        return day

    def _roll(self, day: date) -> date:
        """`day`, or the next business day where a period ends on a weekend or public holiday.

        Authority: gcl-25-a-1
        """
        while not self.is_business_day(day):
            day += ONE
        return day

    def _back(self, day: date) -> date:
        """The last business day on or before `day`: what a careful person aims for."""
        while not self.is_business_day(day):
            day -= ONE
        return day

    def between(self, start: date, end: date) -> int:
        """How many business days lie after `start` up to and with `end`; 0 if none."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_business_day(day) for day in days)

    def _days_off(self, year: int) -> Mapping[date, str]:
        """A year's holidays; the next one's first may be kept on the last day of this one."""
        return dict([*self._kept(year), *self._kept(year + 1)])

    def _kept(self, year: int) -> Iterable[tuple[date, str]]:
        for holiday in self.profile.holidays:
            if year < holiday.since:
                continue
            day = holiday.on(year)
            yield day, holiday.name
            if day.weekday() == 6:
                yield day + ONE, holiday.name
            if day.weekday() == 5 and self.profile.friday:
                yield day - ONE, holiday.name


@cache
def _calendar(name: str, closings: frozenset[tuple[date, str]]) -> Calendar:
    return Calendar(PROFILES[name], MappingProxyType(dict(sorted(closings))))


def named(closings: Mapping[date, str] | Iterable[date]) -> Mapping[date, str]:
    """Days of closing by name; those given without one are called “Closed”."""
    return closings if isinstance(closings, Mapping) else dict.fromkeys(closings, "Closed")


def calendar(name: str = "gcl-24", closings: Mapping[date, str] | Iterable[date] = ()) -> Calendar:
    """The calendar of that profile, with those days taken out by name; the same one if asked again.

    Raises BadInput where there is no such profile.
    """
    if name not in PROFILES:
        raise BadInput(f"There is no calendar “{name}”; choose one of {', '.join(PROFILES)}.")
    return _calendar(name, frozenset(named(closings).items()))


@_kept
def months_after(day: date, months: int) -> date:
    """The same-numbered day that many months later, or that month's last day if it has none.

    Authority: gcl-30, gcl-31
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
