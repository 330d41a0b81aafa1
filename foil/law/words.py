"""The law's data in sentences: titles, dates, why a date is what it is, what an event changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from foil.law.authorities import cite
from foil.law.clocks.clock import Clock
from foil.law.why import Step, steps

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
        return "".join(words)
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
        "court_date": "Court date",
    }.get(clock.kind, clock.kind.replace("_", " "))


def lead(clock: Clock, today: date | None = None) -> str:
    """The safe day first and the last day beside it, for what a requester must do."""
    verb = VERBS.get(clock.kind, "Act")
    if clock.against == "agency":
        return f"Due {near(clock.due, today)}"
    said = f"{verb} by {near(clock.act_on, today)}"
    if clock.due == clock.act_on:
        return said
    return f"{said} (last day {near(clock.due, today)})"


def sentences(clock: Clock) -> tuple[str, ...]:
    """Why the date is what it is, one sentence a step, each with its authority."""
    return tuple(sentence(step) for step in steps(clock))


def sentence(step: Step) -> str:
    """One step of a count as a sentence ending with its citations."""
    said = _SAYINGS[step.kind](step.values)
    cites = list(dict.fromkeys(cite(name) for name in step.authority))
    return f"{said}, {'; '.join(cites)}." if cites else f"{said}."


Values = Mapping[str, object]


def _day(values: Values, name: str = "day") -> str:
    day = values[name]
    return long(day) if isinstance(day, date) else str(day)


def _start(values: Values) -> str:
    what = HAPPENED.get(str(values["what"]), str(values["what"]).replace("_", " ").capitalize())
    rule = values.get("rule")
    counted = f", counted from {RULES[str(rule)]}" if rule else ""
    return f"{what}{counted}: {_day(values)}, itself not counted"


def _silence(values: Values) -> str:
    return (
        f"{MISSED[str(values['of'])]} by {_day(values)}: a denial by silence, counted from that day"
    )


def _skipped(values: Values) -> str:
    weekend, holidays = values["weekend"], values["holidays"]
    parts = []
    if weekend:
        parts.append(f"{weekend} weekend {'day' if weekend == 1 else 'days'}")
    for name, day in holidays if isinstance(holidays, tuple) else ():
        parts.append(f"{name} ({day:%B} {day.day})")
    return f"Not counted: {listed(parts)}" if parts else "No weekend or holiday falls within it"


def _period(values: Values) -> str:
    unit = {"days": "calendar days", "months": "calendar months"}[str(values["unit"])]
    return f"{values['n']} {unit} end on {_day(values)}"


def _rolled(values: Values) -> str:
    end = values["end"]
    what = values["name"] or (f"a {end:%A}" if isinstance(end, date) else "")
    return f"That day is {what}, so the last day is the next business day, {_day(values)}"


def _needs(values: Values) -> str:
    return f"Provisional until the record says {NEEDS.get(str(values['fact']), values['fact'])}"


_SAYINGS: Mapping[str, Callable[[Values], str]] = {
    "start": _start,
    "silence": _silence,
    "skipped": _skipped,
    "business day": lambda v: f"Business day {v['n']} is {_day(v)}",
    "stated": lambda v: f"The paper itself gives {_day(v)}",
    "period": _period,
    "rolled": _rolled,
    "reading": lambda v: (
        f"Counted from {RULES[str(v['rule'])]}, {_day(v, 'start')}, the last day would be {_day(v)}"
    ),
    "written": lambda v: f"{HAPPENED.get(str(v['what']), str(v['what']))} on {_day(v)}",
    "expired": lambda v: f"The four months to sue end on {_day(v)}; service is counted from there",
    "safe": lambda v: (
        f"The safe day is {_day(v)}: the earliest any rule gives is {_day(v, 'earliest')}"
        if v["day"] != v["earliest"]
        else f"The safe day is {_day(v)}, the earliest any rule gives"
    ),
    "beyond": lambda _: (
        "The agency named a later date. The Committee reads the twenty days as the limit; courts "
        "have let an agency take longer"
    ),
    "portal": lambda v: f"By the City portal’s own calendar it would be {_day(v)}",
    "latest": lambda v: (
        f"Until {_day(v)} some reading of the rules, or a letter in the mail, may still excuse it"
    ),
    "arguable": lambda _: (
        "No decision found loses an appeal from silence for being late; this date is the safe one"
    ),
    "needs": _needs,
}
