"""Sample requests, to try the desk with: recorded as any request is, and told from real ones."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.model.tables import Person, Request
from foil.newyork import day_of
from foil.operations import requests
from foil.operations.disposal import dispose
from foil.operations.events import record
from foil.operations.requests import Asked, Particulars

SATURDAY = 5
DATES = frozenset(
    {
        *("on", "dated", "postmarked", "received", "date"),
        *("answer_by", "pay_by", "collect_by", "more_by", "public_on"),
    }
)
"""Fields of an event that hold a day, in the samples a number of days from today."""


def furnish(person: Person, session: Session, *, now: datetime) -> int:
    """Draft every sample and record what happened to it, around today; how many there are.

    Raises Refused where samples are there already.
    """
    if count(session):
        raise Refused("The samples are here already; `foil demo --erase` takes them away.")
    today = day_of(now)
    rows = tomllib.loads(files("foil.operations").joinpath("samples.toml").read_text("utf-8"))
    for row in rows["request"]:
        _add(person, session, row, today, now)
    return len(rows["request"])


def erase(person: Person, session: Session, *, now: datetime) -> int:
    """Take the samples out again, whatever was recorded on them since, and nothing else; how many.

    The journal keeps a line for each, and their numbers are never given again.
    """
    ids = session.scalars(select(Request.id).where(Request.sample)).all()
    return len(dispose(person, session, ids, "sample request", now=now))


def count(session: Session) -> int:
    """How many requests of the record are samples."""
    wanted = select(func.count()).select_from(Request).where(Request.sample)
    return session.scalar(wanted) or 0


def _add(
    person: Person, session: Session, row: Mapping[str, Any], today: date, now: datetime
) -> None:
    told = Particulars(row["agency"], row["technology"], row["title"], row["title"])
    asked = [Asked(words) for words in row["items"]]
    request = requests.draft(person, session, told, asked, now=now)
    request.sample = True
    for facts in row.get("events", ()):
        happened = _dated(facts, today)
        record(person, session, request, happened, seq=request.head_seq, now=now, sure=True)
    if step := row.get("next_step"):
        day = _day(step["on"], today)
        requests.set_next_step(person, session, request, step["words"], day, now=now)


def _dated(facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The facts with their days counted from today."""
    told: dict[str, Any] = {}
    for name, value in facts.items():
        if name in DATES and isinstance(value, int):
            told[name] = _day(value, today).isoformat()
        elif name == "promised":
            told[name] = [_dated(each, today) for each in value]
        else:
            told[name] = value
    return told


def _day(days: int, today: date) -> date:
    day = today + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
