"""Every kind of letter: what its first lines say, who has it, and what it must contain."""

import re
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from docx import Document

from foil.errors import BadInput
from foil.letters import eml, word
from foil.letters.facts import Image
from foil.letters.kinds import KINDS
from foil.letters.letter import Letter
from foil.letters.markdown import text_of
from foil.letters.needed import NEEDED
from foil.letters.plain import markdown, text
from foil.letters.sheet import html
from foil.letters.template import kinds
from foil.letters.told import RequestTold, email_for, facts_told
from tests.unit.letters.examples import FEE, TOLD, example
from tests.unit.letters.made import DATED, OFFICE

ASKS = re.compile(r"\b([Pp]lease|I appeal|I ask|I request|I withdraw|Thank you)\b")
WHEN = re.compile(
    r"(five|ten|twenty) business days|within (three|thirty|five) |by [A-Z]|does not change"
    r"|before the appeal is decided"
)
UNDER = re.compile(r"§|NYCRR|Local Law \d")
WRITTEN = ("appeal_denial", "appeal_partial", "appeal_no_records", "appeal_not_described",
           "appeal_fee")  # fmt: skip
APPEALS = ("appeal_silence", *WRITTEN)


def words(letter: Letter) -> str:
    """The letter's text on one line."""
    return " ".join(text(letter, None).split())


def first_lines(letter: Letter) -> str:
    """What stands before anything else: the salutation and the paragraph after it."""
    return text_of(letter.block("opening").text)


def test_every_template_has_its_facts_and_every_kind_its_example() -> None:
    assert set(KINDS) == set(kinds()) == set(TOLD)


@pytest.mark.parametrize("kind", sorted(set(TOLD) - {"non_response"}))
def test_its_first_lines_say_what_is_asked_by_when_and_under_what(kind: str) -> None:
    said = first_lines(example(kind))
    assert ASKS.search(said)
    assert WHEN.search(said) or kind == "closing"
    assert UNDER.search(said) or kind == "closing"
    assert len(said) < 900


@pytest.mark.parametrize("kind", TOLD)
def test_it_goes_to_the_right_officer(kind: str) -> None:
    title = example(kind).addressee.title
    if kind == "advisory_opinion":
        assert title == "Committee on Open Government"
    elif kind == "post_act_complaint":
        assert title == "Commissioner of Investigation"
    elif kind == "non_response":
        assert title == ""
    elif kind.startswith("appeal") or kind in ("after_remand", "pre_suit_demand"):
        assert title == "Records Access Appeals Officer"
    else:
        assert title == "Records Access Officer"


@pytest.mark.parametrize("kind", APPEALS)
@pytest.mark.parametrize(
    "must",
    [
        "I appeal under Public Officers Law § 89(4)(a) from the denial of items 2 and 4",
        "request of August 3, 2026, number FOIL-2026-056-18831",
        "request sent through NYC OpenRecords and received",
        "Item 2. Purchase orders and invoices, 2019 to 2026.",
        "100 Example Street New York, NY 10007",
        "due within ten business days of its receipt",
        "to the Committee on Open Government (§ 89(4)(a))",
        "a copy of the appeal to the Law Department (43 RCNY 1-06(c))",
        "please certify that (§ 89(3)(a))",
        "article 78 of the Civil Practice Law and Rules",
        "attorney’s fees and costs (§ 89(4)(c))",
    ],
)
def test_an_appeal_contains_what_the_rules_ask_for(kind: str, must: str) -> None:
    """9 NYCRR 483.7: date and place of the request, the records, name and return address."""
    assert must in words(example(kind))


@pytest.mark.parametrize("kind", WRITTEN)
def test_an_appeal_from_a_letter_names_who_refused_and_the_days(kind: str) -> None:
    """43 RCNY 1-06(b) adds the officer who denied, and the date of the denial."""
    said = first_lines(example(kind))
    assert "The Records Access Officer" in said
    assert "November 2, 2026" in said
    assert "received on November 5, 2026" in said
    assert "time to appeal runs through December 7, 2026 (43 RCNY 1-06(b))" in said


