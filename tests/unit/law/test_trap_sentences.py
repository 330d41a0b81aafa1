"""What each trap says, word for word, on what authority and about which event."""

from datetime import date

import pytest

from foil.law import traps
from foil.law.trap import Trap
from tests.unit.law.telling import NYPD, Event, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19", id="r")
APPEALED = ours("appealed", "2026-11-20", id="p")


def denied(**fields: object) -> Event:
    return theirs("denied", "2026-11-02", id="d", **fields)


SAID: dict[str, tuple[tuple[Event, ...], str, Trap]] = {
    "left-out": (
        (denied(), ours("appealed", "2026-11-20", id="p", items=[1])),
        "2026-11-21",
        Trap(
            "left-out",
            "Of what was denied, items 2 and 3 are not in the appeal: their rights end "
            "Wednesday, December 2, 2026.",
            ("pol-89-4-a", "case-mingo"),
            "d",
        ),
    ),
    "wrong-officer": (
        (denied(), ours("appealed", "2026-11-20", id="p", to="records_officer")),
        "2026-11-21",
        Trap(
            "wrong-officer",
            "The appeal went to the records access officer, who may not decide it: send it to the "
            "appeals officer by Wednesday, December 2, 2026.",
            ("nycrr-1401-7-b", "pol-89-4-a"),
            "p",
        ),
    ),
    "asking-again": (
        (denied(), ours("sent", "2027-01-11", id="again")),
        "2027-01-11",
        Trap(
            "asking-again",
            "Asking again does not revive a lost right: the time to appeal for items 1, 2 and 3 "
            "ended Wednesday, December 2, 2026.",
            ("case-mcgriff", "case-mingo"),
            "again",
        ),
    ),
    "silent-appeal": (
        (denied(), APPEALED, ours("appeal_received", "2026-11-20", id="ar")),
        "2026-12-08",
        Trap(
            "silent-appeal",
            "The appeal was denied by silence on Monday, December 7, 2026. Sue by Wednesday, "
            "April 7, 2027; no letter will come to remind you.",
            ("pol-89-4-b", "cplr-217-1", "case-portfolio-media"),
            "ar",
        ),
    ),
    "partial-denial": (
        (denied(scope="part"),),
        "2026-11-03",
        Trap(
            "partial-denial",
            "A partial denial, redactions included, starts the thirty days now; later releases do "
            "not restart them. Appeal by Wednesday, December 2, 2026.",
            ("pol-89-4-a", "case-mingo"),
            "d",
        ),
    ),
    "closed-denial": (
        (RECEIVED, theirs("closed", "2026-11-02", id="c", **{"as": "no_answer"})),
        "2026-11-03",
        Trap(
            "closed-denial",
            "“Closed” is a denial here unless its reasons say otherwise, and it may be appealed. "
            "Appeal by Wednesday, December 2, 2026.",
            ("pol-89-4-a",),
            "c",
        ),
    ),
    "remanded": (
        (denied(), APPEALED, theirs("appeal_decided", "2026-12-03", id="s", outcome="remanded")),
        "2026-12-04",
        Trap(
            "remanded",
            "Sending the request back does not decide the appeal: the four months to sue run all "
            "the same.",
            ("ao-19780", "pol-89-4-a", "cplr-217-1"),
            "s",
        ),
    ),
    "early-appeal": (
        (RECEIVED, ours("appealed", "2026-10-26", id="p")),
        "2026-10-26",
        Trap(
            "early-appeal",
            "By some readings nothing is denied before Tuesday, October 27, 2026: the NYPD has "
            "refused such an appeal as premature, and a denial that comes later needs an appeal of "
            "its own.",
            ("case-legal-aid-premature", "case-empire-opa", "case-save-monroe"),
            "p",
        ),
    ),
    "no-appeal-notice": (
        (denied(appeal_notice=False),),
        "2026-11-03",
        Trap(
            "no-appeal-notice",
            "The letter does not say that you may appeal. Courts have excused a missed appeal for "
            "that, and have refused to: appeal in time all the same.",
            ("nycrr-1401-7-b", "case-barrett", "case-advocates-for-children"),
            "d",
        ),
    ),
    "fifty-a": (
        (denied(grounds=["Civil Rights Law § 50-a"]),),
        "2026-11-03",
        Trap(
            "fifty-a",
            "Civil Rights Law § 50-a was repealed on June 12, 2020: a denial that rests on it "
            "rests on nothing.",
            ("laws-2020-96",),
            "d",
        ),
    ),
    "no-date": (
        (RECEIVED, theirs("acknowledged", "2026-10-23", id="a")),
        "2026-10-24",
        Trap(
            "no-date",
            "The acknowledgement gives no approximate date, as the law asks. That alone has been "
            "held a denial; the twenty business days run in any case.",
            ("pol-89-3-a-response", "nycrr-1401-5-e-2", "case-south-shore-press"),
            "a",
        ),
    ),
    "portal-twenty": (
        (
            ours("received", "2026-08-10"),
            theirs("acknowledged", "2026-08-11", id="a", promised=[{"date": "2026-09-15"}]),
        ),
        "2026-08-12",
        Trap(
            "portal-twenty",
            "The portal adds its “20 business days” to the five-day date, so that it shows "
            "Tuesday, September 15, 2026: counted from the acknowledgement they end Wednesday, "
            "September 9, 2026.",
            ("openrecords-code", "pol-89-3-a-20bd"),
            "a",
        ),
    ),
    "receipt-only": (
        (RECEIVED,),
        "2026-10-20",
        Trap(
            "receipt-only",
            "A portal’s “successfully submitted” proves receipt; it is not the acknowledgement the "
            "law asks for.",
            ("pol-89-3-a-response",),
            "r",
        ),
    ),
}


