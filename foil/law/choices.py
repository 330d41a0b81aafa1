"""Rule choices: where the law, or an agency's habit, leaves more than one way to count a day.

Data only. Each option says what it does, on what authority and in whose courts it holds; the
first is what a new office counts by.
"""

from collections.abc import Mapping
from dataclasses import dataclass

STATEWIDE = "statewide"
FIRST, THIRD = "First Department", "Third Department"
COMMITTEE = "Committee on Open Government"
CITY_RULE = "City rule"
AGENCY = "agency practice"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to count. `department` is where it holds: the whole State, one department of its
    courts, the Committee's opinions, a City rule, or no more than how agencies act."""

    name: str
    says: str
    authority: tuple[str, ...]
    department: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with more than one answer. `default` is None where the agency's own rule decides;
    `law` is False where the options differ in practice and not in law, so that a date which they
    move is not contested; `for_` says in words which clocks it is about."""

    name: str
    asks: str
    options: tuple[Option, ...]
    default: str | None
    law: bool
    for_: str

    def option(self, name: str) -> Option:
        """The option of that name. Raises KeyError."""
        for option in self.options:
            if option.name == name:
                return option
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The options' names, the default first."""
        return tuple(option.name for option in self.options)


_ROWS = (
    Choice(
        "calendar",
        "Under which calendar is the last day counted?",
        (
            Option(
                "gcl-24",
                "The public holidays of General Construction Law § 24.",
                ("gcl-24",),
                STATEWIDE,
            ),
            Option(
                "nyc-portal",
                "The City portal’s own calendar: open on Lincoln’s Birthday, closed on the Friday "
                "before a Saturday holiday.",
                ("openrecords-code",),
                AGENCY,
            ),
            Option(
                "state-offices",
                "State offices as they may be staffed: § 24 without Lincoln’s Birthday and "
                "Election Day.",
                ("nycrr-4-21-1-b", "cs-holidays-2021"),
                AGENCY,
            ),
            Option(
                "courts",
                "The days on which courts sit: the holidays of § 24.",
                ("gcl-24",),
                STATEWIDE,
            ),
        ),
        "gcl-24",
        law=False,
        for_="every clock",
    ),
    Choice(
        "receipt",
        "On which day does a request or an appeal count as received?",
        (
            Option(
                "agency",
                "By the hour the agency itself has published, where it has one; else the day it "
                "arrived, whatever the hour.",
                ("nycrr-2-110-3-a", "openrecords-faq"),
                AGENCY,
            ),
            Option(
                "any_hour",
                "The calendar day it arrived, whatever the hour.",
                ("openrecords-faq", "gcl-19"),
                AGENCY,
            ),
            Option(
                "four_pm",
                "From 4 p.m. on, or on a day that is no business day, the next business day.",
                ("ao-17063", "ao-17452"),
                COMMITTEE,
            ),
        ),
        "agency",
        law=True,
        for_="the agency’s answer and its decision on an appeal",
    ),
    Choice(
        "appeal_from",
        "From which day do the thirty days to appeal run?",
        (
            Option(
                "receipt",
                "From the day the denial was received.",
                ("rcny-43-1-06-b",),
                CITY_RULE,
            ),
            Option(
                "letter",
                "From the date of the denial.",
                ("pol-89-4-a", "case-mingo", "case-advocates-for-children"),
                FIRST,
            ),
            Option("postmark", "From the postmark.", ("nycrr-9-483-7",), AGENCY),
        ),
        None,
        law=True,
        for_="the appeal from a denial in words",
    ),
    Choice(
        "extensions",
        "May an agency put its date off more than once?",
        (
            Option(
                "each",
                "Each extension given before its day puts the date off.",
                ("case-save-monroe",),
                THIRD,
            ),
            Option(
                "one",
                "One date certain is all there is: it runs on, whatever is promised later.",
                ("ao-19241", "ao-19644"),
                COMMITTEE,
            ),
        ),
        "each",
        law=True,
        for_="the date certain, and the appeal when it passes",
    ),
    Choice(
        "city_rule",
        "How long does a City agency have to determine a request it has acknowledged?",
        (
            Option(
                "twenty",
                "Twenty business days, as everywhere in the State.",
                ("pol-89-3-a-20bd", "case-lecker"),
                STATEWIDE,
            ),
            Option(
                "ten",
                "Ten business days, by the City’s own rule.",
                ("rcny-43-1-05-d",),
                CITY_RULE,
            ),
        ),
        "twenty",
        law=True,
        for_="a City agency’s determination",
    ),
    Choice(
        "long_date",
        "What if an acknowledgement names a date beyond the twentieth business day?",
        (
            Option(
                "twenty_days",
                "The twentieth business day stays the last.",
                ("ao-19355",),
                COMMITTEE,
            ),
            Option(
                "date_given",
                "The date given is the last day, if it is reasonable.",
                ("case-save-monroe",),
                THIRD,
            ),
        ),
        "twenty_days",
        law=True,
        for_="the agency’s determination",
    ),
    Choice(
        "article_78_from",
        "From which day do the four months to sue run?",
        (
            Option(
                "receipt",
                "From the day the decision was received.",
                ("case-harvey", "case-gerrara"),
                THIRD,
            ),
            Option(
                "letter",
                "From the date of the decision.",
                ("rcny-43-1-06-d", "cplr-217-1"),
                CITY_RULE,
            ),
        ),
        "receipt",
        law=True,
        for_="the Article 78 petition",
    ),
    Choice(
        "missing_notice",
        "What if a denial does not say that it can be appealed?",
        (
            Option(
                "runs",
                "The thirty days run all the same, and the right is lost with the last of them.",
                ("case-advocates-for-children",),
                FIRST,
            ),
            Option(
                "excused",
                "The missing notice excuses an appeal that was never taken; the dates stay.",
                ("case-barrett", "case-snyder", "case-morris-suffolk"),
                STATEWIDE,
            ),
        ),
        "runs",
        law=True,
        for_="the appeal from a denial that names no appeal",
    ),
    Choice(
        "mail_time",
        "Is time left for a letter in the mail, where the agency answers by post?",
        (
            Option(
                "ten_days",
                "Ten calendar days after the last day before the agency is called late.",
                ("case-dss-2026", "openrecords-code"),
                AGENCY,
            ),
            Option("none", "None: late the day after.", ("pol-89-4-a",), STATEWIDE),
        ),
        "ten_days",
        law=False,
        for_="an agency that answers by post",
    ),
)

CHOICES: Mapping[str, Choice] = {choice.name: choice for choice in _ROWS}
"""Every choice by its name, in the order they are shown."""
