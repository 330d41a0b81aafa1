"""How long: the last day of each kind of period, with the earliest and latest plausible ones."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from foil.law.calendars import ONE, Calendar, months_after
from foil.law.clocks.clock import Reading, Unit
from foil.law.periods import length
from foil.law.rules import Rules

CHOICE_OF = {"days": "appeal_from", "months": "article_78_from"}
"""Whose options the days are that a requester's time may run from."""
LASTS: Mapping[str, tuple[int, Unit]] = {
    "appeal_from": (length("appeal"), "days"),
    "article_78_from": (length("article_78"), "months"),
}
"""How long each of their readings lasts, whatever the clock itself is counted in."""
COUNTED = frozenset({"receipt", "city_rule", "agency_rule"})
"""The choices whose readings are counted in business days."""
ONLY = "day"
MAIL = timedelta(days=10)
"""After its due date an agency that answers by post may have a letter under way: ten days."""


class Span(NamedTuple):
    """A period: from `day_zero`, itself not counted, to `due`."""

    day_zero: date
    length: int
    unit: Unit
    due: date
    earliest: date
    latest: date
    act_on: date
    readings: tuple[Reading, ...] = ()

    def mailed(self) -> "Span":
        """The same with time for a letter in the mail."""
        latest = self.latest + MAIL
        return self._replace(latest=latest, act_on=latest)


def business_days(
    rules: Rules, n: int, start: date, first: date | None = None, last: date | None = None
) -> Span:
    """An agency's `n` business days from `start`; `first` and `last` bound the day they run from.

    The agency's own or its portal's calendar only widens earliest and latest.
    Authority: gcl-20, gcl-24
    """
    return _business_days(rules.calendar, rules.own, n, start, first or start, last or start)


@lru_cache(maxsize=1 << 16)
def _business_days(
    calendar: Calendar, own: Calendar | None, n: int, start: date, first: date, last: date
) -> Span:
    due, early, late = calendar.add(start, n), calendar.add(first, n), calendar.add(last, n)
    if own is not None:
        early, late = min(early, own.add(first, n)), max(late, own.add(last, n))
    late = max(late, due)
    return Span(start, n, "business_days", due, min(early, due), late, late)


def stated(rules: Rules, days: Iterable[date], start: date) -> Span:
    """A date an agency gave. No authority rolls a stated date off a weekend, so only `latest` is.

    Of several dates in one letter the first is due and the last the latest.
    """
    ordered = sorted(days)
    latest = rules.calendar.roll(ordered[-1])
    return Span(start, 0, "date", ordered[0], ordered[0], latest, latest)


def tolled(rules: Rules, span: Span, stops: Iterable[tuple[date, date]]) -> Span:
    """The span with the days of those stops, first and last included, not counted.

    The period's own end is moved, and rolled only then; the untolled day stays as its earliest.
    Authority: gcl-20, gcl-25-a-1
    """
    apart = _apart(stops)
    own = _own_end(span)
    counted = rules.calendar if span.unit == "business_days" else None
    end = _moved(span.day_zero, own, apart, counted)
    late = _moved(span.day_zero, span.latest, apart, None)
    roll = rules.calendar.roll
    due = span.due if end == own else roll(end)
    latest = span.latest if late == span.latest else roll(late)
    readings = tuple(_reading_tolled(rules, reading, apart) for reading in span.readings)
    return span._replace(due=due, latest=max(due, latest), readings=readings)


def _reading_tolled(rules: Rules, reading: Reading, stops: Iterable[tuple[date, date]]) -> Reading:
    """A reading with the same days taken out of its own period."""
    end, lasts = reading.due, LASTS.get(reading.choice)
    if lasts is not None:
        end = _end(reading.start, *lasts)
    counted = reading.choice in COUNTED or reading.rule == "twenty_days"
    moved = _moved(reading.start, end, stops, rules.calendar if counted else None)
    return reading if moved == end else reading._replace(due=rules.calendar.roll(moved))


def _own_end(span: Span) -> date:
    """The last day of the period before any roll."""
    own = span.unit in ("days", "months")
    return _end(span.day_zero, span.length, span.unit) if own else span.due


def _apart(stops: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same stops, those that overlap made one, in order."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(stops):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _moved(
    zero: date, end: date, stops: Iterable[tuple[date, date]], calendar: Calendar | None
) -> date:
    for first, last in stops:
        first = max(first, zero + ONE)
        if last < first or end < first:
            continue
        if calendar is None:
            end += last - first + ONE
        else:
            end = calendar.add(last, calendar.between(first - ONE, end))
    return end


def days_to_act(
    rules: Rules, n: int, starts: Mapping[str, date], rule: str = ONLY, last: date | None = None
) -> Span:
    """A requester's `n` calendar days. `starts` holds each rule's day zero, `rule` controls; where
    there is but one day to count from, it stands under ONLY.

    Authority: gcl-20, gcl-25-a-1
    """
    return _to_act(rules.calendar, rules.own, n, "days", tuple(starts.items()), rule, last)


def months_to_act(
    rules: Rules, n: int, starts: Mapping[str, date], rule: str, last: date | None = None
) -> Span:
    """A requester's `n` calendar months.

    Authority: gcl-30, gcl-31, gcl-25-a-1
    """
    return _to_act(rules.calendar, rules.own, n, "months", tuple(starts.items()), rule, last)


def after_silence(rules: Rules, n: int, unit: Unit, missed: Span) -> Span:
    """A requester's `n` days or months from a day an agency missed.

    Its earliest day is counted from the missed clock's earliest, its latest from that one's latest.
    Authority: gcl-20, gcl-30, gcl-25-a-1
    """
    days = (missed.due, missed.earliest, missed.latest)
    return _after_silence(rules.calendar, rules.own, n, unit, *days)


@lru_cache(maxsize=1 << 16)
def _to_act(
    calendar: Calendar,
    own: Calendar | None,
    n: int,
    unit: Unit,
    starts: tuple[tuple[str, date], ...],
    rule: str,
    last: date | None,
) -> Span:
    choice = CHOICE_OF[unit]
    readings = [
        Reading(choice, name, day, calendar.roll(_end(day, n, unit))) for name, day in starts
    ]
    chosen = next((reading for reading in readings if reading.rule == rule), readings[0])
    earliest = _end(min(day for _, day in starts), n, unit)
    latest = max(reading.due for reading in readings)
    if last is not None:
        latest = max(latest, last)
    if own is not None:
        latest = max(latest, own.roll(latest))
    return Span(
        day_zero=chosen.start,
        length=n,
        unit=unit,
        due=chosen.due,
        earliest=earliest,
        latest=latest,
        act_on=calendar.back(earliest),
        readings=tuple(readings) if len(readings) > 1 else (),
    )


@lru_cache(maxsize=1 << 16)
def _after_silence(
    calendar: Calendar,
    own: Calendar | None,
    n: int,
    unit: Unit,
    due: date,
    earliest: date,
    latest: date,
) -> Span:
    last = calendar.roll(_end(latest, n, unit))
    span = _to_act(calendar, own, n, unit, (("silence", due),), "silence", last)
    earliest = min(span.earliest, _end(earliest, n, unit))
    return span._replace(earliest=earliest, act_on=calendar.back(earliest))


def _end(day: date, n: int, unit: Unit) -> date:
    """The last day of a period, before any roll."""
    return months_after(day, n) if unit == "months" else day + timedelta(days=n)
