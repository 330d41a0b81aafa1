"""Thirty days to appeal: from which day, by whose rule, for which items, and what meets it."""

from datetime import date

import pytest

from foil.law.agency import AgencyRules
from tests.unit.law.telling import (
    NYPD,
    STATE,
    TROOPERS,
    around,
    by,
    days,
    happened,
    ours,
    theirs,
)

DENIED = theirs("denied", "2026-11-02", "2026-11-05", postmarked="2026-11-03", id="d")
RECEIVED = ours("received", "2026-10-19")


@pytest.mark.parametrize(
    ("agency", "due"),
    [(NYPD, "2026-12-07"), (TROOPERS, "2026-12-03"), (STATE, "2026-12-02")],
)
def test_each_agency_s_own_rule_and_the_earliest_of_all(agency: AgencyRules, due: str) -> None:
    """The City counts from receipt, the State Police from the postmark, others from the letter."""
    told = happened(DENIED, agency=agency)
    clock = told.one("appeal")
    assert (clock.due.isoformat(), clock.stake, clock.provisional) == (due, "final", False)
    assert (clock.earliest, clock.act_on) == (date(2026, 12, 2), date(2026, 12, 2))
    assert clock.latest == date(2026, 12, 7)
    assert {reading.due.isoformat() for reading in clock.contested} == {
        "2026-12-07",
        "2026-12-03",
        "2026-12-02",
    } - {due}


def test_the_day_before_the_day_and_the_day_after() -> None:
    clock = happened(DENIED, agency=NYPD).one("appeal")
    assert around(clock, date(2026, 11, 3)) == ["waiting", "running", "running"]
    assert around(clock, date(2026, 12, 2)) == ["running", "due_today", "past_due"]
    assert around(clock, date(2026, 12, 7)) == ["past_due", "past_due", "late"]


def test_the_safe_day_is_open_and_its_date_is_not_rolled() -> None:
    clock = happened(theirs("denied", "2026-10-30"), agency=NYPD).one("appeal")
    assert days(clock) == {
        "day_zero": "2026-10-30",
        "earliest": "2026-11-29",
        "act_on": "2026-11-27",
        "due": "2026-11-30",
        "latest": "2026-11-30",
        "arises_on": "2026-10-30",
    }


def test_three_papers_of_one_denial_are_one_clock() -> None:
    papers = [
        {"how": "portal", "dated": "2026-11-20", "received": "2026-11-20"},
        {"how": "attached", "dated": "2026-11-18", "received": "2026-11-20"},
        {"how": "post", "dated": "2026-11-18", "received": "2026-11-30"},
    ]
    clock = happened({"kind": "denied", "papers": papers}, agency=NYPD).one("appeal")
    assert (clock.earliest, clock.due, clock.latest) == (
        date(2026, 12, 18),
        date(2026, 12, 21),
        date(2026, 12, 30),
    )


@pytest.mark.parametrize(
    ("agency", "event", "needs"),
    [
        (NYPD, theirs("denied", "2026-11-02", None), ["received"]),
        (NYPD, theirs("denied", "2026-11-02"), []),
        (NYPD, {"kind": "denied", "on": "2026-11-02"}, ["received"]),
        (STATE, {"kind": "denied", "received": "2026-11-05"}, ["dated"]),
        (STATE, by("email", "denied", "2026-11-05"), []),
        (STATE, {"kind": "denied", "on": "2026-11-02"}, []),
        (TROOPERS, theirs("denied", "2026-11-02"), ["postmarked"]),
        (TROOPERS, by("email", "denied", "2026-11-02"), []),
        (TROOPERS, DENIED, []),
    ],
)
def test_what_the_record_lacks_is_asked_for(
    agency: AgencyRules, event: dict[str, str], needs: list[str]
) -> None:
    clock = happened(event, agency=agency).one("appeal")
    assert (list(clock.needs), clock.provisional) == (needs, bool(needs))
    assert clock.state(date(2027, 3, 1)) == "late", "a clock can be late and provisional"


@pytest.mark.parametrize("kind", ["denied", "no_records", "referred"])
@pytest.mark.parametrize("fields", [{}, {"items": [1]}])
def test_every_kind_of_denial_starts_it(kind: str, fields: dict[str, list[int]]) -> None:
    clock = happened(theirs(kind, "2026-11-02", **fields), agency=NYPD).one("appeal")
    assert (clock.stake, clock.due, clock.from_kind) == ("final", date(2026, 12, 2), kind)


