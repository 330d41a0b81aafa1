"""Five business days to acknowledge: from receipt, met by the day the answer was sent."""

from datetime import date

import pytest

from foil.law.effects import base
from tests.unit.law.telling import COUNTY, NYPD, around, by, days, happened, ours, theirs

SENT = ours("sent", "2026-10-19", by="portal")
RECEIVED = {"kind": "received", "at": "2026-10-19T10:42:00"}


def test_the_day_before_the_day_and_the_day_after() -> None:
    told = happened(SENT, RECEIVED)
    clock = told.one("acknowledge")
    assert days(clock) == {
        "day_zero": "2026-10-19",
        "earliest": "2026-10-26",
        "due": "2026-10-26",
        "latest": "2026-10-26",
        "act_on": "2026-10-26",
        "arises_on": "2026-10-19",
    }
    assert around(clock, date(2026, 10, 26)) == ["running", "due_today", "late"]
    assert around(clock, date(2026, 10, 19)) == ["waiting", "running", "running"]
    assert (clock.from_kind, clock.provisional, clock.stake) == ("received", False, None)


def test_an_hour_that_every_reading_counts_alike_is_no_reading() -> None:
    assert happened(SENT, RECEIVED).one("acknowledge").readings == ()
    evening = happened(SENT, {"kind": "received", "at": "2026-10-19T16:00:00"}).one("acknowledge")
    assert {reading.rule: reading.due.isoformat() for reading in evening.readings} == {
        "any_hour": "2026-10-26",
        "four_pm": "2026-10-27",
    }


def test_silence_opens_an_appeal_the_next_day() -> None:
    told = happened(SENT, RECEIVED)
    appeal = told.one("appeal")
    assert (appeal.parent, appeal.stake, appeal.against) == ("acknowledge", "arguable", "requester")
    assert days(appeal) == {
        "day_zero": "2026-10-26",
        "earliest": "2026-11-25",
        "due": "2026-11-25",
        "latest": "2026-11-25",
        "act_on": "2026-11-25",
        "arises_on": "2026-10-27",
    }
    assert around(appeal, date(2026, 10, 27)) == ["waiting", "running", "running"]
    assert around(appeal, date(2026, 11, 25)) == ["running", "due_today", "late"]


@pytest.mark.parametrize("day", ["2026-10-23", "2026-10-24", "2026-10-25"])
def test_a_weekend_s_receipt_falls_due_with_friday_s(day: str) -> None:
    assert happened(ours("received", day)).one("acknowledge").due == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("answer", "how", "shown_by"),
    [
        (theirs("acknowledged", "2026-10-26"), "met", "letter"),
        (theirs("acknowledged", "2026-10-26", "2026-11-02"), "met", "letter"),
        (
            theirs("acknowledged", "2026-10-23", "2026-11-02", postmarked="2026-10-26"),
            "met",
            "postmark",
        ),
        (
            theirs("acknowledged", "2026-10-26", "2026-11-02", postmarked="2026-10-28"),
            "met",
            "letter",
        ),
        (
            theirs("acknowledged", "2026-10-27", "2026-11-02", postmarked="2026-10-28"),
            "met_late",
            "postmark",
        ),
        (theirs("acknowledged", "2026-10-27"), "met_late", "letter"),
        (by("email", "acknowledged", "2026-10-26", dated="2026-10-20"), "met", "notice"),
        (by("email", "acknowledged", "2026-10-27", dated="2026-10-26"), "met_late", "notice"),
        (by("fax", "acknowledged", "2026-10-27", dated="2026-10-26"), "met", "letter"),
        ({"kind": "acknowledged", "received": "2026-10-27"}, "met_late", "receipt"),
        ({"kind": "acknowledged", "on": "2026-10-26"}, "met", "act"),
    ],
)
def test_what_shows_when_the_agency_answered(
    answer: dict[str, str], how: str, shown_by: str
) -> None:
    clock = happened(SENT, RECEIVED, answer).one("acknowledge")
    assert (clock.how, clock.by) == (how, shown_by)
    assert clock.ended_by == "event-3"


