"""Twenty business days from the acknowledgement, and the dates an agency gives."""

from datetime import date
from typing import Any

import pytest

from tests.unit.law.telling import NYPD, around, by, days, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19")


def promised(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"promised": list(rows)}


def acknowledged(**fields: Any) -> dict[str, Any]:
    return theirs("acknowledged", "2026-10-23", **fields)


MARCH = promised({"date": "2027-03-10"})


def test_the_day_before_the_day_and_the_day_after() -> None:
    clock = happened(RECEIVED, acknowledged()).one("determine")
    assert (clock.length, clock.unit, clock.day_zero) == (20, "business_days", date(2026, 10, 23))
    assert clock.due == date(2026, 11, 24), "Election Day and Veterans Day do not count"
    assert around(clock, date(2026, 11, 24)) == ["running", "due_today", "late"]


def test_they_run_from_the_acknowledgement_not_from_the_receipt() -> None:
    early = happened(RECEIVED, theirs("acknowledged", "2026-10-20")).one("determine")
    late = happened(RECEIVED, theirs("acknowledged", "2026-11-06")).one("determine")
    assert (early.due, late.due) == (date(2026, 11, 19), date(2026, 12, 8))


def test_a_letter_posted_later_is_counted_from_its_posting() -> None:
    clock = happened(
        RECEIVED, theirs("acknowledged", "2026-10-23", "2026-10-28", postmarked="2026-10-26")
    ).one("determine")
    assert (clock.day_zero, clock.earliest, clock.due) == (
        date(2026, 10, 26),
        date(2026, 11, 24),
        date(2026, 11, 25),
    )


def test_a_date_on_the_twentieth_day_is_not_beyond_it() -> None:
    told = happened(RECEIVED, acknowledged(**promised({"date": "2026-11-24"})))
    clock = told.one("determine")
    assert (clock.due, clock.readings) == (date(2026, 11, 24), ())
    assert "case-save-monroe" not in clock.authority


def test_by_the_courts_reading_a_date_beyond_is_a_date_and_the_city_s_ten_a_count() -> None:
    for chosen, counted in (
        ({"long_date": "date_given"}, (0, "date", date(2027, 3, 10))),
        (
            {"long_date": "date_given", "city_rule": "ten"},
            (10, "business_days", date(2026, 11, 9)),
        ),
    ):
        told = happened(RECEIVED, acknowledged(**MARCH), agency=NYPD, rules=chosen)
        clock = told.one("determine")
        assert (clock.length, clock.unit, clock.due) == counted


def test_a_date_beyond_them_moves_only_the_latest() -> None:
    told = happened(RECEIVED, acknowledged(**MARCH), agency=NYPD)
    clock = told.one("determine")
    assert (clock.due, clock.latest) == (date(2026, 11, 24), date(2027, 3, 10))
    assert around(clock, date(2026, 11, 24)) == ["running", "due_today", "past_due"]
    assert around(clock, date(2027, 3, 10)) == ["past_due", "past_due", "late"]
    assert {"ao-19355", "case-save-monroe"} <= set(clock.authority)
    promise = told.one("approximate_date")
    assert (promise.due, promise.latest) == (date(2027, 3, 10), date(2027, 3, 10))
    first, second = told.all("appeal", how=None, stake="arguable")[-2:]
    assert (first.parent, first.day_zero) == ("determine", date(2026, 11, 24))
    assert (second.parent, second.day_zero) == ("approximate_date", date(2027, 3, 10))


def test_nothing_is_red_on_the_day_after_the_twentieth() -> None:
    told = happened(RECEIVED, acknowledged(**MARCH), agency=NYPD)
    assert told.state("determine", "2026-11-25") == "past_due"
    assert told.state("approximate_date", "2026-11-25") == "running"
    assert told.state("appeal", "2026-11-25", parent="determine") == "running"
    assert told.stage("2026-11-24") == "waiting"
    assert told.stage("2026-11-25") == "past its date"
    assert told.state("determine", "2027-03-11") == "late"


