"""What an event means where it does not say which items it is about, or what it answers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foil.second.facts import Happening

DENIALS = ("denied", "no_records", "referred", "closed")
DONE = (*DENIALS, "granted", "withdrawn")
SILENT = ("extended", "acknowledged", "received", "sent", "reopened")
APPEAL = ("appealed", "appeal_received")
GIVEN = ("fulfilled", "granted", "withdrawn")
ABOUT = {
    "appeal_received": ("appealed",),
    "appeal_decided": APPEAL,
    "clarified": ("clarification_asked",),
    "fee_paid": ("fee_asked",),
    "sued": ("appeal_decided", *APPEAL),
    "served": ("sued",),
    "ordered": ("sued",),
    "decided_by_court": ("sued",),
    "notice_of_appeal": ("sued",),
}
"""Kinds that, naming no item, are about the items of the last happening of these kinds."""
COURT = ("sued", "served", "ordered", "decided_by_court", "notice_of_appeal", "tolled")
"""Kinds that, naming no item and following none, are about every item."""


def filled(told: Sequence[Happening], items: Iterable[int]) -> list[Happening]:
    """Every happening with its items and what it answers, in the same order."""
    every = frozenset(items)
    done: list[Happening] = []
    for each in told:
        named = replace(each, items=each.items or _items(each, done, every))
        done.append(named if each.said else replace(named, of=_of(named, done)))
    return done


def _items(each: Happening, before: Sequence[Happening], every: frozenset[int]) -> frozenset[int]:
    if each.of:
        found = [item for old in before if old.line in each.of for item in old.items]
        return frozenset(found) or every
    if each.kind == "appealed":
        denied = [left for old in before if (left := _unanswered(old, before))]
        if denied:
            return denied[-1]
    if alike := [old for old in before if old.kind in ABOUT.get(each.kind, ())]:
        return alike[-1].items
    if each.kind in COURT:
        return every
    settled = settled_items(before)
    return (settled if each.kind == "reopened" else every - settled) or every


def settled_items(before: Iterable[Happening]) -> frozenset[int]:
    """The items that the agency has settled and not opened again."""
    settled: frozenset[int] = frozenset()
    for old in before:
        if closes(old):
            settled |= old.items
        elif old.kind == "reopened":
            settled -= old.items
    return settled


def closes(old: Happening) -> bool:
    """Whether it settles its items: a denial, a grant, a withdrawal, the last of the records."""
    if old.kind == "released":
        return old.more.get("part") != "part"
    return old.kind in DONE


def _unanswered(old: Happening, before: Sequence[Happening]) -> frozenset[int]:
    """The items of a denial that no appeal has answered yet."""
    if old.kind not in DENIALS or old.more.get("as") in GIVEN:
        return frozenset()
    appeals = [each for each in before if each.kind == "appealed" and old.line in each.of]
    return old.items - {item for each in appeals for item in each.items}


def _of(each: Happening, before: Sequence[Happening]) -> tuple[str, ...]:
    mine = [old for old in before if old.items & each.items]
    if each.kind == "appealed":
        lines = {line for item in each.items if (line := _last_denial(item, before))}
        if lines:
            return tuple(lines)
        found = [old for old in mine if old.kind in SILENT]
    elif each.kind == "delivery_failed":
        found = [old for old in mine if old.kind == "sent"]
    elif each.kind in ("appeal_received", "appeal_decided"):
        found = [old for old in mine if old.kind in ABOUT[each.kind]]
    else:
        found = []
    return (found[-1].line,) if found else ()


def _last_denial(item: int, before: Sequence[Happening]) -> str | None:
    for old in reversed(before):
        if item in _unanswered(old, before):
            return old.line
    return None