def test_a_partial_denial_starts_it_now_and_a_release_does_not_start_it_again() -> None:
    told = happened(
        theirs("denied", "2026-11-02", scope="part", items=[1]),
        theirs("released", "2026-11-02", part="part", items=[1]),
        theirs("released", "2026-12-20", part="part", items=[1]),
        agency=NYPD,
    )
    assert told.one("appeal").due == date(2026, 12, 2)
    assert "redactions included" in told.traps("2026-11-10")["partial-denial"]
    assert told.stage("2026-11-10") == "denied, appeal open"
    assert told.stage("2026-12-21") == "right lost"


@pytest.mark.parametrize("how", ["part", "denial", "referral", "no_answer", "no_payment"])
def test_a_closing_that_refuses_is_a_denial(how: str) -> None:
    told = happened(
        RECEIVED, theirs("closed", "2026-11-02", reasons=["Closed"], **{"as": how}), agency=NYPD
    )
    clock = told.one("appeal", stake="final")
    assert (clock.due, clock.needs) == (date(2026, 12, 2), ())
    assert told.one("acknowledge").how == "met_late"
    assert "“Closed” is a denial here" in told.traps("2026-11-03")["closed-denial"]


@pytest.mark.parametrize("how", ["fulfilled", "granted", "withdrawn"])
def test_a_closing_that_gives_or_takes_nothing_is_none(how: str) -> None:
    told = happened(RECEIVED, theirs("closed", "2026-10-22", **{"as": how}), agency=NYPD)
    assert told.all("appeal") == []
    assert told.stage("2026-11-22") == ("withdrawn" if how == "withdrawn" else "answered")


def test_a_closing_without_reasons_may_be_a_denial_until_someone_says() -> None:
    for before in ((), (RECEIVED,), (theirs("released", "2026-10-28", part="part"),)):
        told = happened(*before, theirs("closed", "2026-11-02"), agency=NYPD)
        assert told.one("appeal", stake="final").needs == ("as",), before


def test_a_closing_without_reasons_after_everything_came_is_the_end() -> None:
    whole = theirs("released", "2026-10-28", part="whole", items=[1])
    told = happened(whole, theirs("closed", "2026-11-02"), agency=NYPD, items=[1])
    assert told.all("appeal") == []
    told = happened(whole, theirs("closed", "2026-11-02", items=[1, 2]), agency=NYPD, items=[1, 2])
    assert told.one("appeal").items == (2,)


def test_an_appeal_sent_meets_it_for_its_items_alone() -> None:
    denied = theirs("denied", "2026-11-02", id="d", items=[1, 2, 3])
    told = happened(denied, ours("appealed", "2026-11-20", items=[2], of=["d"]), agency=NYPD)
    assert told.one("appeal", items=[2]).how == "met"
    left = told.one("appeal", items=[1, 3])
    assert left.how is None
    said = told.traps("2026-11-22")["left-out"]
    assert "items 1 and 3 are not in the appeal: their rights end Wednesday, December 2" in said
    assert told.stage("2026-11-22", 2) == "on appeal"
    assert told.stage("2026-11-22", 3) == "denied, appeal open"
    assert told.stage("2026-12-03", 3) == "right lost"


@pytest.mark.parametrize(
    ("day", "how"), [("2026-12-02", "met"), ("2026-12-07", "met"), ("2026-12-08", "met_late")]
)
def test_an_appeal_after_the_last_day_of_all_is_late(day: str, how: str) -> None:
    told = happened(DENIED, ours("appealed", day, of=["d"]), agency=NYPD)
    assert told.one("appeal").how == how
    assert told.one("decide_appeal").how is None


def test_one_appeal_of_two_letters_meets_both() -> None:
    told = happened(
        theirs("denied", "2026-11-02", items=[1]),
        theirs("no_records", "2026-11-05", items=[2]),
        ours("appealed", "2026-11-20", items=[1, 2]),
        agency=NYPD,
    )
    assert [clock.how for clock in told.all("appeal")] == ["met", "met"]
    assert told.one("decide_appeal").items == (1, 2)


def test_a_later_denial_needs_its_own_appeal() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d1"),
        ours("appealed", "2026-11-20", of=["d1"]),
        theirs("denied", "2026-12-01", id="d2"),
        agency=NYPD,
    )
    assert told.one("appeal", from_event="d1").how == "met"
    assert told.one("appeal", from_event="d2").how is None


