"""What an expectation of a report says where the report does not meet it."""

from typing import Any

import pytest

from foil.law.agreement import unmet

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
    ],
)
def test_what_is_not_met_is_said(expect: dict[str, Any], says: str) -> None:
    assert unmet(REPORT, expect) == says
