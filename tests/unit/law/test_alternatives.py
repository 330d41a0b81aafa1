"""What each option of each rule choice would make of a date."""

from collections.abc import Mapping
from datetime import date

import pytest

from foil.law.alternatives import Alternative, alternatives
from foil.law.clocks import Clock
from foil.law.report import report
from tests.unit.law.telling import COUNTY, NYPD, STATE, Told, happened, ours, theirs

RECEIVED = ours("received", "2026-02-09")
DENIED = theirs("denied", "2026-11-02", "2026-11-05", postmarked="2026-11-03", id="d")


def of(told: Told, clock: Clock) -> Mapping[str, Alternative]:
    return {
        each.choice.name: each for each in alternatives(told.history, clock.rules, clock)
    }  # fmt: skip


def dues(alternative: Alternative) -> dict[str, str | None]:
    return {t.option.name: t.due.isoformat() if t.due else None for t in alternative.taken}


def in_force(alternative: Alternative) -> list[str]:
    return [t.option.name for t in alternative.taken if t.in_force]


def test_a_denial_s_thirty_days_from_each_day_they_may_run_from() -> None:
    told = happened(DENIED, agency=NYPD)
    found = of(told, told.one("appeal"))["appeal_from"]
    assert dues(found) == {
        "receipt": "2026-12-07",
        "letter": "2026-12-02",
        "postmark": "2026-12-03",
    }
    assert (found.whose, in_force(found)) == ("agency", ["receipt"])
    assert {taken.act_on for taken in found.taken} == {date(2026, 12, 2)}, "the safe day is one"


def test_the_office_s_own_choice_is_the_one_in_force() -> None:
    told = happened(DENIED, agency=NYPD, rules={"appeal_from": "letter"})
    found = of(told, told.one("appeal"))["appeal_from"]
    assert (found.whose, in_force(found)) == ("office", ["letter"])


def test_a_choice_that_moves_nothing_is_left_out() -> None:
    told = happened(theirs("denied", "2026-11-02"), agency=NYPD)
    assert "appeal_from" not in of(told, told.one("appeal"))
    assert "article_78_from" not in of(told, told.one("appeal"))


def test_the_calendar_is_a_choice_like_the_others() -> None:
    told = happened(RECEIVED, agency=STATE)
    found = of(told, told.one("acknowledge"))["calendar"]
    assert dues(found) == {
        "gcl-24": "2026-02-18",
        "nyc-portal": "2026-02-17",
        "state-offices": "2026-02-17",
        "courts": "2026-02-18",
    }
    assert (found.whose, in_force(found)) == ("default", ["gcl-24"])
    chosen = happened(RECEIVED, agency=STATE, calendar="courts")
    found = of(chosen, chosen.one("acknowledge"))["calendar"]
    assert (found.whose, in_force(found)) == ("office", ["courts"])


def test_what_silence_opens_moves_with_the_missed_day() -> None:
    told = happened(ours("appeal_received", "2026-02-02"), agency=STATE)
    assert told.one("decide_appeal").due == date(2026, 2, 18)
    found = of(told, told.one("article_78"))["calendar"]
    assert dues(found)["gcl-24"] == "2026-06-18"
    assert dues(found)["nyc-portal"] == "2026-06-17"


def test_a_clock_met_by_item_keeps_its_own_dates() -> None:
    told = happened(
        theirs("denied", "2026-11-02", "2026-11-05", items=[1, 2], id="d"),
        ours("appealed", "2026-11-20", items=[2], of=["d"]),
        agency=NYPD,
        items=[1, 2],
    )
    for items in ([1], [2]):
        found = of(told, told.one("appeal", items=items))["appeal_from"]
        assert dues(found)["letter"] == "2026-12-02"


def test_an_option_may_keep_a_clock_from_starting_at_all() -> None:
    told = happened(
        ours("received", "2026-02-06"),
        theirs("acknowledged", "2026-02-17"),
        agency=STATE,
        calendar="nyc-portal",
    )
    silent = told.one("appeal", parent="acknowledge")
    assert dues(of(told, silent)["calendar"]) == {
        "gcl-24": None,
        "nyc-portal": "2026-03-16",
        "state-offices": "2026-03-16",
        "courts": None,
    }


def test_a_first_date_certain_that_runs_on_beside_the_second_is_told() -> None:
    told = happened(
        ours("received", "2026-10-19"),
        theirs("acknowledged", "2026-10-23"),
        theirs("extended", "2026-11-20", promised=[{"date": "2027-01-22"}], id="one"),
        theirs("extended", "2027-01-20", promised=[{"date": "2027-03-15"}], id="two"),
        agency=NYPD,
    )
    found = of(told, told.one("date_certain", from_event="two"))["extensions"]
    assert dues(found) == {"each": "2027-03-15", "one": "2027-01-22"}
    first = of(told, told.one("date_certain", from_event="one"))["extensions"]
    assert set(dues(first).values()) == {"2027-01-22"}, "put off by the one, run on by the other"


@pytest.mark.parametrize("said", [False, True])
def test_a_missing_notice_is_a_choice_though_no_day_moves(said: bool) -> None:
    told = happened(theirs("denied", "2026-11-02", appeal_notice=said), agency=NYPD)
    found = of(told, told.one("appeal"))
    assert ("missing_notice" in found) is not said
    if not said:
        assert set(dues(found["missing_notice"]).values()) == {"2026-12-02"}


def test_time_for_the_mail_moves_only_the_latest() -> None:
    told = happened(RECEIVED, agency=COUNTY)
    found = of(told, told.one("acknowledge"))["mail_time"]
    assert len(set(dues(found).values())) == 1
    assert len({taken.latest for taken in found.taken}) == 2


def test_as_data() -> None:
    told = happened(DENIED, agency=NYPD)
    data = report(told.history, told.clocks, date(2026, 11, 10))
    (appeal,) = data["clocks"]  # type: ignore[misc]
    (choice,) = [each for each in appeal["choices"] if each["choice"] == "appeal_from"]  # type: ignore[has-type]
    assert (choice["by"], choice["in_force"]) == ("agency", "receipt")
    assert choice["options"][1] == {
        "option": "letter",
        "due": "2026-12-02",
        "act_on": "2026-12-02",
        "authority": ["pol-89-4-a", "case-mingo", "case-advocates-for-children"],
        "department": "First Department",
    }
    assert report(told.history, (), date(2026, 11, 10))["clocks"] == []
