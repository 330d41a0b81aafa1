"""When a trap shows and when it does not: the day, the letter or the item that decides it."""

from datetime import date

import pytest

from foil.law.traps import Trap, traps
from tests.unit.law.telling import NYPD, Event, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19", id="r")
DENIED = theirs("denied", "2026-11-02", id="d")
ASTRAY = ours("appealed", "2026-11-20", id="p", to="records_officer")


def seen(trap: str, *events: Event, day: str, **facts: object) -> list[Trap]:
    told = happened(*events, agency=NYPD, **{"items": [1, 2], **facts})  # type: ignore[arg-type]
    found = traps(told.history, told.clocks, date.fromisoformat(day))
    return [each for each in found if each.id == trap]


def about(trap: str, *events: Event, day: str, **facts: object) -> list[str | None]:
    return [each.event for each in seen(trap, *events, day=day, **facts)]


def astray(*events: Event, day: str = "2026-11-21") -> list[str | None]:
    return about("wrong-officer", *events, day=day)


def test_every_appeal_that_went_astray_is_named() -> None:
    right = ours("appealed", "2026-11-19", id="right", items=[1])
    wrong = ours("appealed", "2026-11-20", id="wrong", items=[2], to="records_officer")
    assert astray(DENIED, right, wrong) == ["wrong"]
    again = ours("appealed", "2026-11-20", id="again", to="records_officer")
    assert astray(DENIED, ASTRAY, again) == ["p", "again"]


