"""The engine and the second reading on the same facts."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from foil.catalog import agencies
from foil.law.agency import STATUTE, AgencyRules
from foil.law.clocks import run
from foil.law.facts import read_facts
from foil.law.history import history_of
from foil.law.rules import rules_of
from foil.second import FIELDS, Agency, Row, differences, second_clocks
from tests.prove.histories import history
from tests.prove.shrink import Facts, shrunk


def first_disagreement(seeds: Iterable[int]) -> str | None:
    """The history of the first of those seeds on which the two differ, shrunk and in words."""
    for seed in seeds:
        facts = history(seed)
        if _differ(facts):
            return f"Seed {seed}\n{explained(shrunk(facts, _differ))}"
    return None


def explained(facts: Facts) -> str:
    """The facts as `foil clock` reads them, and the clocks that only one of the two has."""
    events = ",\n  ".join(json.dumps(event) for event in facts["events"])
    rest = json.dumps({key: value for key, value in facts.items() if key != "events"})
    only_second, only_engine = disagreement(facts)
    return "\n".join(
        [
            f'{rest[:-1]}, "events": [\n  {events}]}}',
            " ".join(FIELDS),
            *(f"second: {_words(row)}" for row in only_second),
            *(f"engine: {_words(row)}" for row in only_engine),
        ]
    )


def disagreement(facts: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
    """What only the second reading has, and what only the engine has; both empty if they agree."""
    return differences(second_clocks(facts, second_agency(facts.get("agency"))), engine_rows(facts))


def engine_rows(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The engine's clocks, one row an item."""
    read = read_facts(facts)
    rules = rules_of(agency_rules(read.agency), read.calendar, read.closings, read.rules)
    return [
        {"item": item, **{name: getattr(clock, name) for name in FIELDS if name != "item"}}
        for clock in run(history_of(read.events, read.items), rules)
        for item in clock.items
    ]


@cache
def agency_rules(slug: str | None) -> AgencyRules:
    return agencies.get(slug).rules() if slug else STATUTE


def second_agency(slug: str | None) -> Agency:
    rules = agency_rules(slug)
    return Agency(
        rules.slug, rules.jurisdiction, rules.appeal_from, rules.own_calendar, rules.electronic
    )


def _differ(facts: Facts) -> bool:
    return disagreement(facts) != ([], [])


def _words(row: Row) -> str:
    return " ".join(str(value) for value in row)
