"""The rules a history is counted under: the agency's ways, the calendar, an office's choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from foil.errors import BadInput
from foil.law.agency import STATUTE, AgencyRules
from foil.law.calendars import Calendar, calendar, named
from foil.law.choices import CHOICES

Whose = Literal["office", "agency", "default"]
_DEFAULTS = {name: choice.default for name, choice in CHOICES.items()}


@dataclass(frozen=True, slots=True)
class Rules:
    """`calendar` controls; `own`, the agency's or its portal's, only widens earliest and latest.

    `agency_closings` are days on which this one agency was closed: they are in `own` alone.
    """

    agency: AgencyRules = STATUTE
    calendar: Calendar = field(default_factory=calendar)
    own: Calendar | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    agency_closings: Mapping[date, str] = field(default_factory=dict)

    def chosen(self, name: str) -> str:
        """The option in force of that choice. Raises KeyError for a choice there is not."""
        found = self.choices.get(name) or _DEFAULTS[name]
        if name == "calendar":
            return self.calendar.name
        return found if found is not None else self.agency.appeal_from

    def whose(self, name: str) -> Whose:
        """Who decided which option is in force: the office, the agency's own rule, or nobody.

        Raises KeyError for a choice there is not.
        """
        if name in self.choices or (name == "calendar" and self.calendar.name != _DEFAULTS[name]):
            return "office"
        own = any(rule.rule == "closes_at" for rule in self.agency.own_rules)
        by_agency = _DEFAULTS[name] is None or (name == "receipt" and own)
        return "agency" if by_agency else "default"

    def with_choice(self, name: str, option: str) -> "Rules":
        """The same rules with one choice made otherwise, the calendar among them.

        Raises BadInput for a choice or an option that does not exist.
        """
        if name == "calendar":
            under = calendar(option, self.calendar.closings)
            own = _own(self.agency, under, self.agency_closings)
            return replace(self, calendar=under, own=own)
        _check(name, option)
        return replace(self, choices={**self.choices, name: option})

    @property
    def appeal_from(self) -> str:
        """The day the thirty days to appeal are counted from."""
        return self.choices.get("appeal_from") or self.agency.appeal_from

    @property
    def article_78_from(self) -> str:
        """The day the four months are counted from."""
        return self.chosen("article_78_from")


def rules_of(
    agency: AgencyRules | None = None,
    calendar_name: str = "gcl-24",
    closings: Mapping[date, str] | Iterable[date] = (),
    choices: Mapping[str, str] | None = None,
    agency_closings: Mapping[date, str] | Iterable[date] = (),
) -> Rules:
    """Lay the rules out. Raises BadInput for a calendar or a rule choice that does not exist.

    `closings` are days on which public offices were closed, for every agency; `agency_closings`
    those on which this agency alone was, so that they only widen earliest and latest.
    """
    agency = agency or STATUTE
    for name, option in (choices or {}).items():
        _check(name, option)
    under, own_days = calendar(calendar_name, closings), named(agency_closings)
    return Rules(
        agency=agency,
        calendar=under,
        own=_own(agency, under, own_days),
        choices=dict(choices or {}),
        agency_closings=own_days,
    )


def _own(agency: AgencyRules, under: Calendar, closings: Mapping[date, str]) -> Calendar | None:
    """The agency's own calendar, where it differs from the controlling one."""
    own = calendar(agency.own_calendar or under.name, {**under.closings, **closings})
    return None if own is under else own


def _check(name: str, option: str) -> None:
    known = {key: choice.names for key, choice in CHOICES.items() if key != "calendar"}
    if option not in known.get(name, ()):
        listed = "; ".join(f"{key}: {', '.join(names)}" for key, names in known.items())
        raise BadInput(f"There is no rule choice {name} = {option}; the choices are {listed}.")
