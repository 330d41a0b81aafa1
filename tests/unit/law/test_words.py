"""The law in sentences: why a date is what it is, what a clock is for, what an event changes."""

from datetime import date
from typing import Any

import pytest

from foil.law.agency import AgencyRules, OwnRule
from foil.law.effects import Effect, effects
from foil.law.facts import read_event
from foil.law.history import history_of
from foil.law.order import questions
from foil.law.report import contested_data
from foil.law.sayings import sentences
from foil.law.why import count
from foil.law.words import RULES, gone, lead, listed, near, numbered, title
from tests.unit.law.telling import COUNTY, NYPD, STATE, Told, by, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19")
SENT = ours("sent", "2026-10-19", by="portal")
MARCH = [{"date": "2027-03-10"}]
BY_STATUTE = (
    "Counted under the public holidays of General Construction Law § 24: the default, "
    "Gen. Constr. Law § 24."
)


def why(kind: str, *events: Any, agency: Any = NYPD, **fields: Any) -> list[str]:
    return list(sentences(happened(*events, agency=agency).one(kind, **fields)))


def test_why_the_twentieth_business_day() -> None:
    assert why("determine", RECEIVED, theirs("acknowledged", "2026-10-23")) == [
        "Acknowledged: Friday, October 23, 2026, itself not counted, Gen. Constr. Law § 20.",
        "Not counted: 10 weekend days, Election Day (November 3) and Veterans Day (November 11), "
        "Gen. Constr. Law § 24.",
        "Business day 20 is Tuesday, November 24, 2026, POL § 89(3)(a).",
        BY_STATUTE,
    ]


def test_why_a_portal_s_day_differs_and_a_date_beyond_widens() -> None:
    said = why("determine", theirs("acknowledged", "2026-01-29", promised=MARCH))
    assert (
        "By the calendar of the City’s OpenRecords portal it would be Friday, February 27, 2026, "
        "OpenRecords code (2026)." in said
    )
    assert any("The agency named a later date" in sentence for sentence in said)
    assert said[-1] == (
        "Until Wednesday, March 10, 2027 some reading of the rules may still excuse it."
    )


def test_why_an_appeal_s_last_day_and_its_safe_day() -> None:
    denied = theirs("denied", "2026-10-27", "2026-10-30", postmarked="2026-10-28")
    assert why("appeal", denied) == [
        "Denied, counted from the day it was received: Friday, October 30, 2026, itself not "
        "counted, Gen. Constr. Law § 20; 43 RCNY 1-06(b).",
        "30 calendar days end on Sunday, November 29, 2026, POL § 89(4)(a).",
        "That day is a Sunday, so the last day is the next business day, Monday, November 30, "
        "2026, Gen. Constr. Law § 25-a(1).",
        BY_STATUTE,
        "From the day the denial was received: the agency’s own rule, 43 RCNY 1-06(b).",
        "Counted from the letter’s date, Tuesday, October 27, 2026, the last day would be Friday, "
        "November 27, 2026, POL § 89(4)(a); Mingo (1st Dept 2024); "
        "Advocates for Children (1st Dept 2012).",
        "Counted from the postmark, Wednesday, October 28, 2026, the last day would be "
        "Friday, November 27, 2026, 9 NYCRR 483.7.",
        "The safe day is Wednesday, November 25, 2026: the earliest any rule gives is Thursday, "
        "November 26, 2026.",
    ]  # fmt: skip


