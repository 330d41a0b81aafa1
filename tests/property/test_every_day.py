"""Every day from 2005 to 2045 as the day a period starts, against a wall calendar."""

from bisect import bisect_left, bisect_right
from calendar import monthcalendar, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from foil.law.agency import AgencyRules
from foil.law.clocks import Clock, run
from foil.law.event import Event, Paper
from foil.law.history import History
from foil.law.rules import Rules, rules_of
from foil.law.why import CountedDay, count, steps

FIRST, LAST = date(2005, 1, 1), date(2045, 12, 31)
TWENTY_DAYS = date(2005, 5, 3)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
ONE = timedelta(days=1)
CALENDARS = ("gcl-24", "nyc-portal")
ALL = (*CALENDARS, "state-offices", "courts")
BUSINESS_DAYS = {"acknowledge": ("received", 5), "decide_appeal": ("appeal_received", 10)}
BUSINESS_DAYS["determine"] = ("acknowledged", 20)
TO_ACT = {"appeal": "denied", "article_78": "appeal_decided"}
CITY = AgencyRules("nypd", "Police Department", "NYPD", "nyc", "receipt", "nyc-portal")


@cache
def holidays(name: str, year: int) -> frozenset[date]:
    """The days off of a year by one of the calendars, read off its months' leaves."""
    gcl, floats = name != "nyc-portal", name == "state-offices"
    mondays = {month: [week[0] for week in monthcalendar(year, month) if week[0]]
               for month in (1, 2, 5, 9, 10, 11)}  # fmt: skip
    thursdays = [week[3] for week in monthcalendar(year, 11) if week[3]]
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)]
    fixed += [(2, 12)] if gcl and not floats else []
    fixed += [(6, 19)] if year >= (2021 if gcl else 2022) else []
    floating = [(1, mondays[1][2]), (2, mondays[2][2]), (5, mondays[5][-1]), (9, mondays[9][0]),
                (10, mondays[10][1]), (11, thursdays[3])]  # fmt: skip
    if not floats and (gcl or year >= 2015):
        floating.append((11, mondays[11][0] + 1))
    days = {date(year, month, day) for month, day in (*fixed, *floating)}
    days |= {day + ONE for day in days if day.isoweekday() == 7}
    if not gcl:
        days |= {day - ONE for day in days if day.isoweekday() == 6}
        days |= {date(year, 12, 31)} if date(year, 12, 31).isoweekday() == 5 else set()
    return frozenset(days)


def is_open(name: str, day: date) -> bool:
    return day.isoweekday() < 6 and day not in holidays(name, day.year)


@cache
def open_days(name: str) -> list[date]:
    """Every business day there is, with two years more for what runs past the last."""
    days = (FIRST - 10 * ONE + timedelta(days=n) for n in range(len(DAYS) + 740))
    return [day for day in days if is_open(name, day)]


def nth_after(name: str, day: date, n: int) -> date:
    days = open_days(name)
    return days[bisect_right(days, day) + n - 1]


def rolled(name: str, day: date) -> date:
    days = open_days(name)
    return days[bisect_left(days, day)]


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def happened(kind: str, day: date) -> History:
    """A history of one event alone."""
    agency = kind in ("acknowledged", "denied", "appeal_decided")
    papers = (Paper(dated=day, received=day),) if agency else ()
    event = Event(kind, "e1", (1,), (), on=None if agency else day, papers=papers)
    return History((1,), (event,), {})


def clocks(kind: str, rules: Rules) -> Iterator[tuple[date, tuple[Clock, ...]]]:
    """What every day starts when that kind of event happens on it; before the law of 2005 an
    acknowledgement started nothing."""
    since = TWENTY_DAYS if kind == "acknowledged" else FIRST
    return ((day, run(happened(kind, day), rules)) for day in DAYS if day >= since)


