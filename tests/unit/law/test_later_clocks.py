"""What is asked of the requester, publication, § 89(5), the court's dates, and tolls."""

from datetime import date
from typing import Any

import pytest

from tests.unit.law.telling import (
    COUNTY,
    NYPD,
    STATE,
    around,
    by,
    days,
    happened,
    ours,
    theirs,
)

RECEIVED = ours("received", "2026-10-19")


@pytest.mark.parametrize(
    ("asked", "kind", "due"),
    [
        ({"kind": "clarification_asked", "answer_by": "2026-11-13"}, "clarify", "2026-11-13"),
        (
            {"kind": "clarification_asked", "for": "affidavit", "answer_by": "2026-11-13"},
            "affidavit",
            "2026-11-13",
        ),
        ({"kind": "fee_asked", "pay_by": "2026-11-13"}, "pay", "2026-11-13"),
        ({"kind": "granted", "collect_by": "2026-11-13"}, "collect_files", "2026-11-13"),
    ],
)
def test_a_day_the_letter_states_is_the_last(asked: dict[str, str], kind: str, due: str) -> None:
    told = happened(asked | {"dated": "2026-11-02", "received": "2026-11-04"}, agency=NYPD)
    clock = told.one(kind)
    assert (clock.stake, clock.against, clock.provisional) == ("practical", "requester", False)
    assert clock.due.isoformat() == due and clock.authority == ()
    assert (clock.length, clock.unit) == (0, "date"), "a date, not a count"
    assert around(clock, date(2026, 11, 13)) == ["running", "due_today", "late"]


def test_a_stated_day_off_leaves_the_open_day_before_as_the_safe_one() -> None:
    clock = happened(theirs("fee_asked", "2026-10-30", pay_by="2026-11-11")).one("pay")
    assert (clock.act_on, clock.due, clock.latest) == (
        date(2026, 11, 10),
        date(2026, 11, 11),
        date(2026, 11, 12),
    )


@pytest.mark.parametrize(
    ("how", "agency", "due", "needs"),
    [
        ("portal", NYPD, "2026-11-10", ()),
        ("email", NYPD, "2026-12-02", ()),
        ("email", STATE, "2026-11-10", ("answer_by",)),
    ],
)
def test_where_no_day_is_stated(how: str, agency: Any, due: str, needs: tuple[str, ...]) -> None:
    """The portal closes after five business days, the NYPD's letters give thirty days."""
    asked = by(how, "clarification_asked", "2026-11-02", dated="2026-11-02")
    clock = happened(asked, agency=agency).one("clarify")
    assert (clock.due.isoformat(), clock.needs) == (due, needs)


def test_a_question_stops_no_clock_of_the_agency_s() -> None:
    told = happened(
        RECEIVED,
        theirs("fee_asked", "2026-10-21", pay_by="2026-11-13"),
        theirs("clarification_asked", "2026-10-21"),
    )
    assert told.state("acknowledge", "2026-10-27") == "late"
    assert told.stage("2026-10-22") == "waiting on us"


@pytest.mark.parametrize(("day", "how"), [("2026-11-13", "met"), ("2026-11-16", "met_late")])
def test_doing_what_was_asked_meets_it(day: str, how: str) -> None:
    fee = theirs("fee_asked", "2026-11-02", pay_by="2026-11-13")
    paid = ours("fee_paid", day, under_protest=True, amount="25.00")
    assert happened(fee, paid).one("pay").how == how
    asked = theirs("clarification_asked", "2026-11-02", answer_by="2026-11-13")
    assert happened(asked, ours("clarified", day)).one("clarify").how == how


def test_a_determination_ends_what_it_made_needless() -> None:
    asked = theirs("clarification_asked", "2026-11-02", answer_by="2026-11-13")
    assert happened(asked, theirs("denied", "2026-11-09")).one("clarify").how == "ended"
    granted = theirs("granted", "2026-11-02", collect_by="2026-11-13")
    assert happened(granted, theirs("released", "2026-11-09")).one("collect_files").how == "ended"


@pytest.mark.parametrize(
    ("day", "fields", "due"),
    [
        ("2026-11-02", {}, "2026-11-16"),
        ("2025-12-25", {}, "2026-01-08"),
        ("2025-12-24", {}, "2026-01-26"),
        ("2026-11-02", {"public_on": "2026-11-20"}, "2026-11-20"),
    ],
)
def test_when_a_release_becomes_public(day: str, fields: dict[str, str], due: str) -> None:
    """Fourteen days under Local Law 199 of 2025, twenty business days before it."""
    told = happened(by("portal", "released", day, part="whole", **fields), agency=NYPD)
    clock = told.one("publication")
    assert clock.due.isoformat() == due
    assert around(clock, clock.due)[-1] == "ended"
    assert clock.by == "act", "no letter says so: the day comes"


