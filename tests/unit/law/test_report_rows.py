"""What `foil clock --json` and the API say of a history, name by name."""

from datetime import date
from typing import Any

from foil.law.report import report
from tests.unit.law.telling import NYPD, Told, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19", id="r")
DENIED = theirs("denied", "2026-11-02", "2026-11-05", id="d", appeal_notice=False, items=[1])


def told(*events: Any, **fields: Any) -> Told:
    return happened(*events, agency=NYPD, **{"items": [1, 2], **fields})


def reported(history: Told, day: str) -> dict[str, Any]:
    return report(history.history, history.clocks, date.fromisoformat(day))


def the(data: dict[str, Any], kind: str) -> dict[str, Any]:
    (clock,) = [each for each in data["clocks"] if each["kind"] == kind]
    return clock  # type: ignore[no-any-return]


def test_a_report_names_its_day_clocks_traps_extensions_and_stages() -> None:
    data = reported(told(RECEIVED, DENIED), "2026-11-10")
    assert data.keys() == {"as_of", "clocks", "traps", "extensions", "stage"}
    assert (data["as_of"], data["extensions"]) == ("2026-11-10", [])
    assert data["stage"] == {"1": "denied, appeal open", "2": "past its date"}
    assert data["traps"][0] == {
        "id": "no-appeal-notice",
        "says": "The letter does not say that you may appeal. Courts have excused a missed appeal "
        "for that, and have refused to: appeal in time all the same.",
        "authority": ["nycrr-1401-7-b", "case-barrett", "case-advocates-for-children"],
    }
    assert reported(happened(ours("contacted", "2026-11-02", direction="in")), "2026-11-10") == {
        "as_of": "2026-11-10",
        "clocks": [],
        "traps": [],
        "extensions": [],
        "stage": {"1": "sent"},
    }


def test_a_clock_says_all_there_is_to_it() -> None:
    clock = the(reported(told(DENIED), "2026-12-02"), "appeal")
    choices = clock.pop("choices")
    assert clock == {
        "id": "appeal:d",
        "kind": "appeal",
        "items": [1],
        "against": "requester",
        "from": "denied",
        "from_event": "d",
        "day_zero": "2026-11-05",
        "length": 30,
        "unit": "days",
        "due": "2026-12-07",
        "earliest": "2026-12-02",
        "latest": "2026-12-07",
        "act_on": "2026-12-02",
        "stake": "final",
        "arises_on": "2026-11-02",
        "state": "due_today",
        "stopped_on": None,
        "by": None,
        "ended_by": None,
        "provisional": False,
        "needs": [],
        "contested": [
            {
                "choice": "appeal_from",
                "rule": "letter",
                "from": "2026-11-02",
                "due": "2026-12-02",
                "authority": ["pol-89-4-a", "case-mingo", "case-advocates-for-children"],
                "department": "First Department",
            },
            {
                "choice": "missing_notice",
                "rule": "excused",
                "from": None,
                "due": None,
                "authority": ["case-barrett", "case-snyder", "case-morris-suffolk"],
                "department": "statewide",
            },
        ],
        "authority": ["pol-89-4-a", "gcl-20", "gcl-25-a-1", "rcny-43-1-06-b"],
        "why": [
            "Denied, counted from the day it was received: Thursday, November 5, 2026, itself not "
            "counted, Gen. Constr. Law § 20; 43 RCNY 1-06(b).",
            "30 calendar days end on Saturday, December 5, 2026, POL § 89(4)(a).",
            "That day is a Saturday, so the last day is the next business day, Monday, December 7, "
            "2026, Gen. Constr. Law § 25-a(1).",
            "Counted under the public holidays of General Construction Law § 24: the default, "
            "Gen. Constr. Law § 24.",
            "From the day the denial was received: the agency’s own rule, 43 RCNY 1-06(b).",
            "The letter names no appeal. The thirty days run all the same, and the right is lost "
            "with the last of them: the default, Advocates for Children (1st Dept 2012).",
            "Counted from the letter’s date, Monday, November 2, 2026, the last day would be "
            "Wednesday, December 2, 2026, POL § 89(4)(a); Mingo (1st Dept 2024); Advocates for "
            "Children (1st Dept 2012).",
            "The safe day is Wednesday, December 2, 2026, the earliest any rule gives.",
        ],
    }
    assert [each["choice"] for each in choices] == ["appeal_from", "missing_notice"]
    assert choices[1] == {
        "choice": "missing_notice",
        "by": "default",
        "in_force": "runs",
        "options": [
            {
                "option": "runs",
                "due": "2026-12-07",
                "act_on": "2026-12-02",
                "authority": ["case-advocates-for-children"],
                "department": "First Department",
            },
            {
                "option": "excused",
                "due": "2026-12-07",
                "act_on": "2026-12-02",
                "authority": ["case-barrett", "case-snyder", "case-morris-suffolk"],
                "department": "statewide",
            },
        ],
    }


def test_where_a_missing_notice_excuses_the_other_reading_is_that_time_runs() -> None:
    data = reported(told(DENIED, rules={"missing_notice": "excused"}), "2026-12-08")
    row = the(data, "appeal")["contested"][-1]
    assert (row["rule"], row["department"]) == ("runs", "First Department")
    assert data["stage"]["1"] == "denied, appeal open"


def test_a_clock_that_was_met_says_when_by_what_and_by_which_event() -> None:
    letter = theirs("acknowledged", "2026-10-23", "2026-10-26", id="a", items=[1, 2])
    clock = the(reported(told(RECEIVED, letter), "2026-10-26"), "acknowledge")
    stopped = {name: clock[name] for name in ("id", "state", "stopped_on", "by", "ended_by")}
    assert stopped == {
        "id": "acknowledge:r:a",
        "state": "met",
        "stopped_on": "2026-10-23",
        "by": "letter",
        "ended_by": "a",
    }


def test_a_clock_whose_receipt_is_not_known_is_provisional() -> None:
    clock = the(reported(told(ours("sent", "2026-10-19", id="s")), "2026-10-19"), "acknowledge")
    assert (clock["provisional"], clock["needs"], clock["stake"]) == (True, ["received"], None)


def test_an_extension_says_what_it_put_off() -> None:
    events = (
        RECEIVED,
        theirs("acknowledged", "2026-10-23", id="a", promised=[{"date": "2026-12-15"}]),
        theirs("extended", "2026-12-16", id="e", promised=[{"date": "2027-01-22"}]),
    )
    data = reported(told(*events), "2026-12-16")
    assert data["extensions"] == [
        {
            "event": "e",
            "items": [1, 2],
            "n": 1,
            "was": "2026-12-15",
            "now": "2027-01-22",
            "days": 38,
            "total": 38,
            "broken": True,
        }
    ]
