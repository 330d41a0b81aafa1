"""What is pasted into a portal: counted as the portal counts it, and standing by itself."""

import pytest

from foil.catalog import agencies, record_categories
from foil.letters.letter import Edit
from foil.letters.portal import OPENRECORDS, Pasted, limits_of, portal_text
from foil.letters.request import picked_items
from tests.unit.letters.made import DATED, SINCE, request


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