@pytest.mark.parametrize(
    ("agency", "needs", "rests_on"),
    [
        (NYPD, ("received",), "rcny-43-1-06-b"),
        (TROOPERS, (), "nycrr-9-483-7"),
        (STATE, (), "gcl-25-a-1"),
    ],
)
def test_an_e_mail_shows_its_own_day_and_only_a_receipt_is_still_asked_for(
    agency: AgencyRules, needs: tuple[str, ...], rests_on: str
) -> None:
    mailed = {"kind": "denied", "papers": [{"how": "email", "dated": "2026-11-02"}]}
    clock = happened(mailed, agency=agency).one("appeal")
    assert (clock.needs, clock.authority[-1]) == (needs, rests_on)


def test_appealing_one_denial_twice_appeals_no_other() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d1"),
        theirs("no_records", "2026-11-10", id="d2"),
        ours("appealed", "2026-11-20", of=["d1"]),
        ours("appealed", "2026-11-23", of=["d1"]),
        agency=NYPD,
    )
    assert told.one("appeal", from_event="d1").how == "met"
    assert told.one("appeal", from_event="d2").how is None


def test_an_appeal_of_one_denial_takes_another_s_place_for_other_items_alone() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d1", items=[1]),
        theirs("no_records", "2026-11-10", id="d2", items=[1, 2]),
        ours("appealed", "2026-11-20", of=["d1"], items=[1, 2]),
        items=[1, 2],
        agency=NYPD,
    )
    assert told.one("appeal", from_event="d1").how == "met"
    assert told.one("appeal", from_event="d2", items=[1]).how is None
    assert told.one("appeal", from_event="d2", items=[2]).how == "met"


def test_the_appeal_of_a_corrected_denial() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d1", items=[2]),
        theirs("no_records", "2026-11-02", id="n", items=[1]),
        ours("appealed", "2026-11-20", of=["d1"]),
        theirs("denied", "2026-11-03", id="d2", items=[2], replaces="d1"),
        items=[1, 2],
        agency=NYPD,
    )
    assert told.one("appeal", items=[2]).how == "met"
    assert told.one("appeal", items=[2]).id == "appeal:d1:event-3"
    assert told.one("appeal", items=[1]).how is None


def test_a_denial_in_words_supersedes_the_silent_appeal_which_stays_listed() -> None:
    told = happened(RECEIVED, theirs("denied", "2026-11-10"), agency=NYPD)
    silent, express = told.all("appeal")
    assert (silent.parent, silent.how, silent.stake) == ("acknowledge", "ended", "arguable")
    assert (express.parent, express.how, express.stake) == (None, None, "final")


def test_an_appeal_from_silence_meets_every_one_that_has_arisen() -> None:
    told = happened(
        RECEIVED,
        theirs("acknowledged", "2026-10-28", promised=[{"date": "2027-03-10"}]),
        ours("appealed", "2026-12-01"),
        agency=NYPD,
    )
    met = {clock.parent: clock.how for clock in told.all("appeal")}
    assert met == {"acknowledge": "met_late", "determine": "met", "approximate_date": None}


def test_an_appeal_before_its_time_meets_the_next_and_no_other() -> None:
    told = happened(
        RECEIVED,
        theirs("acknowledged", "2026-10-23", promised=[{"date": "2027-03-10"}]),
        ours("appealed", "2026-11-10"),
        ours("appeal_received", "2026-11-10"),
        agency=NYPD,
    )
    met = {clock.parent: clock.how for clock in told.all("appeal")}
    assert met == {"determine": "met", "approximate_date": None}
    assert told.one("decide_appeal").due == date(2026, 11, 25)


def test_what_an_early_appeal_did_not_open_stays_shut() -> None:
    told = happened(
        RECEIVED,
        ours("appealed", "2026-10-21"),
        theirs("acknowledged", "2026-10-23"),
        theirs("extended", "2026-11-20", promised=[{"date": "2027-01-15"}]),
        agency=NYPD,
    )
    assert {clock.parent: clock.how for clock in told.all("appeal")} == {
        "acknowledge": "met",
        "date_certain": None,
    }


def test_re_opened_every_earlier_clock_stays() -> None:
    denied = theirs("denied", "2026-11-02")
    told = happened(
        denied,
        theirs("reopened", "2026-11-16", promised=[{"date": "2027-01-29"}]),
        agency=NYPD,
    )
    assert told.one("appeal", stake="final").how is None
    assert told.state("date_certain", "2027-01-30") == "late"
    assert told.stage("2026-11-20") == "denied, appeal open"
    assert told.stage("2026-12-10") == "remanded or re-opened"
    assert happened(denied, theirs("reopened", "2026-11-16")).all("date_certain") == []


