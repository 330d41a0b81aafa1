"""How long each period is, and since when: a changed law is a new row, and what happened before it
keeps the rule of its day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PeriodUnit = Literal["business_days", "days", "months"]


@dataclass(frozen=True, slots=True)
class Period:
    """A length, in force from `since` to `until`, both included; None where no limit is known."""

    kind: str
    length: int
    unit: PeriodUnit
    authority: tuple[str, ...]
    since: date | None = None
    until: date | None = None


LOCAL_LAW_199 = date(2025, 12, 25)
"""From this day on, a release is on the City's portal fourteen days after the requester has it."""

PERIODS: tuple[Period, ...] = (
    Period("acknowledge", 5, "business_days", ("pol-89-3-a-response", "gcl-20", "gcl-24")),
    Period(
        "determine",
        20,
        "business_days",
        ("pol-89-3-a-20bd", "gcl-20", "gcl-24"),
        since=date(2005, 5, 3),
    ),
    Period("city_determine", 10, "business_days", ("rcny-43-1-05-d", "gcl-20", "gcl-24")),
    Period("appeal", 30, "days", ("pol-89-4-a", "gcl-20", "gcl-25-a-1")),
    Period("decide_appeal", 10, "business_days", ("pol-89-4-a", "pol-89-4-b", "gcl-20", "gcl-24")),
    Period("article_78", 4, "months", ("cplr-217-1", "gcl-30", "gcl-25-a-1")),
    Period("clarify", 5, "business_days", ("openrecords-code",)),
    Period("affidavit", 5, "business_days", ("openrecords-code",)),
    Period("pay", 5, "business_days", ("openrecords-code",)),
    Period("letter_answer", 30, "days", ()),
    Period(
        "publication",
        20,
        "business_days",
        ("openrecords-pr-600",),
        until=LOCAL_LAW_199 - timedelta(days=1),
    ),
    Period("publication", 14, "days", ("charter-3012", "openrecords-pr-600"), since=LOCAL_LAW_199),
    Period("exception_statement", 10, "business_days", ("pol-89-5-b",)),
    Period("exception_decision", 7, "business_days", ("pol-89-5-b",)),
    Period("exception_appeal", 7, "business_days", ("pol-89-5-c",)),
    Period("exception_appeal_decision", 10, "business_days", ("pol-89-5-c",)),
    Period("service", 15, "days", ("cplr-306-b", "case-brooklyn-housing")),
    Period("notice_of_appeal", 30, "days", ("cplr-5513-a", "case-rogowski", "gcl-25-a-1")),
    Period("perfect_appeal", 60, "days", ("pol-89-4-d", "gcl-25-a-1"), since=date(2017, 5, 27)),
)
"""Every period, the older rule of a kind first. `letter_answer` is what the NYPD's letters give to
clarify or pay; `city_determine` the City's own ten days."""

_OF_KIND: Mapping[str, tuple[Period, ...]] = {
    kind: tuple(row for row in PERIODS if row.kind == kind)
    for kind in dict.fromkeys(row.kind for row in PERIODS)
}


def period(kind: str, day: date) -> Period | None:
    """The period of that kind in force on that day; None where there was none yet.

    Raises KeyError for a kind there is not.
    """
    for row in _OF_KIND[kind]:
        begun = row.since is None or row.since <= day
        if begun and (row.until is None or day <= row.until):
            return row
    return None


def length(kind: str) -> int:
    """How long that period is today. Raises KeyError."""
    return _OF_KIND[kind][-1].length


def authority(kind: str) -> tuple[str, ...]:
    """What that period rests on today. Raises KeyError."""
    return _OF_KIND[kind][-1].authority
