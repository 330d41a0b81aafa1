"""From a long history on which two readings differ to a short one on which they still do."""

from collections.abc import Callable, Iterator
from typing import Any

Facts = dict[str, Any]
Differ = Callable[[Facts], bool]


def shrunk(facts: Facts, differ: Differ) -> Facts:
    """The fewest events, then items, then fields, on which the two still differ."""
    while True:
        for smaller in _smaller(facts):
            if differ(smaller):
                facts = smaller
                break
        else:
            return facts


def _smaller(facts: Facts) -> Iterator[Facts]:
    yield from _fewer_events(facts)
    yield from _fewer_items(facts)
    yield from _less_beside(facts)
    events = facts["events"]
    for n, event in enumerate(events):
        for name in event.keys() - {"id", "kind"}:
            less = _but(event, name)
            if _dated(less):
                yield {**facts, "events": [*events[:n], less, *events[n + 1 :]]}


def _fewer_events(facts: Facts) -> Iterator[Facts]:
    for events in _shorter(facts["events"]):
        if rest := _sound(events):
            yield {**facts, "events": rest}


def _fewer_items(facts: Facts) -> Iterator[Facts]:
    events, items = facts["events"], facts["items"]
    for item in items if len(items) > 1 else ():
        if rest := _sound([kept for event in events if (kept := _without(event, item))]):
            yield {**facts, "items": [n for n in items if n != item], "events": rest}


def _less_beside(facts: Facts) -> Iterator[Facts]:
    """Without an agency, a calendar, a choice, a closing or a rule of the agency's own."""
    for name in sorted(facts.keys() - {"items", "events"}):
        yield _but(facts, name)
        if isinstance(facts[name], list):
            yield from ({**facts, name: fewer} for fewer in _shorter(facts[name]))
    for name in facts.get("rules") or ():
        yield {**facts, "rules": _but(facts["rules"], name)}


def _but(row: Facts, name: str) -> Facts:
    return {key: value for key, value in row.items() if key != name}


def _shorter(rows: list[Any]) -> Iterator[list[Any]]:
    for n in range(len(rows)):
        yield [*rows[:n], *rows[n + 1 :]]


def _sound(events: list[Facts]) -> list[Facts]:
    """The events without those that correct, or names of those that were, what is gone."""
    told: list[Facts] = []
    for event in events:
        known = {earlier["id"] for earlier in told}
        if event.get("replaces", event["id"]) not in {*known, event["id"]}:
            continue
        of = [name for name in event.get("of", ()) if name in known]
        kept = {key: value for key, value in event.items() if key != "of"}
        told.append({**kept, "of": of} if of else kept)
    return told


def _without(event: Facts, item: int) -> Facts | None:
    """The event without that item; None where it was about nothing else."""
    less = dict(event)
    if "items" in event:
        less["items"] = [n for n in event["items"] if n != item]
    if "dates" in event:
        less["dates"] = [row for row in event["dates"] if item not in row.get("items", ())]
    return less if less.get("items", [0]) else None


def _dated(event: Facts) -> bool:
    dates = {"on", "at", "dated", "postmarked", "received", "papers", "from"}
    return not dates.isdisjoint(event)