def seen(*events: Event, day: str, **facts: object) -> list[Trap]:
    told = happened(*events, agency=NYPD, **{"items": [1, 2, 3], **facts})  # type: ignore[arg-type]
    return list(traps.traps(told.history, told.clocks, date.fromisoformat(day)))


@pytest.mark.parametrize("name", SAID)
def test_a_trap_word_for_word(name: str) -> None:
    events, day, trap = SAID[name]
    assert [each for each in seen(*events, day=day) if each.id == name] == [trap]


def test_each_trap_is_here() -> None:
    assert SAID.keys() == {find.__name__.replace("_", "-") for find in traps._FINDERS}


def test_the_gravest_is_first() -> None:
    """A right being lost, before what only explains it."""
    found = seen(
        denied(scope="part", appeal_notice=False, grounds=["50-a"]),
        ours("appealed", "2026-11-20", items=[1], to="records_officer"),
        day="2026-11-21",
    )
    assert [trap.id for trap in found] == [
        "left-out",
        "wrong-officer",
        "partial-denial",
        "no-appeal-notice",
        "fifty-a",
    ]


def test_the_last_day_is_said_where_it_is_not_the_safe_one() -> None:
    late = theirs("denied", "2026-11-02", "2026-11-06", id="d")
    one = ours("appealed", "2026-11-20", items=[1, 2])
    (trap,) = [t for t in seen(late, one, day="2026-11-21") if t.id == "left-out"]
    assert trap.says == (
        "Of what was denied, item 3 is not in the appeal: its right ends Wednesday, December 2, "
        "2026 (last day Monday, December 7, 2026)."
    )


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-12-01", "Appeal by Wednesday, December 2, 2026."),
        ("2026-12-02", "Appeal by Wednesday, December 2, 2026."),
        ("2026-12-03", "The last day to appeal was Wednesday, December 2, 2026."),
    ],
)
def test_a_last_day_that_is_over_is_said_as_past(day: str, says: str) -> None:
    (trap,) = [t for t in seen(denied(scope="part"), day=day) if t.id == "partial-denial"]
    assert trap.says.endswith(f"do not restart them. {says}")


@pytest.mark.parametrize(
    ("items", "day", "says"),
    [
        ([1], "2026-12-02", "their rights end Wednesday, December 2, 2026."),
        ([1], "2026-12-03", "their rights ended Wednesday, December 2, 2026."),
        ([1, 2], "2026-12-03", "its right ended Wednesday, December 2, 2026."),
    ],
)
def test_what_an_appeal_left_out_is_lost_the_day_after(
    items: list[int], day: str, says: str
) -> None:
    one = ours("appealed", "2026-11-20", items=items)
    (trap,) = [t for t in seen(denied(), one, day=day) if t.id == "left-out"]
    assert trap.says.endswith(f"in the appeal: {says}")
