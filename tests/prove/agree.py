"""The engine and the second reading on the same facts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from foil.catalog import agencies
from foil.law.agency import STATUTE, AgencyRules, OwnRule
from foil.law.clocks import run
from foil.law.facts import read_facts
from foil.law.history import history_of
from foil.law.rules import Rules, rules_of
from foil.operations.second_reading import agency_of
from foil.second import FIELDS, Row, differences, second_clocks
from tests.prove.histories import history
from tests.prove.shrink import Facts, shrunk

OURS = ("own_rules", "agency_closings")
"""What made-up facts have beside those that `foil clock` reads."""


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
    rules = rules_for(facts)
    return differences(second_clocks(facts, agency_of(rules)), engine_rows(facts, rules))


def engine_rows(facts: Mapping[str, Any], rules: Rules) -> list[dict[str, Any]]:
    """The engine's clocks, one row an item."""
    read = read_facts({name: value for name, value in facts.items() if name not in OURS})
    return [
        {"item": item, **{name: getattr(clock, name) for name in FIELDS if name != "item"}}
        for clock in run(history_of(read.events, read.items), rules)
        for item in clock.items
    ]


def rules_for(facts: Mapping[str, Any]) -> Rules:
    """The rules of the facts: the catalog's agency, with the rules and closings they add to it."""
    agency = agency_rules(facts.get("agency"))
    added = tuple(_own_rule(row) for row in facts.get("own_rules") or ())
    return rules_of(
        replace(agency, own_rules=(*added, *agency.own_rules)),
        facts.get("calendar") or "gcl-24",
        _named(facts.get("closings") or ()),
        facts.get("rules"),
        _days(facts.get("agency_closings") or ()),
    )


@cache
def agency_rules(slug: str | None) -> AgencyRules:
    return agencies.get(slug).rules() if slug else STATUTE


def _own_rule(row: Mapping[str, Any]) -> OwnRule:
    since, until = (row.get(name) for name in ("since", "until"))
    return OwnRule(
        row["rule"],
        row["value"],
        "made-up",
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
    )


def _named(rows: Iterable[str]) -> dict[date, str]:
    """Days on which every office was closed, each with its name as an office enters it."""
    return {day: f"Storm of {day}" for day in _days(rows)}


def _days(rows: Iterable[str]) -> list[date]:
    return [date.fromisoformat(row) for row in rows]


def _differ(facts: Facts) -> bool:
    return disagreement(facts) != ([], [])


def _words(row: Row) -> str:
    return " ".join(str(value) for value in row)
