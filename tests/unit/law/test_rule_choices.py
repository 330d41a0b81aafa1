"""What each rule choice does to the dates it is about, and what it leaves alone."""

from datetime import date
from typing import Any

import pytest

from foil.law.agency import STATUTE, AgencyRules, OwnRule
from foil.law.clocks import Clock, run
from foil.law.rules import rules_of
from foil.law.sayings import sentences
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

OSC = AgencyRules(
    "osc",
    "State Comptroller",
    "State Comptroller",
    "state",
    own_calendar="state-offices",
    own_rules=(OwnRule("closes_at", "17:00", "nycrr-2-110-3-a"),),
)
RECEIVED = ours("received", "2026-10-19")


def moment(kind: str, at: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "at": at, **fields}


def contested(clock: Clock) -> list[tuple[str, str, str]]:
    return [(each.choice, each.rule, each.due.isoformat()) for each in clock.contested]


def dates(clock: Clock) -> tuple[str, str, str]:
    return (clock.earliest.isoformat(), clock.due.isoformat(), clock.latest.isoformat())


THURSDAY, FRIDAY = "2026-10-22", "2026-10-23"
ON_TIME = ("2026-10-29", "2026-10-29", "2026-10-29")
OR_A_DAY_LATER = ("2026-10-29", "2026-10-29", "2026-10-30")
A_DAY_LATER = ("2026-10-29", "2026-10-30", "2026-10-30")


@pytest.mark.parametrize(
    ("agency", "at", "chosen", "zero", "counted"),
    [
        (STATUTE, "15:59:59", None, THURSDAY, ON_TIME),
        (STATUTE, "16:00:00", None, THURSDAY, OR_A_DAY_LATER),
        (STATUTE, "16:00:00", "any_hour", THURSDAY, OR_A_DAY_LATER),
        (STATUTE, "15:59:59", "four_pm", THURSDAY, ON_TIME),
        (STATUTE, "16:00:00", "four_pm", FRIDAY, A_DAY_LATER),
        (STATUTE, "23:30:00", "four_pm", FRIDAY, A_DAY_LATER),
        (NYPD, "23:30:00", None, THURSDAY, ON_TIME),
        (NYPD, "16:00:00", "four_pm", FRIDAY, A_DAY_LATER),
        (OSC, "16:30:00", None, THURSDAY, OR_A_DAY_LATER),
        (OSC, "17:00:00", None, THURSDAY, OR_A_DAY_LATER),
        (OSC, "17:00:01", None, FRIDAY, A_DAY_LATER),
        (OSC, "17:00:01", "any_hour", THURSDAY, OR_A_DAY_LATER),
        (OSC, "16:30:00", "four_pm", FRIDAY, A_DAY_LATER),
    ],
)
def test_the_hour_a_request_came(
    agency: AgencyRules, at: str, chosen: str | None, zero: str, counted: tuple[str, str, str]
) -> None:
    rules = {"receipt": chosen} if chosen else None
    told = happened(moment("received", f"{THURSDAY}T{at}"), agency=agency, rules=rules)
    clock = told.one("acknowledge")
    assert (clock.day_zero.isoformat(), dates(clock)) == (zero, counted)
    assert clock.arises_on.isoformat() == THURSDAY
    silent = told.one("appeal")
    assert silent.day_zero == clock.due
    assert silent.latest == date(2026, 11, 30), "the 28th and the 29th are a weekend"


@pytest.mark.parametrize(
    ("agency", "chosen", "counted", "readings"),
    [
        (STATUTE, None, ("2026-10-30", "2026-10-30", "2026-11-02"), ["four_pm"]),
        (STATUTE, "four_pm", ("2026-10-30", "2026-11-02", "2026-11-02"), ["any_hour"]),
        (NYPD, None, ("2026-10-30", "2026-10-30", "2026-10-30"), []),
        (OSC, None, ("2026-10-30", "2026-11-02", "2026-11-02"), ["any_hour"]),
        (OSC, "any_hour", ("2026-10-30", "2026-10-30", "2026-11-02"), ["agency", "four_pm"]),
    ],
)
def test_a_request_that_came_on_a_saturday(
    agency: AgencyRules, chosen: str | None, counted: tuple[str, str, str], readings: list[str]
) -> None:
    rules = {"receipt": chosen} if chosen else None
    clock = happened(ours("received", "2026-10-24"), agency=agency, rules=rules).one("acknowledge")
    assert dates(clock) == counted
    assert [rule for _, rule, _ in contested(clock)] == readings


