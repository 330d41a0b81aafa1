"""Appeals and the follow-up: the exact ground, what an appeal must contain, the right officer."""

from datetime import date

import pytest

from foil.letters.letter import Letter
from foil.letters.plain import body, text
from tests.unit.letters.made import denial, follow_up, silence


def words(letter: Letter) -> str:
    """The letter's text on one line."""
    return " ".join(text(letter).split())


GROUNDS = {
    "no_acknowledgement": "The five business days ended on November 20, 2026, and the Department "
    "did none of the three.",
    "no_date": "The acknowledgment of October 23, 2026 gives no date",
    "no_determination": "twenty business days from then ended on November 20, 2026",
    "date_passed": "said that it would respond by November 19, 2026, and that day passed",
    "date_unreasonable": "This date is unreasonable",
}


@pytest.mark.parametrize("ground", GROUNDS)
def test_an_appeal_from_silence_argues_its_own_ground_alone(ground: str) -> None:
    said = words(silence(ground))
    assert {name for name, says in GROUNDS.items() if says in said} == {ground}


@pytest.mark.parametrize(
    "letter", [silence("date_passed"), denial("87(2)(f)")], ids=lambda x: x.kind
)
@pytest.mark.parametrize(
    "must",
    [
        "I appeal under Public Officers Law § 89(4)(a) from the denial of items 2 and 4",
        "request of October 19, 2026, number FOIL-2026-056-18831",
        "request sent through NYC OpenRecords and received",
        "Item 2. Purchase orders and invoices, 2019 to 2026.",
        "100 Example Street New York, NY 10007",
        "a determination of this appeal is due within ten business days of its receipt",
        "“fully explain in writing ... the reasons for further denial” (§ 89(4)(a))",
        "to the Committee on Open Government (§ 89(4)(a))",
        "a copy of the appeal to the Law Department (43 RCNY 1-06(c))",
        "article 78 of the Civil Practice Law and Rules",
        "attorney’s fees and costs (§ 89(4)(c))",
        "please certify that (§ 89(3)(a))",
    ],
)
def test_an_appeal_contains(letter: Letter, must: str) -> None:
    """21 NYCRR 1401.7(e): date and place of the request, the records, name and return address."""
    assert must.lower() in words(letter).lower()


def test_an_appeal_goes_to_the_appeals_officer() -> None:
    letter = silence("no_date")
    assert letter.addressee.title == "Records Access Appeals Officer"
    assert letter.addressee.lines[1:] == ("One Police Plaza, Room 1406", "New York, NY 10038")


def test_an_appeal_outside_the_city_cites_no_city_rule() -> None:
    assert "RCNY" not in words(silence("no_acknowledgement", agency="suffolk-pd"))
    assert "Law Department" not in words(denial("87(2)(f)", agency="nysp"))


def test_an_appeal_from_a_denial_says_who_denied_when_and_until_when() -> None:
    said = words(denial("87(2)(f)"))
    assert "The Records Access Officer denied it by a letter dated November 2, 2026" in said
    assert "which I received on November 5, 2026" in said
    assert "the time to appeal runs through December 7, 2026 (43 RCNY 1-06(b))" in said
    assert "“would reveal non-routine techniques”" in said


@pytest.mark.parametrize(
    ("exemption", "says"),
    [
        ("87(2)(a)", "Please name the statute"),
        ("87(2)(b)", "“evaluate each record individually"),
        ("87(2)(c)", "neither present nor imminent"),
        ("87(2)(d)", "no evidence of competition or of injury"),
        ("87(2)(e)", "ties none of the four harms to any record"),
        ("87(2)(e)(i)", "names no investigation or proceeding"),
        ("87(2)(e)(iii)", "“only if the agency establishes (1) that an express promise"),
        ("87(2)(e)(iv)", "Prices, vendors, dates, counts, error rates"),
        ("87(2)(f)", "does not say whose safety is meant"),
        ("87(2)(g)", "“statistical or factual tabulations or data,”"),
    ],
)
def test_each_exemption_named_is_met_and_no_other(exemption: str, says: str) -> None:
    assert says in words(denial(exemption))
    other = "87(2)(a)" if exemption != "87(2)(a)" else "87(2)(f)"
    assert says not in words(denial(other))


def test_an_exemption_without_a_paragraph_of_its_own_leaves_the_general_ones() -> None:
    letter = denial("86(2)(h)")
    assert "grounds" not in [block.key for block in letter.blocks]
    assert "a particularized showing" in words(letter)


def test_an_exemption_named_twice_is_met_once() -> None:
    assert words(denial("87(2)(f)", "87(2)(f)")).count("whose safety is meant") == 1


def test_a_sentence_begins_with_the_word_section() -> None:
    assert "Section 87(2)(f) covers" in words(denial("87(2)(f)"))
    assert ". § " not in words(denial("87(2)(f)"))


def test_the_chronology_is_a_numbered_list() -> None:
    history = body([silence("no_date").block("history")])
    assert "1. October 19, 2026: request sent" in history
    assert "2. October 23, 2026: acknowledged in writing." in history


MISSED = {
    "no_acknowledgement": "five business days from receipt, and they ended on October 26, 2026",
    "no_determination": "twenty business days from then ended on October 26, 2026",
    "date_passed": "said that it would respond by October 26, 2026, and that day passed",
}


@pytest.mark.parametrize("missed", MISSED)
def test_a_follow_up_names_the_day_that_was_missed_and_no_other(missed: str) -> None:
    said = words(follow_up(missed=missed, acknowledged=date(2026, 10, 23)))
    assert {name for name, says in MISSED.items() if says in said} == {missed}


def test_a_follow_up_names_the_day_that_passed_and_asks_for_a_date() -> None:
    said = words(follow_up())
    assert "they ended on October 26, 2026" in said
    assert "within three business days of receiving this letter" in said
    assert "I reserve the right to appeal it" in said
