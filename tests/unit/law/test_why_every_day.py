"""Why each kind of clock ends when it does, word for word: `why.txt` beside this file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foil.law.agency import AgencyRules, OwnRule
from foil.law.clocks import Clock, run
from foil.law.overrides import overridden
from foil.law.report import contested_data
from foil.law.rules import rules_of
from foil.law.sayings import sentences
from foil.law.why import count
from tests.unit.law.telling import COUNTY, NYPD, STATE, Event, by, happened, ours, theirs
from tests.unit.law.test_own_calendars import THIRTY, closed

FIVE_PM = OwnRule("closes_at", "17:00", "nycrr-2-110-3-a", since=date(2026, 1, 1))
OSC = AgencyRules("osc", "Comptroller", "OSC", "state", own_rules=(FIVE_PM,))
SEVEN = OwnRule("decides_in", 7, "nycrr-9-483-7")
QUICK = AgencyRules("quick", "Agency", "the Agency", "state", own_rules=(SEVEN,))
RECEIVED = ours("received", "2026-10-19")
EVENING: Event = {"kind": "received", "at": "2026-10-23T17:30:00"}
BEYOND = theirs("acknowledged", "2026-10-23", promised=[{"date": "2027-03-10"}])
TWICE = (
    theirs("extended", "2027-03-01", promised=[{"date": "2027-04-15"}]),
    theirs("extended", "2027-04-10", promised=[{"date": "2027-05-14"}]),
)
APPEALED = (ours("appealed", "2026-11-20"), ours("appeal_received", "2026-11-20"))
REMANDED = theirs("appeal_decided", "2026-12-03", outcome="remanded")
SUED = (theirs("appeal_decided", "2026-12-02"), ours("sued", "2027-03-15"))
ANSWER = [{"who": "agency", "what": "answer", "on": "2027-06-30"}]


def told(kind: str, *events: Event, n: int = 0, **facts: Any) -> Callable[[], Clock]:
    return lambda: happened(*events, **{"agency": STATE, **facts}).all(kind)[n]


CLOCKS: dict[str, Callable[[], Clock]] = {
    "received on a Saturday": told("acknowledge", ours("received", "2026-10-24")),
    "received on a Sunday": told("acknowledge", ours("received", "2026-10-25")),
    "only sent": told("acknowledge", ours("sent", "2026-10-19")),
    "an evening, any hour": told("acknowledge", EVENING),
    "an evening, four o'clock": told(
        "acknowledge", EVENING, agency=NYPD, rules={"receipt": "four_pm"}
    ),
    "an evening, the agency's hours": told("acknowledge", EVENING, agency=OSC),
    "an evening, hours not published": told("acknowledge", EVENING, rules={"receipt": "agency"}),
    "by post": told("acknowledge", RECEIVED, agency=COUNTY),
    "the Committee's one date, before any": told(
        "acknowledge", RECEIVED, rules={"extensions": "one"}
    ),
    "closed on one of the days": lambda: closed(
        STATE, "2026-10-22", ours("received", "2026-10-19")
    )[0],
    "closed the day it came": lambda: closed(STATE, "2026-10-22", ours("received", "2026-10-22"))[
        0
    ],
    "a date beyond the twenty": told("determine", RECEIVED, BEYOND, agency=NYPD),
    "a date beyond the twenty, by post": told("determine", RECEIVED, BEYOND, agency=COUNTY),
    "the city's ten and a date beyond": told(
        "determine", RECEIVED, BEYOND, agency=NYPD, rules={"city_rule": "ten"}
    ),
    "the date given": told(
        "determine", RECEIVED, BEYOND, agency=NYPD, rules={"long_date": "date_given"}
    ),
    "an approximate date": told("approximate_date", RECEIVED, BEYOND),
    "a first date certain": told("date_certain", RECEIVED, BEYOND, *TWICE),
    "a second date certain": told("date_certain", RECEIVED, BEYOND, *TWICE, n=-1),
    "a second, the Committee's one date": told(
        "date_certain", RECEIVED, BEYOND, *TWICE, n=-1, rules={"extensions": "one"}
    ),
    "silence": told("appeal", RECEIVED),
    "a denial on a holiday's eve": told("appeal", theirs("denied", "2026-10-12")),
    "a denial read the day it was written": told(
        "appeal", theirs("denied", "2026-11-02"), agency=NYPD
    ),
    "thirty business days": told(
        "appeal", theirs("denied", "2026-11-02", "2026-11-05"), agency=THIRTY
    ),
    "closed without reasons": told("appeal", theirs("closed", "2026-11-02")),
    "an appeal and an agency's seven days": told("decide_appeal", *APPEALED, agency=QUICK),
    "an appeal in silence": told("article_78", *APPEALED),
    "a decision that came later": told(
        "article_78", *APPEALED, theirs("appeal_decided", "2026-12-02", "2026-12-05")
    ),
    "a question without a day": told("clarify", theirs("clarification_asked", "2026-11-02")),
    "a release": told("publication", by("portal", "released", "2026-11-02"), agency=NYPD),
    "a vendor's claim": told("exception_statement", theirs("exception_claimed", "2026-11-02")),
    "a petition to serve": told("service", *SUED),
    "a date ordered": told("court_date", ours("ordered", "2027-04-20", dates=ANSWER)),
    "a judgment": told(
        "notice_of_appeal", ours("decided_by_court", "2027-08-02", notice_of_entry="2027-08-09")
    ),
    "the agency's notice": told(
        "perfect_appeal", ours("notice_of_appeal", "2027-09-01", source="agency")
    ),
}


def written() -> dict[str, list[str]]:
    text = Path(__file__).with_name("why.txt").read_text("utf-8")
    parts = (part.splitlines() for part in text.strip().split("\n\n"))
    return {name: lines for name, *lines in parts}


WRITTEN = written()


def test_each_is_written_once() -> None:
    assert list(WRITTEN) == list(CLOCKS)


@pytest.mark.parametrize("name", CLOCKS)
def test_why_it_ends_when_it_does(name: str) -> None:
    assert list(sentences(CLOCKS[name]())) == WRITTEN[name]


def test_a_reading_that_is_no_option_holds_statewide_and_rests_on_nothing_more() -> None:
    """An office that sets another day sees the day counted from the tenth among the readings."""
    counted = told("article_78", *APPEALED, REMANDED)()
    clock = overridden(counted, date(2027, 3, 1))
    assert contested_data(clock)[-1] == {
        "choice": "article_78_from",
        "rule": "silence",
        "from": "2026-12-07",
        "due": "2027-04-07",
        "authority": [],
        "department": "statewide",
    }


def test_a_closing_of_day_zero_strikes_out_no_day() -> None:
    off = [date(2026, 10, 22), date(2026, 10, 23)]
    came = happened(ours("received", "2026-10-22"), agency=STATE).history
    clock = run(came, rules_of(STATE, agency_closings=off))[0]
    (own,) = [said for said in sentences(clock) if "its own closings" in said]
    assert "with its own closings, Closed (October 23), it would be Friday, October 30" in own


def test_days_counted_from_a_sunday_to_a_sunday_are_whole_weeks() -> None:
    release = by("portal", "released", "2026-11-01")
    drawn = count(happened(release, agency=NYPD).one("publication"))
    assert (drawn[0].day, drawn[-1].day) == (date(2026, 11, 1), date(2026, 11, 21))
    assert [row.day for row in drawn if row.mark in ("zero", "last")] == [
        date(2026, 11, 1),
        date(2026, 11, 15),
    ]


def test_a_last_day_that_is_a_holiday_says_so() -> None:
    release = by("portal", "released", "2026-11-12")
    (last,) = [
        row
        for row in count(happened(release, agency=NYPD).one("publication"))
        if row.mark == "last"
    ]
    assert (last.day, last.n, last.name) == (date(2026, 11, 26), 14, "Thanksgiving")
