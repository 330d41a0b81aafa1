"""The law's words: what a clock is for, what happened, days and items as they are said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from foil.law.clocks.clock import Clock
from foil.law.values import one_line

HAPPENED: Mapping[str, str] = {
    "sent": "Sent",
    "received": "Received by the agency",
    "acknowledged": "Acknowledged",
    "extended": "Extended",
    "reopened": "Re-opened",
    "granted": "Granted",
    "released": "Records released",
    "denied": "Denied",
    "no_records": "“No records” answered",
    "referred": "Referred elsewhere",
    "closed": "Closed",
    "appealed": "Appeal sent",
    "appeal_received": "Appeal received",
    "appeal_decided": "Appeal decided",
    "withdrawn": "Withdrawn",
    "wrote": "Letter sent",
    "contacted": "Contact",
    "delivery_failed": "Delivery failed",
    "sued": "Petition filed",
    "served": "Petition served",
    "ordered": "Dates ordered or agreed",
    "decided_by_court": "Judgment served with notice of entry",
    "notice_of_appeal": "Notice of appeal served",
    "clarification_asked": "Clarification asked",
    "clarified": "Clarified",
    "fee_asked": "Fee asked",
    "fee_paid": "Fee paid",
    "exception_claimed": "Exception claimed under § 89(5)",
    "scope_changed": "Scope changed",
    "published": "Published",
    "recalled": "Records recalled",
    "tolled": "Time tolled",
}
MISSED: Mapping[str, str] = {
    "acknowledge": "No acknowledgement, grant or denial",
    "determine": "No determination",
    "approximate_date": "Nothing by the date the agency gave",
    "date_certain": "Nothing by the date certain",
    "decide_appeal": "No decision on the appeal",
}
RULES: Mapping[str, str] = {
    "receipt": "the day it was received",
    "letter": "the letter’s date",
    "postmark": "the postmark",
    "silence": "the missed day",
    "notice": "service with notice of entry",
}
NEEDS: Mapping[str, str] = {
    "received": "the day it was received",
    "dated": "the letter’s date",
    "postmarked": "the postmark",
    "appeal_received": "the day the appeal was received",
    "answer_by": "the day the agency asks it by",
    "as": "what the closing was: a denial, or records given",
}
APPEALS: Mapping[str, str] = {
    "no_records": "Appeal the “no records” answer",
    "closed": "Appeal the closing",
    "referred": "Appeal the referral",
}

LONGEST_DATE = 120
"""Characters of what is to be done by a court date that its title shows."""

VERBS: Mapping[str, str] = {
    "appeal": "Appeal",
    "exception_appeal": "Appeal",
    "article_78": "Sue",
    "clarify": "Answer",
    "affidavit": "Send it",
    "pay": "Pay or dispute",
    "collect_files": "Collect",
    "publication": "Use",
    "service": "Serve",
    "notice_of_appeal": "File",
}


def long(day: date) -> str:
    """Friday, December 18, 2026."""
    return f"{day:%A, %B} {day.day}, {day.year}"


def near(day: date, today: date | None = None) -> str:
    """The same without the year where it is this year's."""
    if today is not None and day.year == today.year:
        return f"{day:%A, %B} {day.day}"
    return long(day)


def listed(words: Sequence[str], last: str = "and") -> str:
    """one; one and two; one, two and three."""
    if len(words) < 2:
        return words[0] if words else ""
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def numbered(items: Sequence[int]) -> str:
    """Items in words: `item 3`; `items 1, 2 and 4`."""
    return f"{'item' if len(items) == 1 else 'items'} {listed([str(n) for n in items])}"


class Titled(Protocol):
    """What has a clock's title: a clock, or a line about one."""

    @property
    def kind(self) -> str: ...
    @property
    def from_kind(self) -> str: ...
    @property
    def parent(self) -> str | None: ...


def title(clock: Titled, agency: str) -> str:
    """What the clock is for, in a few words; `agency` is its short name."""
    if clock.kind == "appeal":
        if clock.parent is not None:
            return "Appeal the silence"
        return APPEALS.get(clock.from_kind, "Appeal the denial")
    return {
        "acknowledge": f"{agency} acknowledges, grants or denies",
        "determine": f"{agency}’s determination",
        "approximate_date": f"The date {agency} gave",
        "date_certain": f"{agency}’s date certain",
        "decide_appeal": f"{agency}’s decision on the appeal",
        "article_78": "Article 78 petition",
        "clarify": f"Answer {agency}’s question",
        "affidavit": "Send the affidavit",
        "pay": f"Pay or dispute {agency}’s fee",
        "collect_files": "Collect the files",
        "publication": "Yours alone until it is published",
        "exception_statement": "The vendor’s statement",
        "exception_decision": f"{agency}’s decision on the vendor’s claim",
        "exception_appeal": "Appeal the decision on the vendor’s claim",
        "exception_appeal_decision": f"{agency}’s decision on that appeal",
        "service": "Serve the petition",
        "notice_of_appeal": "Notice of appeal",
        "perfect_appeal": f"{agency}’s record and brief",
        "court_date": f"Court date{_says(clock)}",
    }[clock.kind]


def _says(clock: Titled) -> str:
    """What is to be done by a court date, in the words it was entered with, if any."""
    says = one_line(getattr(clock, "says", ""))
    if len(says) > LONGEST_DATE:
        says = f"{says[: LONGEST_DATE - 1]}…"
    return f": {says}" if says else ""


def lead(clock: Clock, today: date | None = None) -> str:
    """The safe day first and the last day beside it, for what a requester must do; once today is
    past it, which day it was."""
    if clock.against == "agency":
        return f"Due {near(clock.due, today)}"
    if today is not None and today > clock.due:
        return gone(clock, today)
    said = f"{_verb(clock)} by {near(clock.act_on, today)}"
    if clock.due == clock.act_on:
        return said
    return f"{said} (last day {near(clock.due, today)})"


def _verb(clock: Clock) -> str:
    """What a requester does by it."""
    return VERBS.get(clock.kind, "Act")


def gone(clock: Clock, today: date | None = None) -> str:
    """Which day the last one was, and any later one that another way to count gives."""
    said = f"The last day to {_verb(clock).lower()} was {near(clock.due, today)}"
    if clock.latest == clock.due:
        return said
    return f"{said}; counted another way, {near(clock.latest, today)}"