@pytest.mark.parametrize("name", ALL)
def test_the_calendar_is_the_wall_calendar(name: str) -> None:
    engine = rules_of(calendar_name=name).calendar
    for day in DAYS:
        assert engine.is_business_day(day) == is_open(name, day), day
        assert (engine.holiday(day) is not None) == (day in holidays(name, day.year)), day


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("kind", BUSINESS_DAYS)
def test_business_days(kind: str, name: str) -> None:
    """They end on the nth open day, never earlier for a later start; silence follows.

    What came on a day off may count as come on the next open one, and then only the latest moves.
    """
    starts, n = BUSINESS_DAYS[kind]
    before = FIRST
    for day, (clock, silence) in clocks(starts, rules_of(calendar_name=name)):
        due = nth_after(name, day, n)
        assert (clock.kind, clock.day_zero, clock.length) == (kind, day, n)
        assert clock.due == clock.earliest == due >= before
        zero = day if kind == "determine" else rolled(name, day)
        assert clock.latest == nth_after(name, zero, n), day
        assert (silence.day_zero, silence.arises_on) == (due, due + ONE)
        end = months_later(due, 4) if kind == "decide_appeal" else due + timedelta(days=30)
        assert (silence.earliest, silence.due) == (end, rolled(name, end)), day
        before = due


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("kind", TO_ACT)
def test_days_and_months_to_act(kind: str, name: str) -> None:
    """They end on their own day or roll to the next open one; the safe day is open and before."""
    before = FIRST
    engine = rules_of(calendar_name=name)
    for day, (clock,) in clocks(TO_ACT[kind], engine):
        end = months_later(day, 4) if kind == "article_78" else day + timedelta(days=30)
        assert (clock.kind, clock.day_zero, clock.earliest) == (kind, day, end)
        assert clock.due == clock.latest == rolled(name, end) >= before, day
        assert is_open(name, clock.act_on) and clock.act_on <= end
        assert nth_after(name, clock.act_on, 1) > end
        before = clock.due


def test_a_portal_only_widens() -> None:
    """A City agency's portal moves no last day of the statute's, only what lies around it."""
    for day, (clock, silence) in clocks("acknowledged", rules_of(CITY)):
        by_law, by_portal = (nth_after(name, day, 20) for name in CALENDARS)
        assert clock.due == by_law
        assert (clock.earliest, clock.latest) == tuple(sorted((by_law, by_portal))), day
        assert silence.earliest == clock.earliest + timedelta(days=30)
        assert silence.day_zero == by_law <= silence.latest


@pytest.mark.parametrize("name", CALENDARS)
def test_each_day_counted_or_skipped_is_named(name: str) -> None:
    """Periods laid end to end over the years, so that every day of them falls into one."""
    rules, day, seen = rules_of(calendar_name=name), TWENTY_DAYS, 0
    while day <= LAST:
        clock, _ = run(happened("acknowledged", day), rules)
        drawn = count(clock)
        within = [row for row in drawn if day < row.day <= clock.due]
        assert [row.n for row in within if row.n] == list(range(1, 21))
        assert all(_is_named(name, row) for row in within)
        assert len(drawn) % 7 == 0 and drawn[0].day.isoweekday() == 7
        skipped = steps(clock)[1].values
        named = [(row.name, row.day) for row in within if row.mark == "holiday"]
        assert skipped["holidays"] == tuple(named)
        assert skipped["weekend"] == sum(row.mark == "weekend" for row in within)
        seen, day = seen + len(within), clock.due
    assert seen == (day - TWENTY_DAYS).days


def _is_named(name: str, drawn: CountedDay) -> bool:
    """A day struck out says why, and a day counted has no reason to be struck out."""
    if drawn.mark in ("counted", "last"):
        return is_open(name, drawn.day) and drawn.name is None
    if drawn.mark == "holiday":
        return drawn.name is not None and drawn.day in holidays(name, drawn.day.year)
    return drawn.mark == "weekend" and drawn.day.isoweekday() > 5 and drawn.n is None
