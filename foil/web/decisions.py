"""What the office decided about counting, in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from foil.catalog import own_rules
from foil.catalog.slug import UnknownSlug
from foil.insight.decisions import Change
from foil.law.agency import OwnRule
from foil.law.authorities import cite
from foil.law.calendars import PROFILES
from foil.law.choices import CHOICES
from foil.model.tables import Decision
from foil.web.known import known
from foil.web.words import long_day, short_day, upper_first

FIELDS: Mapping[str, str] = {
    "name": "name",
    "short": "short name",
    "appeal_from": "day an appeal is counted from",
    "own_calendar": "own calendar",
    "electronic": "way of answering",
    "own_rules": "own rules",
}
"""What an office may correct of an agency, as pages call it."""

BY_ITS_OWN = "By each agency’s own rule."
ELECTRONIC: Mapping[str, str] = {
    "yes": "By portal or e-mail.",
    "no": "By post: a letter may be ten days in the mail.",
}


RULES: Mapping[str, str] = {
    "closes_at": "What comes after {} counts as received on the next business day",
    "appeal_waits": "A missed date may be appealed {} business days after it",
    "appeal_days": "{} business days from receipt to appeal a denial",
    "decides_in": "{} business days to decide an appeal",
}
"""An agency's own rules of counting, by name."""


def briefly(decision: Decision | Change) -> str:
    """A decision in a few words: closing of Mon, Nov 9 noted."""
    match decision.what:
        case "calendar":
            return "another calendar chosen"
        case "choice":
            return f"rule choice for {CHOICES[decision.about].for_}"
        case "agency":
            return f"the agency’s {FIELDS.get(decision.about, decision.about)} corrected"
        case _:
            day = short_day(date.fromisoformat(decision.about))
            return f"closing of {day} {'noted' if decision.now is not None else 'taken out'}"


def heading(decision: Decision | Change) -> str:
    """What was decided, as a heading."""
    match decision.what:
        case "calendar":
            return f"Calendar: {CHOICES['calendar'].asks}"
        case "choice":
            return f"Rule choice: {CHOICES[decision.about].asks}"
        case "agency":
            field = FIELDS.get(decision.about, decision.about)
            return f"{_agency(decision.agency)}: {field}"
        case _:
            day = long_day(date.fromisoformat(decision.about))
            whose = f" of {_agency(decision.agency)}" if decision.agency else ""
            return f"Closing{whose}: {day}"


def from_and_to(decision: Decision | Change) -> tuple[str, str]:
    """What held before and what holds since, in words."""
    return _value(decision, decision.was), _value(decision, decision.now)


def option_says(name: str, option: str | None) -> str:
    """What an option of a choice says; with none, what the default does."""
    choice = CHOICES[name]
    option = option or choice.default
    return BY_ITS_OWN if option is None else choice.option(option).says


def field_says(field: str, value: str | None) -> str:
    """The value of an agency's field in words; None or empty where it has none."""
    if field == "appeal_from" and value:
        return CHOICES["appeal_from"].option(value).says
    if field == "own_calendar":
        return upper_first(f"{PROFILES[value].title}.") if value else "None of its own."
    if field == "electronic" and value:
        return ELECTRONIC[value]
    if field == "own_rules" and value:
        known = own_rules.load()
        return "; ".join(known[slug].title for slug in value.split() if slug in known)
    return value or "None."


def rules_say(rules: Sequence[OwnRule]) -> str:
    """An agency's own rules in words, each with its authority and when it holds."""
    said = [f"{RULES[rule.rule].format(rule.value)}, {cite(rule.authority)}" for rule in rules]
    return "; ".join(said) or "None."


def _value(decision: Decision | Change, value: str | None) -> str:
    match decision.what:
        case "calendar" | "choice":
            return option_says(decision.about, value)
        case "agency":
            return "As shipped." if value is None else field_says(decision.about, value)
        case _:
            return value or "Open as any other day."


def _agency(slug: str | None) -> str:
    try:
        return known().get(slug or "").name
    except UnknownSlug:
        return slug or ""
