"""Where each item stands, from the draft to the end, and which stage a request shows."""

from datetime import date
from itertools import pairwise

import pytest

from foil.law.stages import STAGES, StageSpan, most_urgent, stage_at, stage_spans
from tests.unit.law.telling import NYPD, happened, ours, theirs

SENT = ours("sent", "2026-10-19", by="portal")
RECEIVED = ours("received", "2026-10-19")
ACKNOWLEDGED = theirs("acknowledged", "2026-10-23")
DENIED = theirs("denied", "2026-12-01", id="d")
APPEALED = (ours("appealed", "2026-12-08", of=["d"]), ours("appeal_received", "2026-12-08"))


def test_a_whole_life() -> None:
    told = happened(
        SENT,
        ours("received", "2026-10-20"),
        ACKNOWLEDGED,
        DENIED,
        *APPEALED,
        ours("sued", "2027-03-01"),
        ours("decided_by_court", "2027-09-01", outcome="granted"),
        ours("withdrawn", "2027-10-01"),
        agency=NYPD,
    )
    spans = stage_spans(told.history, told.clocks)
    assert [(span.since.isoformat(), span.stage) for span in spans] == [
        ("2026-10-19", "sent"),
        ("2026-10-20", "waiting"),
        ("2026-11-25", "past its date"),
        ("2026-12-01", "denied, appeal open"),
        ("2026-12-08", "on appeal"),
        ("2026-12-23", "suit open"),
        ("2027-03-01", "in court"),
        ("2027-09-01", "answered"),
        ("2027-10-01", "withdrawn"),
    ]
    assert spans[-1].until is None
    assert all(one.until == two.since for one, two in pairwise(spans))
    assert told.stage("2026-10-18") == "draft"


def test_a_stage_lasts_until_another_begins() -> None:
    told = happened(SENT, ours("contacted", "2026-10-20", direction="in"), DENIED)
    spans = stage_spans(told.history, told.clocks)
    assert [(span.since.isoformat(), span.stage) for span in spans] == [
        ("2026-10-19", "sent"),
        ("2026-10-27", "past its date"),
        ("2026-12-01", "denied, appeal open"),
        ("2027-01-01", "right lost"),
    ]
    alone = happened(ours("contacted", "2026-10-20", direction="in"))
    assert stage_spans(alone.history, alone.clocks) == (
        StageSpan(1, "sent", date(2026, 10, 20), None),
    )


@pytest.mark.parametrize(
    ("events", "day", "stage"),
    [
        ((), "2026-10-19", "sent"),
        ((RECEIVED,), "2026-10-26", "waiting"),
        ((RECEIVED,), "2026-10-27", "past its date"),
        ((RECEIVED, ours("delivery_failed", "2026-10-20")), "2026-11-20", "sent"),
        ((RECEIVED, ACKNOWLEDGED), "2026-11-24", "waiting"),
        ((RECEIVED, theirs("fee_asked", "2026-10-21", pay_by="2026-11-02")), "2026-11-02",
         "waiting on us"),
        ((RECEIVED, theirs("granted", "2026-10-23")), "2026-10-24", "producing"),
        ((RECEIVED, theirs("released", "2026-10-23", part="part")), "2026-10-24", "producing"),
        ((RECEIVED, theirs("released", "2026-10-23", part="whole")), "2026-10-24", "answered"),
        ((RECEIVED, theirs("closed", "2026-10-23", **{"as": "withdrawn"})), "2026-10-24",
         "withdrawn"),
        ((ACKNOWLEDGED,), "2026-10-24", "waiting"),
        ((theirs("reopened", "2026-11-02"), theirs("released", "2026-11-09", part="whole")),
         "2026-11-10", "answered"),
        ((DENIED, *APPEALED, theirs("appeal_decided", "2026-12-15", outcome="remanded"),
          ours("sued", "2027-03-01"), ours("decided_by_court", "2027-09-01")),
         "2027-09-01", "remanded or re-opened"),
        ((DENIED,), "2026-12-31", "denied, appeal open"),
        ((DENIED,), "2027-01-01", "right lost"),
        ((DENIED, *APPEALED), "2026-12-22", "on appeal"),
        ((DENIED, *APPEALED), "2026-12-23", "suit open"),
        ((DENIED, *APPEALED), "2027-04-22", "suit open"),
        ((DENIED, *APPEALED), "2027-04-23", "right lost"),
    ],
)  # fmt: skip
def test_the_stage_on_a_day(events: tuple[dict[str, object], ...], day: str, stage: str) -> None:
    assert happened(SENT, *events, agency=NYPD).stage(day) == stage


def test_a_day_before_anything_is_a_draft_and_so_is_an_item_nothing_is_said_of() -> None:
    told = happened(SENT | {"items": [1]}, items=[1, 2])
    assert stage_at(told.history, told.clocks, 2, date(2027, 1, 1)) == "draft"
    assert {span.item for span in stage_spans(told.history, told.clocks)} == {1}


def test_a_withdrawn_item_can_be_re_opened() -> None:
    told = happened(
        SENT,
        ours("withdrawn", "2026-10-20"),
        theirs("reopened", "2026-11-02", promised=[{"date": "2026-12-01"}]),
    )
    assert told.stage("2026-10-20") == "withdrawn"
    assert told.stage("2026-11-02") == "remanded or re-opened"
    assert told.stage("2026-12-02") == "past its date"


def test_a_request_shows_its_most_urgent_stage() -> None:
    assert most_urgent(["waiting", "answered", "denied, appeal open"]) == "denied, appeal open"
    assert most_urgent(["suit open", "right lost"]) == "right lost"
    assert most_urgent([]) == "draft"
    assert len(set(STAGES)) == len(STAGES)
