"""Today: what is not filed, what is ours to do, who is late, what nothing reminds us of."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, request
from sqlalchemy.orm import Session

from foil.insight import today as insight
from foil.insight.lines import Section
from foil.insight.requests import Wanted, requests
from foil.insight.today import Today
from foil.insight.twelve_cases import still_to_read
from foil.law.words import title
from foil.newyork import day_of
from foil.web import reply_rows, rows
from foil.web.causes import since_words, was_and_now
from foil.web.clocks import CLOSING, anchor
from foil.web.desk import me, reading, today
from foil.web.pages import page as draw
from foil.web.reminders import on_today
from foil.web.rows import Row
from foil.web.words import long_day, upper_first

blueprint = Blueprint("today", __name__)

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@blueprint.get("/")
def page() -> str:
    """The day's page."""
    mine, whole = request.args.get("whose") == "mine", "all" in request.args
    day = today()
    with reading() as session:
        found = insight.today(me(), session, day, mine=mine, limit=None if whole else 9)
        any_yet = _any_yet(found, session)
        told = on_today(session)
        twelve = still_to_read(session) if me().role == "administrator" else None
    return draw(
        "today/page.html",
        found=found, mine=mine, whole=whole, any_yet=any_yet, summary=summary(found), twelve=twelve,
        unfiled=unfiled(found), until=day + insight.THREE_WEEKS,
        yours=yours(found),
        late=_rows(rows.late, found.late, day), ahead=_ahead(found),
        since_words=_since(found), title=title, was_and_now=was_and_now, anchor=anchor, **told,
    )  # fmt: skip


def _any_yet(found: Today, session: Session) -> bool:
    """Whether anything is kept here yet: a request, or something that came."""
    asked = requests(me(), session, found.day, Wanted(), limit=1).lines.total
    return bool(asked or found.replies.total or found.unread)


def _since(found: Today) -> str:
    """Since when dates have moved that were not put away; nothing where none have."""
    since = found.moved.since
    return since_words(day_of(since), found.day) if since else ""


def summary(found: Today) -> str:
    """The day in one line: what closes, what is ours to do, what waits to be filed, who is
    late."""
    closing = sum(
        row.clock.stake == "final" and (row.clock.act_on - found.day).days <= CLOSING
        for row in found.yours.rows
    )
    ours = found.yours.total + found.steps.total + found.to_approve.total
    unfiled = found.replies.total + found.finished.total + found.drafted.total
    unfiled += found.in_tray.total
    said = [
        f"{_count(closing, 'right closes', 'rights close')} this week" if closing else "",
        f"{_count(ours, 'thing is', 'things are')} yours to do" if ours and not closing else "",
        f"{_count(unfiled, 'thing is', 'things are')} not filed yet" if unfiled else "",
        _count(found.late.total, "agency is late", "requests wait on a late agency")
        if found.late.total
        else "",
    ]
    whole = ". ".join(upper_first(each) for each in said if each)
    return f"{whole}." if whole else f"Nothing is pressing on {long_day(found.day, weekday=False)}."


def unfiled(found: Today) -> list[Row]:
    """Replies to file and files to read, which may have started a right of ours; letters to file
    with an agency; follow-ups to send."""
    replies = [reply_rows.reply(row, found.day) for row in found.replies.rows]
    files = [rows.in_tray(row, found.day) for row in found.in_tray.rows]
    letters = [rows.finished(row) for row in found.finished.rows]
    return replies + files + letters + [rows.drafted(row) for row in found.drafted.rows]


def yours(found: Today) -> list[Row]:
    """Letters to approve, then our own clocks and the next steps whose day has come, the earliest
    first."""
    clocks = _rows(rows.due, found.yours, found.day)
    steps = _rows(rows.step, found.steps, found.day)
    asked = [rows.to_approve(row) for row in found.to_approve.rows]
    return asked + sorted(clocks + steps, key=lambda row: row.when or found.day)


def _count(number: int, one: str, many: str) -> str:
    said = SMALL[number] if number < len(SMALL) else f"{number:,}"
    return f"{said} {one if number == 1 else many}"


def _rows(make: Callable[[Any, date], Row], section: Section[Any], day: date) -> list[Row]:
    return [make(row, day) for row in section.rows]


def _ahead(found: Today) -> list[tuple[date, str, str]]:
    """The next three weeks: the day, the words, the request's number."""
    theirs = [
        (row.clock.due, f"{rows.awaited(row.clock)} — {row.request.title}", row.request.number)
        for row in found.coming.rows
    ]
    ours = [
        (row.on, f"{row.words} — {row.request.title}", row.request.number)
        for row in found.later.rows
    ]
    return sorted(theirs + ours)
