"""What an office says of an agency is laid over the catalog, and moves none of its rules."""

from datetime import date

import pytest

from foil.catalog import agencies
from foil.catalog.agency import NotUnderFoil
from foil.catalog.directory import SHIPPED, Directory
from foil.catalog.overlay import CHECKED, FACTS, Own, text_of
from foil.catalog.slug import UnknownSlug

SAID = {
    "email": "foil@agency.example.gov",
    "portal": "https://agency.example.gov/foil",
    "address": "1 Main Street\nAlbany, NY 12207",
}
EVERYTHING = {
    **{field: Own(SAID.get(field.rpartition(".")[2], "Said"), "A call") for field in FACTS},
    **{field: Own("2026-11-20") for field in CHECKED},
}
VILLAGE = {
    "name": Own("Village of Nyack", as_of=date(2026, 11, 20)),
    "jurisdiction": Own("village"),
}


@pytest.mark.parametrize("slug", [each for each, it in agencies.load().items() if it.foil])
def test_nothing_said_of_how_to_reach_an_agency_moves_its_rules(slug: str) -> None:
    assert Directory({slug: EVERYTHING}).rules(slug) == agencies.get(slug).rules()


def test_each_fact_said_is_the_one_that_holds() -> None:
    laid = Directory({"nypd": EVERYTHING}).get("nypd")
    for field, own in EVERYTHING.items():
        if field in FACTS:
            assert text_of(laid, field) == own.value, field
    assert not laid.stale(date(2026, 11, 22))
    assert laid.stale(date(2027, 5, 20))


def test_nothing_said_leaves_what_is_shipped() -> None:
    assert SHIPPED.load() == agencies.load()
    assert Directory({"dcas": EVERYTHING}).get("nypd") is agencies.get("nypd")
    assert Directory({"nowhere": EVERYTHING}).load() == agencies.load()


def test_an_added_agency_counts_by_the_statute_and_is_near_what_is_mistyped() -> None:
    here = Directory({"village-of-nyack": VILLAGE})
    assert here.added == ("village-of-nyack",)
    assert set(here.load()) == {*agencies.slugs(), "village-of-nyack"}
    rules = here.rules("village-of-nyack")
    assert (rules.jurisdiction, rules.appeal_from, rules.own_calendar) == ("local", "letter", None)
    assert rules.electronic
    with pytest.raises(UnknownSlug, match="village-of-nyack"):
        here.get("village-of-nyak")


def test_an_added_body_may_be_under_another_law() -> None:
    here = Directory({"fpo": {**VILLAGE, "law": Own("FOIA, 5 U.S.C. 552")}})
    assert not here.get("fpo").foil
    with pytest.raises(NotUnderFoil, match="FOIA"):
        here.rules("fpo")