def test_the_first_paper_sent_counts() -> None:
    papers = [
        {
            "how": "post",
            "dated": "2026-10-24",
            "postmarked": "2026-10-28",
            "received": "2026-11-02",
        },
        {"how": "portal", "received": "2026-10-26"},
        {"how": "portal", "received": "2026-10-27"},
    ]
    clock = happened(SENT, RECEIVED, {"kind": "acknowledged", "papers": papers}).one("acknowledge")
    assert (clock.how, clock.by, clock.stopped_on) == ("met", "notice", date(2026, 10, 26))


@pytest.mark.parametrize(
    "kind", ["acknowledged", "extended", "granted", "denied", "no_records", "referred", "released"]
)
def test_every_answer_meets_it(kind: str) -> None:
    assert happened(SENT, RECEIVED, theirs(kind, "2026-10-26")).one("acknowledge").how == "met"
    late = happened(SENT, RECEIVED, theirs(kind, "2026-10-27"))
    assert late.one("acknowledge").how == "met_late"
    assert late.all("appeal", parent="acknowledge"), "what silence opened stays listed"


@pytest.mark.parametrize("kind", ["clarification_asked", "fee_asked"])
def test_a_question_does_not_meet_it(kind: str) -> None:
    told = happened(SENT, RECEIVED, theirs(kind, "2026-10-22"))
    assert told.state("acknowledge", "2026-10-27") == "late"


def test_letters_and_calls_of_ours_change_nothing() -> None:
    more = (ours("wrote", "2026-10-20"), ours("contacted", "2026-10-21", direction="out"))
    clock = happened(SENT, RECEIVED, *more).one("acknowledge")
    assert (clock.how, clock.due) == (None, date(2026, 10, 26))


def test_until_receipt_is_known_it_is_provisional() -> None:
    told = happened(SENT)
    clock = told.one("acknowledge")
    assert (clock.needs, clock.from_kind, clock.due) == (("received",), "sent", date(2026, 10, 26))
    assert told.one("appeal").needs == ("received",)
    assert clock.state(date(2026, 10, 27)) == "late"
    received = happened(SENT, ours("received", "2026-10-21")).one("acknowledge")
    assert (received.id, received.needs, received.due) == (clock.id, (), date(2026, 10, 28))


def test_of_two_receipts_ours_is_due_and_theirs_only_the_latest() -> None:
    told = happened(SENT, RECEIVED, ours("received", "2026-10-22", source="agency"))
    clock = told.one("acknowledge")
    assert days(clock) | {"act_on": ""} == {
        "day_zero": "2026-10-19",
        "earliest": "2026-10-26",
        "due": "2026-10-26",
        "latest": "2026-10-29",
        "act_on": "",
        "arises_on": "2026-10-19",
    }
    assert around(clock, date(2026, 10, 26)) == ["running", "due_today", "past_due"]
    assert around(clock, date(2026, 10, 29)) == ["past_due", "past_due", "late"]
    silent = told.one("appeal")
    assert (silent.due, silent.latest) == (date(2026, 11, 25), date(2026, 11, 30))


def test_a_letter_in_the_mail_has_ten_days() -> None:
    clock = happened(RECEIVED, agency=COUNTY).one("acknowledge")
    assert (clock.due, clock.latest, clock.act_on) == (
        date(2026, 10, 26),
        date(2026, 11, 5),
        date(2026, 11, 5),
    )
    assert around(clock, date(2026, 11, 5)) == ["past_due", "past_due", "late"]


@pytest.mark.parametrize(
    ("how", "agency", "latest"),
    [
        ("post", NYPD, "2026-12-04"),
        ("portal", NYPD, "2026-11-24"),
        ("portal", COUNTY, "2026-11-24"),
        ("post", COUNTY, "2026-12-04"),
    ],
)
def test_whether_it_answers_by_post_is_seen_from_its_last_letter(
    how: str, agency: object, latest: str
) -> None:
    letter = by(how, "acknowledged", "2026-10-23", dated="2026-10-23")
    told = happened(RECEIVED, letter, agency=agency)  # type: ignore[arg-type]
    assert told.one("determine").latest == date.fromisoformat(latest)


@pytest.mark.parametrize(
    ("by", "latest"),
    [
        ("post", "2026-11-05"),
        ("certified", "2026-11-05"),
        ("portal", "2026-10-26"),
        ("email", "2026-10-26"),
    ],
)
def test_before_any_letter_it_is_seen_from_how_we_filed(by: str, latest: str) -> None:
    clock = happened(ours("sent", "2026-10-19", by=by), RECEIVED).one("acknowledge")
    assert clock.latest == date.fromisoformat(latest)


