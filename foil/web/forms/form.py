"""What a recording form is: its words, its questions, and the group it is offered in.

A form asks for the fields `foil.law.kinds` gives its kind; `foil.web.event_reading` turns what was
answered into the event's facts, and `foil.law.facts` alone decides whether they stand.
"""

from dataclasses import dataclass
from typing import Literal

Widget = Literal[
    "line", "text", "lines", "one", "several", "tick", "number", "money", "day", "promise", "dates"
]
Option = tuple[str, str, str]
"""A choice: its value, its words, and a hint or nothing."""


@dataclass(frozen=True)
class Ask:
    """One question: the field it answers, its label, its hint, and for a choice its words."""

    field: str
    label: str
    widget: Widget = "line"
    hint: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class EventForm:
    """One kind of event as people record it. `says` is when to choose it, `also` other words it is
    looked for by; `papers` that it reached us on paper or screen, `timed` that a time of day may be
    known, `ways` that it went some way; `day` the label of its day; `numbered` the kind of
    reference its letter may bring; `answers` what is asked where it may answer several events, and
    `many` that it may answer more than one."""

    kind: str
    title: str
    says: str
    asks: tuple[Ask, ...] = ()
    papers: bool = False
    timed: bool = False
    ways: bool = False
    day: str = "Day"
    numbered: str = ""
    answers: str = "What it answers"
    many: bool = False
    also: str = ""


@dataclass(frozen=True)
class Group:
    """Forms that are offered together. `name` is the group's in `foil.law.kinds`, `says` one line
    of help."""

    name: str
    title: str
    says: str
    forms: tuple[EventForm, ...]


HOW = (
    ("portal", "Portal"),
    ("email", "E-mail"),
    ("attached", "Attached to an e-mail or notice"),
    ("post", "Post"),
    ("fax", "Fax"),
    ("hand", "By hand"),
    ("other", "Another way"),
)
PROMISED = Ask(
    "promised",
    "When does it say it will decide or produce?",
    "promise",
    "As the letter has it: a date, a number of business days, or words that give neither.",
)
REASON = Ask("reason_given", "The reason it gives", "text", "In its own words. May stay empty.")
NOTICE = Ask("appeal_notice", "It says that you may appeal", "tick")
OFFICER = Ask("officer_named", "It names the appeals officer and an address", "tick")
SOURCE = Ask(
    "source",
    "Who says so",
    "one",
    options=(("ours", "We: a receipt, a delivery notice", ""), ("agency", "The agency", "")),
)
IF_SAID = "If it says so."