def test_why_an_hour_moves_the_day_of_receipt() -> None:
    rule = OwnRule("closes_at", "17:00", "nycrr-2-110-3-a")
    osc = AgencyRules("osc", "Comptroller", "OSC", "state", own_rules=(rule,))
    evening = {"kind": "received", "at": "2026-10-23T17:30:00"}
    said = why("acknowledge", evening, agency=osc)
    assert said[0] == (
        "Received by the agency: Friday, October 23, 2026, which counts as Monday, October 26, "
        "2026, itself not counted, Gen. Constr. Law § 20."
    )
    assert said[4:] == [
        "What comes after 17:00, or on a day off, counts as come on the next business day: "
        "the agency’s own rule, 2 NYCRR 110.3(a).",
        "Received on Friday, October 23, 2026, whatever the hour, it would be due on Friday, "
        "October 30, 2026, OpenRecords FAQ; Gen. Constr. Law § 19.",
    ]
    plain = why("acknowledge", evening, agency=STATE)
    assert plain[4].startswith("The calendar day it arrived, whatever the hour: the default")
    assert "as the Committee counts what comes at 4 p.m. or later" in plain[5]
    chosen = happened(evening, agency=STATE, rules={"receipt": "four_pm"}).one("acknowledge")
    assert sentences(chosen)[4].startswith("From 4 p.m. on, or on a day that is no business day")


def test_why_choices_made_a_date() -> None:
    beyond = theirs("acknowledged", "2026-10-23", promised=MARCH)
    ten = happened(RECEIVED, beyond, agency=NYPD, rules={"city_rule": "ten"}).one("determine")
    said = " ".join(sentences(ten))
    assert "Ten business days, by the City’s own rule: as this office has chosen" in said
    assert "Business day 10 is Monday, November 9, 2026, 43 RCNY 1-05(d)." in said
    assert "twentieth business day" not in said
    given = happened(RECEIVED, beyond, agency=NYPD, rules={"long_date": "date_given"})
    assert "The date given is the last day, if it is reasonable: as this office has chosen" in (
        " ".join(sentences(given.one("determine")))
    )
    two = (theirs("extended", "2026-11-20", promised=MARCH), theirs("extended", "2027-03-09",
           promised=[{"date": "2027-04-15"}]))  # fmt: skip
    acknowledged = theirs("acknowledged", "2026-10-23")
    each = happened(RECEIVED, acknowledged, *two, agency=NYPD).all("date_certain")[1]
    assert "By the Committee’s reading the first date certain holds: Wednesday, March 10, 2027" in (
        " ".join(sentences(each))
    )
    one = happened(RECEIVED, acknowledged, *two, agency=NYPD, rules={"extensions": "one"})
    assert "One date certain is all there is" in " ".join(sentences(one.all("date_certain")[0]))


def test_why_a_letter_in_the_mail_is_left_time_and_a_missing_notice_told() -> None:
    said = why("acknowledge", RECEIVED, agency=COUNTY)
    assert said[-1].startswith(
        "The agency answers by post: ten calendar days more, to Thursday, November 5, 2026, for a "
        "letter in the mail: the default"
    )
    denied = theirs("denied", "2026-10-30", appeal_notice=False)
    assert any(each.startswith("The letter names no appeal.") for each in why("appeal", denied))


def test_why_an_agency_s_own_shorter_rule_is_shown() -> None:
    rule = OwnRule("decides_in", 7, "nycrr-9-483-7")
    troopers = AgencyRules("nysp", "State Police", "NYSP", "state", own_rules=(rule,))
    told = happened(ours("appeal_received", "2026-11-20"), agency=troopers)
    clock = told.one("decide_appeal")
    assert (
        "By the agency’s own, shorter rule it would be Wednesday, December 2, 2026, 9 NYCRR 483.7."
        in sentences(clock)
    )
    (row,) = contested_data(clock)
    assert (row["choice"], row["due"], row["authority"], row["department"]) == (
        "agency_rule",
        "2026-12-02",
        ["nycrr-9-483-7"],
        "agency practice",
    )


def test_why_silence() -> None:
    said = why("appeal", RECEIVED)
    assert said[0].startswith(
        "No acknowledgement, grant or denial by Monday, October 26, 2026: a denial by silence, "
        "counted from that day"
    )
    assert any("No decision found loses an appeal from silence" in sentence for sentence in said)


def test_why_a_provisional_date() -> None:
    said = why("acknowledge", SENT)
    assert said[-1] == "Provisional until the record says the day it was received."