@pytest.mark.parametrize(
    ("released", "fields"),
    [("2026-11-01", {}), ("2026-11-02", {"public_on": "2026-11-15"})],
)
def test_a_release_that_becomes_public_on_a_sunday_is_safely_used_on_friday(
    released: str, fields: dict[str, str]
) -> None:
    clock = happened(by("portal", "released", released, **fields), agency=NYPD).one("publication")
    assert (clock.act_on, clock.due, clock.latest) == (
        date(2026, 11, 13),
        date(2026, 11, 15),
        date(2026, 11, 15),
    )


def test_only_the_city_s_portal_publishes_by_rule() -> None:
    assert happened(by("email", "released", "2026-11-02"), agency=NYPD).all("publication") == []
    assert happened(by("portal", "released", "2026-11-02"), agency=STATE).all("publication") == []


def exception(step: str, day: str) -> dict[str, str]:
    return theirs("exception_claimed", day, step=step)


def test_the_timetable_of_the_exception_is_for_state_agencies_alone() -> None:
    steps = (
        exception("notice", "2026-10-19"),
        exception("statement", "2026-10-30"),
        exception("decision", "2026-11-10"),
        exception("appeal", "2026-11-19"),
        exception("appeal_decision", "2026-12-03"),
    )
    told = happened(*steps, agency=STATE)
    assert [(clock.kind, clock.due.isoformat(), clock.how) for clock in told.clocks] == [
        ("exception_statement", "2026-11-02", "met"),
        ("exception_decision", "2026-11-12", "met"),
        ("exception_appeal", "2026-11-20", "met"),
        ("exception_appeal_decision", "2026-12-04", "met"),
        ("article_78", "2027-04-05", None),
    ]
    assert [clock.authority for clock in told.clocks] == [
        ("pol-89-5-b", "pol-89-5-h", "gcl-20", "gcl-24"),
        ("pol-89-5-b", "pol-89-5-h", "gcl-20", "gcl-24"),
        ("pol-89-5-c", "pol-89-5-h", "gcl-20", "gcl-24"),
        ("pol-89-5-c", "pol-89-5-h", "gcl-20", "gcl-24"),
        ("cplr-217-1", "gcl-30", "gcl-25-a-1"),
    ]
    assert happened(*steps, agency=NYPD).clocks == ()


def test_the_exception_s_appeal_is_seven_business_days_and_final() -> None:
    clock = happened(exception("decision", "2026-11-10"), agency=STATE).one("exception_appeal")
    assert (clock.stake, clock.length, clock.against) == ("final", 7, "requester")
    assert around(clock, date(2026, 11, 20)) == ["running", "due_today", "late"]


DECIDED = theirs("appeal_decided", "2026-12-02", outcome="denied")


def test_a_suit_meets_the_four_months_and_starts_service() -> None:
    told = happened(DECIDED, ours("sued", "2027-03-15", county="New York"))
    assert told.one("article_78").how == "met"
    clock = told.one("service")
    assert days(clock) == {
        "day_zero": "2027-04-02",
        "arises_on": "2027-03-15",
        "earliest": "2027-04-17",
        "act_on": "2027-04-16",
        "due": "2027-04-19",
        "latest": "2027-04-19",
    }
    assert told.stage("2027-03-15") == "in court"
    served = happened(DECIDED, ours("sued", "2027-03-15"), ours("served", "2027-04-19"))
    assert served.one("service").how == "met"


@pytest.mark.parametrize(("day", "how"), [("2027-04-02", "met"), ("2027-04-05", "met_late")])
def test_a_suit_after_the_last_day_is_late(day: str, how: str) -> None:
    assert happened(DECIDED, ours("sued", day)).one("article_78").how == how


def test_in_suit_no_administrative_appeal_starts() -> None:
    told = happened(
        DECIDED,
        ours("sued", "2027-03-15", items=[1]),
        theirs("denied", "2027-04-30", items=[1, 2]),
        items=[1, 2],
    )
    assert told.one("appeal").items == (2,)
    told = happened(
        RECEIVED,
        ours("sued", "2026-10-20"),
        theirs("acknowledged", "2026-10-21", promised=[{"date": "2026-12-01"}]),
    )
    assert told.all("appeal") == []


def test_a_suit_before_the_tenth_day() -> None:
    told = happened(
        ours("appealed", "2026-11-20"),
        ours("appeal_received", "2026-11-20"),
        ours("sued", "2026-12-01"),
    )
    assert told.one("article_78").how == "met"
    assert told.one("decide_appeal").how is None


