"""A history: an office's events with corrections folded in and defaults filled.

The only place that folds corrections. The order is the act's own date, then the order recorded.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foil.law.event import Event, Paper
from foil.law.facts import read_event
from foil.law.kinds import DENIALS, KINDS

OPENERS: Mapping[str, frozenset[str]] = {
    "received": frozenset({"sent"}),
    "delivery_failed": frozenset({"sent"}),
    "acknowledged": frozenset({"received", "sent"}),
    "extended": frozenset({"extended", "acknowledged", "received", "sent"}),
    "appealed": DENIALS,
    "appeal_received": frozenset({"appealed"}),
    "appeal_decided": frozenset({"appeal_received", "appealed"}),
    "recalled": frozenset({"released"}),
}
"""What each kind of event answers, where it does not say."""

ABOUT: Mapping[str, frozenset[str]] = {
    "appeal_received": OPENERS["appeal_received"],
    "appeal_decided": OPENERS["appeal_decided"],
    "clarified": frozenset({"clarification_asked"}),
    "fee_paid": frozenset({"fee_asked"}),
    "recalled": OPENERS["recalled"],
    "sued": frozenset({"appeal_decided", "appeal_received", "appealed"}),
    "served": frozenset({"sued"}),
    "ordered": frozenset({"sued"}),
    "decided_by_court": frozenset({"sued"}),
    "notice_of_appeal": frozenset({"sued"}),
}
"""Kinds that, naming no items, are about those of the latest event of these kinds."""

SILENT = frozenset({"extended", "acknowledged", "received", "sent", "reopened"})
"""What an appeal answers where nothing was denied in words: the agency's silence after it."""

GIVEN = frozenset({"fulfilled", "granted", "withdrawn"})
"""What a closing says that denies nothing."""

FINAL = frozenset({"granted", "denied", "no_records", "referred", "closed", "withdrawn"})


@dataclass(frozen=True, slots=True)
class History:
    """What stands. `first` maps an event's id to the first id of its line of corrections."""

    items: tuple[int, ...]
    events: tuple[Event, ...]
    first: Mapping[str, str]

    def line(self, event: Event) -> str:
        """The id that stays the same however often the event is corrected."""
        return self.first.get(event.id, event.id)

    def open_items(self) -> tuple[int, ...]:
        """The items no determination has closed, or a re-opening has opened again."""
        done = closed_items(self.events)
        return tuple(item for item in self.items if item not in done)


def history_of(
    events: Iterable[Event], items: Sequence[int], known_on: date | None = None
) -> History:
    """Fold corrections, fill `items` and `of`, and put events in the order they happened.

    A correction stands in the place of what it corrects, and what named that names it; one that
    takes it back leaves nothing there. With `known_on`, leaves out what had not been received by
    that day.
    """
    first: dict[str, str] = {}
    lines: dict[str, Event] = {}
    for event in events:
        line = event.id
        if event.replaces is not None:
            line = first[event.id] = first.get(event.replaces, event.replaces)
        lines[line] = event
    standing = lines.values() if not first else _standing(lines, first)
    known = [seen for event in standing if (seen := _known(event, known_on))]
    ordered = _filled(sorted(known, key=_day), tuple(items))
    return History(tuple(items), tuple(ordered), first)


def resolve(history: History, data: Mapping[str, object]) -> dict[str, object]:
    """An event's facts as they will be stored: `items` and `of` named. Raises FactsError."""
    event = read_event(data)
    before = [seen for seen in history.events if seen.act_day <= event.act_day]
    filled = _fill(event, before, history.items)
    return {**data, "items": list(filled.items or ()), "of": list(filled.of or ())}


def _standing(lines: Mapping[str, Event], first: Mapping[str, str]) -> Collection[Event]:
    """What stands of each line of corrections."""
    left = {line: event for line, event in lines.items() if not event.taken_back}
    return [_renamed(event, left, first) for event in left.values()]