def test_the_days_of_a_count_by_whole_weeks() -> None:
    clock = happened(RECEIVED, theirs("acknowledged", "2026-10-30"), agency=NYPD).one("determine")
    drawn = count(clock)
    assert (drawn[0].day, drawn[-1].day) == (date(2026, 10, 25), date(2026, 12, 5))
    marks = {row.day: (row.mark, row.n, row.name) for row in drawn}
    assert marks[date(2026, 10, 29)] == ("outside", None, None)
    assert marks[date(2026, 10, 30)] == ("zero", None, None)
    assert marks[date(2026, 10, 31)] == ("weekend", None, None)
    assert marks[date(2026, 11, 2)] == ("counted", 1, None)
    assert marks[date(2026, 11, 26)] == ("holiday", None, "Thanksgiving")
    assert marks[date(2026, 12, 2)] == ("last", 20, None)


def test_calendar_days_are_all_counted_and_a_rolled_last_day_is_shown() -> None:
    clock = happened(theirs("denied", "2026-10-12"), agency=NYPD).one("appeal")
    marks = {row.day: (row.mark, row.n, row.name) for row in count(clock)}
    assert marks[date(2026, 10, 17)] == ("counted", 5, None)
    assert marks[date(2026, 11, 3)] == ("counted", 22, "Election Day")
    assert marks[date(2026, 11, 11)] == ("counted", 30, "Veterans Day")
    assert marks[date(2026, 11, 12)] == ("last", None, None)


def test_months_and_stated_dates_have_no_count() -> None:
    told = happened(theirs("appeal_decided", "2026-12-02", promised=MARCH))
    assert count(told.one("article_78")) == () and count(told.one("date_certain")) == ()


@pytest.mark.parametrize(
    ("events", "kind", "said"),
    [
        ([RECEIVED], "acknowledge", "NYPD acknowledges, grants or denies"),
        ([RECEIVED], "appeal", "Appeal the silence"),
        ([theirs("no_records", "2026-11-02")], "appeal", "Appeal the “no records” answer"),
        ([theirs("closed", "2026-11-02")], "appeal", "Appeal the closing"),
        ([theirs("denied", "2026-11-02")], "appeal", "Appeal the denial"),
        ([theirs("appeal_decided", "2026-12-02")], "article_78", "Article 78 petition"),
        ([theirs("fee_asked", "2026-11-02")], "pay", "Pay or dispute NYPD’s fee"),
    ],
)
def test_what_a_clock_is_for(events: list[Any], kind: str, said: str) -> None:
    assert title(happened(*events, agency=NYPD).one(kind), "NYPD") == said


def test_the_safe_day_leads_and_the_last_day_stands_beside_it() -> None:
    clock = happened(theirs("denied", "2026-11-18", "2026-11-20"), agency=NYPD).one("appeal")
    today = date(2026, 11, 22)
    assert lead(clock, today) == "Appeal by Friday, December 18 (last day Monday, December 21)"
    even = happened(theirs("denied", "2026-11-20"), agency=COUNTY).one("appeal")
    assert lead(even) == "Appeal by Friday, December 18, 2026 (last day Monday, December 21, 2026)"
    agency = happened(RECEIVED, agency=NYPD).one("acknowledge")
    assert lead(agency, today) == "Due Monday, October 26"
    same = happened(theirs("denied", "2026-11-02"), agency=NYPD).one("appeal")
    assert lead(same, today) == "Appeal by Wednesday, December 2"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 21), "Appeal by Friday, December 18 (last day Monday, December 21)"),
        (date(2026, 12, 22), "The last day to appeal was Monday, December 21"),
        (date(2027, 1, 4), "The last day to appeal was Monday, December 21, 2026"),
    ],
)
def test_once_it_is_over_the_last_day_is_said_as_past(today: date, said: str) -> None:
    clock = happened(theirs("denied", "2026-11-20"), agency=COUNTY).one("appeal")
    assert lead(clock, today) == said


def test_a_last_day_that_is_over_names_the_later_one_of_another_count() -> None:
    two = theirs("denied", "2026-11-18", "2026-11-30")
    clock = happened(two, agency=COUNTY).one("appeal")
    assert gone(clock) == (
        "The last day to appeal was Friday, December 18, 2026; "
        "counted another way, Wednesday, December 30, 2026"
    )
    today = date(2026, 12, 19)
    assert gone(clock, today) == (
        "The last day to appeal was Friday, December 18; counted another way, Wednesday, "
        "December 30"
    )
    assert lead(clock, today) == gone(clock, today)


