"""A request as a letter is drawn from it, and a letter that fits it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foil.catalog.agency import Agency, Role
from foil.insight.asked import MISSED
from foil.insight.late import is_worth_a_row
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.history import History
from foil.letters.facts import AskedItem, Facts, Happened
from foil.letters.request import addressee_of

HAPPENED: Mapping[str, str] = {
    "sent": "request sent",
    "received": "request received",
    "acknowledged": "acknowledged in writing",
    "extended": "determination put off",
    "clarification_asked": "clarification asked for",
    "clarified": "clarification given",
    "fee_asked": "a fee asked for",
    "fee_paid": "the fee paid",
    "denied": "denied in writing",
    "no_records": "answered that no record was found",
    "released": "records released",
    "closed": "closed",
    "reopened": "reopened",
    "appealed": "appeal sent",
    "appeal_received": "appeal received",
}
"""What a chronology says of each kind of event; the others are left out of a letter."""


@dataclass(frozen=True)
class Offer:
    """A letter that fits now: its kind, its name, why it fits, the facts it is made from, and the
    clock it is about by its id."""

    kind: str
    name: str
    why: str
    facts: Facts
    about: str = ""


@dataclass(frozen=True)
class Case:
    """A request as a letter is drawn from it: what is recorded, and what every letter says."""

    agency: Agency
    history: History
    clocks: Sequence[Clock]
    stages: dict[int, str]
    items: Mapping[int, str]
    day: date
    shared: dict[str, Any] = field(default_factory=dict)

    def told(self, role: Role, clock: Clock) -> dict[str, Any]:
        """What every letter says, to that officer, about the items of that clock."""
        asked = tuple(AskedItem(n, self.items[n]) for n in clock.items if n in self.items)
        return self.shared | {"addressee": addressee_of(self.agency, role), "items": asked}

    def chronology(self) -> tuple[Happened, ...]:
        """What happened, a line for each event a letter speaks of."""
        said = [each for each in self.history.events if each.kind in HAPPENED]
        return tuple(Happened(each.act_day, HAPPENED[each.kind]) for each in said)

    def event(self, clock: Clock) -> Event | None:
        """What started that clock."""
        events = self.history.events
        return next((each for each in events if each.id == clock.from_event), None)

    def beside(self, clock: Clock, kind: str) -> Clock | None:
        """The newest clock of that kind about any of the same items."""
        found = [
            each
            for each in self.clocks
            if each.kind == kind and not set(each.items).isdisjoint(clock.items)
        ]
        return max(found, key=lambda each: each.due, default=None)

    def missed(self, appeal: Clock) -> Clock | None:
        """The newest clock of the agency whose lapse opened that appeal, and is certain."""
        found = [
            each
            for each in self.clocks
            if each.kind == appeal.parent and each.kind in MISSED and self.late(each)
            if not set(each.items).isdisjoint(appeal.items)
        ]
        return max(found, key=lambda each: each.due, default=None)

    def late(self, clock: Clock) -> bool:
        """Whether the agency is past every reading of that clock's day."""
        return is_worth_a_row(clock, self.stages, self.day)
