"""What an event will change: the clocks before it against the clocks after it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from foil.law.clocks.clock import Clock
from foil.law.words import lead, near, numbered, title

Verb = Literal["starts", "ends", "moves", "undoes", "keeps"]
ORDER: tuple[Verb, ...] = ("starts", "ends", "moves", "undoes", "keeps")


@dataclass(frozen=True, slots=True)
class Effect:
    """One clock an event starts, ends, moves, undoes or keeps; `was` is the clock before."""

    verb: Verb
    clock: Clock
    was: Clock | None = None

    def says(self, agency: str, today: date | None = None, whole: tuple[int, ...] = (1,)) -> str:
        """The change in one line; `agency` is its short name, `whole` the request's items: the
        line says which of them it is about, unless it is all."""
        clock = self.clock
        what = title(clock, agency)
        if clock.items != whole:
            what = f"{what}, {numbered(clock.items)}"
        if self.verb == "starts" and clock.against == "requester":
            said = lead(clock, today)
            return f"{what}: {said[:1].lower()}{said[1:]}"
        due = near(clock.due, today)
        if self.verb != "moves" or self.was is None:
            return f"{what}, due {due}"
        if self.was.due == clock.due:
            return f"{what}, due {due}, at the latest {near(clock.latest, today)}"
        return f"{what}: from {near(self.was.due, today)} to {due}"


Part = tuple[str, int]
"""A clock's lasting id and one of its items."""


def effects(before: Iterable[Clock], after: Sequence[Clock]) -> tuple[Effect, ...]:
    """Every clock an event touches, what starts first. Silence not yet come is left out."""
    old = parts(before)
    new = parts(after)
    found = [_effect(part, was) for clock in after for part, was in laid_over(clock, old)]
    found += [
        Effect("undoes", part)
        for clock in dict.fromkeys(old.values())
        for part, now in laid_over(clock, new)
        if now is None and _counted(clock, old)
    ]
    shown = [effect for effect in found if effect is not None]
    return tuple(sorted(shown, key=lambda effect: ORDER.index(effect.verb)))


def base(clock: Clock) -> str:
    """The part of a clock's id that holds still when it is split or closed."""
    name = clock.id.removesuffix(f"#{clock.items[0]}")
    return name.removesuffix(f":{clock.ended_by}") if clock.ended_by else name


def parts(clocks: Iterable[Clock]) -> dict[Part, Clock]:
    """The clocks by their lasting id and each of their items."""
    return {(base(clock), item): clock for clock in clocks for item in clock.items}


def laid_over(clock: Clock, others: Mapping[Part, Clock]) -> Iterator[tuple[Clock, Clock | None]]:
    """A clock's items by what the same clock was for them elsewhere."""
    there = {item: others.get((base(clock), item)) for item in clock.items}
    for other in dict.fromkeys(there.values()):
        items = tuple(item for item, found in there.items() if found == other)
        yield replace(clock, items=items), other


def _counted(clock: Clock, old: Mapping[Part, Clock]) -> bool:
    """False for the silence of a clock that was running still: an answer keeps it from coming."""
    if clock.parent is None or clock.ended_by is not None:
        return clock.parent is None
    parent = old.get((base(clock).removeprefix(f"{clock.kind}:"), clock.items[0]))
    return parent is None or parent.ended_by is not None


def _effect(clock: Clock, was: Clock | None) -> Effect | None:
    stopped = clock.ended_by is not None
    if was is None:
        if stopped:
            return Effect("ends", clock)
        return None if clock.parent else Effect("starts", clock)
    if stopped:
        stopped_so = (was.stopped_on, was.how, was.due)
        same = stopped_so == (clock.stopped_on, clock.how, clock.due)
        return None if same else Effect("ends", clock, was)
    if was.ended_by is not None:
        return Effect("starts", clock, was)
    moved = (clock.due, clock.act_on, clock.latest) != (was.due, was.act_on, was.latest)
    if clock.parent and not (moved and clock.stake == "final"):
        return None
    return Effect("moves" if moved else "keeps", clock, was)
