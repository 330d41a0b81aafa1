"""Every clock names the event it began with and, where silence began it, the clock it follows."""

from typing import Any

import pytest

from tests.unit.law.telling import NYPD, STATE, by, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19", id="r")
MARCH: dict[str, Any] = {"promised": [{"date": "2027-03-10"}]}
ACKNOWLEDGED = theirs("acknowledged", "2026-10-23", id="a", **MARCH)
APPEALED = ours("appealed", "2026-11-20", id="p")
DECIDED = theirs("appeal_decided", "2026-12-02", id="ad")
ORDERED = [{"who": "agency", "what": "answer", "on": "2027-06-30"}]


@pytest.mark.parametrize(
    ("kind", "events", "began"),
    [
        ("acknowledge", (ours("sent", "2026-10-19", id="s"),), ("sent", "s", None)),
        ("acknowledge", (RECEIVED,), ("received", "r", None)),
        ("appeal", (RECEIVED,), ("received", "r", "acknowledge")),
        ("determine", (ACKNOWLEDGED,), ("acknowledged", "a", None)),
        ("approximate_date", (ACKNOWLEDGED,), ("acknowledged", "a", None)),
        (
            "date_certain",
            (theirs("extended", "2026-11-20", id="x", **MARCH),),
            ("extended", "x", None),
        ),
        (
            "appeal",
            (theirs("reopened", "2026-11-20", id="o", **MARCH),),
            ("reopened", "o", "date_certain"),
        ),
        ("appeal", (theirs("denied", "2026-11-02", id="d"),), ("denied", "d", None)),
        ("decide_appeal", (APPEALED,), ("appealed", "p", None)),
        (
            "decide_appeal",
            (APPEALED, ours("appeal_received", "2026-11-23", id="ar")),
            ("appeal_received", "ar", None),
        ),
        ("decide_appeal", (ours("appeal_received", "2026-11-23", id="ar"),),
         ("appeal_received", "ar", None)),
        ("article_78", (APPEALED,), ("appealed", "p", "decide_appeal")),
        ("article_78", (DECIDED,), ("appeal_decided", "ad", None)),
        (
            "article_78",
            (theirs("exception_claimed", "2026-12-02", id="e", step="appeal_decision"),),
            ("exception_claimed", "e", None),
        ),
        (
            "exception_statement",
            (theirs("exception_claimed", "2026-12-02", id="e"),),
            ("exception_claimed", "e", None),
        ),
        (
            "clarify",
            (theirs("clarification_asked", "2026-11-02", id="q"),),
            ("clarification_asked", "q", None),
        ),
        ("pay", (theirs("fee_asked", "2026-11-02", id="f"),), ("fee_asked", "f", None)),
        (
            "collect_files",
            (theirs("granted", "2026-11-02", id="g", collect_by="2026-11-13"),),
            ("granted", "g", None),
        ),
        ("service", (DECIDED, ours("sued", "2027-03-15", id="u")), ("sued", "u", None)),
        (
            "court_date",
            (ours("ordered", "2027-04-20", id="c", dates=ORDERED),),
            ("ordered", "c", None),
        ),
        (
            "notice_of_appeal",
            (ours("decided_by_court", "2027-08-02", id="j", notice_of_entry="2027-08-09"),),
            ("decided_by_court", "j", None),
        ),
        (
            "perfect_appeal",
            (ours("notice_of_appeal", "2027-09-01", id="n", source="agency"),),
            ("notice_of_appeal", "n", None),
        ),
    ],
)  # fmt: skip
def test_what_a_clock_began_with(
    kind: str, events: tuple[dict[str, Any], ...], began: tuple[str, str, str | None]
) -> None:
    (clock,) = happened(*events, agency=STATE).all(kind, from_event=began[1])
    assert (clock.from_kind, clock.from_event, clock.parent) == began


def test_a_release_on_the_portal_begins_its_publication() -> None:
    clock = happened(by("portal", "released", "2026-11-02", id="l"), agency=NYPD).one("publication")
    assert (clock.from_kind, clock.from_event) == ("released", "l")


def test_a_decision_of_which_only_the_day_is_known_is_counted_as_from_its_letter() -> None:
    received = ours("appeal_received", "2026-11-20")
    decided = ours("appeal_decided", "2026-12-03", outcome="remanded")
    clock = happened(APPEALED, received, decided).one("article_78")
    assert {reading.rule for reading in clock.readings} == {"letter", "silence"}
