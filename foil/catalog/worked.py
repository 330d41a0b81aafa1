"""The rulebook's worked examples, run: what was expected, what came out, whether they agree."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foil.catalog import own_rules
from foil.catalog.counting import Counted, counted, rules_for
from foil.law.agreement import Data, day_of_expectation, fitting, unmet
from foil.law.clocks import Clock
from foil.law.report import clock_data, trap_data
from foil.law.rulebook import Example
from foil.law.rules import Rules
from foil.law.stages import stage_at
from foil.law.traps import traps


@dataclass(frozen=True, slots=True)
class Line:
    """One thing an example expects. `day` is the day it is asked for; `clocks` those that are as
    expected, or are what came instead; `unmet` says what differs, and is empty where it holds."""

    expect: Data
    day: date
    counted: Counted
    clocks: tuple[Clock, ...]
    unmet: str

    @property
    def holds(self) -> bool:
        """Whether what came out is what was expected."""
        return not self.unmet


def worked(example: Example) -> tuple[Line, ...]:
    """Run an example and hold each thing it expects against what comes out."""
    facts = example.read()
    rules = _rules(example)
    known = {row["known_on"] for row in example.expect if "known_on" in row}
    runs = {
        day: counted(facts, rules, date.fromisoformat(day) if day else None)
        for day in (None, *known)
    }
    return tuple(_line(example, expect, runs[expect.get("known_on")]) for expect in example.expect)


def _line(example: Example, expect: Data, ran: Counted) -> Line:
    day = day_of_expectation(example.facts, expect)
    told = _told(ran, day)
    kind = expect.get("clock")
    found = fitting(told, expect) if kind else []
    ids = {clock["id"] for clock in found or told["clocks"] if clock["kind"] == kind}
    shown = tuple(clock for clock in ran.clocks if clock.id in ids)
    return Line(expect, day, ran, shown, unmet(told, expect))


def _told(ran: Counted, day: date) -> dict[str, Any]:
    """What `foil clock --json` says, without each choice's other options."""
    items = ran.history.items
    return {
        "clocks": [clock_data(clock, day) for clock in ran.clocks],
        "traps": [trap_data(trap) for trap in traps(ran.history, ran.clocks, day)],
        "stage": {str(item): stage_at(ran.history, ran.clocks, item, day) for item in items},
    }


def _rules(example: Example) -> Rules:
    rules = rules_for(example.read())
    if not example.own:
        return rules
    laid = own_rules.get(example.own).rules
    return replace(rules, agency=replace(rules.agency, own_rules=laid))
