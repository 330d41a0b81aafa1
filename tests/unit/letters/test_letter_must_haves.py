"""What each kind must contain, whoever has it, and that it cites nothing else than it may."""

import re

import pytest

from foil.catalog import agencies
from foil.law.authorities import AUTHORITIES
from foil.letters.citations import in_full
from foil.letters.kinds import KINDS
from foil.letters.letter import Letter
from foil.letters.plain import text
from foil.letters.standing import shipped
from tests.unit.letters.examples import TOLD, example

AGENCIES = ("nypd", "nysp", "suffolk-pd")
"""In the City's Uniform Rules, of the State, and neither."""

NO_REQUEST = frozenset({"request", "subject_matter_list", "post_act_complaint"})
OF_THE_CITY = frozenset({"post_act_complaint"})

MUST: dict[str, tuple[str, ...]] = {
    "request": (
        "within five business days of receipt", "please cite the paragraph relied on",
        "please certify that", "name the officer to whom I may appeal", "Please incur no charge",
        "redact only what is exempt and release the rest",
    ),
    "follow_up": ("ended on August 10, 2026", "“shall constitute a denial”"),
    "extension_reply": (
        "a date sooner than March 15, 2027", "release each item as it becomes ready",
        "This letter accepts no later date", "I reserve the right to appeal",
    ),
    "clarification": (
        "The request is not withdrawn", "only a letter from me withdraws an item",
        "Item 1. Contracts with the vendors named",
    ),
    "narrowing": ("It is without prejudice", "Item 1. Contracts with the vendors named"),
    "fee_dispute": ("The request is not withdrawn", "itemized estimate", "I reserve that appeal"),
    "instalment": (
        "not as the whole", "particularized and specific justification", "I reserve the appeal",
        "you have given January 15, 2027",
    ),
    "exception_reply": ("Please release now the portions", "What is public already"),
    "misdirected": ("certify that it holds none", "Until then the request stays open"),
    "reopening": ("I did not withdraw the request", "with the reason and with the officer"),
    "certified_copies": ("certified as correct", "a true copy", "by December 11, 2026"),
    "preservation": ("every record", "Please suspend", "under which schedule"),
    "withdrawal": ("and no others", "without prejudice", "Please go on with the rest"),
    "closing": ("My thanks accept no redaction", "through December 14, 2026"),
    "subject_matter_list": ("“a reasonably detailed current list by subject matter",),
    "appeal_silence": ("The Department acknowledged the request on August 7, 2026",),
    "appeal_denial": ("particularized", "“limited to the grounds invoked by the agency”"),
    "appeal_partial": ("Where: Page 3", "portion by portion"),
    "appeal_no_records": ("certif", "Checkbook NYC lists a payment", "who searched"),
    "appeal_not_described": ("“the facial recognition invoices you seek.”", "In the alternative"),
    "appeal_fee": ("The lines come to $334.50", "Please release the records at no more"),
    "appeal_overdue": ("ended on October 20, 2026", "This letter extends no time"),
    "after_remand": ("sends it back", "I do not withdraw the appeal", "extends no time"),
    "pre_suit_demand": (
        "within ten business days", "through February 22, 2027", "attorney’s fees",
        "every record the request describes is kept",
    ),
    "non_response": ("under the penalties of perjury", "received by this office", "the portal"),
    "advisory_opinion": ("this letter stops no clock", "Is a unit price"),
    "post_act_complaint": ("Local Law 54 of 2025", "This complaint is no appeal"),
}  # fmt: skip

CITATION = re.compile(
    r"§ ?\d+(?:\(\w+\))*|\d+ NYCRR [\d.]+(?:\(\w+\))*|\d+ RCNY [\d-]+(?:\(\w+\))*"
    r"|\d+ NY[23]d \d+|\d+ AD[23]d \d+|\d{4} NY Slip Op \d+(?:\(U\))?|FOIL-AO-\d+"
    r"|CPLR \d+(?:\(\w+\))*"
)


def words(letter: Letter) -> str:
    """The letter's text on one line."""
    return " ".join(text(letter, None).split())


def to(kind: str, agency: str) -> Letter:
    """The kind's example, to that agency."""
    return example(kind, agency=agency)


every_kind = pytest.mark.parametrize("kind", KINDS)


def test_each_kind_has_its_must_haves() -> None:
    assert set(MUST) == set(KINDS)


@every_kind
def test_it_says_what_it_must(kind: str) -> None:
    said = words(example(kind))
    missing = [each for each in MUST[kind] if each.casefold() not in said.casefold()]
    assert not missing


@every_kind
def test_it_names_the_request_its_day_and_its_number(kind: str) -> None:
    if kind not in NO_REQUEST:
        said = words(example(kind))
        assert "August 3, 2026" in said
        assert "FOIL-2026-056-18831" in said
        assert "facial recognition" in said


@every_kind
def test_it_names_who_asks_and_where_the_answer_goes(kind: str) -> None:
    """9 NYCRR 483.7: the name and return address of whoever appeals; any letter wants them."""
    said = words(example(kind))
    assert "Example Law Office 100 Example Street New York, NY 10007" in said
    assert "foil@example.org" in said


@every_kind
@pytest.mark.parametrize("agency", AGENCIES)
def test_it_cites_what_it_may_and_nothing_else(kind: str, agency: str) -> None:
    """Every section, rule, case and opinion in its words is of an authority it lists, which is in
    the authorities file and which somebody has read."""
    if kind in OF_THE_CITY and agency != "nypd":
        return
    letter = to(kind, agency)
    standing = shipped()
    assert {standing[name].level for name in letter.authorities} <= {"read by us"}
    known = " ".join(in_full(AUTHORITIES[name]) for name in letter.authorities)
    body = words(letter).replace("\u00a0", " ")
    found = CITATION.findall(body.replace(str(TOLD[kind].get("words", "\0")), ""))
    assert found or kind in OF_THE_CITY  # it cites local laws alone
    strange = {cited for cited in found if not _within(cited, known)}
    assert not strange, (strange, known)


def _within(cited: str, known: str) -> bool:
    """Whether a citation is of those, or of a part or the whole of one."""
    return cited in known or any(
        cited.startswith(each) or each.startswith(cited) for each in CITATION.findall(known)
    )


@every_kind
@pytest.mark.parametrize("agency", AGENCIES)
def test_it_goes_to_the_officer_its_kind_is_for(kind: str, agency: str) -> None:
    wanted, known = KINDS[kind].to, agencies.get(agency)
    letter = to(kind, agency)
    title = known.officer(wanted).addressee if isinstance(wanted, str) else wanted.title
    assert letter.addressee.title == title
    assert not isinstance(wanted, str) or known.letter_name in letter.addressee.lines
