"""Calendars, months, the rules laid out, and the worked cases counted day by day."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from foil.errors import BadInput
from foil.law.agency import STATUTE, AgencyRules, OwnRule
from foil.law.authorities import AUTHORITIES
from foil.law.calendars import PROFILES, Profile, calendar, months_after
from foil.law.clocks import run
from foil.law.facts import read_facts
from foil.law.history import history_of
from foil.law.rules import rules_of
from foil.law.why import count
from tests.law_vectors import rows
from tests.unit.law.telling import NYPD, STATE

GCL, PORTAL = calendar("gcl-24"), calendar("nyc-portal")
OFFICES, COURTS = calendar("state-offices"), calendar("courts")
COUNTED = re.compile(r"(\d+)/(\d+)=(\d+)")
STRUCK = re.compile(r"\[\w+ (\d+)/(\d+) ")
BY_COUNT = [row for row in rows("deadline_cases.csv") if "Count:" in row["rule"]]


@pytest.mark.parametrize(
    ("day", "by_law", "by_portal"),
    [
        ("2026-01-01", "New Year’s Day", "New Year’s Day"),
        ("2026-01-19", "Dr. Martin Luther King, Jr. Day", "Dr. Martin Luther King, Jr. Day"),
        ("2026-02-12", "Lincoln’s Birthday", None),
        ("2023-02-13", "Lincoln’s Birthday", None),
        ("2026-02-16", "Washington’s Birthday", "Washington’s Birthday"),
        ("2026-05-25", "Memorial Day", "Memorial Day"),
        ("2020-06-19", None, None),
        ("2021-06-18", None, None),
        ("2021-06-19", "Juneteenth", None),
        ("2022-06-20", "Juneteenth", "Juneteenth"),
        ("2027-06-18", None, "Juneteenth"),
        ("2026-07-03", None, "Independence Day"),
        ("2027-07-05", "Independence Day", "Independence Day"),
        ("2026-09-07", "Labor Day", "Labor Day"),
        ("2026-10-12", "Columbus Day", "Columbus Day"),
        ("2014-11-04", "Election Day", None),
        ("2025-11-04", "Election Day", "Election Day"),
        ("2026-11-03", "Election Day", "Election Day"),
        ("2023-11-10", None, "Veterans Day"),
        ("2026-11-26", "Thanksgiving", "Thanksgiving"),
        ("2026-11-27", None, None),
        ("2022-12-26", "Christmas", "Christmas"),
        ("2027-12-24", None, "Christmas"),
        ("2027-12-31", None, "New Year’s Day"),
        ("2028-01-03", None, None),
        ("2026-02-15", None, None),
    ],
)
def test_the_holidays_of_each_calendar(day: str, by_law: str | None, by_portal: str | None) -> None:
    on = date.fromisoformat(day)
    assert (GCL.holiday(on), PORTAL.holiday(on)) == (by_law, by_portal)


@pytest.mark.parametrize(
    ("day", "by_courts", "by_offices"),
    [
        ("2026-02-12", "Lincoln’s Birthday", None),
        ("2026-11-03", "Election Day", None),
        ("2026-11-11", "Veterans Day", "Veterans Day"),
        ("2022-06-20", "Juneteenth", "Juneteenth"),
        ("2026-07-03", None, None),
        ("2027-07-05", "Independence Day", "Independence Day"),
    ],
)
def test_courts_keep_the_statute_s_days_and_state_offices_fewer(
    day: str, by_courts: str | None, by_offices: str | None
) -> None:
    on = date.fromisoformat(day)
    assert (COURTS.holiday(on), OFFICES.holiday(on)) == (by_courts, by_offices)
    assert COURTS.holiday(on) == GCL.holiday(on)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_each_calendar_says_how_far_it_is_to_be_trusted(profile: Profile) -> None:
    assert re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", profile.as_of)
    assert profile.horizon and profile.title.startswith("the ")
    assert AUTHORITIES[profile.authority].read


@pytest.mark.parametrize("row", BY_COUNT, ids=lambda row: row["id"])
def test_a_worked_case_is_counted_as_it_was_worked(row: dict[str, str]) -> None:
    """Each day of its count has that number; each day in brackets is struck out by name."""
    facts: dict[str, Any] = json.loads(row["facts"])
    read = read_facts(facts | {"agency": None})
    clocks = run(history_of(read.events, read.items), rules_of(calendar_name=read.calendar))
    clock = next(clock for clock in clocks if clock.kind == row["clock"])
    drawn = {row.day: row for row in count(clock)}
    numbered = {(row.day.month, row.day.day): row.n for row in drawn.values() if row.n}
    worked = {(int(m), int(d)): int(n) for m, d, n in COUNTED.findall(row["rule"])}
    assert numbered == worked
    holidays = [row.day for row in drawn.values() if row.mark == "holiday"]
    struck = {(day.month, day.day) for day in holidays if day.isoweekday() < 6}
    assert struck == {(int(m), int(d)) for m, d in STRUCK.findall(row["rule"])}


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-10-29", 4, "2027-02-28"),
        ("2027-10-29", 4, "2028-02-29"),
        ("2026-08-31", 4, "2026-12-31"),
        ("2026-12-31", 4, "2027-04-30"),
        ("2026-09-01", 4, "2027-01-01"),
        ("1960-02-24", 36, "1963-02-24"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_months_end_on_the_same_number_or_the_month_s_last_day(
    day: str, months: int, end: str
) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(end)


def test_a_roll_chains_over_a_holiday_a_weekend_and_a_holiday() -> None:
    """Lincoln’s Friday, the weekend, Washington’s Monday."""
    assert GCL.roll(date(2027, 2, 12)) == date(2027, 2, 16)
    assert GCL.back(date(2027, 2, 15)) == date(2027, 2, 11)
    assert GCL.roll(date(1963, 2, 24)) == date(1963, 2, 25), "Frieda v Besi Cab"
    assert GCL.roll(date(2026, 11, 24)) == date(2026, 11, 24)


def test_counting_there_and_back() -> None:
    start = date(2026, 10, 23)
    assert GCL.between(start, GCL.add(start, 20)) == 20
    assert GCL.add(start, 0) == start
    assert GCL.between(start, start) == 0
    assert GCL.add(start + timedelta(days=1), 5) == GCL.add(start, 5)


def test_a_closing_is_no_business_day() -> None:
    closed = calendar("gcl-24", [date(2026, 11, 27)])
    assert closed.holiday(date(2026, 11, 27)) == "Closed"
    assert closed.add(date(2026, 11, 25), 1) == date(2026, 11, 30)
    assert GCL.add(date(2026, 11, 25), 1) == date(2026, 11, 27)
    assert calendar("gcl-24", [date(2026, 11, 27)]) is closed
    snow = calendar("gcl-24", {date(2026, 11, 27): "Snow"})
    assert snow.holiday(date(2026, 11, 27)) == "Snow"
    assert dict(snow.closings) == {date(2026, 11, 27): "Snow"}


def test_profiles_name_themselves() -> None:
    assert list(PROFILES) == ["gcl-24", "nyc-portal", "state-offices", "courts"]
    assert all(name == profile.name for name, profile in PROFILES.items())
    assert (GCL.name, PORTAL.name) == ("gcl-24", "nyc-portal")


def test_the_statute_s_calendar_is_the_one_meant_where_none_is_named() -> None:
    assert calendar() is GCL
    assert calendar(closings=[date(2026, 11, 27)]).name == "gcl-24"


def test_rules_as_laid_out() -> None:
    plain = rules_of()
    assert (plain.agency, plain.calendar.name, plain.own) == (STATUTE, "gcl-24", None)
    assert (plain.appeal_from, plain.article_78_from) == ("letter", "receipt")
    city = rules_of(NYPD)
    assert city.appeal_from == "receipt" and city.own is PORTAL
    assert rules_of(NYPD, "nyc-portal").own is None
    assert rules_of(STATE, choices={"appeal_from": "postmark"}).appeal_from == "postmark"


def test_whose_choice_it_is() -> None:
    """The office's where it made one, the agency's where its own rule decides, else nobody's."""
    hours = OwnRule("closes_at", "17:00", "nycrr-2-110-3-a")
    osc = AgencyRules("osc", "Comptroller", "OSC", "state", own_rules=(hours,))
    waits = OwnRule("appeal_waits", 5, "nycrr-14-603-6-d")
    other = AgencyRules("other", "Other", "Other", "state", own_rules=(waits,))
    names = ("calendar", "receipt", "appeal_from", "long_date")
    assert [rules_of(osc).whose(name) for name in names] == [
        "default",
        "agency",
        "agency",
        "default",
    ]
    assert [rules_of(other).whose(name) for name in names] == [
        "default",
        "default",
        "agency",
        "default",
    ]
    chosen = rules_of(osc, "courts", choices={"receipt": "four_pm", "long_date": "date_given"})
    assert [chosen.whose(name) for name in names] == ["office", "office", "agency", "office"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"calendar_name": "us"},
            "There is no calendar “us”; choose one of gcl-24, nyc-portal, state-offices, courts.",
        ),
        (
            {"choices": {"appeal_from": "noon"}},
            "There is no rule choice appeal_from = noon; the choices are receipt: agency, "
            "any_hour, four_pm; appeal_from: receipt, letter, postmark; extensions: each, one; ",
        ),
        ({"choices": {"colour": "red"}}, "There is no rule choice colour = red"),
        ({"choices": {"calendar": "courts"}}, "There is no rule choice calendar = courts"),
    ],
)
def test_rules_that_do_not_exist(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as caught:
        rules_of(**fields)
    assert str(caught.value).startswith(says)
