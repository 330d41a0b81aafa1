"""The clocks as they stand while a history is read: started, split by item, met, ended."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter

from foil.law.calendars import ONE
from foil.law.clocks.clock import Clock, How
from foil.law.clocks.running import Running, Toll
from foil.law.clocks.spans import Span, tolled
from foil.law.event import Event
from foil.law.history import History
from foil.law.rules import Rules

ANSWERS = ("acknowledge", "determine", "approximate_date", "date_certain")
"""The agency's clocks until it has answered the request."""

BY_LETTER = frozenset({*ANSWERS, "decide_appeal"})
"""What an agency meets by a letter, so that one may be in the mail."""


class Docket:
    """All clocks of one history, in the order they start."""

    def __init__(self, history: History, rules: Rules) -> None:
        self.history = history
        self.rules = rules
        self.open: list[Running] = []
        self.done: list[Running] = []
        self.by_post = not rules.agency.electronic
        self.in_suit: set[int] = set()
        self.answered: set[int] = set()
        self.tolls: list[Toll] = []
        self.put_off: dict[int, Span] = {}
        """The date certain of each item's first extension."""

    def start(self, running: Running) -> None:
        """Begin a clock, named by its kind and the first event of the line that started it."""
        if not running.line:
            running.line = self.history.first.get(running.from_event, running.from_event)
        running.name = f"{running.kind}:{running.line}"
        self.open.append(running)
        if self.tolls:
            self._lay(running, running.span)

    def fresh(self, event: Event, running: Collection[Running]) -> tuple[int, ...]:
        """The event's items that none of those clocks runs for and no answer has closed."""
        items = event.items or ()
        if not running and not self.answered:
            return items
        covered = self.answered.union(*(clock.items for clock in running))
        if covered.isdisjoint(items):
            return items
        return tuple(item for item in items if item not in covered)

    def matching(self, kinds: Collection[str], items: Collection[int]) -> list[Running]:
        """The open clocks of those kinds that run for any of those items."""
        found = []
        for running in self.open:
            if running.kind in kinds:
                mine = running.items
                if mine == items or not set(mine).isdisjoint(items):
                    found.append(running)
        return found

    def named(self, kinds: Collection[str], event: Event) -> list[Running]:
        """The matching clocks started by what the event answers; for an item with none, all."""
        found = self.matching(kinds, event.items or ())
        first = self.history.first
        named = set(event.of or ())
        for earlier in self.history.events:
            if earlier.kind == "appeal_received" and earlier.id in named:
                named.update(earlier.of or ())
        answers = {first.get(name, name) for name in named}
        meant = [running for running in found if running.line in answers]
        if len(meant) == len(found):
            return found
        left = set(event.items or ()).difference(*(running.items for running in meant))
        others = [r for r in found if r not in meant and not left.isdisjoint(r.items)]
        return [*meant, *(self.part(running, left) for running in others)]

    def close(self, kinds: Collection[str], event: Event, how: How | None = None) -> list[Running]:
        """Close the clocks of those kinds for the event's items; the rest of each runs on.

        Without `how`, an act in time meets a clock and a late one meets it late. What silence
        had started by then is kept.
        """
        if "acknowledge" in kinds:
            self.answered.update(event.items or ())
        return self.close_all(self.matching(kinds, event.items or ()), event, how)

    def close_all(
        self, clocks: Iterable[Running], event: Event, how: How | None = None
    ) -> list[Running]:
        """Close those clocks for the event's items, as `close` does."""
        items, day, closed = event.items or (), event.act_day, []
        for running in clocks:
            part = self.part(running, items)
            if day > part.span.due:
                self.hear(part, items)
            closed.append(self._stop(part, event, how))
        return closed

    def meet(
        self, running: Running, event: Event, how: How | None = None, items: Collection[int] = ()
    ) -> Running:
        """Meet, or end, one clock for the event's items, or for some of them."""
        return self._stop(self.part(running, items or event.items or ()), event, how)

    def break_silence(self, clocks: Iterable[Running], items: Collection[int], day: date) -> None:
        """Let those clocks that were missed by that day start what their silence starts."""
        for running in clocks:
            if day > running.span.due:
                self.hear(running, items)

    def hear(self, running: Running, items: Collection[int]) -> list[Running]:
        """Start what a clock's silence starts, for those items; none where that has been done.

        About items in suit no administrative appeal starts.
        """
        if running.silence is None:
            return []
        mine = running.items
        if mine != items or running.heard or self.in_suit:
            barred = {*running.heard, *(self.in_suit if running.kind in ANSWERS else ())}
            mine = tuple(item for item in mine if item in items and item not in barred)
        if not mine:
            return []
        running.heard = (*running.heard, *mine)
        child = running.silence(self.rules, running)
        child.items, child.parent, child.name = mine, running, f"{child.kind}:{running.name}"
        self.open.append(child)
        return self._lay(child, child.span)

    def recount(self, running: Running, span: Span) -> None:
        """Count a clock anew. What its silence opened goes, where nobody has acted on it."""
        for child in self._children(running):
            self.open.remove(child)
            running.heard = tuple(item for item in running.heard if item not in child.items)
        self._lay(running, span)

    def _stop(self, running: Running, event: Event, how: How | None) -> Running:
        self.open.remove(running)
        self.done.append(running)
        running.stopped_on, running.by = event.sent
        running.how, running.ended_by = how, event.id
        if how is None:
            latest = running.span.latest
            if running.stopped_on > latest:
                running.stopped_on, running.by = in_time(event, latest)
            running.how = "met" if running.stopped_on <= latest else "met_late"
        return running

    def toll(self, toll: Toll) -> None:
        """Take a toll's days out of the clocks it names, running or still to start."""
        self.tolls.append(toll)
        for running in self.matching(toll.clocks, toll.items):
            if running in self.matching(toll.clocks, toll.items):  # not gone with its parent
                part = self.part(running, toll.items)
                self.recount(part, part.plain or part.span)

    def finish(self) -> tuple[Clock, ...]:
        """Every clock, the tree of silence included, each with an id of its own: its name and,
        once closed, what closed it."""
        mailed = self.by_post and self.rules.chosen("mail_time") == "ten_days"
        for running in tuple(self.open):
            if mailed and running.kind in BY_LETTER:
                self._mail(running)
            if running.silence is not None:
                self.hear(running, running.items)
        clocks: list[Clock] = []
        taken: set[str] = set()
        for running in sorted((*self.done, *self.open), key=attrgetter("arises_on")):
            name = running.name
            if running.ended_by is not None:
                name = f"{name}:{running.ended_by}"
            if name in taken:  # another part of a clock, closed by the same event
                name = f"{name}#{running.items[0]}"
            taken.add(name)
            clocks.append(running.clock(name, self.rules))
        return tuple(clocks)

    def part(self, running: Running, items: Collection[int]) -> Running:
        """An open clock for `items` alone; for the others it runs on beside."""
        if running.items == items:
            return running
        rest = tuple(item for item in running.items if item not in items)
        if not rest:
            return running
        children = self._children(running)
        mine = tuple(item for item in running.items if item in items)
        part = replace(running, items=mine)
        running.items = rest
        self.open.append(part)
        for child in children:
            if not set(child.items).isdisjoint(mine):
                self.part(child, mine).parent = part
        return part

    def _children(self, running: Running) -> list[Running]:
        return [child for child in self.open if child.parent is running]

    def _mail(self, running: Running) -> None:
        """Leave time for a letter in the mail, and chain what silence has already started to it."""
        running.span, running.mailed = running.span.mailed(), True
        for child in self._children(running):
            assert running.silence is not None  # else it would have no child
            self._lay(child, running.silence(self.rules, running).span)

    def _lay(self, running: Running, span: Span) -> list[Running]:
        """Lay the tolls over a span; where they reach some items only, the clock is split."""
        running.plain = running.span = span
        if not self.tolls:
            return [running]
        named = [toll for toll in self.tolls if running.kind in toll.clocks]
        groups: dict[tuple[Toll, ...], list[int]] = {}
        for item in running.items:
            groups.setdefault(tuple(t for t in named if item in t.items), []).append(item)
        parts = [(tolls, self.part(running, items)) for tolls, items in groups.items()]
        for tolls, part in parts:
            moved = tolled(self.rules, span, [toll.days for toll in tolls])
            late = running.against == "agency"
            part.span = moved._replace(act_on=moved.latest) if late else moved
        return [part for _, part in parts]


def in_time(event: Event, latest: date) -> tuple[date, str]:
    """The day an agency's act counts on where it was sent after a last day, and what shows it.

    A letter dated in time though postmarked after counts as in time, and is contested; a portal's
    notice or an e-mail counts at its own instant, whatever date the letter in it bears.
    """
    day, by = event.sent
    dated = min(event.days("dated"), default=day)
    return (dated, "letter") if dated <= latest and by != "notice" else (day, by)


def next_day(day: date) -> date:
    """The day from which what a missed day opens can be done."""
    return day + ONE
