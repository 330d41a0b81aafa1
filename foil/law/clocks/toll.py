"""Tolling: an instrument that stops named clocks from one day to another."""

from datetime import date, timedelta
from typing import NamedTuple

from foil.law.clocks.docket import Docket
from foil.law.clocks.spans import Span
from foil.law.event import Event
from foil.law.rules import Rules


class Toll(NamedTuple):
    """The days a toll takes out of the clocks it names, for some items."""

    start: date
    end: date
    clocks: frozenset[str]
    items: frozenset[int]

    def moved(self, span: Span, rules: Rules) -> Span:
        """The span with the tolled days added; the untolled day stays as its earliest."""
        first = max(span.day_zero, self.start - timedelta(days=1))
        if span.due < self.start or first >= self.end:
            return span
        days = self.end - first
        roll = rules.calendar.roll
        return span._replace(due=roll(span.due + days), latest=roll(span.latest + days))


def start(docket: Docket, event: Event) -> None:
    """A toll moves the clocks it names, those running and those that start within it.

    It never touches a clock it does not name: the orders of 2020 tolled the time to sue, not an
    agency's duty to answer.
    Authority: case-oustatcher-2021
    """
    first, last, names = event.detail("from"), event.detail("to"), event.detail("clocks")
    if not (isinstance(first, date) and isinstance(last, date) and isinstance(names, tuple)):
        return
    toll = Toll(first, last, frozenset(names), frozenset(event.items or ()))
    for running in docket.matching(toll.clocks, toll.items):
        docket.toll(running, toll)
    docket.tolls.append(toll)
