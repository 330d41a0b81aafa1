"""What an agency's own calendar and closings move: the earliest and the latest, never the day.

The second reading of the law found each of these.
"""

from datetime import date
from typing import Any

import pytest

from foil.law.agency import STATUTE, AgencyRules, OwnRule
from foil.law.clocks import Clock, run
from foil.law.rules import rules_of
from tests.unit.law.telling import NYPD, STATE, happened, ours, theirs

WAITS = AgencyRules(
    "waits",
    "Agency",
    "the Agency",
    "state",
    own_rules=(OwnRule("appeal_waits", 5, "nycrr-14-603-6-d"),),
)
THIRTY = AgencyRules(
    "thirty",
    "Agency",
    "the Agency",
    "state",
    own_rules=(OwnRule("appeal_days", 30, "nycrr-18-340-9-b"),),
)


def closed(agency: AgencyRules, day: str, *events: dict[str, Any], **chosen: str) -> list[Clock]:
    """The clocks where the agency alone was closed on that day."""
    rules = rules_of(agency, choices=chosen, agency_closings=[date.fromisoformat(day)])
    return list(run(happened(*events, agency=agency).history, rules))


@pytest.mark.parametrize(
    ("event", "kind", "due", "latest"),
    [
        (ours("received", "2026-10-22"), "acknowledge", "2026-10-29", "2026-10-30"),
        (ours("appeal_received", "2026-10-22"), "decide_appeal", "2026-11-06", "2026-11-09"),
    ],
)
def test_what_came_while_its_agency_was_closed_may_count_from_the_next_day(
    event: dict[str, Any], kind: str, due: str, latest: str
) -> None:
    clock = next(each for each in closed(STATUTE, "2026-10-22", event) if each.kind == kind)
    assert clock.day_zero == date(2026, 10, 22)
    assert (clock.earliest, clock.due) == (date.fromisoformat(due),) * 2
    assert clock.latest == clock.act_on == date.fromisoformat(latest)
    assert clock.contested == (), "a calendar’s one day is no doubt of law"


def test_a_friday_off_on_the_portal_alone_widens_where_days_off_carry_over() -> None:
    """Veterans Day 2028 is a Saturday: the portal keeps Friday, § 24 does not."""
    told = happened(ours("received", "2028-11-10"), agency=NYPD, rules={"receipt": "four_pm"})
    clock = told.one("acknowledge")
    assert (clock.due, clock.latest) == (date(2028, 11, 17), date(2028, 11, 20))
    usual = happened(ours("received", "2028-11-10"), agency=NYPD).one("acknowledge")
    assert usual.latest == date(2028, 11, 17)


@pytest.mark.parametrize(
    "events",
    [
        (theirs("appeal_decided", "2026-03-03"),),
        (ours("appealed", "2026-02-17"), ours("appeal_received", "2026-02-17")),
    ],
    ids=["a decision", "ten days of silence"],
)
def test_four_months_that_end_on_a_friday_only_the_portal_keeps(events: Any) -> None:
    """Independence Day 2026 is a Saturday."""
    clock = happened(*events, agency=NYPD).one("article_78")
    assert (clock.day_zero, clock.due) == (date(2026, 3, 3), date(2026, 7, 3))
    assert clock.latest == date(2026, 7, 6)


def test_a_requester_s_safe_day_is_the_earliest_whatever_the_agency_s_closings() -> None:
    decided = theirs("exception_claimed", "2026-11-10", step="decision")
    clock = closed(STATE, "2026-11-13", decided)[0]
    assert (clock.kind, clock.due, clock.act_on, clock.latest) == (
        "exception_appeal",
        date(2026, 11, 20),
        date(2026, 11, 20),
        date(2026, 11, 23),
    )


def test_days_before_an_appeal_may_be_taken_are_counted_by_the_agency_s_calendar_too() -> None:
    letter = theirs("acknowledged", "2026-10-23", promised=[{"date": "2026-11-13"}])
    found = closed(WAITS, "2026-11-18", letter)
    clock = next(each for each in found if each.kind == "appeal" and each.latest > each.due)
    assert (clock.arises_on, clock.due) == (date(2026, 11, 20), date(2026, 12, 14))
    assert clock.latest == date(2026, 12, 23), "thirty days from November 23"


def test_thirty_business_days_run_from_the_letter_where_no_receipt_is_known() -> None:
    """Not from a postmark, even one that is earlier than the letter it brought."""
    letter = theirs("denied", "2026-11-05", None, postmarked="2026-11-03")
    clock = happened(letter, agency=THIRTY).one("appeal")
    assert (clock.day_zero, clock.needs) == (date(2026, 11, 5), ("received",))
    assert clock.due == date(2026, 12, 21)
    assert clock.earliest == date(2026, 12, 3)


def test_an_agency_s_own_days_to_appeal_are_as_many_as_its_rule_gives() -> None:
    rule = OwnRule("appeal_days", 45, "nycrr-18-340-9-b")
    agency = AgencyRules("long", "Agency", "the Agency", "state", own_rules=(rule,))
    clock = happened(theirs("denied", "2026-11-02"), agency=agency).one("appeal")
    assert (clock.length, clock.unit) == (45, "business_days")


def test_an_appeal_in_the_days_an_agency_holds_it_back_answers_the_date_that_passed() -> None:
    """Not the twentieth business day, which has not passed: that opens an appeal of its own."""
    told = happened(
        theirs("acknowledged", "2026-10-23", promised=[{"date": "2026-11-13"}]),
        ours("appealed", "2026-11-18"),
        agency=WAITS,
    )
    after_date = told.one("appeal", day_zero="2026-11-13")
    assert (after_date.how, after_date.stopped_on) == ("met", date(2026, 11, 18))
    assert told.one("appeal", day_zero="2026-11-24").how is None
