"""Each trap, one sentence at the moment it matters; and a history that is alike and safe."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from foil.law import traps
from foil.law.agency import AgencyRules
from foil.law.authorities import AUTHORITIES
from tests.unit.law.telling import COUNTY, NYPD, STATE, Event, happened, ours, theirs

SENT = ours("sent", "2026-10-19", id="s")
RECEIVED = ours("received", "2026-10-19", id="r")
DENIED = theirs("denied", "2026-11-02", id="d")
NO_DATE = theirs("acknowledged", "2026-10-23", id="a")
FAR = theirs("acknowledged", "2026-10-23", id="a", promised=[{"date": "2027-02-25"}])
APPEALED = ours("appealed", "2026-11-20", id="p")
ITEMS = {"items": [1, 2]}


class Case(NamedTuple):
    """What happened, the day it is looked at, what the trap says; "" where it must not show."""

    trap: str
    events: tuple[Event, ...]
    day: str
    says: str = ""
    agency: AgencyRules = NYPD
    facts: Mapping[str, Any] = MappingProxyType({})


def denied(**fields: object) -> Event:
    return theirs("denied", "2026-11-02", id="d", **fields)


def appealed(day: str = "2026-11-20", **fields: object) -> Event:
    return ours("appealed", day, **{"id": "p", **fields})


def decided(outcome: str, day: str = "2026-12-03") -> Event:
    return theirs("appeal_decided", day, outcome=outcome)


PART = denied(scope="part")
CASES = (
    Case("left-out", (denied(items=[1, 2]), appealed(items=[1])), "2026-11-21",
         "item 2 is not in the appeal: its right ends Wednesday, December 2, 2026", facts=ITEMS),
    Case("left-out", (denied(items=[1, 2]), appealed(items=[1, 2])), "2026-11-21", facts=ITEMS),
    Case("left-out", (denied(items=[1, 2]),), "2026-11-21", facts=ITEMS),
    Case("silent-appeal", (DENIED, appealed(), ours("appeal_received", "2026-11-20")), "2026-12-08",
         "denied by silence on Monday, December 7, 2026. Sue by Wednesday, April 7, 2027"),
    Case("silent-appeal", (DENIED, appealed(), decided("denied")), "2026-12-08"),
    Case("partial-denial", (PART,), "2026-11-03", "starts the thirty days now"),
    Case("partial-denial", (theirs("closed", "2026-11-02", **{"as": "part"}),), "2026-11-03",
         "redactions included"),
    Case("partial-denial", (DENIED,), "2026-11-03"),
    Case("partial-denial", (PART, appealed()), "2026-11-21"),
    Case("closed-denial", (RECEIVED, theirs("closed", "2026-11-02", **{"as": "no_answer"})),
         "2026-11-03", "“Closed” is a denial here"),
    Case("closed-denial", (RECEIVED, theirs("closed", "2026-10-22", **{"as": "fulfilled"})),
         "2026-11-03"),
    Case("remanded", (DENIED, appealed(), decided("remanded")), "2026-12-04",
         "the four months to sue run all the same"),
    Case("remanded", (DENIED, appealed(), decided("denied")), "2026-12-04"),
    Case("no-appeal-notice", (denied(appeal_notice=False),), "2026-11-03",
         "appeal in time all the same"),
    Case("no-appeal-notice", (denied(appeal_notice=False),), "2027-01-04",
         "Courts have excused a missed appeal"),
    Case("no-appeal-notice", (denied(appeal_notice=True),), "2026-11-03"),
    Case("no-appeal-notice", (denied(appeal_notice=False), appealed()), "2026-11-21"),
    Case("fifty-a", (denied(grounds=["Civil Rights Law § 50-a"]),), "2026-11-03", "June 12, 2020"),
    Case("fifty-a", (theirs("denied", "2020-06-11", grounds=["50-a"]),), "2020-06-12"),
    Case("no-date", (RECEIVED, NO_DATE), "2026-10-24", "gives no approximate date"),
    Case("no-date", (RECEIVED, FAR), "2026-10-24"),
    Case("receipt-only", (SENT, RECEIVED), "2026-10-20", "it is not the acknowledgement"),
    Case("receipt-only", (SENT, RECEIVED, NO_DATE), "2026-10-24"),
    Case("receipt-only", (SENT,), "2026-10-20"),
)  # fmt: skip


def found(case: Case) -> list[str]:
    told = happened(*case.events, agency=case.agency, **case.facts)
    day = date.fromisoformat(case.day)
    return [t.says for t in traps.traps(told.history, told.clocks, day) if t.id == case.trap]


def named(case: Case) -> str:
    return f"{case.trap}-{case.day}-{'shown' if case.says else 'safe'}"


WRONG = appealed(to="records_officer")
WRONG_OFFICER = (
    Case("wrong-officer", (DENIED, WRONG), "2026-11-21",
         "may not decide it: send it to the appeals officer by Wednesday, December 2, 2026."),
    Case("wrong-officer", (theirs("denied", "2026-11-02", "2026-11-06"), WRONG), "2026-12-02",
         "by Wednesday, December 2, 2026 (last day Monday, December 7, 2026)."),
    Case("wrong-officer", (theirs("denied", "2026-11-02", "2026-11-06"), WRONG), "2026-12-03",
         "at once (last day Monday, December 7, 2026)."),
    Case("wrong-officer", (DENIED, WRONG), "2026-12-04", "send it to the appeals officer at once."),
    Case("wrong-officer", (RECEIVED, NO_DATE, appealed("2026-11-25", to="records_officer")),
         "2026-11-26", "by Thursday, December 24, 2026."),
    Case("wrong-officer", (theirs("denied", "2026-11-02", "2026-11-06"), WRONG), "2026-12-03",
         "at once (at the latest Monday, December 7, 2026).", agency=STATE),
    Case("wrong-officer", (DENIED, WRONG, appealed("2026-11-25", id="q", of=["d"])), "2026-11-26"),
    Case("wrong-officer", (DENIED, WRONG, appealed("2026-11-25", id="q", of=["d"],
         to="records_officer")), "2026-11-26", "who may not decide it"),
    Case("wrong-officer", (denied(items=[1, 2]), appealed(to="records_officer", items=[1, 2]),
         appealed("2026-11-25", id="q", items=[2], of=["d"], to="appeals_officer")), "2026-11-26",
         "who may not decide it", facts=ITEMS),
    Case("wrong-officer", (DENIED, WRONG, decided("denied")), "2026-12-04"),
    Case("wrong-officer", (DENIED, appealed(to="appeals_officer")), "2026-11-21"),
    Case("wrong-officer", (DENIED, appealed()), "2026-11-21"),
)  # fmt: skip
EARLY = (
    Case("early-appeal", (RECEIVED, FAR, appealed("2026-11-30")), "2026-11-30",
         "By some readings nothing is denied before Friday, February 26, 2027"),
    Case("early-appeal", (RECEIVED, appealed("2026-10-26")), "2026-10-26",
         "nothing is denied before Tuesday, October 27, 2026"),
    Case("early-appeal", (RECEIVED, appealed("2026-10-28")), "2026-10-28",
         "nothing is denied before Friday, November 6, 2026", agency=COUNTY),
    Case("early-appeal", (RECEIVED, NO_DATE, appealed("2026-11-25")), "2026-11-25"),
    Case("early-appeal", (RECEIVED, FAR, appealed("2027-02-26")), "2027-02-26"),
    Case("early-appeal", (RECEIVED, FAR, appealed("2026-11-30"), decided("premature")),
         "2026-12-04"),
    Case("early-appeal", (DENIED, appealed()), "2026-11-20"),
)  # fmt: skip
AGAIN = ours("sent", "2027-01-11", id="again")
LOST = "Asking again does not revive a lost right: "
ASKED = (
    Case("asking-again", (SENT, DENIED, AGAIN), "2027-01-11",
         f"{LOST}the time to appeal for item 1 ended Wednesday, December 2, 2026."),
    Case("asking-again", (SENT, DENIED, AGAIN, theirs("denied", "2027-01-20")), "2027-01-21", LOST),
    Case("asking-again", (DENIED, appealed(), decided("denied"), ours("sent", "2027-05-03")),
         "2027-05-03", f"{LOST}the four months to sue for item 1 ended Monday, April 5, 2027."),
    Case("asking-again", (SENT, DENIED, ours("wrote", "2027-01-11", letter="Asked to re-open")),
         "2027-01-11", LOST),
    Case("asking-again", (SENT, DENIED, ours("sent", "2026-11-16")), "2026-11-16",
         "Asking again does not stop the time. Appeal by Wednesday, December 2, 2026."),
    Case("asking-again", (SENT, DENIED, AGAIN, theirs("released", "2027-01-20", part="part")),
         "2027-01-21", LOST),
    Case("asking-again", (SENT, DENIED, AGAIN, theirs("released", "2027-01-20", part="whole")),
         "2027-01-21"),
    Case("asking-again", (SENT, DENIED, AGAIN, theirs("granted", "2027-01-20", items=[1])),
         "2027-01-21"),
    Case("asking-again", (SENT, DENIED, ours("wrote", "2027-01-11", letter="Thanks")),
         "2027-01-11"),
    Case("asking-again", (SENT, DENIED, ours("wrote", "2027-01-11")), "2027-01-11"),
    Case("asking-again", (SENT, denied(items=[1]), ours("sent", "2027-01-11", items=[2])),
         "2027-01-11", facts=ITEMS),
    Case("asking-again", (SENT, DENIED, appealed(), ours("sent", "2026-11-23")), "2026-11-23"),
    Case("asking-again", (SENT, ours("delivery_failed", "2026-10-20"), ours("sent", "2026-10-21")),
         "2026-10-21"),
    Case("asking-again", (SENT, ours("sent", "2026-10-23"), DENIED), "2027-01-11"),
)  # fmt: skip


def portal(day: str, promise: dict[str, object], acknowledged: str = "2026-08-11") -> Case:
    """An acknowledgement of a request that came on August 10, seen on `day`."""
    letter = theirs("acknowledged", acknowledged, id="a", promised=[promise])
    return Case("portal-twenty", (ours("received", "2026-08-10"), letter), day)


TWENTY = portal("2026-08-12", {"date": "2026-09-15"})._replace(
    says="it shows Tuesday, September 15, 2026: counted from the acknowledgement they end "
    "Wednesday, September 9, 2026."
)
PORTAL = (
    TWENTY,
    portal("2026-08-12", {"date": "2026-09-14", "business_days": 20})._replace(
        says="it shows Monday, September 14, 2026"
    ),
    TWENTY._replace(
        trap="portal-twenty",
        events=(
            ours("received", "2026-02-09"),
            theirs("acknowledged", "2026-02-10", promised=[{"date": "2026-03-17"}]),
        ),
        day="2026-02-11",
        says="it shows Tuesday, March 17, 2026",
    ),
    TWENTY._replace(says="", agency=STATE),
    TWENTY._replace(says="", day="2026-09-16", events=(
        *TWENTY.events, theirs("denied", "2026-09-02"))),
    portal("2026-08-18", {"date": "2026-09-15"}, "2026-08-17"),
    portal("2026-08-12", {"date": "2026-12-01"}),
    portal("2026-08-12", {"business_days": 20}),
    portal("2026-08-12", {"date": "2026-09-08", "business_days": 20}),
)  # fmt: skip


@pytest.mark.parametrize("case", [*CASES, *WRONG_OFFICER, *EARLY, *ASKED, *PORTAL], ids=named)
def test_a_trap_shows_where_it_matters_and_only_there(case: Case) -> None:
    says = found(case)
    assert bool(says) == bool(case.says), says
    if case.says:
        assert case.says in says[0]


def test_every_trap_has_a_history_that_shows_it_and_one_that_does_not() -> None:
    known = {find.__name__.replace("_", "-") for find in traps._FINDERS}
    cases = [*CASES, *WRONG_OFFICER, *EARLY, *ASKED, *PORTAL]
    assert {case.trap for case in cases if case.says} == known
    assert {case.trap for case in cases if not case.says} == known


def test_each_trap_names_what_it_rests_on() -> None:
    for case in (*CASES, *WRONG_OFFICER, *EARLY, *ASKED, *PORTAL):
        told = happened(*case.events, agency=case.agency, **case.facts)
        for trap in traps.traps(told.history, told.clocks, date.fromisoformat(case.day)):
            assert trap.authority and set(trap.authority) <= AUTHORITIES.keys()
            assert any(AUTHORITIES[name].citable for name in trap.authority)
            assert trap.says.endswith(".") and "  " not in trap.says
            assert trap.event in {event.id for event in told.history.events}


def test_under_the_portal_s_calendar_its_own_date_is_still_too_late() -> None:
    told = happened(*TWENTY.events, agency=NYPD, calendar="nyc-portal")
    assert "it shows Tuesday, September 15, 2026" in told.traps("2026-08-12")["portal-twenty"]