@pytest.mark.parametrize(
    ("chosen", "zero", "counted"),
    [
        (None, "2026-11-20", ("2026-12-07", "2026-12-07", "2026-12-08")),
        ("four_pm", "2026-11-23", ("2026-12-07", "2026-12-08", "2026-12-08")),
    ],
)
def test_the_hour_an_appeal_came(
    chosen: str | None, zero: str, counted: tuple[str, str, str]
) -> None:
    told = happened(
        theirs("denied", "2026-11-02"),
        moment("appealed", "2026-11-20T16:10:00"),
        moment("appeal_received", "2026-11-20T16:10:00"),
        agency=STATE,
        rules={"receipt": chosen} if chosen else None,
    )
    clock = told.one("decide_appeal")
    assert (clock.day_zero.isoformat(), dates(clock)) == (zero, counted)
    assert told.one("article_78").day_zero == clock.due


def test_receipt_claimed_twice_never_narrows_what_the_hour_left_open() -> None:
    evening = moment("received", "2026-10-22T18:00:00")
    same = happened(evening, ours("received", THURSDAY, source="agency"), agency=STATE)
    assert dates(same.one("acknowledge")) == OR_A_DAY_LATER
    later = happened(evening, moment("received", "2026-10-26T17:00:00"), agency=STATE)
    assert dates(later.one("acknowledge")) == ("2026-10-29", "2026-10-29", "2026-11-04")
    sent = happened(ours("sent", THURSDAY), evening, agency=STATE).one("acknowledge")
    assert (sent.needs, dates(sent)) == ((), OR_A_DAY_LATER)


def extended(on: str, until: str, **fields: Any) -> dict[str, Any]:
    return theirs("extended", on, promised=[{"date": until}], **fields)


THREE = (
    RECEIVED,
    theirs("acknowledged", "2026-10-23"),
    extended("2026-11-20", "2026-12-15"),
    extended("2026-12-14", "2027-01-15"),
    extended("2027-01-14", "2027-02-16"),
)


def test_each_extension_puts_the_date_off_unless_the_committee_is_followed() -> None:
    told = happened(*THREE, agency=NYPD)
    found = [(c.due.isoformat(), c.how, contested(c)) for c in told.all("date_certain")]
    first = [("extensions", "one", "2026-12-15")]
    assert found == [
        ("2026-12-15", "ended", []),
        ("2027-01-15", "ended", first),
        ("2027-02-16", None, first),
    ]
    assert [c.day_zero.isoformat() for c in told.all("appeal")] == ["2027-02-16"]


def test_by_the_committee_the_first_date_certain_runs_on() -> None:
    told = happened(*THREE, agency=NYPD, rules={"extensions": "one"})
    found = [(c.due.isoformat(), c.how, contested(c)) for c in told.all("date_certain")]
    assert found == [
        ("2026-12-15", None, []),
        ("2027-01-15", None, []),
        ("2027-02-16", None, []),
    ]
    appeals = told.all("appeal", stake="arguable")
    assert [(c.day_zero.isoformat(), c.arises_on.isoformat()) for c in appeals] == [
        ("2026-12-15", "2026-12-16"),
        ("2027-01-15", "2027-01-16"),
        ("2027-02-16", "2027-02-17"),
    ]
    first = told.all("date_certain")[0]
    assert around(first, date(2026, 12, 15)) == ["running", "due_today", "late"]
    assert [c.how for c in told.all("determine")] == ["ended"]


def test_extensions_are_counted_by_item() -> None:
    events = (
        RECEIVED,
        theirs("acknowledged", "2026-10-23"),
        extended("2026-11-16", "2026-12-15", items=[1]),
        extended("2026-11-20", "2027-01-15", items=[1, 2]),
    )
    each = happened(*events, agency=NYPD, items=[1, 2])
    assert [(c.items, c.due.isoformat(), c.how) for c in each.all("date_certain")] == [
        ((1,), "2026-12-15", "ended"),
        ((1,), "2027-01-15", None),
        ((2,), "2027-01-15", None),
    ]
    _, again, first = each.all("date_certain")
    assert contested(again) == [("extensions", "one", "2026-12-15")]
    assert contested(first) == []
    assert (again.id, first.id) == ("date_certain:event-4", "date_certain:event-4#2")
    one = happened(*events, agency=NYPD, items=[1, 2], rules={"extensions": "one"})
    assert [(c.items, c.due.isoformat(), c.how) for c in one.all("date_certain")] == [
        ((1,), "2026-12-15", None),
        ((1, 2), "2027-01-15", None),
    ]
    assert {c.how for c in one.all("determine")} == {"ended"}


