"""A form's answers become the event's facts, and an event the answers that would record it."""

import pytest

from foil.errors import BadInput
from foil.law.facts import FactsError, read_event
from foil.law.kinds import KINDS
from foil.web.event_filling import answers_of
from foil.web.event_reading import Answers, day, field_of, items_in, read
from foil.web.forms import FORMS


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


@pytest.mark.parametrize(
    ("typed", "items"),
    [("", []), ("2", [2]), ("1, 3–5", [1, 3, 4, 5]), ("4 - 5 1", [1, 4, 5]), ("2,2", [2])],
)
def test_items_as_people_write_them(typed: str, items: list[int]) -> None:
    assert items_in(typed) == items


@pytest.mark.parametrize("typed", ["all", "5-3", "1-99999", "-1", "1.5"])
def test_what_names_no_items(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        items_in(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("$1,250.50", "1250.50"), ("12", "12"), ("1e2", "100"), ("", None)]
)
def test_an_amount_of_money(typed: str, kept: str | None) -> None:
    assert answered("fee_paid", ("on", "2026-11-05"), ("amount", typed)).get("amount") == kept


@pytest.mark.parametrize("typed", ["-5", "ten", "NaN"])
def test_no_amount_of_money(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        answered("fee_paid", ("on", "2026-11-05"), ("amount", typed))
    assert set(refused.value.problems) == {"amount"}


def test_lines_of_an_order_are_read_and_the_empty_ones_left_out() -> None:
    facts = answered(
        "ordered",
        ("on", "2026-11-20"),
        ("by", "stipulation"),
        ("dates1-who", ""),
        ("dates2-who", "agency"),
        ("dates2-what", "Answer the petition"),
        ("dates2-on", "12/14/2026"),
        ("dates2-items", "1-2"),
    )
    assert facts["by"] == "stipulation"
    assert facts["dates"] == [
        {"who": "agency", "what": "Answer the petition", "on": "2026-12-14", "items": [1, 2]}
    ]


def test_a_line_of_an_order_that_is_not_whole_says_what_it_lacks() -> None:
    with pytest.raises(BadInput) as refused:
        answered("ordered", ("on", "2026-11-20"), ("dates1-on", "soon"), ("dates1-items", "all"))
    assert set(refused.value.problems) == {
        "dates1-who", "dates1-what", "dates1-on", "dates1-items",
    }  # fmt: skip


def test_what_was_not_noted_of_a_letter_stays_so_until_somebody_says() -> None:
    letter = [("paper1-received", "2026-11-05"), ("unsaid", "appeal_notice")]
    assert "appeal_notice" not in answered("denied", *letter)
    assert answered("denied", *letter, ("appeal_notice", "yes"))["appeal_notice"] is True
    assert answered("denied", letter[0])["appeal_notice"] is False


def test_a_paper_with_a_file_and_no_date_asks_for_one() -> None:
    with pytest.raises(BadInput) as refused:
        answered("denied", ("paper1-received", "2026-11-05"), ("paper2-document", "ab" * 32))
    assert set(refused.value.problems) == {"paper2-received"}
