"""Filing the same request anew leaves the rights of the first as they were."""

from datetime import date
from typing import Any

import pytest

from foil.law.missteps import refiled
from foil.law.trap import Moment, Trap
from tests.unit.law.telling import NYPD, Event, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19", id="r")
DENIED = theirs("denied", "2026-11-02", id="d", items=[1, 2])
RUNS = "Asking again does not stop the time. Appeal by Wednesday, December 2, 2026."
GONE = (
    "Asking again does not revive a lost right: the time to appeal for {} "
    "ended Wednesday, December 2, 2026."
)
CASES: dict[str, tuple[tuple[Event, ...], str, str, list[str]]] = {
    "while the time to appeal runs": ((DENIED,), "2026-11-02", "2026-11-20", [RUNS]),
    "asked before anything was denied": ((DENIED,), "2026-11-01", "2026-11-20", []),
    "seen once it is gone": (
        (DENIED,), "2026-11-20", "2026-12-03", [GONE.format("items 1 and 2")],
    ),
    "with an appeal since": (
        (DENIED, ours("appealed", "2026-11-20", items=[1, 2])), "2026-11-20", "2026-11-21", [],
    ),
    "with an appeal of one item since": (
        (DENIED, ours("appealed", "2026-11-20", items=[1])), "2026-11-19", "2026-11-21", [RUNS],
    ),
    "with an appeal still to come that day": (
        (DENIED, ours("appealed", "2026-11-23", items=[1, 2])), "2026-11-19", "2026-11-21", [RUNS],
    ),
    "with some of the records since": (
        (DENIED, theirs("released", "2026-11-23", part="part", items=[1, 2])),
        "2026-11-20", "2026-11-24", [RUNS],
    ),
    "with all of the records since": (
        (DENIED, theirs("released", "2026-11-23", part="rest", items=[1, 2])),
        "2026-11-20", "2026-11-24", [],
    ),
    "after an appeal that was denied": (
        (
            DENIED,
            ours("appealed", "2026-11-09", items=[1, 2], id="p"),
            theirs("appeal_decided", "2026-11-16", outcome="denied", items=[1, 2]),
        ),
        "2026-11-20", "2026-11-21",
        ["Asking again does not stop the time. Sue by Tuesday, March 16, 2027."],
    ),
    "with all of it granted that day": (
        (DENIED, theirs("granted", "2026-11-20", items=[1, 2])), "2026-11-20", "2026-11-21", [],
    ),
    "where silence alone denied it": ((RECEIVED,), "2026-12-01", "2026-12-01", []),
}  # fmt: skip


def found(events: tuple[Event, ...], asked: str, day: str, **facts: Any) -> list[Trap]:
    told = happened(*events, agency=NYPD, **{"items": [1, 2], **facts})
    at = Moment(told.history, told.clocks, date.fromisoformat(day))
    return list(refiled(at, date.fromisoformat(asked)))


@pytest.mark.parametrize("name", CASES)
def test_what_refiling_leaves_as_it_was(name: str) -> None:
    events, asked, day, says = CASES[name]
    assert [trap.says for trap in found(events, asked, day)] == says


def test_it_names_its_cases_and_the_letter_whose_time_runs() -> None:
    (trap,) = found((DENIED,), "2026-11-20", "2026-11-20")
    assert (trap.id, trap.authority) == ("asking-again", ("case-mcgriff", "case-mingo"))
    assert trap.event == "d"
