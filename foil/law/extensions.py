"""Extensions counted: how often an agency has put a date off, from when to when, and how many days
it has claimed since the first date it gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from foil.law.clocks.clock import Clock
from foil.law.event import Event
from foil.law.history import History

DATES = ("determine", "approximate_date", "date_certain")
"""The clocks of the dates an agency gives, or is bound by where it gives none."""

MORE_TIME = frozenset({"acknowledged", "extended"})
"""Letters that put a date off where one was running; any other date begins a new count."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A letter that put a date off: the `n`th about those items, from the day `was` to `now`.

    `days` are the calendar days this letter claims, `total` those since the first date;
    `broken` says that the old date had passed when the letter was sent.
    """

    event: str
    items: tuple[int, ...]
    n: int
    was: date
    now: date
    days: int
    total: int
    broken: bool

    @property
    def says(self) -> str:
        """3rd extension, 211 days claimed so far; the date moved from March 15 to July 14."""
        claimed = f"{self.total:,} {'day' if self.total == 1 else 'days'} claimed so far"
        year = self.was.year != self.now.year
        was = f"{_day(self.was, year)}{', which had passed,' if self.broken else ''}"
        return (
            f"{ordinal(self.n)} extension, {claimed}; "
            f"the date moved from {was} to {_day(self.now, year)}"
        )


class _Series(NamedTuple):
    """The dates given about an item so far: how many extensions, the first date, the last."""

    n: int
    first: date
    last: date


def extensions(history: History, clocks: Sequence[Clock]) -> tuple[Extension, ...]:
    """Every extension of a history, in the order they were sent; a letter that moves several
    items from different dates is several.

    Authority: pol-89-3-a-20bd, ao-19241, ao-19644, case-save-monroe
    """
    given = _given(clocks)
    series: dict[int, _Series] = {}
    found: list[Extension] = []
    for event in history.events:
        moved: dict[_Series, list[int]] = {}
        for item, (day, first) in given.get(event.id, {}).items():
            before = series.get(item)
            if before is not None and event.kind in MORE_TIME and not first:
                moved.setdefault(before, []).append(item)
                series[item] = _Series(before.n + 1, before.first, day)
            else:
                series[item] = _Series(int(event.kind == "extended" and not first), day, day)
        found += [_extension(event, items, was, series[items[0]]) for was, items in moved.items()]
    return tuple(found)


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    teens = n % 100 in (11, 12, 13)
    return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _given(clocks: Sequence[Clock]) -> Mapping[str, dict[int, tuple[date, bool]]]:
    """The date each event gave each item, by the event's id, and whether it was the first: where a
    letter starts the twenty days, its own approximate date goes before their last."""
    found: dict[str, dict[int, tuple[date, bool]]] = {}
    for kind in DATES:
        for clock in clocks:
            if clock.kind == kind and clock.parent is None:
                days = found.setdefault(clock.from_event, {})
                first = kind != "date_certain"
                days.update(dict.fromkeys(clock.items, (clock.computed or clock.due, first)))
    return found


def _extension(event: Event, items: list[int], was: _Series, now: _Series) -> Extension:
    return Extension(
        event=event.id,
        items=tuple(sorted(items)),
        n=now.n,
        was=was.last,
        now=now.last,
        days=(now.last - was.last).days,
        total=(now.last - was.first).days,
        broken=event.act_day > was.last,
    )


def _day(day: date, year: bool) -> str:
    return f"{day:%B} {day.day}{f', {day.year}' if year else ''}"
