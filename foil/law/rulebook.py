"""The rulebook: every rule the clocks follow, in our words, with its authority and worked examples.

The files in `rulebook/` beside this module are its source, one a subject. A length or a date that
`foil.law.periods` holds is written there alone: a rule names its kind in braces, and the words
are filled in here. An example's facts are what `foil clock` reads; `foil.law.agreement` says
whether what comes out is what the rule expects.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from foil.errors import FoilError
from foil.law.authorities import AUTHORITIES
from foil.law.choices import CHOICES
from foil.law.facts import Facts, FactsError, read_facts
from foil.law.periods import PERIODS, Period

FEWEST = 3
"""Examples a rule has at the least."""

CLOCKS: Mapping[str, str] = {
    "acknowledge": "First response",
    "approximate_date": "Approximate date",
    "determine": "Determination",
    "date_certain": "Date certain",
    "appeal": "Appeal",
    "decide_appeal": "Decision on the appeal",
    "article_78": "Article 78 petition",
    "clarify": "Answer to a question",
    "affidavit": "Affidavit",
    "pay": "Fee",
    "collect_files": "Collecting the files",
    "publication": "Publication on the portal",
    "exception_statement": "Vendor’s statement",
    "exception_decision": "Decision on the vendor’s claim",
    "exception_appeal": "Appeal on the vendor’s claim",
    "exception_appeal_decision": "Decision on that appeal",
    "service": "Service of the petition",
    "notice_of_appeal": "Notice of appeal",
    "perfect_appeal": "Agency’s record and brief",
    "court_date": "Court date",
}
"""Every kind of clock, and what rules call it."""

SUBJECTS: Mapping[str, str] = {
    "counting": "Counting days",
    "agency": "What the agency owes",
    "requester": "What you must do in time",
    "appeals": "Appeals",
    "court": "In court",
    "exceptions": "A vendor’s trade secrets",
    "own": "Agencies’ own rules",
    "choices": "Where the law leaves a choice",
    "happenings": "What each happening does",
    "traps": "Where rights are lost",
}
"""The files, in the order of the page, and their headings."""

UNITS: Mapping[str, tuple[str, str]] = {
    "business_days": ("business day", "business days"),
    "days": ("calendar day", "calendar days"),
    "months": ("calendar month", "calendar months"),
}
NUMBERS: Mapping[int, str] = dict(
    zip(
        (*range(1, 11), 14, 15, 20, 30, 60),
        "one two three four five six seven eight nine ten fourteen fifteen twenty thirty "
        "sixty".split(),
        strict=True,
    )
)


class RulebookError(FoilError):
    """A rule that is not as rules are. Says which, and what to mend."""


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example. `facts` are as `foil clock` reads them, `expect` what must come out;
    `own` are rules of an agency that our sources do not name, or that is not in the catalog."""

    title: str
    facts: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...]
    own: str = ""

    def read(self) -> Facts:
        """The facts, checked. Raises FactsError."""
        return read_facts(dict(self.facts))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `clocks` are the kinds it concerns; `period` the row of `foil.law.periods` that
    gives its length; `choice`, `own`, `trap` and `rows` what of the engine's tables it explains."""

    id: str
    subject: str
    title: str
    says: str
    authority: tuple[str, ...]
    clocks: tuple[str, ...]
    examples: tuple[Example, ...]
    contested: str = ""
    since: date | None = None
    until: date | None = None
    period: Period | None = None
    choice: str | None = None
    own: str | None = None
    trap: str | None = None
    rows: tuple[int, ...] = field(default=())


