"""A day that an office sets itself, laid over a clock; the computed day stays beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from foil.law.clocks.clock import Clock
from foil.law.effects import base
from foil.law.words import long


def overridden(clock: Clock, day: date) -> Clock:
    """The clock with the office's day as the one it leads with, and its own as `computed`.

    A requester's `act_on` becomes that day. `earliest` stays, and `latest` is never before the
    office's day, so that an agency is not called late before it and a list does not drop it.
    """
    latest = max(clock.latest, day)
    return replace(
        clock,
        due=day,
        act_on=day if clock.against == "requester" else latest,
        latest=latest,
        computed=clock.computed or clock.due,
    )


def laid(clocks: Iterable[Clock], days: Mapping[str, date]) -> tuple[Clock, ...]:
    """The clocks with the office's days laid over those that `days` names by their lasting id."""
    if not days:
        return tuple(clocks)
    return tuple(
        overridden(clock, days[name]) if (name := base(clock)) in days else clock
        for clock in clocks
    )


def gives_a_right_away(clock: Clock, day: date) -> bool:
    """Whether that day is later than the last the count gives a right that is lost when missed."""
    return clock.stake == "final" and day > (clock.computed or clock.due)


def alarm(clock: Clock) -> str:
    """What to say beside an overridden clock whose day is past the computed end of a right; "" of
    every other clock."""
    if clock.computed is None or not gives_a_right_away(clock, clock.due):
        return ""
    return f"By the count of the law this right ends {long(clock.computed)}, before the day set."
