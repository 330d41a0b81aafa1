"""A history's clocks as plain data: what `foil clock --json` prints and the API will serve."""

from collections.abc import Sequence
from datetime import date

from foil.law.alternatives import Alternative, among, ways
from foil.law.choices import CHOICES
from foil.law.clocks import Clock
from foil.law.extensions import Extension, extensions
from foil.law.history import History
from foil.law.sayings import sentences
from foil.law.stages import stage_at
from foil.law.traps import Trap, traps
from foil.law.why import authority_of, department_of


def report(history: History, clocks: Sequence[Clock], day: date) -> dict[str, object]:
    """Clocks, traps, extensions and each item's stage on that day, ready for JSON."""
    found = ways(history, clocks[0].rules) if clocks else {}
    return {
        "as_of": day.isoformat(),
        "clocks": [
            {
                **clock_data(clock, day),
                "choices": [choice_data(each) for each in among(found, clock)],
            }
            for clock in clocks
        ],
        "traps": [trap_data(trap) for trap in traps(history, clocks, day)],
        "extensions": [extension_data(each) for each in extensions(history, clocks)],
        "stage": {str(item): stage_at(history, clocks, item, day) for item in history.items},
    }


def clock_data(clock: Clock, day: date) -> dict[str, object]:
    """One clock as plain data, its state on that day and its reasons in words."""
    return {
        "id": clock.id,
        "kind": clock.kind,
        "items": list(clock.items),
        "against": clock.against,
        "from": clock.from_kind,
        "from_event": clock.from_event,
        "day_zero": clock.day_zero.isoformat(),
        "length": clock.length,
        "unit": clock.unit,
        "due": clock.due.isoformat(),
        "earliest": clock.earliest.isoformat(),
        "latest": clock.latest.isoformat(),
        "act_on": clock.act_on.isoformat(),
        "stake": clock.stake,
        "arises_on": clock.arises_on.isoformat(),
        "state": clock.state(day),
        "stopped_on": clock.stopped_on.isoformat() if clock.stopped_on else None,
        "by": clock.by,
        "ended_by": clock.ended_by,
        "provisional": clock.provisional,
        "needs": list(clock.needs),
        "contested": contested_data(clock),
        "authority": list(clock.authority),
        "why": list(sentences(clock)),
    }


def contested_data(clock: Clock) -> list[dict[str, object]]:
    """The other ways to take the law on a clock, each with its source and where it holds.

    What a missing notice of appeal does is one of them, and moves no day.
    """
    found: list[dict[str, object]] = [
        {
            "choice": reading.choice,
            "rule": reading.rule,
            "from": reading.start.isoformat(),
            "due": reading.due.isoformat(),
            "authority": list(authority_of(clock, reading)),
            "department": department_of(reading),
        }
        for reading in clock.contested
    ]
    if clock.no_notice:
        choice = CHOICES["missing_notice"]
        (other,) = (each for each in choice.options if (each.name == "excused") != clock.excused)
        days: dict[str, object] = {"from": None, "due": None}
        rest = {"authority": list(other.authority), "department": other.department}
        found.append({"choice": choice.name, "rule": other.name, **days, **rest})
    return found


def trap_data(trap: Trap) -> dict[str, object]:
    """One trap as plain data."""
    return {"id": trap.id, "says": trap.says, "authority": list(trap.authority)}


def extension_data(extension: Extension) -> dict[str, object]:
    """One extension as plain data."""
    return {
        "event": extension.event,
        "items": list(extension.items),
        "n": extension.n,
        "was": extension.was.isoformat(),
        "now": extension.now.isoformat(),
        "days": extension.days,
        "total": extension.total,
        "broken": extension.broken,
    }


def choice_data(alternative: Alternative) -> dict[str, object]:
    """One choice that bears on a clock as plain data, its options side by side."""
    return {
        "choice": alternative.choice.name,
        "by": alternative.whose,
        "in_force": next(each.option.name for each in alternative.taken if each.in_force),
        "options": [
            {
                "option": each.option.name,
                "due": each.due and each.due.isoformat(),
                "act_on": each.act_on and each.act_on.isoformat(),
                "authority": list(each.option.authority),
                "department": each.option.department,
            }
            for each in alternative.taken
        ],
    }