@pytest.mark.parametrize(
    ("given", "due", "latest"),
    [
        ({"date": "2026-11-10"}, "2026-11-10", "2026-11-10"),
        ({"date": "2026-11-08"}, "2026-11-08", "2026-11-09"),
        ({"date": "2026-11-11"}, "2026-11-11", "2026-11-12"),
        ({"business_days": 10}, "2026-11-09", "2026-11-09"),
        ({"date": "2026-11-10", "text": "about November 10"}, "2026-11-10", "2026-11-10"),
    ],
)
def test_a_date_within_them_is_a_clock_of_its_own(
    given: dict[str, Any], due: str, latest: str
) -> None:
    told = happened(RECEIVED, acknowledged(promised=[given]))
    clock = told.one("approximate_date")
    assert (clock.due.isoformat(), clock.latest.isoformat()) == (due, latest)
    assert told.one("determine").latest == date(2026, 11, 24)
    assert told.one("appeal", parent="approximate_date").day_zero == clock.due


@pytest.mark.parametrize(
    "given",
    [None, [], [{"text": "in due course"}], [{"date": "2026-11-24"}], [{"business_days": 20}]],
)
def test_no_date_or_the_twentieth_day_itself_adds_no_clock(given: Any) -> None:
    told = happened(RECEIVED, acknowledged(promised=given))
    assert told.all("approximate_date") == []
    assert told.one("determine").latest == date(2026, 11, 24)


def test_of_several_dates_the_first_is_due_and_the_last_the_latest() -> None:
    told = happened(
        RECEIVED, acknowledged(promised=[{"date": "2027-03-10"}, {"date": "2026-12-15"}])
    )
    clock = told.one("approximate_date")
    assert (clock.due, clock.latest) == (date(2026, 12, 15), date(2027, 3, 10))


def test_an_extension_before_its_day_puts_it_off() -> None:
    told = happened(
        RECEIVED,
        acknowledged(),
        theirs("extended", "2026-11-24", **promised({"date": "2027-01-15"})),
    )
    assert told.one("determine").how == "ended"
    clock = told.one("date_certain")
    assert around(clock, date(2027, 1, 15)) == ["running", "due_today", "late"]
    assert [appeal.parent for appeal in told.all("appeal")] == ["date_certain"]


def test_an_extension_after_its_day_leaves_what_silence_opened() -> None:
    told = happened(
        RECEIVED,
        acknowledged(),
        theirs("extended", "2026-11-25", **promised({"date": "2027-01-15"})),
    )
    assert told.one("determine").how == "ended"
    assert [a.parent for a in told.all("appeal", how=None)] == ["determine", "date_certain"]


def test_an_extension_without_a_date_puts_nothing_off() -> None:
    told = happened(RECEIVED, acknowledged(), theirs("extended", "2026-11-20"))
    assert told.one("determine").how is None and told.all("date_certain") == []
    assert told.state("determine", "2026-11-25") == "late"


def test_a_third_extension_is_one_clock_more() -> None:
    letters = [
        theirs("extended", day, **promised({"date": until}))
        for day, until in (
            ("2026-11-20", "2026-12-18"),
            ("2026-12-17", "2027-01-29"),
            ("2027-02-01", "2027-03-31"),
        )
    ]
    told = happened(RECEIVED, acknowledged(), *letters)
    assert [clock.how for clock in told.all("date_certain")] == ["ended", "ended", None]
    assert [a.day_zero.isoformat() for a in told.all("appeal")] == ["2027-01-29", "2027-03-31"]
    assert told.kinds("2027-02-01") == {"date_certain", "appeal"}


def test_an_extension_as_the_first_answer_is_an_acknowledgement() -> None:
    told = happened(RECEIVED, theirs("extended", "2026-10-26", **MARCH))
    assert told.one("acknowledge").how == "met"
    assert told.one("determine").due == date(2026, 11, 25)
    assert told.one("approximate_date").due == date(2027, 3, 10)


