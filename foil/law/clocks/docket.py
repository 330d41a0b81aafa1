"""The clocks as they stand while a history is read: started, split by item, met, ended."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from foil.law.clocks.clock import Against, Clock, How, Stake
from foil.law.clocks.spans import Span
from foil.law.event import Event
from foil.law.history import History
from foil.law.rules import Rules

BY_LETTER = frozenset(
    {"acknowledge", "determine", "approximate_date", "date_certain", "decide_appeal"}
)
"""What an agency meets by a letter, so that one may be in the mail."""

Silence = Callable[["Docket", "Running"], "Running"]
"""Makes the clock that a missed one starts."""


class Toll(Protocol):
    """An instrument that takes days out of the clocks it names."""

    @property
    def clocks(self) -> frozenset[str]:
        """The kinds of clock it names."""

    @property
    def items(self) -> frozenset[int]:
        """The items it reaches."""

    def moved(self, span: Span, rules: Rules) -> Span:
        """The span with the tolled days added."""


@dataclass(slots=True)
class Running:
    """A clock being counted. `silence` makes what its passing unanswered would start."""

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
    needs: tuple[str, ...] = ()
    parent: "Running | None" = None
    name: str = ""
    how: How | None = None
    stopped_on: date | None = None
    by: str | None = None
    ended_by: str | None = None

    @property
    def base(self) -> str:
        """The id that holds still: kind and first event, through its parent where silence began."""
        return f"{self.kind}:{self.parent.base if self.parent else self.name}"


class Docket:
    """All clocks of one history, in the order they start."""

    def __init__(self, history: History, rules: Rules) -> None:
        self.history = history
        self.rules = rules
        self.open: list[Running] = []
        self.done: list[Running] = []
        self.by_post = not rules.agency.electronic
        self.in_suit: set[int] = set()
        self.tolls: list[Toll] = []

    def start(self, running: Running) -> None:
        """Begin a clock, named by the first event of the line that started it."""
        if not running.name:
            running.name = self.history.first.get(running.from_event, running.from_event)
        self._add(running)

    def matching(self, kinds: Collection[str], items: Collection[int]) -> list[Running]:
        """The open clocks of those kinds that run for any of those items."""
        return [
            running
            for running in self.open
            if running.kind in kinds and not set(items).isdisjoint(running.items)
        ]

    def close(self, kinds: Collection[str], event: Event, how: How | None = None) -> list[Running]:
        """Close the clocks of those kinds for the event's items; the rest of each runs on.

        Without `how`, an act in time meets a clock and a late one meets it late. What silence
        had started by then is kept.
        """
        closed = []
        for running in self.matching(kinds, event.items or ()):
            part = self._split(running, event.items or ())
            self._spawn_if_missed(part, event)
            day, by = in_time(event, part.span) if how is None else event.sent
            part.how = how or ("met" if day <= part.span.latest else "met_late")
            part.stopped_on, part.by, part.ended_by = day, by, event.id
            closed.append(part)
        return closed

    def meet(self, running: Running, event: Event, how: How = "met") -> None:
        """Meet, or end, one clock for the event's items."""
        part = self._split(running, event.items or ())
        part.how, part.ended_by = how, event.id
        part.stopped_on, part.by = event.sent

    def break_silence(self, kinds: Collection[str], items: Collection[int]) -> None:
        """Let every open clock of those kinds start what its silence starts."""
        for running in self.matching(kinds, items):
            self._spawn(running)

    def finish(self) -> tuple[Clock, ...]:
        """Every clock, the tree of silence included."""
        for running in tuple(self.open):
            if self.by_post and running.kind in BY_LETTER:
                running.span = running.span.mailed()
            self._spawn(running)
        seen: dict[str, int] = {}
        return tuple(self._clock(running, seen) for running in self._in_order())

    def _in_order(self) -> Iterable[Running]:
        return sorted((*self.done, *self.open), key=lambda running: running.arises_on)

    def _split(self, running: Running, items: Collection[int]) -> Running:
        """Take the part of a clock that runs for `items` off the open ones."""
        rest = tuple(item for item in running.items if item not in items)
        if not rest:
            self.open.remove(running)
            self.done.append(running)
            return running
        part = Running(**{name: getattr(running, name) for name in running.__slots__})
        part.items = tuple(item for item in running.items if item in items)
        running.items = rest
        self.done.append(part)
        return part

    def _spawn_if_missed(self, running: Running, event: Event) -> None:
        if event.act_day > running.span.due:
            self._spawn(running)

    def _spawn(self, running: Running) -> None:
        if running.silence is not None:
            make, running.silence = running.silence, None
            child = make(self, running)
            child.parent = running
            self._add(child)

    def _add(self, running: Running) -> None:
        for toll in self.tolls:
            if running.kind in toll.clocks and not toll.items.isdisjoint(running.items):
                running.span = toll.moved(running.span, self.rules)
        self.open.append(running)

    def _clock(self, running: Running, seen: dict[str, int]) -> Clock:
        span, parent = running.span, running.parent
        name = running.base if running.ended_by is None else f"{running.base}:{running.ended_by}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}:{running.items[0]}"
        return Clock(
            name,
            running.kind,
            running.items,
            running.against,
            running.from_kind,
            running.from_event,
            span.day_zero,
            span.length,
            span.unit,
            span.due,
            span.earliest,
            span.latest,
            span.act_on,
            running.stake,
            running.arises_on,
            running.stopped_on,
            running.how,
            running.by,
            running.ended_by,
            running.needs,
            running.authority,
            span.readings,
            parent.kind if parent else None,
            self.rules,
        )


def in_time(event: Event, span: Span) -> tuple[date, str]:
    """The day an agency's act counts on against a span, and what shows it.

    A letter dated in time though postmarked after counts as in time, and is contested.
    """
    day, by = event.sent
    dated = event.days("dated")
    if day > span.latest and dated and min(dated) <= span.latest:
        return min(dated), "letter"
    return day, by


def next_day(day: date) -> date:
    """The day from which what a missed day opens can be done."""
    return day + timedelta(days=1)
