"""A request of the office counted by the desk and by the second reading, laid side by side.

What the second reading needs to know of the office, its calendar, closings and choices, and of an
agency, is put into the second reading's own words here and nowhere else.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foil.law.clocks import run
from foil.law.facts import stored
from foil.law.history import history_of
from foil.law.rules import Rules
from foil.second import FIELDS, Agency, OwnRule, Row, differences, second_clocks
from foil.second.clock import Clock

Second = Callable[[Mapping[str, Any], Agency], Sequence[Clock]]


@dataclass(frozen=True)
class Laid:
    """How many clocks the desk counts, and the rows that only it, or only the second, has."""

    clocks: int
    first: tuple[Row, ...]
    second: tuple[Row, ...]

    @property
    def agree(self) -> bool:
        """Whether the two are the same."""
        return not (self.first or self.second)


def side_by_side(
    facts: Sequence[str], items: Sequence[int], rules: Rules, second: Second = second_clocks
) -> Laid:
    """Count stored events, about these items, both ways under the same rules."""
    counted = run(history_of([stored(text) for text in facts], tuple(items)), rules)
    first = [
        {"item": item, **{name: getattr(clock, name) for name in FIELDS if name != "item"}}
        for clock in counted
        for item in clock.items
    ]
    events = [json.loads(text) for text in facts]
    told = {"items": list(items), "events": events, **facts_of(rules)}
    only_second, only_first = differences(second(told, agency_of(rules)), first)
    return Laid(len(counted), tuple(only_first), tuple(only_second))


def facts_of(rules: Rules) -> dict[str, Any]:
    """The office's calendar, closings and choices, as `foil clock` reads them."""
    return {
        "calendar": rules.calendar.name,
        "closings": [day.isoformat() for day in rules.calendar.closings],
        "rules": dict(rules.choices),
    }


def agency_of(rules: Rules) -> Agency:
    """The agency of those rules in the second reading's words."""
    own = rules.agency
    return Agency(
        slug=own.slug,
        jurisdiction=own.jurisdiction,
        appeal_from=own.appeal_from,
        calendar=own.own_calendar,
        electronic=own.electronic,
        rules=tuple(OwnRule(r.rule, r.value, r.since, r.until) for r in own.own_rules),
        closed=frozenset(rules.agency_closings),
    )
