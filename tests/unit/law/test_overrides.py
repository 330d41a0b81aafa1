"""The office's own day over a clock, the computed one beside it."""

from datetime import date

import pytest

from foil.law.overrides import alarm, gives_a_right_away, laid, overridden
from tests.unit.law.telling import COUNTY, NYPD, STATE, around, happened, ours, theirs

DENIED = theirs("denied", "2026-11-02", "2026-11-05", id="d")
EARLIER, LATER = date(2026, 11, 30), date(2026, 12, 11)


@pytest.mark.parametrize("day", [EARLIER, LATER])
def test_a_clock_of_ours_leads_with_the_day_set(day: date) -> None:
    counted = happened(DENIED, agency=NYPD).one("appeal")
    clock = overridden(counted, day)
    assert (clock.due, clock.act_on, clock.computed) == (day, day, date(2026, 12, 7))
    assert (clock.earliest, clock.latest) == (counted.earliest, max(counted.latest, day))
    assert around(clock, day)[:2] == ["running", "due_today"]
    assert around(clock, day)[2] == ("past_due" if day < counted.latest else "late")


def test_an_agency_is_not_called_late_before_the_day_set() -> None:
    counted = happened(ours("received", "2026-10-19"), agency=STATE).one("acknowledge")
    clock = overridden(counted, LATER)
    assert (clock.due, clock.latest, clock.act_on) == (LATER, LATER, LATER)
    assert around(clock, LATER) == ["running", "due_today", "late"]


def test_nor_before_every_reading_of_the_law_has_passed() -> None:
    counted = happened(ours("received", "2026-10-19"), agency=COUNTY).one("acknowledge")
    clock = overridden(counted, date(2026, 10, 22))
    assert (clock.latest, clock.act_on) == (counted.latest, counted.latest)
    assert around(clock, date(2026, 10, 22)) == ["running", "due_today", "past_due"]


def test_a_day_set_twice_keeps_what_the_law_computes() -> None:
    counted = happened(DENIED, agency=NYPD).one("appeal")
    again = overridden(overridden(counted, EARLIER), LATER)
    assert (again.due, again.computed) == (LATER, date(2026, 12, 7))


def test_it_is_laid_over_the_clock_of_that_name_open_or_closed() -> None:
    told = happened(
        theirs("denied", "2026-11-02", items=[1, 2], id="d"),
        ours("appealed", "2026-11-20", items=[2], of=["d"]),
        items=[1, 2, 3],
        agency=NYPD,
    )
    shown = laid(told.clocks, {"appeal:d": EARLIER})
    set_by_us = sorted((c for c in shown if c.computed), key=lambda clock: clock.items)
    assert [(clock.items, clock.due) for clock in set_by_us] == [((1,), EARLIER), ((2,), EARLIER)]
    assert laid(told.clocks, {}) == told.clocks


@pytest.mark.parametrize(
    ("day", "gives_away"),
    [("2026-12-07", False), ("2026-12-08", True), ("2026-11-30", False)],
)
def test_a_day_past_the_end_of_a_right_is_an_alarm(day: str, gives_away: bool) -> None:
    counted = happened(DENIED, agency=NYPD).one("appeal")
    chosen = date.fromisoformat(day)
    clock = overridden(counted, chosen)
    assert gives_a_right_away(counted, chosen) is gives_away
    assert gives_a_right_away(clock, chosen) is gives_away
    assert bool(alarm(clock)) is gives_away
    if gives_away:
        assert "this right ends Monday, December 7, 2026" in alarm(clock)


def test_what_loses_no_right_is_no_alarm() -> None:
    counted = happened(ours("received", "2026-10-19"), agency=STATE).one("appeal")
    assert counted.stake == "arguable"
    assert alarm(overridden(counted, date(2027, 3, 1))) == ""
    assert alarm(counted) == ""
