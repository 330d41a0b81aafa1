"""Why a date is what it is, in sentences: one a step of the count, each with its authority."""

from collections.abc import Callable, Mapping
from datetime import date

from foil.law.authorities import cite
from foil.law.calendars import PROFILES
from foil.law.choices import CHOICES
from foil.law.clocks.clock import Clock
from foil.law.why import Step, steps
from foil.law.words import HAPPENED, MISSED, NEEDS, RULES, listed, long

WHOSE: Mapping[str, str] = {
    "office": "as this office has chosen",
    "agency": "the agency’s own rule",
    "default": "the default",
}
READINGS: Mapping[tuple[str, str], str] = {
    ("receipt", "any_hour"): "Received on {start}, whatever the hour, it would be due on {day}",
    (
        "receipt",
        "agency",
    ): "Received on {start}, by the agency’s own hours, it would be due on {day}",
    ("receipt", "four_pm"): (
        "Received on {start}, as the Committee counts what comes at 4 p.m. or later or on a day "
        "off, it would be due on {day}"
    ),
    ("extensions", "one"): "By the Committee’s reading the first date certain holds: {day}",
    ("city_rule", "twenty"): "By the statute’s own twenty business days it would be {day}",
    ("long_date", "twenty_days"): (
        "By the Committee’s reading the twentieth business day is the last: {day}"
    ),
    ("long_date", "date_given"): "Where the courts let the date given stand, it is {day}",
    ("agency_rule", "decides_in"): "By the agency’s own, shorter rule it would be {day}",
}
"""Each reading of the law or the facts but those of the day a requester's time runs from."""


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
    assert isinstance(day, date)
    return long(day)


def _start(values: Values) -> str:
    what = HAPPENED[str(values["what"])]
    rule = values.get("rule")
    counted = f", counted from {RULES[str(rule)]}" if rule else ""
    came = values.get("came", values["day"])
    day = _day(values)
    if came != values["day"]:
        day = f"{_day(values, 'came')}, which counts as {day}"
    return f"{what}{counted}: {day}, itself not counted"


def _silence(values: Values) -> str:
    return (
        f"{MISSED[str(values['of'])]} by {_day(values)}: a denial by silence, counted from that day"
    )


def _skipped(values: Values) -> str:
    weekend = values["weekend"]
    parts = _named(values["holidays"])
    if weekend:
        parts.insert(0, f"{weekend} weekend {'day' if weekend == 1 else 'days'}")
    return f"Not counted: {listed(parts)}" if parts else "No weekend or holiday falls within it"


def _named(days: object) -> list[str]:
    """Days with their names: Thanksgiving (November 26)."""
    assert isinstance(days, tuple)
    return [f"{name} ({day:%B} {day.day})" for name, day in days]


def _choice(values: Values) -> str:
    choice, option, by = str(values["choice"]), str(values["option"]), WHOSE[str(values["whose"])]
    if choice == "calendar":
        return f"Counted under {PROFILES[option].title}: {by}"
    lead = "The letter names no appeal. " if choice == "missing_notice" else ""
    return f"{lead}{CHOICES[choice].option(option).says.removesuffix('.')}: {by}"


def _reading(values: Values) -> str:
    start, day = _day(values, "start"), _day(values)
    said = READINGS.get((str(values["choice"]), str(values["rule"])))
    if said is None:
        return f"Counted from {RULES[str(values['rule'])]}, {start}, the last day would be {day}"
    return said.format(start=start, day=day)


def _own(values: Values) -> str:
    closed = _named(values["closings"])
    besides = f", with its own closings, {listed(closed)}," if closed else ""
    return f"By {values['title']}{besides} it would be {_day(values)}"


def _period(values: Values) -> str:
    unit = {"days": "calendar days", "months": "calendar months"}[str(values["unit"])]
    return f"{values['n']} {unit} end on {_day(values)}"


def _rolled(values: Values) -> str:
    what = values["name"] or f"a {values['end']:%A}"
    return f"That day is {what}, so the last day is the next business day, {_day(values)}"


def _needs(values: Values) -> str:
    return f"Provisional until the record says {NEEDS[str(values['fact'])]}"


_SAYINGS: Mapping[str, Callable[[Values], str]] = {
    "start": _start,
    "silence": _silence,
    "skipped": _skipped,
    "business day": lambda v: f"Business day {v['n']} is {_day(v)}",
    "stated": lambda v: f"The paper itself gives {_day(v)}",
    "period": _period,
    "rolled": _rolled,
    "reading": _reading,
    "choice": _choice,
    "hours": lambda v: (
        f"What comes after {v['hour']}, or on a day off, counts as come on the next business day: "
        "the agency’s own rule"
    ),
    "written": lambda v: f"{HAPPENED[str(v['what'])]} on {_day(v)}",
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
    "own": _own,
    "latest": lambda v: f"Until {_day(v)} some reading of the rules may still excuse it",
    "mail": lambda v: (
        f"The agency answers by post: ten calendar days more, to {_day(v)}, for a letter in the "
        f"mail: {WHOSE[str(v['whose'])]}"
    ),
    "arguable": lambda _: (
        "No decision found loses an appeal from silence for being late; this date is the safe one"
    ),
    "needs": _needs,
}
