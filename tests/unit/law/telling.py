"""How the tests of the law tell a history, and what they ask of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from foil.law.agency import STATUTE, AgencyRules
from foil.law.clocks import Clock, run
from foil.law.facts import read_facts
from foil.law.history import History, history_of
from foil.law.rules import rules_of
from foil.law.stages import stage_at
from foil.law.traps import traps

NYPD = AgencyRules("nypd", "Police Department", "NYPD", "nyc", "receipt", "nyc-portal")
TROOPERS = AgencyRules("nysp", "State Police", "State Police", "state", "postmark")
STATE = AgencyRules("ogs", "General Services", "OGS", "state")
COUNTY = AgencyRules("county", "County", "the County", "local", electronic=False)

Event = dict[str, Any]


def ours(kind: str, on: str, **fields: Any) -> Event:
    """Something we did, or that happened on a day of its own."""
    return {"kind": kind, "on": on, **fields}


def theirs(kind: str, dated: str, received: str | None = "", **fields: Any) -> Event:
    """A letter of the agency's; received the day it is dated unless said otherwise."""
    days = {"dated": dated, "received": dated if received == "" else received}
    return {"kind": kind, **{name: day for name, day in days.items() if day}, **fields}


def by(how: str, kind: str, received: str, **fields: Any) -> Event:
    """What came by a route of its own, with its paper's dates among `fields`."""
    dates = {name: fields.pop(name) for name in ("dated", "postmarked") if name in fields}
    return {"kind": kind, "papers": [{"how": how, "received": received, **dates}], **fields}


@dataclass(frozen=True)
class Told:
    """A history with its clocks."""

    history: History
    clocks: tuple[Clock, ...]

    def all(self, kind: str, **fields: Any) -> list[Clock]:
        """The clocks of that kind with those fields, dates written as text."""
        return [
            clock
            for clock in self.clocks
            if clock.kind == kind
            and all(_plain(getattr(clock, name)) == value for name, value in fields.items())
        ]

    def one(self, kind: str, **fields: Any) -> Clock:
        """The only such clock."""
        found = self.all(kind, **fields)
        assert len(found) == 1, f"{len(found)} clocks {kind} with {fields}: {self.all(kind)}"
        return found[0]

    def state(self, kind: str, day: str, **fields: Any) -> str:
        """How the only such clock stands on a day."""
        return self.one(kind, **fields).state(date.fromisoformat(day))

    def stage(self, day: str, item: int = 1) -> str:
        """Where an item stands on a day."""
        return stage_at(self.history, self.clocks, item, date.fromisoformat(day))

    def traps(self, day: str) -> dict[str, str]:
        """What each trap says on a day."""
        found = traps(self.history, self.clocks, date.fromisoformat(day))
        return {trap.id: trap.says for trap in found}

    def kinds(self, day: str) -> set[str]:
        """The kinds of clock that are there, unmet, on a day."""
        on = date.fromisoformat(day)
        return {clock.kind for clock in self.clocks if clock.is_open(on)}


def happened(
    *events: Event,
    agency: AgencyRules = STATUTE,
    known_on: str | None = None,
    rules: dict[str, str] | None = None,
    **facts: Any,
) -> Told:
    """The clocks of a history in the form `foil clock` reads."""
    read = read_facts({"events": list(events), **facts})
    known = date.fromisoformat(known_on) if known_on else None
    history = history_of(read.events, read.items, known)
    return Told(history, run(history, rules_of(agency, read.calendar, read.closings, rules)))


def days(clock: Clock) -> dict[str, str]:
    """A clock's days as text."""
    names = ("day_zero", "earliest", "due", "latest", "act_on", "arises_on")
    return {name: getattr(clock, name).isoformat() for name in names}


def around(clock: Clock, day: date) -> list[str]:
    """How it stands the day before, the day, the day after."""
    return [clock.state(day + timedelta(days=n)) for n in (-1, 0, 1)]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
