"""Counting a history that stands in a file of facts: the rules it is under, and its clocks."""

from dataclasses import dataclass
from datetime import date

from foil.catalog import agencies
from foil.law.clocks import Clock, run
from foil.law.facts import Facts
from foil.law.history import History, history_of
from foil.law.rules import Rules, rules_of


@dataclass(frozen=True, slots=True)
class Counted:
    """A history, the rules it was counted under, and what the law makes of it."""

    history: History
    rules: Rules
    clocks: tuple[Clock, ...]


def counted(facts: Facts, rules: Rules | None = None, known_on: date | None = None) -> Counted:
    """Count the facts under the rules they name, or under `rules`; `known_on` leaves out what had
    not come by then. Raises UnknownSlug, NotUnderFoil and BadInput, as `rules_for` does."""
    rules = rules or rules_for(facts)
    history = history_of(facts.events, facts.items, known_on)
    return Counted(history, rules, run(history, rules))


def rules_for(facts: Facts) -> Rules:
    """The rules that facts name: the catalog's agency, a calendar, closings, rule choices.

    Raises UnknownSlug, NotUnderFoil for an agency under another law, and BadInput for a calendar
    or a choice that does not exist.
    """
    agency = agencies.get(facts.agency).rules() if facts.agency else None
    return rules_of(agency, facts.calendar, facts.closings, facts.rules)
