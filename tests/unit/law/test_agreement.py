"""What an expectation of a report says where the report does not meet it."""

from datetime import date
from typing import Any

import pytest

from foil.law.agreement import last_day, unmet

CLOCK = {"kind": "appeal", "due": "2026-12-18", "state": "late", "contested": []}
REPORT: dict[str, Any] = {
    "clocks": [CLOCK],
    "traps": [{"id": "no-date"}],
    "stage": {"1": "right lost"},
}


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        ({"clock": "appeal", "due": "2026-12-18", "count": 1}, ""),
        ({"clock": "appeal", "count": 2}, "there are 1 clocks appeal"),
        ({"clock": "appeal", "not_state": "late"}, "appeal is late"),
        (
            {"clock": "appeal", "due": "2026-12-19"},
            "there is no such clock appeal, but due 2026-12-18",
        ),
        ({"clock": "pay"}, "there is no such clock pay, but none at all"),
        ({"no_clock": "appeal"}, "there is a clock appeal"),
        ({"stage": "waiting"}, "the stage is right lost"),
        ({"trap": "no-date", "no_trap": "remand"}, ""),
        ({"trap": "remand"}, "there is no trap remand, but no-date"),
        ({"no_trap": "no-date"}, "there is a trap no-date"),
        ({"clock": "appeal", "contested": []}, ""),
        (
            {"clock": "appeal", "state": "met", "due": "2026-12-19"},
            "there is no such clock appeal, but state late, due 2026-12-18",
        ),
        (
            {"clock": "appeal", "contested": [{"rule": "letter"}]},
            "there is no such clock appeal, but contested []",
        ),
    ],
)
def test_what_is_not_met_is_said(expect: dict[str, Any], says: str) -> None:
    assert unmet(REPORT, expect) == says


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        ({"trap": "remand"}, "there is no trap remand, but fifty-a, no-date"),
        ({"stage": "waiting"}, "the stage is in court and right lost"),
        ({"stage": "waiting", "items": [2]}, "the stage is in court"),
        (
            {"clock": "appeal", "due": "2026-12-19"},
            "there is no such clock appeal, but due 2026-12-18; due 2026-12-21",
        ),
        ({"clock": "appeal", "contested": [{"rule": "letter"}], "count": 2}, ""),
    ],
)
def test_all_that_is_there_instead_is_said(expect: dict[str, Any], says: str) -> None:
    later = {**CLOCK, "due": "2026-12-21", "contested": [{"rule": "letter"}]}
    several = {
        "clocks": [CLOCK, later],
        "traps": [{"id": "no-date"}, {"id": "fifty-a"}],
        "stage": {"1": "right lost", "2": "in court"},
    }
    assert unmet(several, expect) == says


def test_where_nothing_is_there_none_is_said() -> None:
    bare = {"clocks": [], "traps": [], "stage": {}}
    assert unmet(bare, {"trap": "remand"}) == "there is no trap remand, but none"


def test_the_last_day_of_the_facts_is_the_latest_of_any_event() -> None:
    early, late = {"kind": "sent", "on": "2026-10-19"}, {"kind": "denied", "dated": "2026-11-02"}
    promised = {"kind": "extended", "dated": "2026-10-20", "promised": [{"date": "2027-01-01"}]}
    for events in ([early, late, promised], [late, promised, early]):
        assert last_day({"events": events}) == date(2026, 11, 2)