def test_a_withdrawal_by_item() -> None:
    told = happened(
        RECEIVED,
        theirs("denied", "2026-11-02", items=[1]),
        ours("withdrawn", "2026-11-04", items=[1, 2]),
        agency=NYPD,
        items=[1, 2, 3],
    )
    assert {clock.how for clock in told.clocks if clock.items == (1,)} <= {"ended", "met_late"}
    assert told.one("acknowledge", items=[2]).how == "ended"
    assert told.state("acknowledge", "2026-11-05", items=[3]) == "late"
    assert told.one("appeal", items=[3]).parent == "acknowledge"
    assert [told.stage("2026-12-01", item) for item in (1, 2)] == ["withdrawn", "withdrawn"]


def test_no_appeal_is_named_in_the_letter() -> None:
    told = happened(theirs("denied", "2026-11-02", appeal_notice=False), agency=NYPD)
    assert told.one("appeal").due == date(2026, 12, 2), "it stops no clock"
    assert "appeal in time all the same" in told.traps("2026-11-03")["no-appeal-notice"]
    for said in ({}, {"appeal_notice": True}):
        told = happened(theirs("denied", "2026-11-02", **said), agency=NYPD)
        assert "no-appeal-notice" not in told.traps("2026-11-03")


@pytest.mark.parametrize(("day", "there"), [("2020-06-11", False), ("2020-06-12", True)])
def test_fifty_a_after_its_repeal(day: str, there: bool) -> None:
    told = happened(theirs("denied", day, exemptions=["CRL 50-a"]), agency=NYPD)
    assert ("fifty-a" in told.traps(day)) is there


def test_a_withdrawal_leaves_what_is_about_other_items() -> None:
    told = happened(
        theirs("denied", "2026-11-02", items=[1]),
        theirs("denied", "2026-11-02", items=[2]),
        ours("withdrawn", "2026-11-04", items=[2]),
        agency=NYPD,
    )
    assert told.one("appeal", items=[1]).how is None
    assert told.one("appeal", items=[2]).how == "ended"


def test_a_second_denial_leaves_the_first_one_s_appeal_open() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d1", scope="part"),
        theirs("denied", "2026-11-20", id="d2", scope="part"),
        agency=NYPD,
    )
    assert [clock.how for clock in told.all("appeal")] == [None, None]


def test_an_appeal_of_a_denial_and_of_silence_together() -> None:
    told = happened(
        RECEIVED,
        theirs("denied", "2026-10-23", id="d", items=[1]),
        ours("appealed", "2026-11-02", items=[1, 2], of=["d"]),
        agency=NYPD,
        items=[1, 2],
    )
    assert told.one("appeal", items=[1]).how == "met"
    assert told.one("appeal", items=[2], parent="acknowledge").how == "met"


def test_what_one_item_s_silence_opened_stays_when_the_other_item_is_answered() -> None:
    told = happened(
        theirs("denied", "2026-10-05", items=[1], id="d"),
        theirs("reopened", "2026-10-12", items=[1, 2], promised=[{"date": "2026-10-30"}]),
        ours("appealed", "2026-11-04", items=[1], of=["d"]),
        theirs("released", "2026-11-05", items=[2], part="whole"),
        agency=NYPD,
        items=[1, 2],
    )
    assert [(clock.items, clock.how) for clock in told.all("appeal", stake="arguable")] == [
        ((2,), "ended"),
        ((1,), None),
    ]


def test_a_withdrawal_leaves_the_other_items_as_they_were() -> None:
    told = happened(
        theirs("denied", "2026-10-05", items=[1]),
        theirs("denied", "2026-10-06", items=[2]),
        ours("withdrawn", "2026-10-09", items=[1]),
        agency=NYPD,
        items=[1, 2],
    )
    assert [(clock.items, clock.how) for clock in told.all("appeal")] == [
        ((1,), "ended"),
        ((2,), None),
    ]


def test_a_withdrawal_keeps_the_day_a_release_becomes_public() -> None:
    told = happened(
        by("portal", "released", "2026-10-05", part="part"),
        ours("withdrawn", "2026-10-09"),
        agency=NYPD,
    )
    public = told.one("publication")
    assert (public.due.isoformat(), public.ended_by) == ("2026-10-19", None)
