"""Each trap that agencies' replies set, and that a reading steps around."""

from datetime import date
from typing import Any

import pytest

from foil.law.kinds import KINDS, OUTCOMES
from foil.replies import read
from foil.replies.citations import REPEALED, exemptions, meant
from foil.replies.kinds import EVENT, milder
from foil.replies.page import Page
from foil.replies.phrases import phrases
from foil.replies.reading import Promise

DATA = ("portal", "nypd", "subjects", "asleep", "general", "appeals", "exemptions")
CLOSED = "Request FOIL-2026-056-00001 Closed"
PORTAL = (
    "The Department has closed your FOIL request FOIL-2026-056-00001 for the following reason:\n\n"
)
APPEAL = "\n\nYou may appeal the decision to deny access to what was redacted, within 30 days."


@pytest.mark.parametrize("kind", EVENT)
def test_each_kind_is_an_event_of_the_record_or_none(kind: str) -> None:
    assert EVENT[kind] is None or EVENT[kind] in KINDS


def test_an_appeals_outcomes_are_those_of_the_record() -> None:
    outcomes = {phrase.outcome for phrase in phrases("appeals")} - {""}
    assert outcomes <= set(OUTCOMES)


@pytest.mark.parametrize("name", DATA)
def test_the_phrases_that_ship_are_short(name: str) -> None:
    assert [phrase.words for phrase in phrases(name) if _longest(phrase.words) > 8] == []


def _longest(words: str) -> int:
    return len([word for word in words.split() if word != "*"]) if "|" not in words else 0


@pytest.mark.parametrize(
    ("lighter", "truth"),
    [
        ("appeal_remanded", "appeal_denied"),
        ("appeal_granted_in_part", "appeal_remanded"),
        ("appeal_granted", "appeal_granted_in_part"),
        ("no_records", "denial"),
        ("referral", "no_records"),
        ("already_public", "referral"),
        ("grant", "already_public"),
        ("acknowledgement", "grant"),
    ],
)
def test_what_is_milder_than_what(lighter: str, truth: str) -> None:
    assert milder(lighter, truth)
    assert not milder(truth, lighter)


def test_a_denial_under_the_subject_closed_is_a_denial() -> None:
    reading = read(f"{PORTAL}I must deny access: Section 87(2)(f).{APPEAL}", subject=CLOSED)
    assert (reading.kind, reading.exemptions) == ("denial", ("87(2)(f)",))


def test_a_closing_whose_reasons_end_in_redacted_is_a_partial_denial() -> None:
    reading = read(
        f"{PORTAL}Redactions have been made {{§87 .2 (e)(iii)}}.{APPEAL}", subject=CLOSED
    )
    assert (reading.kind, reading.exemptions) == ("partial_grant", ("87(2)(e)(iii)",))


def test_a_receipt_is_no_acknowledgement() -> None:
    said = "Your request was received on 3/4/2026 and given the reference number R000889-030426."
    assert read(said).kind == "receipt"


def test_the_right_of_appeal_beside_a_grant_makes_no_denial() -> None:
    body = f"{PORTAL}Your request has been fulfilled and the documents have been emailed.{APPEAL}"
    reading = read(body, subject=CLOSED)
    assert (reading.kind, reading.appeal_notice) == ("grant", True)


def test_this_is_not_a_denial_is_believed() -> None:
    said = "We require the following additional information: dates. This is not a denial. Should "
    assert read(f"{said}your request be denied, you will be told why.").kind == "clarification"


def test_three_numbers_of_thirty_days_are_three_things() -> None:
    appeal = read("Your request is denied. You may appeal within 30 days of this letter.")
    answer = read("You must provide this information within 30 days of this letter.")
    pay = read("Please remit payment in the amount of $9.00 within thirty (30) days.")
    assert (appeal.promised, answer.promised, pay.promised) == ((), (), ())
    assert appeal.unsure == ("dated",) or "answer_by" not in appeal.unsure
    assert "answer_by" in answer.unsure
    assert "pay_by" in pay.unsure