@pytest.mark.parametrize("kind", TOLD)
def test_outside_the_city_it_cites_no_city_rule(kind: str) -> None:
    if kind not in ("post_act_complaint", "certified_copies"):
        said = words(example(kind, agency="suffolk-pd"))
        assert "RCNY" not in said
        assert "Law Department" not in said


COUNTED: dict[str, tuple[str, dict[str, Any], str]] = {
    "the agencys own last day to decide": (
        "appeal_overdue", {}, "ten business days, which ended on October 20, 2026"),
    "a decision that is still to come": (
        "after_remand", {"appeal_received": "2026-11-20"}, "which end on December 7, 2026"),
    "four months from silence": (
        "pre_suit_demand", {}, "through February 22, 2027"),
    "four months from a decision": (
        "pre_suit_demand", {"how": "denied", "ended": "2026-10-14"}, "through February 16, 2027"),
    "thirty days from the letters own date": (
        "appeal_no_records", {"agency": "nysp"}, "time to appeal runs through December 2, 2026"),
}  # fmt: skip


@pytest.mark.parametrize("counted", COUNTED)
def test_the_law_counts(counted: str) -> None:
    kind, changed, says = COUNTED[counted]
    assert says in words(example(kind, **changed))


def test_a_day_that_is_told_is_not_counted_again() -> None:
    assert "through December 1, 2026" in words(example("appeal_fee", last_day="2026-12-01"))


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_missing_is_a_list_of_what_is_still_needed(kind: str) -> None:
    with pytest.raises(BadInput) as raised:
        facts_told(kind, {}, OFFICE, DATED)
    first, *lines = str(raised.value).split("\n")
    assert first == f"Still needed for the letter {kind}:"
    assert "  agency: the agency, by its short name: nypd" in lines
    shape = RequestTold if kind == "request" else KINDS[kind].facts
    own = {each.name for each in fields(shape) if each.default is MISSING}
    asked = {line.strip().partition(":")[0] for line in lines}
    assert asked == (own | {"agency"}) - {"addressee", "dated"}


def shapes(wanted: Any) -> set[type[Any]]:
    """A dataclass and every one its fields hold."""
    if get_origin(wanted) is not None:
        return set().union(*(shapes(each) for each in get_args(wanted)))
    if not (isinstance(wanted, type) and is_dataclass(wanted)):
        return set()
    held = (shapes(each) for each in get_type_hints(wanted).values())
    return {wanted}.union(*held)