@pytest.mark.parametrize(
    ("then", "left"),
    [
        (ours("contacted", "2026-11-20", direction="in"), ["p"]),
        (ours("appealed", "2026-11-20", to="appeals_officer"), []),
        (ours("withdrawn", "2026-11-20"), []),
        (ours("sued", "2026-11-20"), []),
        (theirs("appeal_decided", "2026-11-20"), []),
        (ours("withdrawn", "2026-11-20", items=[1]), ["p"]),
        (ours("withdrawn", "2026-11-23"), ["p"]),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_what_makes_up_for_an_appeal_that_went_astray(then: Event, left: list[str]) -> None:
    assert astray(DENIED, ASTRAY, then) == left


@pytest.mark.parametrize(
    ("day", "by"),
    [
        ("2026-12-02", "by Wednesday, December 2, 2026 (last day Monday, December 7, 2026)"),
        ("2026-12-03", "at once (last day Monday, December 7, 2026)"),
        ("2026-12-07", "at once (last day Monday, December 7, 2026)"),
        ("2026-12-08", "at once"),
    ],
)
def test_by_when_an_appeal_has_still_to_reach_the_right_officer(day: str, by: str) -> None:
    denied = theirs("denied", "2026-11-02", "2026-11-05", id="d")
    (trap,) = seen("wrong-officer", denied, ASTRAY, day=day)
    assert trap.says.endswith(f"send it to the appeals officer {by}.")


@pytest.mark.parametrize(
    ("day", "by"),
    [
        ("2026-12-02", "by Wednesday, December 2, 2026."),
        ("2026-12-03", "at once."),
    ],
)
def test_the_last_day_of_all_is_still_in_time(day: str, by: str) -> None:
    (trap,) = seen("wrong-officer", DENIED, ASTRAY, day=day)
    assert trap.says.endswith(by)


def test_of_two_denials_the_one_to_appeal_first_says_by_when() -> None:
    """The second letter was written before the first and posted after it."""
    first = theirs("denied", "2026-11-02", id="d", items=[1])
    second = theirs("denied", "2026-10-20", "2026-11-05", postmarked="2026-11-03", items=[2])
    both = {**ASTRAY, "items": [1, 2]}
    (trap,) = seen("wrong-officer", first, second, both, day="2026-11-20")
    assert trap.says.endswith("at once (last day Monday, December 7, 2026).")


def test_a_denial_that_was_not_appealed_says_nothing_of_when_the_appeal_must_arrive() -> None:
    first = theirs("denied", "2026-11-02", id="first")
    second = theirs("denied", "2026-11-10", id="second")
    late = ours("appealed", "2026-11-20", id="p", of=["second"], to="records_officer")
    (trap,) = seen("wrong-officer", first, second, late, day="2026-11-21")
    assert trap.says.endswith("by Thursday, December 10, 2026.")


def test_an_early_appeal_that_was_withdrawn_hides_no_other() -> None:
    one = ours("appealed", "2026-10-23", id="p1", items=[1])
    gone = ours("withdrawn", "2026-10-24", items=[1])
    two = ours("appealed", "2026-10-26", id="p2", items=[2])
    assert about("early-appeal", RECEIVED, one, gone, two, day="2026-10-26") == ["p2"]


def test_asking_again_is_seen_after_a_letter_that_does_not_ask() -> None:
    thanks = ours("wrote", "2026-11-09", letter="Thank you for your letter.")
    silent = ours("wrote", "2026-11-10")
    again = ours("sent", "2026-11-16", id="again")
    assert about("asking-again", DENIED, thanks, silent, again, day="2026-11-17") == ["again"]


def test_asking_again_on_the_day_of_the_denial_stops_nothing_either() -> None:
    again = ours("sent", "2026-11-02", id="again")
    assert about("asking-again", DENIED, again, day="2026-11-02") == ["again"]


def test_silence_about_other_items_leaves_nothing_out_of_an_appeal() -> None:
    appealed = ours("appealed", "2026-11-20", items=[1])
    assert about("left-out", RECEIVED, appealed, day="2026-11-21") == []


def test_a_no_records_answer_that_names_no_appeal_is_a_letter_like_another() -> None:
    answer = theirs("no_records", "2026-11-02", id="n", appeal_notice=False)
    assert about("no-appeal-notice", answer, day="2026-11-03") == ["n"]


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        (theirs("closed", "2026-11-02", id="c", reasons=["Civil Rights Law § 50-a"]), ["c"]),
        (theirs("closed", "2026-11-02", id="c", reasons=["No payment came"]), []),
        (theirs("no_records", "2026-11-02", id="c"), []),
        (theirs("denied", "2020-06-11", id="c", grounds=["50-a"]), []),
        (theirs("denied", "2020-06-12", id="c", grounds=["50-a"]), ["c"]),
    ],
)
def test_what_rests_on_a_law_repealed(letter: Event, found: list[str]) -> None:
    assert about("fifty-a", letter, day="2026-11-03") == found


def test_once_the_request_is_determined_the_date_that_was_missing_is_no_matter() -> None:
    acknowledged = theirs("acknowledged", "2026-10-23", id="a")
    assert about("no-date", RECEIVED, acknowledged, day="2026-11-30") == ["a"]
    part = theirs("released", "2026-12-01", part="part")
    assert about("no-date", RECEIVED, acknowledged, part, day="2026-12-02") == []


PORTAL = (
    ours("received", "2026-08-10"),
    theirs("acknowledged", "2026-08-11", id="a", promised=[{"date": "2026-09-15"}]),
)


def test_the_portal_s_date_is_too_late_whichever_day_the_office_leads_with() -> None:
    for chosen in ("twenty_days", "date_given"):
        rules = {"long_date": chosen}
        assert about("portal-twenty", *PORTAL, day="2026-08-12", rules=rules) == ["a"]


def test_a_copy_that_bounced_is_not_what_the_portal_counts_from() -> None:
    told = (
        ours("sent", "2026-10-13", id="first"),
        ours("sent", "2026-10-22", id="copy"),
        ours("delivery_failed", "2026-10-22", of=["copy"]),
        theirs("acknowledged", "2026-10-23", promised=[{"date": "2026-12-01"}]),
    )
    assert about("portal-twenty", *told, day="2026-10-24") == []
