"""Why dates moved and where they moved, in words."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from foil.insight.moved import Moved
from foil.law.clocks.clock import Clock
from foil.law.moved import Move
from foil.model.tables import MovedDate
from foil.web import decisions
from foil.web.words import long_day, moment_day, short_day

FIELDS: Mapping[str, str] = {
    "kind": "what it was corrected",
    "dated": "letter date corrected",
    "postmarked": "postmark corrected",
    "received": "day received corrected",
    "on": "day corrected",
    "items": "items corrected",
    "promised": "the date it gave corrected",
    "scope": "what was denied corrected",
    "as": "what the closing was corrected",
    "outcome": "outcome corrected",
    "appeal_notice": "notice of appeal corrected",
    "officer_named": "officer named corrected",
}


class Days(NamedTuple):
    """A clock's days, whether it runs or once ran."""

    due: date
    act_on: date
    earliest: date
    latest: date


Moves = list[tuple[str, str, str]]
"""What moved of a clock: the word for the day, what it was, what it is; "" where it is gone."""

OURS = (("act_on", "safe day"), ("due", "last day"))
THEIRS = (("due", "due"), ("latest", "late after"))
BOUNDS = (("earliest", "earliest by any rule"), ("latest", "latest by any rule"))
"""The days that a clock of ours and one of theirs lead with, and those said where none of these
moved."""


def because(moved: Moved) -> str:
    """What moved a date, in a few words: letter date corrected; closing of Mon, Nov 9 noted."""
    row = moved.row
    if moved.decision is not None:
        return decisions.briefly(moved.decision)
    if row.cause == "override":
        return "a date of ours set or taken back"
    if row.cause == "release":
        return f"FOIL Desk {row.about} counts otherwise"
    said = [FIELDS[name] for name in row.changed.split(",") if name in FIELDS]
    return said[0] if said else "entry corrected"


def heading(moved: Moved, number: str) -> str:
    """What moved dates, over their list; `number` is the request's where it is one's alone."""
    if moved.decision is not None:
        return decisions.heading(moved.decision)
    said = because(moved)
    if moved.row.cause == "release":
        return said
    return f"{'Date' if moved.row.cause == 'override' else 'Correction'} in {number}: {said}"


def was_and_now(first: MovedDate, last: MovedDate, today: date) -> Moves:
    """What moved of a clock, from what the first line says it was to what the last says it is."""
    was = Days(first.was_due, first.was_act_on, first.was_earliest, first.was_latest)
    now = None
    if last.due and last.act_on and last.earliest and last.latest:
        now = Days(last.due, last.act_on, last.earliest, last.latest)
    return _told(first.against, was, now, today)


def would_move(move: Move, today: date) -> Moves:
    """What would move of a clock."""
    now = None if move.now is None else _days(move.now)
    return _told(move.was.against, _days(move.was), now, today)


def beside_clock(moved: Moved, today: date) -> str:
    """What stands beside a clock that moved: moved from Fri, Dec 18 on November 25, 2026: letter
    date corrected."""
    (word, was, _), *_ = was_and_now(moved.row, moved.row, today)
    which = "" if word in ("safe day", "due") else f" ({word})"
    return f"moved from {was}{which} on {moment_day(moved.row.at)}: {because(moved)}"


def since_words(day: date, today: date) -> str:
    """Since when, as people say it: today, since yesterday, since Friday, since November 10."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "since yesterday"
    return f"since {day:%A}" if days < 7 else f"since {long_day(day, weekday=False)}"


def _days(clock: Clock) -> Days:
    return Days(clock.due, clock.act_on, clock.earliest, clock.latest)


def _told(against: str, was: Days, now: Days | None, today: date) -> Moves:
    leads = OURS if against == "requester" else THEIRS
    if now is None:
        name, word = leads[0]
        return [(word, short_day(getattr(was, name), today), "")]
    for names in (leads, BOUNDS):
        pairs = [(word, getattr(was, name), getattr(now, name)) for name, word in names]
        if found := [pair for pair in pairs if pair[1] != pair[2]]:
            return [(word, short_day(a, today), short_day(b, today)) for word, a, b in found]
    return []
