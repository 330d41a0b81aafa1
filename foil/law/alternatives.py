"""The rule choices that bear on a date: what each of their options would make of it.

Found by running the engine again under each option, so that no rule is told twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foil.law.choices import CHOICES, Choice, Option
from foil.law.clocks.clock import Clock
from foil.law.clocks.run import run
from foil.law.effects import base
from foil.law.history import History
from foil.law.rules import Rules, Whose

Ways = Mapping[tuple[str, str], Sequence[Clock]]
"""The clocks of a history under each option of each choice."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A clock's dates under one option; none where that option starts no such clock."""

    option: Option
    in_force: bool
    due: date | None
    act_on: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A choice that bears on a clock: its options side by side, and who made the one in force."""

    choice: Choice
    whose: Whose
    taken: tuple[Taken, ...]


def alternatives(history: History, rules: Rules, clock: Clock) -> tuple[Alternative, ...]:
    """Every choice that bears on this clock, the calendar first, with each option's dates."""
    return among(ways(history, rules), clock)


def ways(history: History, rules: Rules) -> Ways:
    """The history's clocks under every option of every choice, the other choices as they are."""
    return {
        (choice.name, option.name): run(history, rules.with_choice(choice.name, option.name))
        for choice in CHOICES.values()
        for option in choice.options
    }


def among(found: Ways, clock: Clock) -> tuple[Alternative, ...]:
    """The choices that bear on this clock, of a history counted in all those ways.

    A choice bears on a clock where one of its options moves a day of it, starts or ends it, or
    lets another run on beside it; a missing notice of appeal, which never moves a day, where the
    denial gave none.
    """
    name, laid = base(clock), []
    for choice in CHOICES.values():
        others = [
            (each, _same(name, clock, found[choice.name, each.name])) for each in choice.options
        ]
        silent = choice.name == "missing_notice" and clock.no_notice
        read = {reading.choice for reading in clock.contested}
        if silent or choice.name in read or len({_stands(each) for _, each in others}) > 1:
            laid.append(_side_by_side(choice, clock, others))
    return tuple(laid)


def _side_by_side(
    choice: Choice, clock: Clock, others: Sequence[tuple[Option, Clock | None]]
) -> Alternative:
    in_force = clock.rules.chosen(choice.name)
    taken = [
        Taken(option, option.name == in_force, *_dates(clock, choice, option, other))
        for option, other in others
    ]
    return Alternative(choice, clock.rules.whose(choice.name), tuple(taken))


def _same(name: str, clock: Clock, others: Sequence[Clock]) -> Clock | None:
    """The same clock, counted another way: its lasting id, for the first of its items."""
    mine = clock.items[0]
    return next((each for each in others if base(each) == name and mine in each.items), None)


def _stands(clock: Clock | None) -> tuple[object, ...]:
    return (clock.due, clock.act_on, clock.latest, clock.how) if clock else ()


def _dates(
    clock: Clock, choice: Choice, option: Option, other: Clock | None
) -> tuple[date | None, date | None, date | None]:
    """The days under an option. Where it leaves this clock as it is and an earlier one running
    beside it, the reading of the law says which day then binds."""
    if other is None:
        return None, None, None
    for reading in clock.contested:
        same = (reading.choice, reading.rule) == (choice.name, option.name)
        if same and other.due == clock.due:
            return reading.due, reading.due, reading.due
    return other.due, other.act_on, other.latest
