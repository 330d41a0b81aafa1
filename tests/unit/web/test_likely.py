"""What is likely to be recorded next, by where a request stands."""

from datetime import date

import pytest

from foil.law.stages import STAGES
from foil.web.choosing import found
from foil.web.forms import FORMS
from foil.web.likely import AFTER, BY_STAGE, MOST, OTHER_LAW, likely
from tests.unit.law.telling import NYPD, Event, happened, ours, theirs

SENT = ours("sent", "2026-10-19")
RECEIVED = ours("received", "2026-10-19")
ACKNOWLEDGED = theirs("acknowledged", "2026-10-23")
DENIED = theirs("denied", "2026-11-02", items=[1])
APPEALED = ours("appealed", "2026-11-09", items=[1])
CASES: dict[str, tuple[tuple[Event, ...], str, list[str]]] = {
    "sent": ((SENT,), "2026-10-19", ["received", "acknowledged", "delivery_failed"]),
    "received": ((SENT, RECEIVED), "2026-10-20", ["acknowledged", "denied", "released"]),
    "acknowledged": ((SENT, RECEIVED, ACKNOWLEDGED), "2026-10-24", ["denied", "released"]),
    "past its date": ((SENT, RECEIVED), "2026-12-01", ["acknowledged", "extended", "released"]),
    "denied": ((RECEIVED, DENIED), "2026-11-03", ["appealed", "released", "wrote"]),
    "appealed": ((RECEIVED, DENIED, APPEALED), "2026-11-10", ["appeal_received", "appeal_decided"]),
    "the appeal received": (
        (RECEIVED, DENIED, APPEALED, ours("appeal_received", "2026-11-09", items=[1])),
        "2026-11-10",
        ["appeal_decided", "released"],
    ),
    "asked for a fee": (
        (RECEIVED, ACKNOWLEDGED, theirs("fee_asked", "2026-10-26", pay_by="2026-11-09")),
        "2026-10-27",
        ["fee_paid", "contacted"],
    ),
    "asked a question": (
        (RECEIVED, theirs("clarification_asked", "2026-10-26", answer_by="2026-11-09")),
        "2026-10-27",
        ["clarified", "contacted"],
    ),
    "sued": ((RECEIVED, DENIED, ours("sued", "2026-11-09", items=[1])), "2026-11-10", ["served"]),
    "judged": (
        (
            ours("sued", "2026-11-09"),
            ours("decided_by_court", "2026-12-09", notice_of_entry="2026-12-09"),
        ),
        "2026-12-10",
        ["notice_of_appeal"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_likeliest_come_first(name: str) -> None:
    events, day, kinds = CASES[name]
    told = happened(*events, agency=NYPD)
    found = likely(told.history, told.clocks, date.fromisoformat(day))
    assert found[: len(kinds)] == kinds
    assert 2 <= len(found) <= MOST
    assert len(set(found)) == len(found)


def test_the_items_of_a_request_that_stand_apart_share_the_handful() -> None:
    told = happened(SENT, RECEIVED, DENIED, items=[1, 2], agency=NYPD)
    assert likely(told.history, told.clocks, date(2026, 11, 3)) == [
        "appealed", "released", "wrote", "contacted", "acknowledged", "extended",
    ]  # fmt: skip


def test_every_stage_has_a_handful_of_forms_that_there_are() -> None:
    assert set(BY_STAGE) == set(STAGES)
    for kinds in (*BY_STAGE.values(), tuple(AFTER.values()), OTHER_LAW):
        assert set(kinds) <= set(FORMS)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("bounced", ["delivery_failed"]),
        ("Phone", ["contacted"]),
        ("so-ordered", ["ordered"]),
        ("scope agreed", ["scope_changed"]),
        ("clawback", ["recalled"]),
        ("moon", []),
    ],
)
def test_a_kind_is_found_by_the_words_people_have_for_it(words: str, kinds: list[str]) -> None:
    assert [form.kind for group in found(words) for form in group.forms] == kinds