def test_small_words() -> None:
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert (numbered([3]), numbered([1, 2, 4])) == ("item 3", "items 1, 2 and 4")
    assert near(date(2027, 1, 4), date(2026, 11, 22)) == "Monday, January 4, 2027"
    assert set(RULES) == {"receipt", "letter", "postmark", "silence", "notice"}


def changed(before: Told, after: Told) -> list[str]:
    found = effects(before.clocks, after.clocks)
    whole = after.history.items
    return [f"{effect.verb} {effect.says('NYPD', date(2026, 11, 22), whole)}" for effect in found]


def test_what_an_event_will_change() -> None:
    acknowledged = (RECEIVED, theirs("acknowledged", "2026-10-23"))
    before = happened(*acknowledged, agency=NYPD, items=[1, 2])
    after = happened(
        *acknowledged, theirs("denied", "2026-11-20", items=[2]), agency=NYPD, items=[1, 2]
    )
    assert changed(before, after) == [
        "starts Appeal the denial, item 2: appeal by Friday, December 18 "
        "(last day Monday, December 21)",
        "ends NYPD’s determination, item 2, due Tuesday, November 24",
        "keeps NYPD’s determination, item 1, due Tuesday, November 24",
    ]


def test_an_acknowledgement_in_time_undoes_no_silence() -> None:
    before = happened(RECEIVED, agency=NYPD)
    after = happened(RECEIVED, theirs("acknowledged", "2026-10-23"), agency=NYPD)
    assert changed(before, after) == [
        "starts NYPD’s determination, due Tuesday, November 24",
        "ends NYPD acknowledges, grants or denies, due Monday, October 26",
    ]


def test_a_correction_that_undoes_what_silence_opened_says_so() -> None:
    late = theirs("acknowledged", "2026-10-28", id="a")
    before = happened(RECEIVED, late, agency=NYPD)
    after = happened(
        RECEIVED, late, theirs("acknowledged", "2026-10-26", replaces="a"), agency=NYPD
    )
    assert changed(before, after) == [
        "ends NYPD acknowledges, grants or denies, due Monday, October 26",
        "moves NYPD’s determination: from Monday, November 30 to Wednesday, November 25",
        "undoes Appeal the silence, due Wednesday, November 25",
    ]


def test_a_correction_ends_nothing_that_had_ended_so_on_that_day() -> None:
    put_off = theirs("extended", "2026-11-02", promised=[{"date": "2027-01-15"}], id="x")
    later = theirs("extended", "2026-11-02", promised=[{"date": "2027-02-01"}], replaces="x")
    known = (RECEIVED, theirs("acknowledged", "2026-10-23"))
    before = happened(*known, put_off, agency=NYPD)
    assert changed(before, happened(*known, put_off, later, agency=NYPD)) == [
        "moves NYPD’s date certain: from Friday, January 15, 2027 to Monday, February 1, 2027"
    ]


def test_a_late_decision_says_that_only_the_latest_moves() -> None:
    waiting = (ours("appealed", "2026-11-20"), ours("appeal_received", "2026-11-20"))
    before = happened(*waiting, agency=NYPD)
    after = happened(*waiting, theirs("appeal_decided", "2026-12-28"), agency=NYPD)
    assert changed(before, after) == [
        "ends NYPD’s decision on the appeal, due Monday, December 7",
        "moves Article 78 petition, due Wednesday, April 7, 2027, at the latest "
        "Wednesday, April 28, 2027",
    ]


def test_nothing_changes_where_nothing_does() -> None:
    told = happened(SENT, RECEIVED, agency=NYPD)
    assert {effect.verb for effect in effects(told.clocks, told.clocks)} == {"keeps"}
    assert effects((), ()) == ()
    assert isinstance(effects(told.clocks, told.clocks)[0], Effect)