@cache
def load() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the page. Raises RulebookError."""
    rules: dict[str, Rule] = {}
    folder = files("foil.law").joinpath("rulebook")
    for subject in SUBJECTS:
        text = folder.joinpath(f"{subject}.toml").read_text("utf-8")
        for rule in read(subject, tomllib.loads(text)):
            if rule.id in rules:
                raise RulebookError(f"Two rules are called {rule.id}; rename one.")
            rules[rule.id] = rule
    return rules


def read(subject: str, table: Mapping[str, Any]) -> list[Rule]:
    """The rules of one file. Raises RulebookError."""
    return [_rule(subject, name, row) for name, row in table.items()]


def resting_on(authority: str) -> list[Rule]:
    """The rules that rest on an authority of that id."""
    return [rule for rule in load().values() if authority in rule.authority]


def of_clock(kind: str) -> list[Rule]:
    """The rules that concern clocks of a kind."""
    return [rule for rule in load().values() if kind in rule.clocks]


def lasts(period: Period) -> str:
    """A period in words: five business days, four calendar months."""
    one, many = UNITS[period.unit]
    number = NUMBERS.get(period.length, str(period.length))
    return f"{number} {one if period.length == 1 else many}"


def _rule(subject: str, name: str, row: Mapping[str, Any]) -> Rule:
    _known_fields(name, row)
    period = _period(name, row)
    rule = Rule(
        id=name,
        subject=subject,
        title=_upper_first(_words(name, row.get("title"), period)),
        says=_words(name, row.get("says"), period),
        authority=tuple(row.get("authority", ())),
        clocks=tuple(row.get("clocks", ())),
        examples=tuple(_example(name, each) for each in row.get("example", ())),
        contested=_words(name, row.get("contested", ""), period, needed=False),
        since=period.since if period else row.get("since"),
        until=period.until if period else row.get("until"),
        period=period,
        choice=row.get("choice"),
        own=row.get("own"),
        trap=row.get("trap"),
        rows=tuple(row.get("rows", ())),
    )
    _names(name, "an authority", rule.authority, AUTHORITIES, needed=True)
    _names(name, "a clock", rule.clocks, CLOCKS)
    _names(name, "a rule choice", [rule.choice] if rule.choice else [], CHOICES)
    if len(rule.examples) < FEWEST:
        raise RulebookError(f"{name} has {len(rule.examples)} examples; give it {FEWEST}.")
    return rule


def _known_fields(name: str, row: Mapping[str, Any]) -> None:
    known = {*Rule.__dataclass_fields__, "example", "period_on"} - {"id", "subject", "examples"}
    if strange := sorted(row.keys() - known):
        raise RulebookError(f"{name} has a field {strange[0]} that no rule has.")


def _names(
    rule: str, what: str, names: Iterable[str], known: Iterable[str], needed: bool = False
) -> None:
    names = list(names)
    if needed and not names:
        raise RulebookError(f"{rule} names no {what.removeprefix('an ')}; give at least one.")
    for each in names:
        if each not in known:
            raise RulebookError(f"{rule} names {what} {each} that does not exist.")


def _period(name: str, row: Mapping[str, Any]) -> Period | None:
    """The row that gives the rule its length: the one in force now, or on `period_on`."""
    kind = row.get("period")
    if kind is None:
        return None
    of_kind = [each for each in PERIODS if each.kind == kind]
    found = [each for each in of_kind if _covers(each, row.get("period_on"))]
    if len(found) != 1:
        raise RulebookError(f"{name} names the period {kind}, of which {len(found)} are in force.")
    return found[0]


def _covers(period: Period, day: date | None) -> bool:
    if day is None:
        return period.until is None
    return (period.since or date.min) <= day <= (period.until or date.max)


def _words(name: str, text: object, period: Period | None, needed: bool = True) -> str:
    """The text with each kind of period in braces put into words."""
    if not isinstance(text, str) or (needed and not text.strip()):
        raise RulebookError(f"{name} has no title, or says nothing.")
    lengths = {each.kind: lasts(each) for each in PERIODS}  # the newest row of a kind is its last
    if period is not None:
        lengths["length"] = lasts(period)

    def fill(found: re.Match[str]) -> str:
        if found[1] not in lengths:
            raise RulebookError(f"{name} names a period {found[1]} that does not exist.")
        return lengths[found[1]]

    return re.sub(r"\{(\w+)\}", fill, text)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _example(name: str, row: Mapping[str, Any]) -> Example:
    example = Example(
        title=str(row.get("title", "")),
        facts=row.get("facts", {}),
        expect=tuple(row.get("expect", ())),
        own=str(row.get("own", "")),
    )
    if strange := sorted(row.keys() - Example.__dataclass_fields__.keys()):
        raise RulebookError(f"{name}: an example has a field {strange[0]} that none has.")
    if not example.title or not example.expect:
        raise RulebookError(f"{name}: an example has a title and says what must come out.")
    try:
        example.read()
    except FactsError as error:
        raise RulebookError(f"{name}, {example.title}: {error}") from error
    return example