def test_a_clock_is_open_until_it_is_met_however_late() -> None:
    clock = happened(RECEIVED, agency=COUNTY).one("acknowledge")
    days = [date(2026, 10, 18), date(2026, 10, 19), clock.due, date(2026, 10, 27)]
    days += [date(2026, 11, 5), date(2026, 11, 6)]
    assert [(clock.state(day), clock.is_open(day)) for day in days] == [
        ("waiting", False),
        ("running", True),
        ("due_today", True),
        ("past_due", True),
        ("past_due", True),
        ("late", True),
    ]
    met = happened(RECEIVED, theirs("acknowledged", "2026-10-26")).one("acknowledge")
    assert [met.is_open(date(2026, 10, day)) for day in (25, 26, 27)] == [True, False, False]


def test_the_portal_s_own_calendar_only_widens() -> None:
    clock = happened(ours("received", "2026-02-09"), agency=NYPD).one("acknowledge")
    assert (clock.earliest, clock.due, clock.latest) == (
        date(2026, 2, 17),
        date(2026, 2, 18),
        date(2026, 2, 18),
    )
    clock = happened(ours("received", "2026-06-29"), agency=NYPD).one("acknowledge")
    assert (clock.due, clock.latest) == (date(2026, 7, 6), date(2026, 7, 7))


def test_a_bounce_voids_the_receipt() -> None:
    told = happened(SENT, RECEIVED, ours("delivery_failed", "2026-10-20"))
    assert told.one("acknowledge").how == "ended"
    assert told.all("appeal") == [] and told.stage("2026-11-20") == "sent"
    again = happened(
        SENT,
        RECEIVED,
        ours("delivery_failed", "2026-10-20"),
        ours("sent", "2026-10-21"),
        ours("received", "2026-10-21"),
    )
    assert again.one("acknowledge", how=None).due == date(2026, 10, 28)
    assert again.stage("2026-10-22") == "waiting"


def test_a_bounce_of_one_copy_leaves_the_other() -> None:
    told = happened(
        ours("sent", "2026-10-19", id="mail", by="email"),
        ours("sent", "2026-10-19", id="post", by="certified"),
        ours("delivery_failed", "2026-10-20", of=["mail"]),
    )
    assert told.one("acknowledge", from_event="mail").how == "ended"
    assert told.one("acknowledge", from_event="post").how is None


def test_a_receipt_or_copy_after_the_answer_starts_nothing() -> None:
    answered = theirs("acknowledged", "2026-10-23")
    for late in (
        ours("received", "2026-10-23"),
        ours("received", "2026-11-02"),
        ours("sent", "2026-11-02"),
    ):
        told = happened(SENT, RECEIVED, answered, late)
        assert len(told.all("acknowledge")) == 1 and told.kinds("2026-11-20") == {"determine"}


def test_an_item_answered_leaves_the_others_running() -> None:
    told = happened(SENT, RECEIVED, theirs("denied", "2026-10-26", items=[2]), items=[1, 2, 3])
    assert told.one("acknowledge", items=[2]).how == "met"
    assert told.state("acknowledge", "2026-10-27", items=[1, 3]) == "late"
    assert told.one("appeal", parent="acknowledge").items == (1, 3)


def test_items_answered_apart_leave_what_silence_opened_under_ids_of_their_own() -> None:
    late = theirs("acknowledged", "2026-10-28", items=[1])
    told = happened(SENT, RECEIVED, late, items=[1, 2])
    ids = {clock.items: clock.id for clock in told.all("appeal", parent="acknowledge")}
    assert ids == {(1,): "appeal:acknowledge:event-1", (2,): "appeal:acknowledge:event-1#2"}
    assert {base(clock) for clock in told.all("appeal", parent="acknowledge")} == {ids[1,]}


def test_a_clock_s_lasting_name_is_what_it_began_with_whatever_that_is_called() -> None:
    denied = theirs("denied", "2026-11-02", id="None")
    assert base(happened(denied).one("appeal")) == "appeal:None"
    met = happened(denied, ours("appealed", "2026-11-20", id="a", of=["None"])).one("appeal")
    assert (met.id, base(met)) == ("appeal:None:a", "appeal:None")
