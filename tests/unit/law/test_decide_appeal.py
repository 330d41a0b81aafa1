"""Ten business days to decide an appeal, and the four months to sue that follow."""

from datetime import date
from typing import Any

import pytest

from tests.unit.law.telling import COUNTY, NYPD, Event, around, days, happened, ours, theirs

DENIED = theirs("denied", "2026-11-02", id="d")
APPEALED = ours("appealed", "2026-11-20", of=["d"])
CAME = ours("appeal_received", "2026-11-20")
BEFORE = (DENIED, APPEALED, CAME)


def decided(
    dated: str, received: str | None = "", outcome: str | None = None, **fields: Any
) -> Any:
    return theirs("appeal_decided", dated, received, **fields) | (
        {"outcome": outcome} if outcome else {}
    )


def test_the_day_before_the_day_and_the_day_after() -> None:
    clock = happened(*BEFORE, agency=NYPD).one("decide_appeal")
    assert (clock.day_zero, clock.due) == (date(2026, 11, 20), date(2026, 12, 7))
    assert around(clock, date(2026, 12, 7)) == ["running", "due_today", "late"]


def test_until_its_receipt_is_known_it_counts_from_the_sending() -> None:
    sent = happened(DENIED, APPEALED, agency=NYPD).one("decide_appeal")
    assert (sent.needs, sent.due) == (("appeal_received",), date(2026, 12, 7))
    later = happened(DENIED, APPEALED, ours("appeal_received", "2026-11-24"), agency=NYPD)
    clock = later.one("decide_appeal")
    assert (clock.id, clock.needs, clock.due) == (sent.id, (), date(2026, 12, 9))
    assert clock.arises_on == date(2026, 11, 24)


def test_two_receipts_move_only_the_latest() -> None:
    told = happened(*BEFORE, ours("appeal_received", "2026-11-24", source="agency"), agency=NYPD)
    clock = told.one("decide_appeal")
    assert (clock.due, clock.latest) == (date(2026, 12, 7), date(2026, 12, 9))
    silent = told.one("article_78")
    assert (silent.due, silent.latest) == (date(2027, 4, 7), date(2027, 4, 9))


def test_the_receipt_of_a_second_appeal_is_its_own() -> None:
    told = happened(
        ours("received", "2026-10-12"),
        ours("appealed", "2026-11-02", id="a1"),
        ours("appeal_received", "2026-11-02", of=["a1"]),
        theirs("denied", "2026-11-09", id="d"),
        ours("appealed", "2026-11-20", id="a2", of=["d"]),
        ours("appeal_received", "2026-11-23", of=["a2"]),
        agency=NYPD,
    )
    first, second = told.all("decide_appeal")
    assert (first.due, first.latest) == (date(2026, 11, 18), date(2026, 11, 18))
    assert (second.due, second.needs) == (date(2026, 12, 8), ())


def test_ten_days_of_silence_start_the_four_months() -> None:
    told = happened(*BEFORE, agency=NYPD)
    clock = told.one("article_78")
    assert (clock.parent, clock.stake, clock.against) == ("decide_appeal", "final", "requester")
    assert days(clock) == {
        "day_zero": "2026-12-07",
        "arises_on": "2026-12-08",
        "earliest": "2027-04-07",
        "act_on": "2027-04-07",
        "due": "2027-04-07",
        "latest": "2027-04-07",
    }
    assert around(clock, date(2026, 12, 8)) == ["waiting", "running", "running"]
    assert around(clock, date(2027, 4, 7)) == ["running", "due_today", "late"]
    assert told.stage("2026-12-07") == "on appeal"
    assert told.stage("2026-12-08") == "suit open"
    assert told.stage("2027-04-08") == "right lost"
    assert "silent-appeal" not in told.traps("2026-12-07")
    assert "no letter will come to remind you" in told.traps("2026-12-08")["silent-appeal"]


@pytest.mark.parametrize("outcome", ["denied", "moot", "untimely", "granted_in_part", None])
def test_decided_in_time_the_four_months_run_from_the_decision(outcome: str | None) -> None:
    told = happened(*BEFORE, decided("2026-12-02", "2026-12-07", outcome), agency=NYPD)
    assert told.one("decide_appeal").how == "met"
    clock = told.one("article_78")
    assert days(clock) == {
        "day_zero": "2026-12-07",
        "arises_on": "2026-12-02",
        "earliest": "2027-04-02",
        "act_on": "2027-04-02",
        "due": "2027-04-07",
        "latest": "2027-04-07",
    }
    assert (clock.stake, clock.provisional) == ("final", False)
    assert [reading.rule for reading in clock.contested] == ["letter"]


