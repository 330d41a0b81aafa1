"""A date as a footnote: what is due when, how it was counted, on what authority."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from foil.law.authorities import AUTHORITIES, Authority
from foil.law.clocks.clock import Clock
from foil.law.sayings import sentence
from foil.law.why import Step, steps
from foil.law.words import lead, long, title

SECTION = re.compile(r"\bLaw (?=\d)")
COUNTED = frozenset(
    {"start", "silence", "written", "expired", "skipped", "business day", "stated", "period"}
    | {"rolled", "reading"}
)
"""The steps that a reader needs to count for himself."""


def footnote(clock: Clock, agency: str, day: date) -> str:
    """One paragraph of plain text on a clock as the law counts it; `agency` is its short name and
    `day` the day it was counted.

    Full citations; what was read only in a digest says so, what was not read at all is left out.
    """
    told = [step for step in steps(clock) if step.kind in COUNTED]
    count = " ".join(sentence(replace(step, authority=())) for step in told)
    calendar = clock.rules.calendar.profile.title
    under = "" if clock.unit == "date" else f" Counted under {calendar}."
    return (
        f"{title(clock, agency)}. {lead(clock)}. {count} {_cited(clock, told)}.{under} "
        f"As counted on {long(day)}."
    )


def rests_on(clock: Clock) -> tuple[str, ...]:
    """Every authority that a clock's date and its steps name, each once, the clock's own first."""
    return tuple(dict.fromkeys((*clock.authority, *_of(steps(clock)))))


def _cited(clock: Clock, told: Iterable[Step]) -> str:
    names = dict.fromkeys((*clock.authority, *_of(told)))
    found = [AUTHORITIES[name] for name in names if AUTHORITIES[name].citable]
    return "; ".join(_citation(each) for each in found)


def _citation(one: Authority) -> str:
    """Public Officers Law § 89(4)(a); what is known from a digest alone says so."""
    cited = SECTION.sub("Law §\N{NO-BREAK SPACE}", one.citation)
    return cited if one.read else f"{cited} (from a digest)"


def _of(told: Iterable[Step]) -> Iterator[str]:
    for step in told:
        yield from step.authority