def test_dates_ordered_are_entered_as_they_are() -> None:
    ordered = {
        "kind": "ordered",
        "on": "2027-04-20",
        "by": "stipulation",
        "dates": [
            {"who": "agency", "what": "answer", "on": "2027-06-30", "items": [3]},
            {"who": "us", "what": "reply", "on": "2027-07-18"},
        ],
    }
    theirs_to_do, ours_to_do = happened(ordered, items=[1, 3]).all("court_date")
    assert (theirs_to_do.against, theirs_to_do.items) == ("agency", (3,))
    assert around(theirs_to_do, date(2027, 6, 30)) == ["running", "due_today", "late"]
    assert (ours_to_do.against, ours_to_do.stake) == ("requester", "practical")
    assert (ours_to_do.act_on, ours_to_do.due) == (date(2027, 7, 16), date(2027, 7, 18))


def test_each_date_of_an_order_keeps_its_name_when_the_order_is_corrected() -> None:
    rows = [
        {"who": "agency", "what": "answer", "on": "2027-06-30"},
        {"who": "us", "what": "reply", "on": "2027-07-15"},
    ]
    first = ours("ordered", "2027-04-20", id="order", dates=rows)
    right = ours("ordered", "2027-04-21", id="right", dates=rows, replaces="order")
    for told in (happened(first), happened(first, right)):
        named = [clock.id for clock in told.all("court_date")]
        assert named == ["court_date:order:1", "court_date:order:2"]


def test_an_order_without_dates_starts_nothing() -> None:
    assert happened(ours("ordered", "2027-04-20")).clocks == ()


def test_a_judgment_starts_thirty_days_and_mail_moves_only_the_latest() -> None:
    judged = ours("decided_by_court", "2027-08-02", outcome="denied", notice_of_entry="2027-08-09")
    clock = happened(judged).one("notice_of_appeal")
    assert (clock.stake, clock.day_zero, clock.due, clock.latest) == (
        "final",
        date(2027, 8, 9),
        date(2027, 9, 8),
        date(2027, 9, 13),
    )
    assert happened(ours("decided_by_court", "2027-08-02")).clocks == ()
    met = happened(judged, ours("notice_of_appeal", "2027-09-08")).one("notice_of_appeal")
    assert met.how == "met"


def test_the_agency_s_notice_starts_its_sixty_days() -> None:
    notice = ours("notice_of_appeal", "2027-09-01", source="agency")
    clock = happened(notice).one("perfect_appeal")
    assert (clock.against, clock.length, clock.due) == ("agency", 60, date(2027, 11, 1))
    assert around(clock, date(2027, 11, 1)) == ["running", "due_today", "late"]


def tolled(start: str, end: str, *clocks: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "tolled", "from": start, "to": end, "clocks": list(clocks), **fields}


def test_a_toll_adds_its_days_and_the_untolled_day_stays_earliest() -> None:
    told = happened(DECIDED, tolled("2027-01-01", "2027-01-31", "article_78"))
    clock = told.one("article_78")
    assert (clock.earliest, clock.act_on) == (date(2027, 4, 2), date(2027, 4, 2))
    assert (clock.due, clock.latest) == (date(2027, 5, 3), date(2027, 5, 3))


@pytest.mark.parametrize(
    "toll",
    [
        tolled("2027-01-01", "2027-01-31", "appeal"),
        tolled("2026-11-01", "2026-12-02", "article_78"),
        tolled("2027-04-03", "2027-05-03", "article_78"),
        tolled("2027-01-01", "2027-01-31", "article_78", items=[2]),
    ],
)
def test_a_toll_that_does_not_touch_a_clock(toll: dict[str, Any]) -> None:
    told = happened(DECIDED | {"items": [1]}, toll, items=[1, 2])
    assert told.one("article_78").due == date(2027, 4, 2)


def test_a_toll_recorded_first_reaches_clocks_that_start_within_it() -> None:
    told = happened(tolled("2026-11-01", "2027-01-31", "article_78"), DECIDED)
    assert told.one("article_78").due == date(2027, 6, 1)


def test_in_suit_a_denial_of_those_items_alone_starts_nothing() -> None:
    told = happened(DECIDED, ours("sued", "2027-03-15"), theirs("denied", "2027-04-30"))
    assert told.all("appeal") == []


