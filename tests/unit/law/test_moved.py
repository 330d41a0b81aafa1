"""Dates that moved: which clocks count as moved, and which nobody waits for."""

from datetime import date

import pytest

from foil.law.moved import moves
from tests.unit.law.telling import NYPD, Event, Told, happened, ours, theirs

TODAY = date(2026, 11, 25)
SENT = ours("sent", "2026-10-19", by="portal", id="e1")
RECEIVED = ours("received", "2026-10-19", id="e2")
DENIED = theirs("denied", "2026-11-02", "2026-11-05", id="e3", scope="whole")


def told(*events: Event, **facts: object) -> Told:
    return happened(*events, agency=NYPD, **facts)  # type: ignore[arg-type]


def moved(before: Told, after: Told, today: date = TODAY) -> list[tuple[str, str, str | None]]:
    found = moves(before.clocks, after.clocks, today)
    return [
        (m.was.id, m.was.due.isoformat(), m.now.due.isoformat() if m.now else None) for m in found
    ]


def test_a_corrected_letter_date_moves_its_appeal_and_only_that() -> None:
    mended = {**DENIED, "id": "e4", "replaces": "e3", "received": "2026-11-09"}
    before, after = told(SENT, RECEIVED, DENIED), told(SENT, RECEIVED, DENIED, mended)
    assert moved(before, after) == [("appeal:e3", "2026-12-07", "2026-12-09")]
    assert moved(after, after) == []


def test_what_is_gone_counts_from_the_day_it_was_there_and_not_where_it_was_met() -> None:
    mended = ours("contacted", "2026-11-02", id="e4", replaces="e3", direction="in")
    after = told(SENT, RECEIVED, DENIED, mended)
    before = told(SENT, RECEIVED, DENIED)
    names = {move[0] for move in moved(before, after, date(2026, 11, 2))}
    assert "appeal:e3" in names
    assert "appeal:e3" not in {move[0] for move in moved(before, after, date(2026, 11, 1))}
    met = told(SENT, RECEIVED, DENIED, ours("appealed", "2026-11-20", id="e5", of=["e3"]))
    assert not [move for move in moved(met, after) if move[0].startswith("appeal:e3")]


def test_the_safe_day_alone_moves_too() -> None:
    mended = {**DENIED, "id": "e4", "replaces": "e3", "dated": "2026-10-30"}
    (move,) = moves(
        told(SENT, RECEIVED, DENIED).clocks, told(SENT, RECEIVED, DENIED, mended).clocks, TODAY
    )
    assert move.now is not None
    assert move.was.due == move.now.due
    assert (move.was.act_on, move.now.act_on) == (date(2026, 12, 2), date(2026, 11, 27))


def test_a_clock_that_is_gone_has_no_date_now() -> None:
    mended = ours("contacted", "2026-11-02", id="e4", replaces="e3", direction="in")
    before, after = told(SENT, RECEIVED, DENIED), told(SENT, RECEIVED, DENIED, mended)
    assert ("appeal:e3", "2026-12-07", None) in moved(before, after)


@pytest.mark.parametrize(
    ("today", "shown"), [("2026-12-06", True), ("2026-12-09", True), ("2026-12-10", False)]
)
def test_a_right_that_has_ended_by_either_count_is_left_out(today: str, shown: bool) -> None:
    mended = {**DENIED, "id": "e4", "replaces": "e3", "received": "2026-11-09"}
    before, after = told(SENT, RECEIVED, DENIED), told(SENT, RECEIVED, DENIED, mended)
    assert bool(moved(before, after, date.fromisoformat(today))) is shown


def test_what_an_event_has_closed_is_left_out() -> None:
    appealed = ours("appealed", "2026-11-20", id="e5", of=["e3"])
    mended = {**DENIED, "id": "e4", "replaces": "e3", "received": "2026-11-09"}
    before = told(SENT, RECEIVED, DENIED, appealed)
    after = told(SENT, RECEIVED, DENIED, appealed, mended)
    assert moved(before, after) == []


def test_silence_not_yet_come_is_left_out_unless_a_right_would_end() -> None:
    late = {**RECEIVED, "id": "e4", "replaces": "e2", "on": "2026-10-20"}
    before, after = told(SENT, RECEIVED), told(SENT, RECEIVED, late)
    on_the_day = moved(before, after, date(2026, 10, 26))
    assert on_the_day == [("acknowledge:e1", "2026-10-26", "2026-10-27")]
    the_day_after = moved(before, after, date(2026, 10, 27))
    assert [name for name, *_ in the_day_after] == ["acknowledge:e1", "appeal:acknowledge:e1"]


def test_the_four_months_that_silence_will_start_move_before_they_run() -> None:
    appeal = (
        ours("appealed", "2026-11-20", id="e5", of=["e3"]),
        ours("appeal_received", "2026-11-20", id="e6"),
    )
    later = ours("appeal_received", "2026-11-23", id="e7", replaces="e6")
    before = told(SENT, RECEIVED, DENIED, *appeal)
    after = told(SENT, RECEIVED, DENIED, *appeal, later)
    assert [name for name, *_ in moved(before, after)] == [
        "decide_appeal:e5",
        "article_78:decide_appeal:e5",
    ]


def test_items_of_one_clock_that_part_are_told_apart() -> None:
    both = {**DENIED, "items": [1, 2]}
    mended = {**both, "id": "e4", "replaces": "e3", "items": [2]}
    before = told(SENT, RECEIVED, both, items=[1, 2])
    after = told(SENT, RECEIVED, both, mended, items=[1, 2])
    found = moves(before.clocks, after.clocks, TODAY)
    assert [(m.was.kind, m.was.items, m.now) for m in found if m.was.kind == "appeal"] == [
        ("appeal", (1,), None)
    ]