ACKNOWLEDGED = theirs("acknowledged", "2026-10-23")
BEYOND = theirs("acknowledged", "2026-10-23", promised=[{"date": "2027-03-10"}])


@pytest.mark.parametrize(
    ("agency", "event", "rules", "counted", "readings"),
    [
        (NYPD, ACKNOWLEDGED, {}, ("2026-11-24",) * 3, []),
        (
            NYPD,
            ACKNOWLEDGED,
            {"city_rule": "ten"},
            ("2026-11-09", "2026-11-09", "2026-11-24"),
            [("city_rule", "twenty", "2026-11-24")],
        ),
        (STATE, ACKNOWLEDGED, {"city_rule": "ten"}, ("2026-11-24",) * 3, []),
        (
            NYPD,
            BEYOND,
            {},
            ("2026-11-24", "2026-11-24", "2027-03-10"),
            [("long_date", "date_given", "2027-03-10")],
        ),
        (
            NYPD,
            BEYOND,
            {"long_date": "date_given"},
            ("2026-11-24", "2027-03-10", "2027-03-10"),
            [("long_date", "twenty_days", "2026-11-24")],
        ),
        (
            NYPD,
            BEYOND,
            {"city_rule": "ten", "long_date": "date_given"},
            ("2026-11-09", "2026-11-09", "2027-03-10"),
            [
                ("city_rule", "twenty", "2026-11-24"),
                ("long_date", "twenty_days", "2026-11-24"),
                ("long_date", "date_given", "2027-03-10"),
            ],
        ),
    ],
)
def test_how_long_a_determination_may_take(
    agency: AgencyRules,
    event: dict[str, Any],
    rules: dict[str, str],
    counted: tuple[str, str, str],
    readings: list[tuple[str, str, str]],
) -> None:
    told = happened(RECEIVED, event, agency=agency, rules=rules)
    clock = told.one("determine")
    assert (dates(clock), contested(clock)) == (counted, readings)
    assert clock.act_on == clock.latest
    ten = rules.get("city_rule") == "ten" and agency is NYPD
    assert (clock.authority[-1] == "rcny-43-1-05-d") is ten


def test_the_city_s_ten_days_pass_the_day_after() -> None:
    told = happened(RECEIVED, ACKNOWLEDGED, agency=NYPD, rules={"city_rule": "ten"})
    clock = told.one("determine")
    assert around(clock, date(2026, 11, 9)) == ["running", "due_today", "past_due"]
    assert around(clock, date(2026, 11, 24)) == ["past_due", "past_due", "late"]
    silent = told.one("appeal")
    assert days(silent) == {
        "day_zero": "2026-11-09",
        "earliest": "2026-12-09",
        "due": "2026-12-09",
        "latest": "2026-12-24",
        "act_on": "2026-12-09",
        "arises_on": "2026-11-10",
    }


def test_a_date_given_that_counts_is_no_second_clock() -> None:
    told = happened(RECEIVED, BEYOND, agency=NYPD, rules={"long_date": "date_given"})
    assert (told.one("determine").unit, told.all("approximate_date")) == ("date", [])
    assert [c.arises_on.isoformat() for c in told.all("appeal")] == ["2027-03-11"]
    both = happened(RECEIVED, BEYOND, agency=NYPD)
    assert len(both.all("appeal")) == 2 and both.one("approximate_date").due == date(2027, 3, 10)


