"""What is public about a technology, and where an agency is likely sued."""

import pytest

from foil.catalog import agencies, technologies
from foil.catalog.departments import venue
from foil.catalog.exemptions import exemptions
from foil.catalog.published import POST_ACT, about, published


def test_what_is_public_names_agencies_technologies_and_grounds_there_are() -> None:
    for each in published().values():
        assert set(each.agencies) <= set(agencies.slugs())
        assert set(each.technologies) - {POST_ACT} <= set(technologies.load())
        assert each.grounds
        assert all(ground in exemptions() for ground in each.grounds), each.id
        assert all(source.as_of and source.url for source in each.sources), each.id


def test_a_policy_is_offered_only_where_its_title_was_seen_in_a_source() -> None:
    named = {each.id for each in about("nypd", "facial-recognition")}
    assert {"nypd-policy", "nypd-names", "nypd-facial-audit", "nypd-released"} <= named
    from_memory = {each.id for each in about("nypd", "mobile-x-ray")}
    assert from_memory == {"nypd-list", "nypd-spex"}
    assert about("suffolk-pd", "facial-recognition") == ()


@pytest.mark.parametrize(
    ("slug", "county", "department"),
    [
        ("nypd", "New York", "First Department"),
        ("brooklyn-da", "Kings", "Second Department"),
        ("suffolk-pd", "Suffolk", "Second Department"),
        ("nysp", "Albany", "Third Department"),
        ("rochester-pd", "Monroe", "Fourth Department"),
    ],
)
def test_an_agency_is_likely_sued_in_the_county_of_its_main_office(
    slug: str, county: str, department: str
) -> None:
    found = venue(agencies.get(slug))
    assert found is not None
    assert (found.county, found.department) == (county, department)
    assert found.binds("Court of Appeals")
    assert found.binds(department)
    assert not found.binds("Supreme Court")


def test_every_agency_under_foil_has_a_county() -> None:
    assert [each.slug for each in agencies.load().values() if each.foil and not venue(each)] == []