def test_no_records_and_therefore_denied_is_no_records() -> None:
    reading = read("We did not locate any such records. For that reason your request is denied.")
    assert (reading.kind, reading.certified) == ("no_records", False)
    assert "denial" in reading.kinds


@pytest.mark.parametrize(
    ("cited", "read_as"),
    [
        ("§ 87.2 (b)", ["87(2)(b)"]),
        ("{§87 .2 (e)(iii)}", ["87(2)(e)(iii)"]),
        ("{¤§ 87.2 (f)}", ["87(2)(f)"]),
        ("Â§ 87(2)(d)", ["87(2)(d)"]),
        ("Section87(2)(e)", ["87(2)(e)"]),
        ("§82(2)(f)", ["87(2)(f)"]),
        ("87(2)(h)(i)", ["87(2)(h)"]),
        ("POL (2)(b)", ["87(2)(b)"]),
        ("secs. 87(2)(b) and 89(2)(b)", ["87(2)(b)", "89(2)(b)"]),
        ("87(2)(a)+(g)(i)-(iii)", ["87(2)(a)", "87(2)(g)(i)", "87(2)(g)(ii)", "87(2)(g)(iii)"]),
        ("87(2)(j)-(m)", ["87(2)(j)", "87(2)(k)", "87(2)(l)", "87(2)(m)"]),
        ("87(2)(b), (e)(i) and (f)", ["87(2)(b)", "87(2)(e)(i)", "87(2)(f)"]),
        ("87(2)(e)(i) and (iv)", ["87(2)(e)(i)", "87(2)(e)(iv)"]),
        ("87 (2) (E) (IV)", ["87(2)(e)(iv)"]),
        ("section 87, subdivision 2, paragraph (d)", ["87(2)(d)"]),
        ("paragraph (g) of subdivision 2 of section 87", ["87(2)(g)"]),
        ("187(2)(b) and page 87", []),
    ],
)
def test_an_exemption_is_known_in_any_spelling(cited: str, read_as: list[str]) -> None:
    assert [each.cite for each in exemptions(Page(f"Denied under {cited}."))] == read_as


def test_g_iii_stands_for_g() -> None:
    assert meant("87(2)(g)(iii)") == "87(2)(g)"
    assert meant("87(2)(e)(iii)") == "87(2)(e)(iii)"


@pytest.mark.parametrize(
    ("said", "ground"),
    [
        ("Civil Rights Law Section 50-a", REPEALED),
        ("section 50(b) of the Civil Rights Law", "Civil Rights Law § 50-b"),
        ("Criminal Procedure Law § 160.50", "Criminal Procedure Law § 160.50"),
    ],
)
def test_other_statutes_are_grounds_and_a_repealed_one_is_marked(said: str, ground: str) -> None:
    assert ground in read(f"Your request is denied under {said}.").grounds


def test_days_that_are_no_deadlines_are_no_promises() -> None:
    said = "Your letter of March 2, 2026 about an arrest on May 4, 2019 is denied, 87(2)(b)."
    assert read(said).promised == ()


def test_both_dates_of_one_message_are_kept() -> None:
    said = "The Office has acknowledged your FOIL request. You can expect a response on or about "
    said += "Monday, May 4, 2026. Additional Information: the price list by June 12, 2026."
    promised = read(said).promised
    assert promised == (Promise(date(2026, 5, 4)), Promise(date(2026, 6, 12)))


def test_a_relative_date_stays_words_and_business_days() -> None:
    said = "A determination will be issued within twenty (20) business days of this letter."
    words = "within twenty (20) business days of this letter"
    assert read(said).promised == (Promise(None, words, 20),)


def test_a_date_put_off_is_shown_and_is_no_promise() -> None:
    reading = read("We cannot meet the earlier date of May 1, 2026 and will write by June 1, 2026.")
    assert [each.date for each in reading.promised][-1] == date(2026, 6, 1)


def test_a_date_with_the_wrong_weekday_is_unsure() -> None:
    reading = read("We will respond by Monday, March 17, 2026.")
    assert "promised" in reading.unsure


