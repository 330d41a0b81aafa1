"""What the second reading needs to know of an agency, in words of its own."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OwnRule:
    """A rule of the agency's own and its number, kept from `since` until `until`, both with it.

    closes_at "17:00": what comes after that hour came the next day (2 NYCRR 110.3(a));
    appeal_waits 5: no appeal until the fifth business day after the promise (14 NYCRR 603.6(d));
    appeal_days 30: its days to appeal are business days (18 NYCRR 340.9(b), 9 NYCRR 8201.9(b));
    decides_in 7: it decides an appeal in so many business days (9 NYCRR 483.7).
    """

    name: str
    number: str | int
    since: date | None = None
    until: date | None = None

    def kept(self, day: date) -> bool:
        """Whether it was the agency's rule on that day."""
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True)
class Agency:
    """`appeal_from` is receipt, letter or postmark; `calendar` names its own calendar, if any.

    `electronic` is False for an agency that can only be reached by post. `closed` are the days
    on which this agency alone was closed.
    """

    slug: str = ""
    jurisdiction: str = "local"
    appeal_from: str = "letter"
    calendar: str | None = None
    electronic: bool = True
    rules: tuple[OwnRule, ...] = ()
    closed: frozenset[date] = frozenset()

    @property
    def in_city(self) -> bool:
        """Whether the City's uniform rules bind it."""
        return self.jurisdiction == "nyc"

    @property
    def on_portal(self) -> bool:
        """Whether it answers on the City's portal."""
        return self.calendar == "nyc-portal"

    def number(self, name: str, day: date) -> int | None:
        """The number in its own rule of that name on that day; None where it has no such rule."""
        rule = self._rule(name, day)
        return None if rule is None else int(rule.number)

    def hour(self, day: date) -> str | None:
        """The hour, as 17:00, after which it counts what comes as come on the next day."""
        rule = self._rule("closes_at", day)
        return None if rule is None else str(rule.number)

    def _rule(self, name: str, day: date) -> OwnRule | None:
        return next((each for each in self.rules if each.name == name and each.kept(day)), None)