@pytest.mark.parametrize(
    ("chosen", "notice", "stages"),
    [
        (None, False, ["denied, appeal open", "right lost", "right lost"]),
        ("excused", False, ["denied, appeal open", "denied, appeal open", "denied, appeal open"]),
        ("excused", True, ["denied, appeal open", "right lost", "right lost"]),
        ("excused", None, ["denied, appeal open", "right lost", "right lost"]),
    ],
)
def test_a_denial_that_names_no_appeal(
    chosen: str | None, notice: bool | None, stages: list[str]
) -> None:
    fields = {} if notice is None else {"appeal_notice": notice}
    told = happened(
        theirs("denied", "2026-10-30", **fields),
        agency=NYPD,
        rules={"missing_notice": chosen} if chosen else None,
    )
    clock = told.one("appeal")
    assert dates(clock) == ("2026-11-29", "2026-11-30", "2026-11-30")
    assert (clock.stake, clock.no_notice) == ("final", notice is False)
    assert clock.excused is (notice is False and chosen == "excused")
    assert around(clock, date(2026, 11, 30)) == ["past_due", "past_due", "late"]
    assert [told.stage(day) for day in ("2026-11-30", "2026-12-01", "2027-06-01")] == stages


@pytest.mark.parametrize(
    ("chosen", "latest", "mailed"),
    [(None, "2026-11-05", True), ("ten_days", "2026-11-05", True), ("none", "2026-10-26", False)],
)
def test_time_for_a_letter_in_the_mail(chosen: str | None, latest: str, mailed: bool) -> None:
    rules = {"mail_time": chosen} if chosen else None
    told = happened(RECEIVED, agency=COUNTY, rules=rules)
    clock = told.one("acknowledge")
    assert (clock.due, clock.latest.isoformat(), clock.mailed) == (
        date(2026, 10, 26),
        latest,
        mailed,
    )
    after = ["due_today", "past_due", "past_due"] if mailed else ["due_today", "late", "late"]
    states = [clock.state(date(2026, 10, n)).replace("running", "") for n in (26, 27, 28)]
    assert states == after


OWN = AgencyRules(
    "own",
    "Agency",
    "the Agency",
    "state",
    own_rules=(
        OwnRule("appeal_waits", 5, "nycrr-14-603-6-d"),
        OwnRule("appeal_days", 30, "nycrr-18-340-9-b", since=date(2026, 1, 1)),
        OwnRule("decides_in", 7, "nycrr-9-483-7"),
    ),
)


UNSEEN = theirs("denied", "2026-11-02", None)


def test_an_appeal_that_waits_for_the_fifth_business_day() -> None:
    """14 NYCRR 603.6(d): the date passes Friday; the appeal opens the Friday after."""
    dated = theirs("acknowledged", "2026-10-23", promised=[{"date": "2026-11-13"}])
    told = happened(RECEIVED, dated, agency=OWN)
    after_date, after_twenty = told.all("appeal")
    assert days(after_date) == {
        "day_zero": "2026-11-13",
        "earliest": "2026-12-13",
        "due": "2026-12-14",
        "latest": "2026-12-21",
        "act_on": "2026-12-11",
        "arises_on": "2026-11-20",
    }
    assert around(after_date, date(2026, 11, 20)) == ["waiting", "running", "running"]
    assert after_date.authority[-1] == "nycrr-14-603-6-d"
    assert after_twenty.arises_on == date(2026, 11, 25), "the twentieth day is no such date"


@pytest.mark.parametrize(
    ("event", "due", "earliest", "latest", "needs"),
    [
        (
            theirs("denied", "2026-11-02", "2026-11-05", postmarked="2026-11-03"),
            "2026-12-21",
            "2026-12-02",
            "2026-12-21",
            (),
        ),
        (ours("denied", "2026-11-02"), "2026-12-17", "2026-12-02", "2026-12-17", ("received",)),
        (UNSEEN, "2026-12-17", "2026-12-02", "2026-12-17", ("received",)),
        (by("email", "denied", "2026-11-02"), "2026-12-17", "2026-12-02", "2026-12-17", ()),
        (theirs("denied", "2025-11-03"), "2025-12-03", "2025-12-03", "2025-12-03", ()),
    ],
)
def test_thirty_business_days_to_appeal(
    event: dict[str, Any], due: str, earliest: str, latest: str, needs: tuple[str, ...]
) -> None:
    clock = happened(event, agency=OWN).one("appeal")
    assert dates(clock) == (earliest, due, latest)
    assert clock.act_on == date.fromisoformat(earliest)
    assert (clock.stake, clock.needs) == ("final", needs)
    own = event.get("dated") != "2025-11-03"  # the rule is in force from 2026 on
    assert (clock.unit == "business_days") is own
    assert (clock.authority[-1] == "nycrr-18-340-9-b") is own
    dated = own and "dated" in event
    assert (("appeal_from", "letter", "2026-12-02") in contested(clock)) is dated


