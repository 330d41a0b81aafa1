"""A form's answers become the event's facts, and an event the answers that would record it."""

import pytest

from foil.errors import BadInput
from foil.law.facts import FactsError, read_event
from foil.law.kinds import KINDS
from foil.web.event_forms import FORMS
from foil.web.event_reading import Answers, answers_of, day, field_of, read


def answered(kind: str, *pairs: tuple[str, str]) -> dict[str, object]:
    return read(FORMS[kind], Answers(pairs))


def test_every_form_asks_only_what_its_kind_has() -> None:
    for kind, form in FORMS.items():
        for ask in form.asks:
            assert ask.field == "source" or KINDS[kind].field(ask.field), (kind, ask.field)
            own = KINDS[kind].field(ask.field)
            if own and own.choices:
                assert {key for key, *_ in ask.options} <= set(own.choices), (kind, ask.field)


def test_a_letter_with_its_dates() -> None:
    facts = answered(
        "denied",
        ("paper1-how", "email"),
        ("paper1-dated", "11/2/2026"),
        ("paper1-received", "2026-11-05"),
        ("items", "2"),
        ("items", "3"),
        ("scope", "part"),
        ("exemptions", "87(2)(e)(iv)"),
        ("exemptions", "87(2)(g)"),
        ("grounds", "too broad\n\n not final "),
        ("appeal_notice", "yes"),
    )
    assert facts == {
        "kind": "denied",
        "items": [2, 3],
        "papers": [{"how": "email", "dated": "2026-11-02", "received": "2026-11-05"}],
        "scope": "part",
        "exemptions": ["87(2)(e)(iv)", "87(2)(g)"],
        "grounds": ["too broad", "not final"],
        "appeal_notice": True,
        "officer_named": False,
    }
    assert read_event(facts).act_day.isoformat() == "2026-11-05"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10:42 am", "2026-10-19T10:42:00"),
        ("14:05", "2026-10-19T14:05:00"),
        ("12:00 AM", "2026-10-19T00:00:00"),
        ("12:30 p.m.", "2026-10-19T12:30:00"),
    ],
)
def test_a_time_of_day(typed: str, kept: str) -> None:
    facts = answered("received", ("on", "2026-10-19"), ("time", typed), ("source", "agency"))
    assert facts["at"] == kept
    assert "on" not in facts


@pytest.mark.parametrize("typed", ["13:00 pm", "25:00", "10:60", "noon", "0:30 am"])
def test_no_time_of_day(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        answered("received", ("on", "2026-10-19"), ("time", typed))
    assert typed in refused.value.problems["time"]


@pytest.mark.parametrize(
    ("pairs", "promised"),
    [
        ((), None),
        ((("promised", ""),), None),
        ((("promised", "date"), ("promised-date", "2027-03-26")), [{"date": "2027-03-26"}]),
        (
            (("promised", "days"), ("promised-days", "20"), ("promised-text", "in 20 days")),
            [{"business_days": 20, "text": "in 20 days"}],
        ),
        ((("promised", "words"), ("promised-text", "in due course")), [{"text": "in due course"}]),
    ],
)
def test_when_an_agency_says_it_will_decide(
    pairs: tuple[tuple[str, str], ...], promised: object
) -> None:
    facts = answered("acknowledged", ("paper1-received", "2026-10-23"), *pairs)
    assert facts.get("promised") == promised


@pytest.mark.parametrize(
    ("pairs", "field"),
    [
        ((("paper1-received", "31/12/2026"),), "paper1-received"),
        ((("paper1-received", "soon"),), "paper1-received"),
        ((("promised", "date"),), "promised-date"),
        ((("promised", "days"), ("promised-days", "a few")), "promised-days"),
        ((("promised", "words"),), "promised-text"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    pairs: tuple[tuple[str, str], ...], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        answered("acknowledged", ("paper1-dated", "2026-10-23"), *pairs)
    assert set(refused.value.problems) == {field}


def test_three_papers_of_one_happening() -> None:
    facts = answered(
        "closed",
        ("paper1-how", "portal"),
        ("paper1-received", "2026-11-20"),
        ("paper2-how", "post"),
        ("paper2-dated", "2026-11-19"),
        ("paper3-how", "email"),
    )
    assert facts["papers"] == [
        {"received": "2026-11-20", "how": "portal"},
        {"dated": "2026-11-19", "how": "post"},
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "sent", "at": "2026-10-19T14:41:00Z", "by": "portal", "references": ["A", "B"]},
        {"kind": "received", "on": "2026-10-19", "source": "ours"},
        {
            "kind": "acknowledged",
            "papers": [{"how": "post", "dated": "2026-10-23", "received": "2026-10-26"}],
            "promised": [{"date": "2027-03-26", "text": "by March 26"}],
            "reason_given": "Assigned.",
        },
        {
            "kind": "denied",
            "papers": [{"received": "2026-11-05"}, {"how": "post", "postmarked": "2026-11-04"}],
            "scope": "part",
            "exemptions": ["87(2)(a)"],
            "grounds": ["too broad"],
            "appeal_notice": True,
            "officer_named": False,
        },
        {"kind": "released", "papers": [{"received": "2026-11-05"}], "part": "rest", "pages": 212},
        {"kind": "contacted", "on": "2026-11-05", "direction": "looked", "said": "nothing"},
    ],
    ids=lambda facts: str(facts["kind"]),
)
def test_an_event_goes_into_its_form_and_comes_out_the_same(facts: dict[str, object]) -> None:
    event = read_event({"id": "e1", "items": [1, 2], **facts})
    form = FORMS[event.kind]
    again = read_event({"id": "e1", **read(form, answers_of(form, event))})
    assert again == event


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("received", "paper1-received"),
        ("papers 2, dated", "paper2-dated"),
        ("at", "on"),
        ("promised, date", "promised-date"),
        ("scope", "scope"),
    ],
)
def test_a_refusal_of_the_facts_is_said_beside_the_field(field: str, shown: str) -> None:
    assert field_of(FactsError("event 1", field, "is missing")) == shown


def test_days_as_browsers_and_people_write_them() -> None:
    assert day("2026-11-02") == day("11/2/2026") == day(" 11/02/2026 ")
