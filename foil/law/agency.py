"""What the clocks need to know of an agency: a type defined here and filled by the catalog."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

AppealFrom = Literal["receipt", "letter", "postmark"]
Jurisdiction = Literal["nyc", "state", "local"]
OwnRuleName = Literal["closes_at", "appeal_waits", "appeal_days", "decides_in"]


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One rule of an agency's own regulation, in force from `since` to `until`, both included.

    `closes_at` "17:00": what comes at a later hour (New York), or on a day that is no business
    day, counts as received on the next business day. `appeal_waits` 5: so many business days after
    a missed approximate date before it may be appealed. `appeal_days` 30: so many business days
    from receipt to appeal a denial. `decides_in` 7: so many business days to decide an appeal.
    """

    rule: OwnRuleName
    value: int | str
    authority: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on that day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)

    @property
    def days(self) -> int:
        """Its value as a number of days."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class AgencyRules:
    """An agency's own ways of counting, beside the statute's.

    `appeal_from` is the day its thirty days to appeal are counted from: receipt for City
    agencies (43 RCNY 1-06(b)), the postmark for the State Police (9 NYCRR 483.7), else the
    letter's date. `own_calendar` names the calendar it or its portal counts by, if it has one.
    `electronic` is False where no portal or e-mail address of it is known: it answers by post.
    `own_rules` are those of its regulations that count days in a way of their own.
    """

    slug: str
    name: str
    short: str
    jurisdiction: Jurisdiction
    appeal_from: AppealFrom = "letter"
    own_calendar: str | None = None
    electronic: bool = True
    own_rules: tuple[OwnRule, ...] = ()

    def own(self, rule: OwnRuleName, day: date) -> OwnRule | None:
        """The agency's own rule of that name in force on that day."""
        for each in self.own_rules:
            if each.rule == rule and each.holds(day):
                return each
        return None


STATUTE = AgencyRules("", "the agency", "the agency", "local")
"""No agency named: the statute's own rules."""
