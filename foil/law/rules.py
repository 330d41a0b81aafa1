"""The rules a history is counted under: the agency's ways, the calendar, an office's choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from foil.errors import BadInput
from foil.law.agency import STATUTE, AgencyRules
from foil.law.calendars import Calendar, calendar

CHOICES: Mapping[str, tuple[str, ...]] = {
    "appeal_from": ("receipt", "letter", "postmark"),
    "article_78_from": ("receipt", "letter"),
}
"""Each rule choice an office may make, and what it may choose."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`calendar` controls; `portal`, the agency's own, only widens earliest and latest."""

    agency: AgencyRules = STATUTE
    calendar: Calendar = field(default_factory=calendar)
    portal: Calendar | None = None
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def appeal_from(self) -> str:
        """The day the thirty days to appeal are counted from."""
        return self.choices.get("appeal_from", self.agency.appeal_from)

    @property
    def article_78_from(self) -> str:
        """The day the four months are counted from."""
        return self.choices.get("article_78_from", "receipt")


def rules_of(
    agency: AgencyRules | None = None,
    calendar_name: str = "gcl-24",
    closings: Iterable[date] = (),
    choices: Mapping[str, str] | None = None,
) -> Rules:
    """Lay the rules out. Raises BadInput for a calendar or a rule choice that does not exist."""
    agency = agency or STATUTE
    closed = frozenset(closings)
    portal = agency.portal_calendar
    for name, choice in (choices or {}).items():
        if choice not in CHOICES.get(name, ()):
            known = "; ".join(f"{key}: {', '.join(words)}" for key, words in CHOICES.items())
            raise BadInput(f"There is no rule choice {name} = {choice}; the choices are {known}.")
    return Rules(
        agency=agency,
        calendar=calendar(calendar_name, closed),
        portal=calendar(portal, closed) if portal and portal != calendar_name else None,
        choices=dict(choices or {}),
    )
