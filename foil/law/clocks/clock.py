"""A clock: one right or duty with a last day, and everything needed to say why."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from foil.law.rules import Rules

Against = Literal["agency", "requester"]
Stake = Literal["final", "arguable", "practical"]
How = Literal["met", "met_late", "ended"]
State = Literal["waiting", "running", "due_today", "past_due", "late", "met", "met_late", "ended"]
Unit = Literal["business_days", "days", "months", "date"]


class Reading(NamedTuple):
    """One way the law or the facts may be taken: the choice it is an option of, the option or rule
    itself, the day it counts from, its last day.

    `choice` is a name of `foil.law.choices`, or `agency_rule` for a rule of the agency's own.
    """

    choice: str
    rule: str
    start: date
    due: date


@dataclass(frozen=True)
class Clock:
    """`due` is the controlling rule's last day; `earliest` and `latest` bound every other.

    A requester's `act_on` is the last business day on or before `earliest`: the safe day. An
    agency's is `latest`: before it nobody is called late. `arises_on` is the first day the clock
    is there at all; silence starts clocks that lie in the future. `no_notice` says that the denial
    named no appeal, `mailed` that `latest` leaves time for a letter; `computed` is the due date
    the law gives, where a person has overridden it; `says` what is to be done by a court date.
    """

    id: str
    kind: str
    items: tuple[int, ...]
    against: Against
    from_kind: str
    from_event: str
    day_zero: date
    length: int
    unit: Unit
    due: date
    earliest: date
    latest: date
    act_on: date
    stake: Stake | None
    arises_on: date
    stopped_on: date | None
    how: How | None
    by: str | None
    ended_by: str | None
    needs: tuple[str, ...]
    authority: tuple[str, ...]
    readings: tuple[Reading, ...]
    parent: str | None
    rules: Rules = field(repr=False, compare=False)
    no_notice: bool = False
    mailed: bool = False
    computed: date | None = None
    says: str = ""

    @property
    def provisional(self) -> bool:
        """True while `needs` names facts that would settle the date."""
        return bool(self.needs)

    @property
    def contested(self) -> tuple[Reading, ...]:
        """The other ways to take the law that give another last day."""
        return tuple(reading for reading in self.readings if reading.due != self.due)

    @property
    def excused(self) -> bool:
        """True where a missing notice of appeal is taken to excuse an appeal never made.

        Authority: case-barrett, case-snyder, case-advocates-for-children
        """
        return self.no_notice and self.rules.chosen("missing_notice") == "excused"

    def state(self, day: date) -> State:
        """How the clock stands on that day (engine section 3)."""
        if self.how is not None and self.stopped_on is not None and day >= self.stopped_on:
            return self.how
        if day < self.arises_on:
            return "waiting"
        mark = self.act_on if self.against == "requester" else self.due
        if day < mark:
            return "running"
        if day == mark:
            return "due_today"
        return "past_due" if day <= self.latest else "late"

    def is_open(self, day: date) -> bool:
        """True where the clock is there on that day and nothing has met or ended it."""
        return self.state(day) in {"running", "due_today", "past_due", "late"}