def asked(*events: Any, new: Any, today: date = date(2026, 11, 22)) -> list[str]:
    told = happened(*events, agency=NYPD)
    event = history_of([read_event(new)], told.history.items).events[0]
    return list(questions(told.history, told.clocks, event, today))


def test_what_can_hardly_be_as_written_is_asked() -> None:
    assert asked(SENT, new=ours("received", "2026-11-23")) == [
        "Monday, November 23, 2026 has not come yet. Is the date right?"
    ]
    assert asked(SENT, new=ours("received", "2026-10-01")) == [
        "Thursday, October 1, 2026 is before the request was sent, Monday, October 19, 2026. "
        "Is the date right?"
    ]
    backwards = by("post", "acknowledged", "2026-11-02", dated="2026-11-05")
    assert "before it was written" in asked(SENT, new=backwards)[0]
    older = theirs("acknowledged", "2026-11-05", postmarked="2026-11-03")
    assert "The postmark is older than the letter" in asked(SENT, new=older)[0]
    assert (
        "no appeal has been recorded" in asked(SENT, new=theirs("appeal_decided", "2026-11-05"))[0]
    )
    assert asked(SENT, new=theirs("acknowledged", "2026-10-23")) == []


def test_an_appeal_before_anything_is_denied_is_asked_about() -> None:
    assert (
        "Nothing is denied before Tuesday, October 27, 2026"
        in asked(SENT, RECEIVED, new=ours("appealed", "2026-10-26"))[0]
    )
    assert asked(SENT, RECEIVED, new=ours("appealed", "2026-10-27")) == []
    granted = theirs("released", "2026-10-20", part="whole")
    assert asked(RECEIVED, granted, new=ours("appealed", "2026-10-27")) == [
        "Nothing has been denied, in words or by silence. Is this an appeal?"
    ]


def test_other_traps() -> None:
    told = happened(SENT, RECEIVED, agency=NYPD)
    assert "proves receipt" in told.traps("2026-10-20")["receipt-only"]
    told = happened(RECEIVED, theirs("acknowledged", "2026-10-23"), agency=NYPD)
    assert list(told.traps("2026-10-24")) == ["no-date"]
    given = happened(RECEIVED, theirs("acknowledged", "2026-10-23", promised=MARCH), agency=NYPD)
    assert given.traps("2026-10-24") == {}
    assert given.traps("2026-10-22").keys() == {"receipt-only"}


def test_a_correction_that_undoes_an_answer_says_what_runs_again() -> None:
    denied = theirs("denied", "2026-10-22", id="d", items=[1])
    before = happened(RECEIVED, denied, agency=NYPD, items=[1, 2])
    moved = denied | {"replaces": "d", "id": "d2", "items": [2]}
    after = happened(RECEIVED, denied, moved, agency=NYPD, items=[1, 2])
    assert changed(before, after) == [
        "starts NYPD acknowledges, grants or denies, item 1, due Monday, October 26",
        "starts Appeal the denial, item 2: appeal by Friday, November 20 "
        "(last day Monday, November 23)",
        "ends NYPD acknowledges, grants or denies, item 2, due Monday, October 26",
        "undoes Appeal the denial, item 1, due Monday, November 23",
    ]


def test_an_appeal_before_its_time_says_what_it_meets() -> None:
    before = happened(RECEIVED, agency=NYPD)
    after = happened(RECEIVED, ours("appealed", "2026-10-21"), agency=NYPD)
    assert "ends Appeal the silence, due Wednesday, November 25" in changed(before, after)
    late = happened(RECEIVED, theirs("granted", "2026-10-28", id="g"), agency=NYPD)
    in_time = theirs("granted", "2026-10-26", replaces="g")
    mended = happened(RECEIVED, theirs("granted", "2026-10-28", id="g"), in_time, agency=NYPD)
    assert changed(late, mended) == [
        "ends NYPD acknowledges, grants or denies, due Monday, October 26"
    ]
    assert changed(mended, late) == [
        "ends NYPD acknowledges, grants or denies, due Monday, October 26",
        "ends Appeal the silence, due Wednesday, November 25",
    ]