def test_an_office_may_count_from_the_letter() -> None:
    told = happened(
        *BEFORE,
        decided("2026-12-02", "2026-12-07"),
        agency=NYPD,
        rules={"article_78_from": "letter"},
    )
    assert told.one("article_78").due == date(2027, 4, 2)
    assert told.one("article_78").latest == date(2027, 4, 7)


def test_a_decision_not_received_is_provisional() -> None:
    clock = happened(*BEFORE, decided("2026-12-02", None), agency=NYPD).one("article_78")
    assert (clock.needs, clock.due) == (("received",), date(2027, 4, 2))


def test_granted_nothing_is_left_to_sue_for() -> None:
    told = happened(*BEFORE, decided("2026-12-02", outcome="granted"), agency=NYPD)
    assert told.one("decide_appeal").how == "met" and told.all("article_78") == []
    assert told.stage("2026-12-03") == "producing"
    told = happened(
        *BEFORE,
        decided("2026-12-02", outcome="granted", promised=[{"date": "2027-01-15"}]),
        agency=NYPD,
    )
    assert told.state("date_certain", "2027-01-16") == "late"


def test_decided_in_part_by_item() -> None:
    told = happened(
        *BEFORE,
        decided("2026-12-02", outcome="granted", items=[1], promised=[{"date": "2027-01-15"}]),
        decided("2026-12-02", outcome="denied", items=[2]),
        agency=NYPD,
        items=[1, 2],
    )
    assert told.one("article_78").items == (2,)
    assert told.one("date_certain").items == (1,)
    assert told.stage("2026-12-10", 2) == "suit open"


def test_a_late_decision_only_moves_the_latest() -> None:
    told = happened(*BEFORE, decided("2026-12-22", "2026-12-28", "denied"), agency=NYPD)
    assert told.one("decide_appeal").how == "met_late"
    clock = told.one("article_78")
    assert (clock.day_zero, clock.earliest, clock.due, clock.latest) == (
        date(2026, 12, 7),
        date(2027, 4, 7),
        date(2027, 4, 7),
        date(2027, 4, 28),
    )
    assert around(clock, date(2027, 4, 7)) == ["running", "due_today", "past_due"]
    assert clock.state(date(2027, 4, 29)) == "late"


def test_a_second_decision_starts_no_second_four_months() -> None:
    told = happened(
        *BEFORE,
        decided("2026-12-02", outcome="denied"),
        decided("2027-02-01", outcome="denied"),
        agency=NYPD,
    )
    clock = told.one("article_78")
    assert (clock.due, clock.latest) == (date(2027, 4, 2), date(2027, 6, 1))


def test_late_for_one_item_and_in_time_for_another() -> None:
    told = happened(
        theirs("denied", "2026-11-02", id="d1", items=[1]),
        theirs("denied", "2026-11-02", id="d2", items=[2]),
        ours("appealed", "2026-11-06", of=["d1"]),
        ours("appeal_received", "2026-11-06", items=[1]),
        ours("appealed", "2026-11-30", of=["d2"]),
        ours("appeal_received", "2026-11-30", items=[2]),
        decided("2026-12-02", outcome="denied", items=[1, 2]),
        agency=NYPD,
    )
    silent, express = told.one("article_78", items=[1]), told.one("article_78", items=[2])
    assert (silent.parent, silent.day_zero) == ("decide_appeal", date(2026, 11, 23))
    assert (express.parent, express.day_zero) == (None, date(2026, 12, 2))


@pytest.mark.parametrize("outcome", ["remanded", "premature"])
def test_sent_back_in_time_the_four_months_run_all_the_same(outcome: str) -> None:
    told = happened(
        *BEFORE,
        decided("2026-12-03", outcome=outcome, promised=[{"business_days": 45}]),
        agency=NYPD,
    )
    assert told.one("decide_appeal").how == "ended"
    clock = told.one("article_78")
    assert days(clock) == {
        "day_zero": "2026-12-07",
        "arises_on": "2026-12-03",
        "earliest": "2027-04-03",
        "act_on": "2027-04-02",
        "due": "2027-04-07",
        "latest": "2027-04-07",
    }
    assert told.one("date_certain").due == date(2027, 2, 9)
    assert "four months to sue run all the same" in told.traps("2026-12-04")["remanded"]
    sued = happened(
        *BEFORE, decided("2026-12-03", outcome=outcome), ours("sued", "2027-03-01"), agency=NYPD
    )
    assert "remanded" not in sued.traps("2027-03-02")


def test_sent_back_late_silence_had_started_them() -> None:
    told = happened(*BEFORE, decided("2026-12-10", outcome="remanded"), agency=NYPD)
    assert told.one("decide_appeal").how == "ended"
    clock = told.one("article_78")
    assert (clock.parent, clock.due, clock.latest) == (
        "decide_appeal",
        date(2027, 4, 7),
        date(2027, 4, 12),
    )


