"""What an unfiled reply would start, if it is what it may be."""

from datetime import date, timedelta

import pytest

from foil.law.unconfirmed import hardest
from tests.unit.law.telling import NYPD, Event, happened, ours, theirs

SENT = ours("sent", "2026-10-19", by="portal", id="e1")
RECEIVED = ours("received", "2026-10-19", id="e2")
DENIED = theirs("denied", "2026-11-02", id="e3", scope="whole")
APPEALED = ours("appealed", "2026-11-10", id="e4", of=["e3"])


def started(*before: Event, may_be: list[Event]) -> tuple[str, str, str, str] | None:
    """The clock's kind, its safe day, its last day and what it costs."""
    told = happened(*before, agency=NYPD)
    clock = hardest(told.history, told.clocks[0].rules, may_be)
    if clock is None:
        return None
    return clock.kind, clock.act_on.isoformat(), clock.due.isoformat(), str(clock.stake)


@pytest.mark.parametrize(
    ("dated", "act_on"),
    [
        ("2026-11-16", "2026-12-16"),  # a Wednesday
        ("2026-11-18", "2026-12-18"),  # a Friday
        ("2026-11-19", "2026-12-18"),  # a Saturday: the Friday before is safe
        ("2026-11-20", "2026-12-18"),  # a Sunday
        ("2026-11-21", "2026-12-21"),  # the Monday
        ("2026-11-25", "2026-12-24"),  # Christmas Day: the day before is safe
    ],
)
def test_a_reply_that_may_be_a_denial_starts_the_appeal_from_the_day_it_gives(
    dated: str, act_on: str
) -> None:
    received = (date.fromisoformat(dated) + timedelta(days=1)).isoformat()
    found = started(SENT, RECEIVED, may_be=[theirs("denied", dated, received, scope="whole")])
    assert found is not None
    assert (found[0], found[1], found[3]) == ("appeal", act_on, "final")


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-12-17", "running"), ("2026-12-18", "due_today"), ("2026-12-19", "past_due")],
)
def test_the_day_before_the_day_and_the_day_after(day: str, state: str) -> None:
    told = happened(SENT, RECEIVED, agency=NYPD)
    denied = theirs("denied", "2026-11-20", scope="whole")
    clock = hardest(told.history, told.clocks[0].rules, [denied])
    assert clock is not None
    assert clock.state(date.fromisoformat(day)) == state


def test_a_right_that_ends_comes_before_what_can_be_mended_however_early() -> None:
    fee = theirs("fee_asked", "2026-11-20", pay_by="2026-11-27")
    assert started(SENT, RECEIVED, may_be=[fee]) == ("pay", "2026-11-27", "2026-11-27", "practical")
    denied = theirs("denied", "2026-11-20", scope="whole")
    for both in ([fee, denied], [denied, fee]):
        found = started(SENT, RECEIVED, may_be=both)
        assert found is not None
        assert found[0] == "appeal"


def test_it_is_of_the_items_that_are_still_open() -> None:
    told = happened(SENT, RECEIVED, {**DENIED, "items": [1]}, agency=NYPD, items=[1, 2])
    clock = hardest(told.history, told.clocks[0].rules, [theirs("denied", "2026-11-20")])
    assert clock is not None
    assert clock.items == (2,)


def test_what_starts_nothing_after_the_history_is_counted_alone() -> None:
    decided = theirs("appeal_decided", "2026-11-18", id="e5", outcome="denied")
    sued = ours("sued", "2026-11-19", id="e6")
    again = theirs("appeal_decided", "2026-11-20", outcome="denied")
    found = started(SENT, RECEIVED, DENIED, APPEALED, decided, sued, may_be=[again])
    assert found is not None
    assert found[:2] == ("article_78", "2027-03-19")


def test_a_decision_on_the_appeal_starts_the_suit() -> None:
    decided = theirs("appeal_decided", "2026-11-20", outcome="denied")
    found = started(SENT, RECEIVED, DENIED, APPEALED, may_be=[decided])
    assert found is not None
    assert (found[0], found[3]) == ("article_78", "final")


def test_what_comes_after_everything_was_answered_has_a_date_too() -> None:
    again = theirs("denied", "2026-11-20", scope="whole")
    found = started(SENT, RECEIVED, DENIED, may_be=[again])
    assert found is not None
    assert found[:2] == ("appeal", "2026-12-18")


def test_what_starts_nothing_against_us_has_no_date() -> None:
    assert started(SENT, RECEIVED, may_be=[]) is None
    assert started(SENT, RECEIVED, may_be=[theirs("acknowledged", "2026-11-20")]) is None
    wrong = theirs("denied", "2026-11-20", items=[0])
    assert started(SENT, RECEIVED, may_be=[wrong]) is None
