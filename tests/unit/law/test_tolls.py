"""A toll takes its days out of the clocks it names, and out of each way of reading them."""

from datetime import date
from typing import Any

import pytest

from tests.unit.law.telling import Event, happened, ours, theirs

DECIDED = theirs("appeal_decided", "2026-12-02", outcome="denied")
LONG = theirs("acknowledged", "2026-10-23", promised=[{"date": "2027-03-13"}])


def toll(start: str, end: str, *clocks: str, **fields: Any) -> Event:
    return {"kind": "tolled", "from": start, "to": end, "clocks": list(clocks), **fields}


@pytest.mark.parametrize(
    ("tolls", "due"),
    [
        ([], "2027-04-02"),
        ([("2027-01-01", "2027-01-11"), ("2027-01-11", "2027-01-20")], "2027-04-22"),
        ([("2027-01-01", "2027-01-10"), ("2027-01-11", "2027-01-20")], "2027-04-22"),
        ([("2026-10-01", "2026-10-31"), ("2027-01-01", "2027-01-20")], "2027-04-22"),
    ],
    ids=["none", "two that share a day", "one after the other", "one before the time began"],
)
def test_each_day_is_taken_out_once(tolls: list[tuple[str, str]], due: str) -> None:
    stops = [toll(*days, "article_78") for days in tolls]
    assert happened(DECIDED, *stops).one("article_78").due == date.fromisoformat(due)


def readings(*events: Event) -> dict[str, str]:
    clock = happened(LONG, *events).one("determine")
    return {reading.rule: reading.due.isoformat() for reading in clock.readings}


def test_twenty_business_days_lose_business_days_and_a_date_given_calendar_days() -> None:
    assert readings() == {"twenty_days": "2026-11-24", "date_given": "2027-03-13"}
    week = toll("2026-11-02", "2026-11-06", "determine")
    assert readings(week) == {"twenty_days": "2026-12-01", "date_given": "2027-03-18"}


def test_a_toll_outside_a_clock_s_time_leaves_even_a_day_off_where_it_is() -> None:
    assert readings(toll("2027-06-01", "2027-06-30", "determine")) == readings()
    dates = [{"who": "us", "what": "reply", "on": "2027-07-18"}]
    ordered = ours("ordered", "2027-04-20", dates=dates)
    clock = happened(ordered, toll("2027-08-01", "2027-08-31", "court_date")).one("court_date")
    assert (clock.due, clock.latest) == (date(2027, 7, 18), date(2027, 7, 18)), "a Sunday"


def test_what_a_missed_date_opened_is_opened_again_from_the_tolled_day() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d"),
        theirs("reopened", "2026-11-05", promised=[{"date": "2026-11-13"}]),
        ours("appealed", "2026-11-20", of=["d"]),
        toll("2026-11-09", "2026-11-11", "date_certain", on="2026-12-01"),
    )
    silent = told.one("appeal", parent="date_certain")
    assert told.one("date_certain").due == silent.day_zero == date(2026, 11, 16)
    assert (silent.due, silent.how) == (date(2026, 12, 16), None)