def test_an_agency_s_own_shorter_time_to_decide_an_appeal() -> None:
    told = happened(
        theirs("denied", "2026-11-02"),
        ours("appealed", "2026-11-20"),
        ours("appeal_received", "2026-11-20"),
        agency=OWN,
    )
    clock = told.one("decide_appeal")
    assert dates(clock) == ("2026-12-02", "2026-12-07", "2026-12-07")
    assert contested(clock) == [("agency_rule", "decides_in", "2026-12-02")]
    assert around(clock, date(2026, 12, 2)) == ["running", "running", "running"]
    silent = told.one("article_78")
    assert (silent.earliest, silent.due) == (date(2027, 4, 2), date(2027, 4, 7))


def test_what_happened_before_a_law_keeps_the_rule_of_its_day() -> None:
    told = happened(theirs("acknowledged", "2005-05-02"), agency=STATE)
    assert told.clocks == ()
    dated = theirs("acknowledged", "2005-05-02", promised=[{"date": "2005-06-30"}])
    assert happened(dated, agency=STATE).one("approximate_date").due == date(2005, 6, 30)
    assert happened(theirs("acknowledged", "2005-05-03"), agency=STATE).one("determine")
    noticed = {"source": "agency"}
    early = happened(ours("notice_of_appeal", "2017-05-26", **noticed), agency=STATE)
    assert early.clocks == ()
    late = happened(ours("notice_of_appeal", "2017-05-30", **noticed), agency=STATE)
    assert late.one("perfect_appeal").due == date(2017, 7, 31)


def tolled(first: str, last: str, clock: str) -> dict[str, Any]:
    return {"kind": "tolled", "from": first, "to": last, "clocks": [clock]}


@pytest.mark.parametrize(
    ("events", "kind", "due", "readings"),
    [
        (
            [
                theirs("denied", "2026-10-26", "2026-10-30"),
                tolled("2026-11-09", "2026-11-18", "appeal"),
            ],
            "appeal",
            "2026-12-07",
            [("appeal_from", "receipt", "2026-12-09")],
        ),
        (
            [
                theirs("appeal_decided", "2026-10-26", "2026-10-30"),
                tolled("2026-11-09", "2026-11-18", "article_78"),
            ],
            "article_78",
            "2027-03-10",
            [("article_78_from", "letter", "2027-03-08")],
        ),
        (
            [
                moment("received", "2026-11-06T17:00:00"),
                tolled("2026-11-10", "2026-11-10", "acknowledge"),
            ],
            "acknowledge",
            "2026-11-17",
            [("receipt", "four_pm", "2026-11-18")],
        ),
        (
            [
                RECEIVED,
                theirs("acknowledged", "2026-10-23", promised=[{"date": "2026-12-10"}]),
                tolled("2026-11-05", "2026-11-06", "determine"),
            ],
            "determine",
            "2026-11-27",
            [("long_date", "date_given", "2026-12-14")],
        ),
        (
            [*THREE[:4], tolled("2026-12-15", "2026-12-15", "date_certain")],
            "date_certain",
            "2027-01-19",
            [("extensions", "one", "2026-12-16")],
        ),
    ],
)
def test_a_toll_moves_a_reading_as_it_moves_the_date(
    events: list[dict[str, Any]], kind: str, due: str, readings: list[tuple[str, str, str]]
) -> None:
    clock = happened(*events, agency=STATE).all(kind)[-1]
    assert (clock.due.isoformat(), contested(clock)) == (due, readings)


def test_a_closing_of_one_agency_only_widens() -> None:
    day = date(2026, 10, 22)
    history = happened(RECEIVED, agency=NYPD).history
    alone = rules_of(NYPD, agency_closings={day: "Water main"})
    (clock,) = (c for c in run(history, alone) if c.kind == "acknowledge")
    assert dates(clock) == ("2026-10-26", "2026-10-26", "2026-10-27")
    said = " ".join(sentences(clock))
    assert "with its own closings, Water main (October 22), it would be Tuesday, October 27" in said
    everywhere = rules_of(NYPD, closings={day: "Water main"})
    (clock,) = (c for c in run(history, everywhere) if c.kind == "acknowledge")
    assert dates(clock) == ("2026-10-27",) * 3
    assert "Not counted: 2 weekend days and Water main (October 22)" in " ".join(sentences(clock))
