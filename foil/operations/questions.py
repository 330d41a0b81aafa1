"""What to ask before an event is recorded: the law's questions of order, and whether two people
are entering the same letter."""

from collections.abc import Iterator, Sequence
from datetime import date

from foil.law import order
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.history import History
from foil.law.words import long

REPEATED = frozenset({"contacted", "wrote", "released", "published"})
"""Kinds that may well happen twice on one day."""


def questions(
    history: History, clocks: Sequence[Clock], event: Event, today: date
) -> tuple[str, ...]:
    """Sentences that ask about the event's order and dates; none where nothing looks wrong.

    `history` is what stands without the event, `clocks` its clocks, `today` the day in New York.
    """
    others = [each for each in history.events if each.id != event.replaces]
    return (
        *order.questions(history, clocks, event, today),
        *_before_what_it_answers(others, event),
        *_twice(others, event),
    )


def _before_what_it_answers(others: Sequence[Event], event: Event) -> Iterator[str]:
    answered = [each.act_day for each in others if each.id in (event.of or ())]
    if answered and event.act_day < max(answered):
        yield (
            f"{long(event.act_day)} is before what it answers, {long(max(answered))}. "
            "Is the date right?"
        )


def _twice(others: Sequence[Event], event: Event) -> Iterator[str]:
    if event.kind in REPEATED:
        return
    mine = set(event.items or ())
    for each in others:
        same = each.kind == event.kind and each.act_day == event.act_day
        if same and mine & set(each.items or ()):
            yield f"The same is recorded already, {long(each.act_day)}. Did something new come?"
            return
