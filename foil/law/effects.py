"""What an event will change: the clocks before it against the clocks after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

    def says(self, agency: str, today: date | None = None) -> str:
        """The change in one line; `agency` is its short name."""
        clock = self.clock
        what = title(clock, agency)
        if len(clock.items) > 1 or clock.items != (1,):
            what = f"{what}, {numbered(clock.items)}"
        if self.verb == "starts" and clock.against == "requester":
            said = lead(clock, today)
            return f"{what}: {said[:1].lower()}{said[1:]}"
        if self.verb == "moves" and self.was is not None:
            return f"{what}: from {near(self.was.due, today)} to {near(clock.due, today)}"
        return f"{what}, due {near(clock.due, today)}"


def effects(before: Iterable[Clock], after: Sequence[Clock]) -> tuple[Effect, ...]:
    """Every clock an event touches, what starts first. Silence not yet come is left out."""
    old = {_key(clock): clock for clock in before}
    new = {_key(clock): clock for clock in after}
    found = [_effect(clock, old.get(key)) for key, clock in new.items()]
    found += [
        Effect("undoes", clock)
        for key, clock in old.items()
        if key not in new and clock.how is None and not _is_part(clock, after)
    ]
    shown = [effect for effect in found if effect is not None]
    return tuple(sorted(shown, key=lambda effect: ORDER.index(effect.verb)))


def _key(clock: Clock) -> tuple[str, tuple[int, ...]]:
    return _base(clock), clock.items


def _base(clock: Clock) -> str:
    return clock.id.removesuffix(f":{clock.ended_by}") if clock.ended_by else clock.id


def _is_part(clock: Clock, after: Sequence[Clock]) -> bool:
    base = _base(clock)
    return any(_base(other) == base for other in after)


def _effect(clock: Clock, was: Clock | None) -> Effect | None:
    stopped = clock.how is not None
    if was is None:
        if stopped:
            return Effect("ends", clock)
        return None if clock.parent else Effect("starts", clock)
    if stopped and was.how is None:
        return Effect("ends", clock, was)
    if stopped or clock.parent:
        return None
    moved = (clock.due, clock.act_on, clock.latest) != (was.due, was.act_on, was.latest)
    return Effect("moves" if moved else "keeps", clock, was)