def test_a_decision_on_the_tenth_day_is_in_time() -> None:
    told = happened(*BEFORE, decided("2026-12-07"), agency=NYPD)
    assert told.one("decide_appeal").how == "met"
    clock = told.one("article_78")
    assert (clock.parent, clock.from_kind, clock.due) == (
        None,
        "appeal_decided",
        date(2027, 4, 7),
    )
    sent_back = happened(*BEFORE, decided("2026-12-07", outcome="remanded"), agency=NYPD)
    clock = sent_back.one("article_78")
    assert (clock.parent, clock.due) == (None, date(2027, 4, 7))
    assert clock.authority[-1] == "pol-89-4-b", "the tenth day passed without a decision"


def test_a_letter_of_decision_may_be_in_the_mail() -> None:
    told = happened(DENIED, APPEALED, CAME, agency=COUNTY)
    clock = told.one("decide_appeal")
    assert (clock.due, clock.latest) == (date(2026, 12, 7), date(2026, 12, 17))
    silent = told.one("article_78")
    assert (silent.due, silent.earliest) == (date(2027, 4, 7), date(2027, 4, 7))
    assert silent.latest == date(2027, 4, 19)


def test_a_history_may_begin_with_the_decision() -> None:
    told = happened(decided("2026-12-02", "2026-12-07", "denied"))
    assert [clock.kind for clock in told.clocks] == ["article_78"]
    assert told.one("article_78").due == date(2027, 4, 7)
    told = happened(decided("2026-12-02", outcome="remanded"))
    assert told.one("article_78").due == date(2027, 4, 2)


def test_records_given_whole_decide_an_appeal() -> None:
    told = happened(*BEFORE, theirs("released", "2026-12-01", part="whole"), agency=NYPD)
    assert told.one("decide_appeal").how == "met" and told.all("article_78") == []
    told = happened(*BEFORE, theirs("released", "2026-12-01", part="part"), agency=NYPD)
    assert told.one("decide_appeal").how is None


def test_a_late_decision_of_one_appeal_leaves_the_other_s_four_months() -> None:
    told = happened(
        ours("received", "2026-10-12"),
        ours("appealed", "2026-10-21", id="a1"),
        ours("appeal_received", "2026-10-21", of=["a1"]),
        theirs("denied", "2026-11-06", id="d"),
        ours("appealed", "2026-11-09", id="a2", of=["d"]),
        ours("appeal_received", "2026-11-09", of=["a2"]),
        decided("2026-12-28", of=["a2"]),
        agency=NYPD,
    )
    latest = {clock.day_zero.isoformat(): clock.latest for clock in told.all("article_78")}
    assert latest == {"2026-11-05": date(2027, 3, 5), "2026-11-24": date(2027, 4, 28)}


def two_appeals(*events: Event, about: str) -> list[str | None]:
    """How the ten days of each of two appeals ended, after a decision about one."""
    told = happened(
        ours("appealed", "2026-11-20", id="a1"),
        ours("appeal_received", "2026-11-20", id="ar1", of=["a1"]),
        ours("appealed", "2026-11-23", id="a2"),
        ours("appeal_received", "2026-11-23", id="ar2", of=["a2"]),
        *events,
        theirs("appeal_decided", "2026-12-01", of=[about]),
    )
    return [clock.how for clock in told.all("decide_appeal")]


@pytest.mark.parametrize(
    ("about", "ended"),
    [
        ("a1", ["met", None]),
        ("ar1", ["met", None]),
        ("a2", [None, "met"]),
        ("ar2", [None, "met"]),
    ],
)
def test_a_decision_answers_the_appeal_whose_receipt_it_names(
    about: str, ended: list[str | None]
) -> None:
    assert two_appeals(about=about) == ended


def test_one_decision_of_two_appeals_starts_the_four_months_once() -> None:
    both = (
        ours("appealed", "2026-11-20", id="a1"),
        ours("appealed", "2026-11-23", id="a2"),
    )
    told = happened(*both, decided("2026-12-02", of=["a1", "a2"]))
    assert [clock.how for clock in told.all("decide_appeal")] == ["met", "met"]
    assert told.one("article_78").due == date(2027, 4, 2)
    sent_back = happened(*both, decided("2026-12-02", outcome="remanded", of=["a1", "a2"]))
    assert sent_back.one("article_78").due == date(2027, 4, 7), "from the earlier tenth day"


def test_a_decision_answers_an_appeal_that_was_corrected() -> None:
    right = ours("appealed", "2026-11-19", id="a1-again", replaces="a1")
    assert two_appeals(right, about="a1") == ["met", None]
    assert two_appeals(right, about="a1-again") == ["met", None]
