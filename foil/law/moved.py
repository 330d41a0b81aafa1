"""Dates that moved: clocks counted one way before and another way now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foil.law.clocks.clock import Clock
from foil.law.effects import laid_over, parts


@dataclass(frozen=True, slots=True)
class Move:
    """One clock that had other dates, or is gone: then `now` is None."""

    was: Clock
    now: Clock | None


def moves(before: Iterable[Clock], after: Sequence[Clock], today: date) -> tuple[Move, ...]:
    """The clocks whose due day, safe day, earliest or latest is another, and those that are gone.

    Left out is what nobody waits for on `today`: clocks an event has closed, silence not yet come
    unless it will start the last day of a right, and rights that ended before today by either
    count.
    """
    now = parts(after)
    found = [Move(part, other) for clock in before for part, other in laid_over(clock, now)]
    return tuple(move for move in found if _matters(move, today))


def _matters(move: Move, today: date) -> bool:
    was, now = move.was, move.now
    if now is None:
        gone = was.ended_by is None and was.arises_on <= today
        return gone and not _over(was, today)
    if now.ended_by is not None or _days(was) == _days(now):
        return False
    awaited = any(each.stake == "final" or each.arises_on <= today for each in (was, now))
    return awaited and not (_over(was, today) and _over(now, today))


def _days(clock: Clock) -> tuple[date, ...]:
    return clock.due, clock.act_on, clock.earliest, clock.latest


def _over(clock: Clock, today: date) -> bool:
    return clock.against == "requester" and clock.latest < today