def _renamed(event: Event, lines: Mapping[str, Event], first: Mapping[str, str]) -> Event:
    """The event with what it answers named as it now stands, if it does."""
    if not event.of:
        return event
    named = (lines.get(first.get(name, name)) for name in event.of)
    return replace(event, of=tuple(each.id for each in named if each is not None))


def _day(event: Event) -> date:
    return event.act_day


def _filled(events: list[Event], items: tuple[int, ...]) -> list[Event]:
    done: list[Event] = []
    for event in events:
        done.append(_fill(event, done, items))
    return done


def _fill(event: Event, before: Sequence[Event], items: tuple[int, ...]) -> Event:
    if event.items is not None and event.of is not None:
        return event
    if event.items is None:
        event = replace(event, items=_items(event, before, items))
    if event.of is None:
        event = replace(event, of=_of(event, before))
    return event


def _items(event: Event, before: Sequence[Event], items: tuple[int, ...]) -> tuple[int, ...]:
    named = {e.id: e.items or () for e in before}
    if event.of:
        answered = {item for name in event.of for item in named.get(name, ())}
        return tuple(sorted(answered)) or items
    alike = ABOUT.get(event.kind, frozenset())
    for earlier in reversed(before):
        if earlier.kind in alike:
            return earlier.items or items
        if event.kind == "appealed" and (left := _unanswered(earlier, before)):
            return tuple(sorted(left))
    if KINDS[event.kind].group == "court":
        return items
    done = closed_items(before)
    reopened = event.kind == "reopened"
    return tuple(item for item in items if (item in done) is reopened) or items


def _of(event: Event, before: Sequence[Event]) -> tuple[str, ...]:
    wanted = OPENERS.get(event.kind)
    if wanted is None:
        return ()
    mine = set(event.items or ())
    if event.kind == "appealed":
        return _denials(mine, before) or _latest(SILENT, mine, before)
    return _latest(wanted, mine, before)


def _latest(kinds: Collection[str], items: set[int], before: Sequence[Event]) -> tuple[str, ...]:
    """The latest event of those kinds about any of the items."""
    for earlier in reversed(before):
        if earlier.kind in kinds and not items.isdisjoint(earlier.items or items):
            return (earlier.id,)
    return ()


def _denials(items: set[int], before: Sequence[Event]) -> tuple[str, ...]:
    """The latest denial about each item that no appeal has answered, oldest first."""
    found: list[str] = []
    for earlier in reversed(before):
        about = _unanswered(earlier, before) & items
        if about:
            found.append(earlier.id)
            items = items - about
    return tuple(reversed(found))


def _unanswered(denial: Event, before: Sequence[Event]) -> set[int]:
    """The items of a denial that no appeal has answered; none where it denied nothing."""
    if denial.kind not in DENIALS or denial.detail("as") in GIVEN:
        return set()
    left = set(denial.items or ())
    for earlier in before:
        if earlier.kind == "appealed" and denial.id in (earlier.of or ()):
            left.difference_update(earlier.items or ())
    return left


def closed_items(events: Iterable[Event]) -> set[int]:
    """The items a determination has closed and no re-opening has opened again."""
    done: set[int] = set()
    for event in events:
        if _closes(event):
            done.update(event.items or ())
        elif event.kind == "reopened":
            done.difference_update(event.items or ())
    return done


def _closes(event: Event) -> bool:
    if event.kind == "released":
        return event.detail("part") != "part"
    return event.kind in FINAL


def _known(event: Event, day: date | None) -> Event | None:
    """The event as known on that day: without the papers that had not come; None if none had."""
    if day is None:
        return event
    if not event.papers:
        return event if event.act_day <= day else None
    papers = tuple(paper for paper in event.papers if _had(paper, day))
    return replace(event, papers=papers) if papers else None


def _had(paper: Paper, day: date) -> bool:
    known = paper.known_on
    return known is None or known <= day
