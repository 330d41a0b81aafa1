"""The exemptions: each page whole, what it names there, and its words those of the authorities."""

import re

import pytest

from foil.catalog import agencies, record_categories, technologies
from foil.catalog.exemptions import DEPARTMENTS, POLARITIES, Exemption, answering, exemptions
from foil.catalog.exemptions import rebuttals as all_rebuttals
from foil.law.authorities import AUTHORITIES

FOUND = exemptions()
SAID = [re.sub(r"[‘’'\",.;]+", "", each.says).strip() for each in AUTHORITIES.values()]


def test_every_exemption_agencies_use_has_its_page_in_the_statutes_order() -> None:
    assert list(FOUND) == [
        "87-2-a", "87-2-b", "87-2-c", "87-2-d", "87-2-e", "87-2-e-i", "87-2-e-ii", "87-2-e-iii",
        "87-2-e-iv", "87-2-f", "87-2-g", "87-2-h", "87-2-i", "87-2-j", "89-5",
    ]  # fmt: skip


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_each_says_what_it_is_how_it_is_used_and_what_answers_it(found: Exemption) -> None:
    assert found.text and found.used and found.title and found.rebuttals and found.holdings
    assert found.statutes
    assert found.id == "87-2-j" or re.sub(r"\W+", "-", found.cite).strip("-") == found.id


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_what_it_names_is_there(found: Exemption) -> None:
    assert set(found.authorities) <= AUTHORITIES.keys()
    for each in found.rebuttals:
        assert set(each.technologies) <= technologies.load().keys(), each.id
        assert set(each.categories) <= record_categories.load().keys(), each.id
        assert set(each.agencies) <= agencies.load().keys(), each.id


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_polarity_is_complete(found: Exemption) -> None:
    """A case that a rebuttal cites is listed with what it held for requesters, and one that helps
    agencies with that too, so that nobody cites it unwarned."""
    assert all(each.polarity in POLARITIES for each in found.holdings)
    assert all(each.department in DEPARTMENTS for each in found.holdings)
    good = {each.authority for each in found.good}
    bad = {each.authority for each in found.adverse}
    named = {name for each in found.rebuttals for name in each.authorities}
    assert {name for name in named if name.startswith(("case-", "ao-"))} <= good
    assert {name for name in found.authorities if AUTHORITIES[name].adverse} <= bad
    for each in found.rebuttals:
        assert each.caution or not any(AUTHORITIES[name].adverse for name in each.authorities)


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_what_a_letter_would_quote_is_in_an_authority_word_for_word(found: Exemption) -> None:
    for text in (found.opening, *(each.says for each in found.rebuttals)):
        for quoted in re.findall(r"“([^”{]+)”", text):
            for part in quoted.split(" ... "):
                even = re.sub(r"[‘’'\",.;]+", "", part).strip()
                assert any(even in said for said in SAID), part


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_a_letter_cites_by_id_alone(found: Exemption) -> None:
    for text in (found.opening, *(each.says for each in found.rebuttals)):
        assert not re.findall(r"§|NYCRR|RCNY|NY[23]d|AD[23]d|Slip Op", text)


@pytest.mark.parametrize(
    ("claimed", "page"),
    [
        ("87(2)(e)(iv)", "87-2-e-iv"),
        ("§ 87.2 (e)(iv)", "87-2-e-iv"),
        ("{§87 .2 (e)(iii)}", "87-2-e-iii"),
        ("Section87(2)(e)", "87-2-e"),
        ("87(2)(g)(iii)", "87-2-g"),
        ("89(5)", "89-5"),
        ("82(2)(f)", None),
        ("too broad in nature", None),
        ("", None),
    ],
)
def test_a_denial_s_citation_finds_its_page(claimed: str, page: str | None) -> None:
    found = answering(claimed)
    assert (found.id if found else None) == page


def test_a_rebuttal_fits_by_technology_by_record_and_by_agency() -> None:
    face = all_rebuttals()["87-2-e-iv.facial-recognition"]
    assert face.fits("facial-recognition", agency="nypd")
    assert not face.fits("shotspotter")
    assert not face.fits("facial-recognition", agency="nysp")
    bought = all_rebuttals()["87-2-e-iv.procurement"]
    assert bought.fits("shotspotter", ("contracts", "training"))
    assert not bought.fits("shotspotter", ("training",))
    assert bought.fits("shotspotter")