def test_a_year_left_out_is_filled_from_the_arrival_and_unsure() -> None:
    said = "We will respond by March 3."
    assert read(said).promised == ()
    reading = read(said, arrived=date(2026, 12, 1))
    assert reading.promised == (Promise(date(2027, 3, 3)),)
    assert "promised" in reading.unsure


def test_a_date_that_is_only_in_an_attachment_is_unsure() -> None:
    said = "The Office has acknowledged your FOIL request. See the attached letter for the date."
    assert "promised" in read(said).unsure


def test_an_extension_without_a_date_says_so() -> None:
    reading = read("We need additional time to complete your request and will be in touch.")
    assert (reading.kind, reading.promised) == ("extension", ())
    assert "promised" in reading.unsure


def test_one_letter_may_give_deny_and_lack() -> None:
    reading = read(
        "Item 1 is attached. Item 2 is denied, 87(2)(d). As to item 3, no records exist."
    )
    assert reading.kind == "partial_grant"
    assert "no_records" in reading.kinds


def test_an_appeal_denied_and_taken_as_a_new_request_is_both() -> None:
    reading = read("Your appeal is denied. Your list is being treated as a new request.")
    assert reading.kinds == ("appeal_denied", "acknowledgement")


def test_of_several_sums_the_last_is_the_one_to_pay() -> None:
    said = "200 pages at $0.25 cost $50.00. We ask for a deposit of $25.00 by check."
    assert read(said).to_json()["fee"] == 25.0


def test_what_is_quoted_from_the_request_refuses_nothing() -> None:
    said = (
        "You asked for “all records that were denied or withheld under 87(2)(b)”. Your request is "
    )
    assert read(f"{said}granted and the log is attached.").kind == "grant"


@pytest.mark.parametrize("said", ["", " \n", "Good morning.", "\x00\x01"])
def test_what_says_nothing_is_other_and_unsure(said: str) -> None:
    reading = read(said)
    assert (reading.kind, "kind" in reading.unsure) == ("other", True)


def test_a_word_of_refusal_that_no_rule_knows_makes_the_kind_unsure() -> None:
    said = "We acknowledge receipt of your request. Denial, in short, seems likely to some here."
    assert "kind" in read(said).unsure


def test_old_history_below_an_answer_is_not_read() -> None:
    said = "Your request is granted.\n\n-----Original Message-----\nYour request is denied."
    assert read(said).kind == "grant"


def test_the_readings_json_has_the_fields_of_the_contract() -> None:
    told: dict[str, Any] = read("Your request is denied.").to_json()
    fields = (
        "kind kinds tracking agency dated received_claimed promised exemptions grounds outcome "
    )
    fields += "fee pay_by answer_by certified appeal_notice officer_named links public_on more_by "
    assert list(told) == [*fields.split(), "items", "evidence", "unsure"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("> Your request is denied.\n\nWe will respond within 20 days.", "acknowledgement"),
        ("Hello,\n\n> We asked for X.\n\nYour request is denied, 87(2)(f).\n", "denial"),
        ("It is granted.\n\nFrom: us\nSent: Monday\n\nYour request is denied.", "grant"),
    ],
)
def test_an_answer_between_quoted_lines_is_read_and_they_are_not(said: str, kind: str) -> None:
    assert read(said).kind == kind


@pytest.mark.parametrize(
    ("said", "items"),
    [
        (
            "Item 1: attached. Item 2: denied, 87(2)(e)(iv). Item 3: no responsive records.",
            [((1,), "grant", ()), ((2,), "denial", ("87(2)(e)(iv)",)), ((3,), "no_records", ())],
        ),
        (
            "Items 1, 2 and 4-6 are enclosed. As to item 3, access is denied under 87(2)(d).",
            [((1, 2, 4, 5, 6), "grant", ()), ((3,), "denial", ("87(2)(d)",))],
        ),
    ],
)
def test_what_is_said_of_each_item_is_kept_apart(said: str, items: list[Any]) -> None:
    found = read(said).items or ()
    assert [(each.items, each.kind, each.exemptions) for each in found] == items


def test_a_reply_that_names_no_item_has_none() -> None:
    assert read("Your request is denied, 87(2)(f).").items is None
