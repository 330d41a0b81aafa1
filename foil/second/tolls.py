"""A toll: days that a clock it names does not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foil.second.clock import Clock
from foil.second.days import ONE, Calendar


@dataclass(frozen=True)
class Toll:
    """From one day to another, both with it, for the kinds of clock the instrument names."""

    start: date
    end: date
    kinds: frozenset[str]


def tolled(clock: Clock, tolls: Sequence[Toll], calendar: Calendar) -> None:
    """Count the clock again without the tolled days; the untolled day stays as its earliest."""
    business = clock.unit == "business"
    end = _pushed(clock.day_zero, clock.ends, tolls, calendar if business else None)
    if end != clock.ends:
        clock.due = calendar.on_or_after(end)
    latest = _pushed(clock.day_zero, clock.latest, tolls, None)
    if latest != clock.latest:
        clock.latest = calendar.on_or_after(latest)
    clock.latest = max(clock.latest, clock.due)


def _pushed(zero: date, end: date, tolls: Sequence[Toll], calendar: Calendar | None) -> date:
    """Walk on from day zero until as many untolled days have passed as lay before the end."""
    left, day = 0, zero
    if end <= zero:
        return end
    while day < end:
        day += ONE
        left += calendar is None or calendar.business(day)
    day = zero
    while left:
        day += ONE
        if calendar is None or calendar.business(day):
            left -= not any(toll.start <= day <= toll.end for toll in tolls)
    return day