def test_what_silence_had_opened_before_the_suit_stays_listed() -> None:
    told = happened(RECEIVED, ours("sued", "2026-11-20"), items=[1, 2])
    assert told.one("appeal").parent == "acknowledge"
    part = happened(
        RECEIVED,
        ours("sued", "2026-11-20"),
        theirs("acknowledged", "2026-12-01", items=[2]),
        items=[1, 2],
    )
    assert sorted(clock.items for clock in part.all("appeal")) == [(1,), (2,)]
    assert [clock.parent for clock in part.all("appeal")] == ["acknowledge"] * 2
    assert len({clock.id for clock in part.clocks}) == len(part.clocks)


def test_a_letter_in_the_mail_reaches_what_silence_had_opened() -> None:
    told = happened(RECEIVED, ours("sued", "2026-11-20"), agency=COUNTY)
    missed, appeal = told.one("acknowledge"), told.one("appeal")
    assert (missed.latest, appeal.latest) == (date(2026, 11, 5), date(2026, 12, 7))


def test_a_receipt_learned_later_counts_silence_anew() -> None:
    sent = ours("sent", "2026-10-01")
    before = happened(sent, ours("sued", "2026-11-20"))
    assert before.one("appeal").day_zero == date(2026, 10, 8)
    after = happened(sent, ours("sued", "2026-11-20"), ours("received", "2026-11-25"))
    assert after.one("acknowledge").due == date(2026, 12, 3) and after.all("appeal") == []


def test_one_suit_about_two_decisions_is_served_once_an_item() -> None:
    told = happened(
        theirs("appeal_decided", "2026-12-02", items=[1], id="first"),
        ours("appealed", "2027-01-04", items=[1, 2]),
        ours("appeal_received", "2027-01-04", items=[1, 2]),
        theirs("appeal_decided", "2027-01-11", items=[1, 2]),
        ours("sued", "2027-03-15", items=[1, 2]),
    )
    assert [clock.how for clock in told.all("article_78")] == ["met", "met"]
    served = {clock.items: clock.day_zero.isoformat() for clock in told.all("service")}
    assert served == {(1,): "2027-04-02", (2,): "2027-05-11"}


def test_a_late_decision_of_a_second_appeal_moves_only_its_own_four_months() -> None:
    told = happened(
        theirs("appeal_decided", "2026-12-02"),
        ours("appealed", "2026-12-07", id="a2"),
        ours("appeal_received", "2026-12-07", of=["a2"]),
        theirs("appeal_decided", "2027-01-29", of=["a2"]),
    )
    assert [clock.latest.isoformat() for clock in told.all("article_78")] == [
        "2027-04-02",
        "2027-06-01",
    ]
    sued = happened(
        theirs("appeal_decided", "2026-12-02"),
        ours("appealed", "2026-12-07", id="a2"),
        theirs("appeal_decided", "2026-12-14", of=["a2"]),
        ours("sued", "2027-03-15"),
    )
    assert sued.one("service").day_zero == date(2027, 4, 2)


def test_the_agency_s_answer_meets_its_court_date_and_not_ours() -> None:
    dates = [
        {"who": "agency", "what": "answer", "on": "2027-06-30"},
        {"who": "us", "what": "reply", "on": "2027-07-15"},
    ]
    told = happened(ours("ordered", "2027-04-20", dates=dates), theirs("released", "2027-06-29"))
    assert [clock.how for clock in told.all("court_date")] == ["met", None]


def test_tolls_that_overlap_are_taken_once() -> None:
    told = happened(
        DECIDED,
        tolled("2027-01-01", "2027-01-20", "article_78"),
        tolled("2027-01-11", "2027-01-31", "article_78"),
    )
    assert told.one("article_78").due == date(2027, 5, 3)


def test_a_toll_without_an_end_or_a_clock_moves_nothing() -> None:
    for toll in (
        {"kind": "tolled", "on": "2027-01-01"},
        {"kind": "tolled", "from": "2027-01-01", "clocks": ["article_78"]},
    ):
        assert happened(DECIDED, toll).one("article_78").due == date(2027, 4, 2)


def test_a_toll_of_one_item_reaches_what_silence_had_opened_for_it() -> None:
    told = happened(
        RECEIVED,
        ours("sued", "2026-11-20"),
        tolled("2026-10-20", "2026-10-30", "acknowledge", "appeal", items=[1]),
        items=[1, 2],
    )
    due = {clock.items: clock.due.isoformat() for clock in told.all("acknowledge")}
    assert due == {(1,): "2026-11-09", (2,): "2026-10-26"}
    later = happened(
        RECEIVED,
        ours("sued", "2026-11-20"),
        tolled("2026-11-20", "2026-11-30", "acknowledge", "appeal", items=[1]),
        items=[1, 2],
    )
    opened = {clock.items: clock.due.isoformat() for clock in later.all("appeal")}
    assert opened[2,] == "2026-11-25" and all(items for items in opened)
