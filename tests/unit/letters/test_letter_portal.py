"""What is pasted into a portal: counted as the portal counts it, and standing by itself."""

import pytest

from foil.catalog import agencies, record_categories
from foil.letters.letter import Edit
from foil.letters.portal import OPENRECORDS, Pasted, limits_of, portal_text
from foil.letters.request import picked_items
from tests.unit.letters.examples import TOLD, example
from tests.unit.letters.made import DATED, SINCE, request
from tests.unit.letters.rendered import letter_of


def test_the_usual_request_fits_in_full() -> None:
    pasted = portal_text(request())
    assert not pasted.attach
    assert pasted.description.fits
    assert pasted.description.text.startswith("Under the Freedom of Information Law")
    assert "RECORDS REQUESTED" in pasted.description.text
    assert "4. Accuracy and bias." in pasted.description.text
    assert "Dear" not in pasted.description.text
    assert "Sincerely" not in pasted.description.text


@pytest.mark.parametrize("count", [8, 17])
def test_a_long_request_becomes_a_summary_that_points_to_the_letter(count: int) -> None:
    slugs = [slug for slug in record_categories.load() if slug != "vendor-email"][:count]
    pasted = portal_text(request(items=picked_items(slugs, SINCE, DATED)))
    assert pasted.attach
    assert pasted.description.fits
    assert "attached letter of November 22, 2026 is part of this request" in pasted.description.text
    assert f"{len(slugs)}. " in pasted.description.text
    assert pasted.description.text.count("January 1, 2019 to November 22, 2026") >= len(slugs) - 1


def test_an_item_too_long_for_the_portal_is_named_with_its_dates() -> None:
    template = request().block("item:contracts").template
    pasted = portal_text(request({"item:contracts": Edit("word " * 1200, template)}))
    assert pasted.attach
    assert "1. Contracts, January 1, 2019 to November 22, 2026" in pasted.description.text


def test_a_line_break_counts_as_two_characters() -> None:
    assert Pasted("ab\ncd", 6).count == 6
    assert Pasted("ab\ncd", 6).fits
    assert not Pasted("ab\ncd", 5).fits


def test_the_title_is_counted_too() -> None:
    assert portal_text(request(public_title="x" * 91)).title.fits is False
    assert portal_text(request()).title.text == "Facial recognition records, 2019–2026"


def test_limits_are_known_for_openrecords_alone() -> None:
    assert limits_of(agencies.get("nypd")) is OPENRECORDS
    assert limits_of(agencies.get("suffolk-pd")) is None


def test_what_cannot_fit_says_so() -> None:
    letter = request({"opening": Edit("word " * 1200, "")})
    assert not portal_text(letter).description.fits


@pytest.mark.parametrize("kind", TOLD)
def test_every_kind_fits_and_says_where_the_rest_is(kind: str) -> None:
    letter = letter_of(kind)
    pasted = portal_text(letter)
    assert pasted.title.fits
    assert pasted.title.text
    assert pasted.description.fits
    assert "Dear" not in pasted.description.text
    says_so = "attached letter of November 22, 2026" in pasted.description.text
    assert says_so is pasted.attach
    assert pasted.attach is (kind == "appeal_partial")


def test_a_long_appeal_keeps_what_it_asks_and_gives_its_reasons_in_the_attachment() -> None:
    said = portal_text(letter_of("appeal_partial")).description.text
    assert said.startswith("I appeal under Public Officers Law § 89(4)(a)")
    assert "Item 2. Purchase orders and invoices, 2019 to 2026." in said
    assert "WHAT I ASK" in said
    assert "PERSONAL PRIVACY" not in said.upper()
    assert said.endswith("with its reasons, and is part of this message.")


@pytest.mark.parametrize(("long", "kept"), [("history", True), ("records", False)])
def test_the_longest_part_goes_first_into_the_attachment(long: str, kept: bool) -> None:
    items = [{"number": n, "words": "invoices " * 60} for n in range(1, 12)]
    happened = [{"on": "2026-08-03", "words": "wrote " * 90} for _ in range(12)]
    changed = {"items": items} if long == "records" else {"history": happened}
    pasted = portal_text(example("appeal_fee", **changed))
    assert pasted.description.fits
    assert pasted.attach
    assert ("RECORDS DENIED" in pasted.description.text) is kept
    assert "WHAT I ASK" in pasted.description.text


def test_a_letter_that_no_portal_takes_is_its_subject_and_the_attachment() -> None:
    long = {"subject": "records of " + "cameras " * 700, "sent": "2026-08-03"}
    pasted = portal_text(example("closing", request=long))
    assert pasted.description.fits
    assert pasted.description.text.startswith("Freedom of Information Law request FOIL-2026-056")
    assert pasted.title.fits


def test_what_is_enclosed_is_attached_even_where_the_text_fits() -> None:
    pasted = portal_text(example("closing", enclosures=["Exhibit A: The receipt"]))
    assert pasted.attach
    assert pasted.description.text.endswith("Attached: Exhibit A: The receipt.")
