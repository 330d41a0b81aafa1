"""The facts of the record of non-response: who looked, where, on which days, and what came last.

It speaks of what this office received, never of what the agency sent: that nobody here can affirm.
Frozen, as all facts are.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from foil.errors import BadInput
from foil.letters.escape import folded
from foil.letters.facts import AskedItem, Sender
from foil.letters.reply_facts import LaterFacts

Passed = Literal["no_acknowledgement", "no_determination", "date_passed", "no_decision"]
"""What passed in silence: the five business days, the twenty, the date given, the time to decide an
appeal."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A look that found nothing: the day, who looked, and each place by name."""

    on: date
    by: str
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Came:
    """Something about the request that this office received: what, and when."""

    what: str
    received: date


@dataclass(frozen=True, kw_only=True)
class NonResponseFacts(LaterFacts):
    """Nothing was received by `due`. `affirmant` affirms it, `title` is what they are here; `last`
    is the last thing received, `appealed` the day of the appeal that is undecided."""

    items: tuple[AskedItem, ...]
    due: date
    passed: Passed
    looks: tuple[Look, ...]
    affirmant: str
    title: str = ""
    last: Came | None = None
    appealed: date | None = None

    @property
    def until(self) -> date:
        """The day of the last look: what is affirmed is true up to it."""
        return max(look.on for look in self.looks)

    @property
    def signed_by(self) -> Sender | None:
        """The office over the name of who affirms, whoever signs its other letters. What is
        affirmed is signed by hand: it bears no image of a signature."""
        if self.sender is None:
            return None
        lines = (folded(self.affirmant), folded(self.title), self.sender.name)
        return replace(self.sender, signature=tuple(dict.fromkeys(filter(None, lines))), hand=None)


def checked(facts: NonResponseFacts) -> NonResponseFacts:
    """The facts, if they may be affirmed.

    Raises BadInput without a look after the day that passed, with a look that names no place or is
    dated after the record, and without the day of an appeal nobody decided.
    """
    problems = []
    if not any(look.on > facts.due for look in facts.looks):
        problems.append(f"looks: none is after {facts.due}, the day that passed; look, and note it")
    if any(look.on > facts.dated for look in facts.looks):
        problems.append("looks: one is after the date of the record")
    if any(not any(place.strip() for place in look.places) for look in facts.looks):
        problems.append("looks: one names no place")
    if facts.passed == "no_decision" and facts.appealed is None:
        problems.append("appealed: the day the appeal was sent")
    if problems:
        raise BadInput("\n  ".join(["Not yet a record of non-response:", *problems]))
    return facts
