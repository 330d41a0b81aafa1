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
    events = facts["events"]
    for n in range(len(events)):
        if rest := _sound([*events[:n], *events[n + 1 :]]):
            yield {**facts, "events": rest}
    for item in facts["items"] if len(facts["items"]) > 1 else ():
        if rest := _sound([kept for event in events if (kept := _without(event, item))]):
            yield {**facts, "items": [n for n in facts["items"] if n != item], "events": rest}
    for name in facts.keys() & {"calendar", "closings", "rules"}:
        yield {key: value for key, value in facts.items() if key != name}
    for n, event in enumerate(events):
        for name in event.keys() - {"id", "kind"}:
            less = {key: value for key, value in event.items() if key != name}
            if _dated(less):
                yield {**facts, "events": [*events[:n], less, *events[n + 1 :]]}


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
