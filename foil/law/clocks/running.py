"""A clock while it is being counted, what its silence starts, and a toll that stops it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from foil.law.clocks.clock import Against, Clock, How, Stake
from foil.law.clocks.spans import Span
from foil.law.rules import Rules

Silence = Callable[[Rules, "Running"], "Running"]
"""Makes the clock that a missed one starts."""


class Toll(NamedTuple):
    """The days, first and last, that a toll takes out of the clocks it names, for some items."""

    days: tuple[date, date]
    clocks: frozenset[str]
    items: frozenset[int]


@dataclass(slots=True, eq=False)
class Running:
    """A clock being counted. `silence` makes what its passing unanswered starts.

    `heard` are the items for which that has been started; `plain` is the span before any toll.
    `name` is the id that holds still: its kind and, through its parent where silence began, the
    first event of the `line` that started it.
    """

    kind: str
    items: tuple[int, ...]
    from_kind: str
    from_event: str
    span: Span
    authority: tuple[str, ...]
    arises_on: date
    against: Against = "agency"
    stake: Stake | None = None
    silence: Silence | None = None
    heard: tuple[int, ...] = ()
    plain: Span | None = None
    needs: tuple[str, ...] = ()
    parent: "Running | None" = None
    line: str = ""
    name: str = ""
    how: How | None = None
    stopped_on: date | None = None
    by: str | None = None
    ended_by: str | None = None
    no_notice: bool = False
    mailed: bool = False
    says: str = ""

    def clock(self, name: str, rules: Rules) -> Clock:
        """The clock as counted, under that id."""
        day_zero, length, unit, due, earliest, latest, act_on, readings = self.span
        parent = self.parent
        return Clock(
            name,
            self.kind,
            self.items,
            self.against,
            self.from_kind,
            self.from_event,
            day_zero,
            length,
            unit,
            due,
            earliest,
            latest,
            act_on,
            self.stake,
            self.arises_on,
            self.stopped_on,
            self.how,
            self.by,
            self.ended_by,
            self.needs,
            self.authority,
            readings,
            parent.kind if parent else None,
            rules,
            self.no_notice,
            self.mailed,
            says=self.says,
        )


def last_day(running: Running) -> tuple[date, date, date]:
    """What puts clocks in order: the last day by the controlling rule, then the others."""
    return running.span.due, running.span.earliest, running.span.latest
