"""A clock on a page: how it stands, the date it leads with, its count."""

from datetime import date

import pytest

from foil.law.agency import AgencyRules
from foil.law.clocks import Clock, run
from foil.law.facts import read_event
from foil.law.history import history_of
from foil.law.rules import rules_of
from foil.web.clocks import left, shown

NYPD = AgencyRules("nypd", "Police", "NYPD", "nyc", "receipt", "nyc-portal")
HAPPENED = (
    {"id": "e1", "kind": "sent", "on": "2026-10-19", "by": "portal"},
    {"id": "e2", "kind": "received", "on": "2026-10-19"},
    {"id": "e3", "kind": "acknowledged", "dated": "2026-10-23", "received": "2026-10-23"},
    {
        "id": "e4",
        "kind": "denied",
        "items": [2],
        "papers": [{"how": "email", "dated": "2026-11-02", "received": "2026-11-05"}],
    },
)


def clock(kind: str, items: tuple[int, ...], *, met: bool = False) -> Clock:
    history = history_of([read_event(each) for each in HAPPENED], (1, 2))
    found = [
        each
        for each in run(history, rules_of(NYPD))
        if each.kind == kind and each.items == items and each.parent is None
    ]
    (only,) = [each for each in found if (each.how is not None) is met]
    return only


@pytest.mark.parametrize(
    ("day", "chip", "tone"),
    [
        (date(2026, 11, 10), "14 days left", ""),
        (date(2026, 11, 22), "2 days left", "soon"),
        (date(2026, 11, 24), "today", "soon"),
    ],
)
def test_an_agency_s_clock(day: date, chip: str, tone: str) -> None:
    seen = shown(clock("determine", (1,)), day, (1, 2))
    assert (seen.what, seen.chip, seen.tone) == ("NYPD’s determination, item 1", chip, tone)
    assert seen.leads == date(2026, 11, 24)
    assert seen.basis == "20 business days from the acknowledgement, POL §\u00a089(3)(a)"


@pytest.mark.parametrize(
    ("day", "chip", "tone"),
    [
        (date(2026, 11, 10), "22 days left", ""),
        (date(2026, 11, 22), "10 days left", "soon"),
        (date(2026, 11, 27), "5 days left", "late"),
        (date(2026, 12, 2), "today", "late"),
        (date(2026, 12, 3), "safe day passed", "late"),
        (date(2026, 12, 8), "the last day has passed", "late"),
    ],
)
def test_a_right_of_ours_leads_with_its_safe_day(day: date, chip: str, tone: str) -> None:
    seen = shown(clock("appeal", (2,)), day, (1, 2))
    assert seen.leads == date(2026, 12, 2)
    assert (seen.chip, seen.tone) == (chip, tone)


def test_the_last_day_stands_beside_the_safe_one() -> None:
    seen = shown(clock("appeal", (2,)), date(2026, 11, 22))
    assert seen.beside == "last day Monday, December 7"


def test_a_day_that_was_met_says_when_and_what_shows_it() -> None:
    first = clock("acknowledge", (1, 2), met=True)
    assert shown(first, date(2026, 11, 22)).beside == "met Friday, October 23, by the letter’s date"
    assert shown(first, date(2026, 10, 22)).beside == ""
    second = shown(clock("determine", (2,), met=True), date(2026, 11, 22))
    assert second.beside == "met Thursday, November 5, by the notice or e-mail"


def test_the_counting_calendar_is_whole_weeks() -> None:
    seen = shown(clock("determine", (1,)), date(2026, 11, 22))
    assert [len(week) for week in seen.weeks] == [7] * 6
    marks = {day.day: (day.mark, seen.cell(day)) for week in seen.weeks for day in week}
    assert marks[date(2026, 10, 23)] == ("zero", "ack.")
    assert marks[date(2026, 11, 3)] == ("holiday", "Election")
    assert marks[date(2026, 11, 11)] == ("holiday", "Veterans")
    assert marks[date(2026, 11, 24)] == ("last", "20")
    assert marks[date(2026, 11, 25)][0] == "outside"


def test_how_long_is_left() -> None:
    today = date(2026, 11, 22)
    assert left(date(2026, 11, 23), today) == "1 day left"
    assert left(date(2027, 1, 15), today) == "7 weeks left"