def test_every_fact_that_can_be_missing_is_called_something() -> None:
    found = {RequestTold, *(shape for kind in KINDS.values() for shape in shapes(kind.facts))}
    found.discard(Image)  # the office’s own: no facts file tells of one
    named = {each.name for shape in found for each in fields(shape) if each.default is MISSING}
    unread = {"dated", "addressee", "key", "heading", "text", "until", "since", "meaning",
              "short", "jurisdiction", "called", "lines", "pieces"}  # fmt: skip
    assert named - unread <= set(NEEDED)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"fee": {**FEE, "total": "lots"}}, "fee.total: is a number"),
        ({"fee": {**FEE, "total": "-1"}}, "fee.total: is out of range"),
        ({"fee": {**FEE, "total": "NaN"}}, "fee.total: is out of range"),
        ({"fee": {**FEE, "lines": [{"what": "x"}]}}, "fee.lines[1].quantity: how many"),
        ({"fee": {**FEE, "lines": "x"}}, "fee.lines: is a list"),
        ({"denied": "2026-13-01"}, "denied: is not a date; write 2026-11-22"),
        ({"history": [{"on": "2026-08-03"}]}, "history[1].words: its words"),
        ({"officer": 3}, "officer: is text"),
        ({"request": 3}, "request: is a JSON object"),
        ({"favour": "x"}, "favour: is not a fact of this letter"),
    ],
)
def test_what_cannot_be_read_is_named(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as raised:
        example("appeal_fee", **changed)
    assert f"  {says}" in str(raised.value).split("\n")


def test_a_denied_appeal_needs_the_day_it_was_denied() -> None:
    with pytest.raises(BadInput, match="ended: the day the appeal ended"):
        example("pre_suit_demand", how="denied")


@pytest.mark.parametrize("told", [[], "x", None, 3])
def test_facts_are_an_object(told: object) -> None:
    with pytest.raises(BadInput, match="JSON object"):
        facts_told("closing", told, None, DATED)


def test_without_a_date_it_is_dated_today() -> None:
    assert example("closing", dated=None).dated == DATED
    assert example("closing", dated="2026-12-01").dated == date(2026, 12, 1)


def test_another_addressee_can_be_told() -> None:
    to = {"title": "General Counsel", "lines": ["Example Agency", "1 Example Street"]}
    assert example("pre_suit_demand", addressee=to).addressee.title == "General Counsel"


def test_the_arithmetic_of_a_fee_is_checked() -> None:
    said = words(example("fee_dispute"))
    assert "puts “Review and redaction” at $315.00; 6.5 hours at $45.00 come to $292.50" in said
    assert (
        "The lines come to $334.50; the total asked is $357.00, which is $22.50 too much." in said
    )
    assert "Without the lines objected to they come to $12.00." in said


def test_a_fee_that_adds_up_is_said_to() -> None:
    lines = [{"what": "Storage device", "quantity": 2, "unit": "drives", "rate": 6}]
    said = words(example("fee_dispute", fee={**FEE, "lines": lines, "total": 12}))
    assert "The lines come to the total of $12.00 that is asked." in said
    assert "too much" not in said
    assert "Without the lines" not in said


def test_an_extension_is_answered_with_the_dates_promised() -> None:
    letter = example("extension_reply")
    assert "Letter of: September 11, 2026; Date given: October 30, 2026" in words(letter)
    assert "The reason is each time the same" in words(letter)
    assert html(letter).count("<tr>") == 4
    (table,) = Document(BytesIO(word.render(letter))).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "Letter of",
        "Date given",
        "Reason given",
    ]
    assert [cell.text for cell in table.rows[3].cells][1].replace("\u00a0", " ") == "March 15, 2027"
    assert "| Letter of | Date given | Reason given |\n|---|---|---|\n| August 7" in markdown(
        letter
    )


def test_an_extension_without_a_date_is_answered_so() -> None:
    said = words(example("extension_reply", promised=[{"on": "2026-08-07"}]))
    assert "and a date certain. I ask it under" in said
    assert "Date given: none; Reason given: none" in said
    assert "repeated delays" not in said


def test_redactions_stand_in_a_table_with_the_reply_to_each() -> None:
    said = words(example("appeal_partial"))
    assert "Where: Page 3; What: unit price and total of the purchase order; Ground" in said
    assert "Ground stated: none; Reply: no reason is given for this portion" in said


@pytest.mark.parametrize("certified", [True, False])
def test_an_answer_of_no_records_is_met_by_what_it_certified(certified: bool) -> None:
    said = words(example("appeal_no_records", certified=certified))
    assert ("The letter does neither." in said) is not certified
    assert ("the search was not diligent" in said) is certified


@pytest.mark.parametrize("kind", ["reopening", "advisory_opinion"])
def test_enclosures_are_spoken_of_where_there_are_any(kind: str) -> None:
    assert "enclosed" not in words(example(kind))
    assert "enclosed" in words(example(kind, enclosures=["Letter of November 9, 2026"]))


def test_an_e_mail_holds_the_words_and_the_pdf_and_is_still_to_be_sent() -> None:
    letter = example("closing")
    made = eml.render(letter, email_for("closing", TOLD["closing"]))
    assert made == eml.render(letter, email_for("closing", TOLD["closing"]))
    read = message_from_bytes(made, policy=default)
    assert read["Subject"] == letter.subject
    assert read["From"] == "foil@example.org"
    assert read["X-Unsent"] == "1"
    body = read.get_body()
    assert body is not None
    assert "Thank you for the records I received" in body.get_content()
    (pdf,) = read.iter_attachments()
    assert pdf.get_filename() == "closing.pdf"
    assert pdf.get_content().startswith(b"%PDF")


def test_an_appeal_by_e_mail_goes_to_the_appeals_address() -> None:
    assert email_for("appeal_fee", TOLD["appeal_fee"]) == "FOILAppeals@nypd.org"
    assert email_for("advisory_opinion", TOLD["advisory_opinion"]) == ""
