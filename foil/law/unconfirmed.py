"""The date that something nobody has filed yet would start, if it is what it may be: shown, and
never counted on. A guess moves no date, and hides none."""

from collections.abc import Iterable, Iterator, Mapping

from foil.law.clocks import Clock, run
from foil.law.facts import FactsError, read_event
from foil.law.history import History, history_of, resolve
from foil.law.rules import Rules

NAME = "unconfirmed"
STAKES = ("final", "practical", "arguable")
"""What a clock of ours costs when it is missed, the hardest first."""


def hardest(
    history: History, rules: Rules, possible: Iterable[Mapping[str, object]]
) -> Clock | None:
    """The hardest clock against us that one of these events, in the form `foil clock` reads, would
    start after the history; None where none starts one.

    A right that ends comes before what can be mended, then the earlier safe day. What answers
    nothing recorded, or nothing that is still open, is counted alone.
    """
    found: list[Clock] = []
    for facts in possible:
        started = list(_started(history, rules, facts))
        found += started or _started(History(history.items, (), {}), rules, facts)
    return min(found, key=_hardness, default=None)


def _started(history: History, rules: Rules, facts: Mapping[str, object]) -> Iterator[Clock]:
    try:
        event = read_event(resolve(history, {**facts, "id": NAME}))
    except FactsError:
        return
    for clock in run(history_of((*history.events, event), history.items), rules):
        ours = clock.against == "requester" and clock.ended_by is None
        if ours and clock.parent is None and clock.from_event == NAME:
            yield clock


def _hardness(clock: Clock) -> tuple[int, int]:
    return STAKES.index(clock.stake), clock.act_on.toordinal()
