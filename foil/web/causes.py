"""Why dates moved and where they moved, in words."""

from collections.abc import Mapping
from datetime import date

from foil.insight.moved import Moved
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


def was_and_now(first: MovedDate, last: MovedDate, today: date) -> list[tuple[str, str, str]]:
    """What moved of a clock: the word for the day, what it was, what it is; "" where it is gone."""
    ours = first.against == "requester"
    names = ("act_on", "due") if ours else ("due", "latest")
    words = ("safe day", "last day") if ours else ("due", "late after")
    if last.due is None:
        return [(words[0], short_day(getattr(first, f"was_{names[0]}"), today), "")]
    found = []
    for name, word in zip(names, words, strict=True):
        was, now = getattr(first, f"was_{name}"), getattr(last, name)
        if was != now:
            found.append((word, short_day(was, today), short_day(now, today)))
    return found or [_bound(first, last, today)]


def beside_clock(moved: Moved, today: date) -> str:
    """What stands beside a clock that moved: moved from Fri, Dec 18 on November 25, 2026: letter
    date corrected."""
    (word, was, _), *_ = was_and_now(moved.row, moved.row, today)
    which = "" if word in ("safe day", "due") else f" ({word})"
    return f"moved from {was}{which} on {moment_day(moved.row.at)}: {because(moved)}"


def since_words(day: date, today: date) -> str:
    """Since when, as people say it: today, yesterday, Friday, November 10, 2026."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{day:%A}" if days < 7 else long_day(day, weekday=False)


def _bound(first: MovedDate, last: MovedDate, today: date) -> tuple[str, str, str]:
    """The outer day that moved where neither day that leads did."""
    name = "latest" if first.was_latest != last.latest else "earliest"
    was, now = getattr(first, f"was_{name}"), getattr(last, name)
    return f"{name} by any rule", short_day(was, today), short_day(now, today)