def test_a_history_may_begin_with_an_extension() -> None:
    told = happened(theirs("extended", "2026-11-20", **promised({"date": "2027-01-15"})))
    assert {clock.kind for clock in told.clocks} == {"date_certain", "appeal"}


def test_a_second_acknowledgement_starts_no_second_twenty_days() -> None:
    told = happened(RECEIVED, acknowledged(), theirs("acknowledged", "2026-11-02"))
    assert told.one("determine").due == date(2026, 11, 24)
    told = happened(RECEIVED, acknowledged(), theirs("acknowledged", "2026-11-02", **MARCH))
    assert told.one("determine").how == "ended" and told.one("date_certain").how is None


def test_an_acknowledgement_of_some_items_then_of_all() -> None:
    told = happened(
        RECEIVED, theirs("acknowledged", "2026-10-21", items=[1]), acknowledged(), items=[1, 2]
    )
    assert told.one("determine", items=[1]).due == date(2026, 11, 20)
    assert told.one("determine", items=[2]).due == date(2026, 11, 24)


@pytest.mark.parametrize("kind", ["granted", "denied", "no_records", "referred", "released"])
@pytest.mark.parametrize(("day", "how"), [("2026-11-24", "met"), ("2026-11-25", "met_late")])
def test_every_determination_meets_it(kind: str, day: str, how: str) -> None:
    told = happened(RECEIVED, acknowledged(), theirs(kind, day))
    assert told.one("determine").how == how
    assert bool(told.all("appeal", parent="determine")) == (how == "met_late")


def test_records_after_the_twentieth_day_but_before_the_date_given_are_in_time() -> None:
    told = happened(RECEIVED, acknowledged(**MARCH), theirs("released", "2027-02-01", part="whole"))
    assert (told.one("determine").how, told.one("approximate_date").how) == ("met", "met")


def test_a_release_of_part_leaves_the_rest_and_its_date() -> None:
    told = happened(
        RECEIVED,
        acknowledged(),
        theirs("released", "2026-11-09", items=[1], part="part", more_by="2026-12-11"),
        items=[1, 2],
    )
    assert told.one("determine", items=[1]).how == "met"
    assert told.one("determine", items=[2]).how is None
    assert told.one("date_certain").items == (1,)
    assert told.state("date_certain", "2026-12-12") == "late"
    assert told.stage("2026-11-10", 1) == "producing" and told.stage("2026-11-10", 2) == "waiting"


def test_a_part_release_does_not_take_a_silent_appeal_away() -> None:
    silent = (RECEIVED, acknowledged())
    for part, how in (("part", None), (None, None), ("rest", "ended"), ("whole", "ended")):
        fields = {"part": part} if part else {}
        told = happened(*silent, theirs("released", "2026-12-01", **fields))
        assert told.one("appeal", parent="determine").how == how, part


def test_a_toll_moves_only_what_it_names() -> None:
    toll = {"kind": "tolled", "from": "2026-11-02", "to": "2026-11-30", "clocks": ["article_78"]}
    assert happened(RECEIVED, acknowledged(), toll).one("determine").due == date(2026, 11, 24)
    toll["clocks"] = ["determine"]
    moved = happened(RECEIVED, acknowledged(), toll).one("determine")
    assert moved.due > date(2026, 11, 24) and moved.earliest == date(2026, 11, 24)
    assert moved.act_on == moved.latest


def test_the_portal_s_calendar_widens_a_promise_in_business_days() -> None:
    told = happened(
        by(
            "portal",
            "acknowledged",
            "2026-02-06",
            dated="2026-02-06",
            **promised({"business_days": 30}),
        ),
        agency=NYPD,
    )
    clock = told.one("approximate_date")
    assert (days(clock)["earliest"], days(clock)["due"]) == ("2026-03-23", "2026-03-24")
