import pytest

from foil.catalog import agencies, technologies, vendors
from foil.catalog.slug import UnknownSlug
from foil.catalog.technologies import Technology
from foil.catalog.vendors import Vendor

TECHNOLOGIES = list(technologies.load().values())
VENDORS = list(vendors.load().values())
each_technology = pytest.mark.parametrize("technology", TECHNOLOGIES, ids=lambda each: each.slug)
each_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda each: each.slug)


def test_there_are_45_technologies_and_53_vendors() -> None:
    assert (len(TECHNOLOGIES), len(VENDORS)) == (45, 53)


def test_both_files_are_in_alphabetical_order() -> None:
    for load in (technologies.load, vendors.load):
        assert list(load()) == sorted(load())


def test_facial_recognition_names_its_vendors_as_a_letter_does() -> None:
    technology = technologies.get("facial-recognition")
    named = [vendor.letter_name for vendor in technology.its_vendors()]
    assert named == ["Clearview AI, Inc.", "DataWorks Plus, LLC", "IDEMIA"]
    assert technology.in_letter == "facial recognition"
    assert technology.email_domains[:2] == ("clearview.ai", "dataworksplus.com")
    assert technology.post_act_policy == "sourced"
    assert any("Clearview" in term for term in technology.search_terms)
    assert len(technology.records_to_request) == 7
    assert technology.as_of is not None
    assert technology.as_of.words == "August 28, 2026"


def test_a_vendors_checkbox_gives_its_former_name() -> None:
    assert vendors.get("idemia").label == "IDEMIA (formerly MorphoTrust USA)"
    assert vendors.get("clearview-ai").label == "Clearview AI"


def test_a_sale_says_what_its_source_says() -> None:
    first, second = vendors.get("voyager-labs").sales
    assert (first.agency, first.amount_usd, first.dates) == ("nypd", 9_000_000, "2018")
    assert second.source.as_of is not None
    assert second.source.as_of.words == "about September 2023"


def test_every_reference_from_one_to_another_holds() -> None:
    for technology in TECHNOLOGIES:
        assert set(technology.vendors) <= set(vendors.load()), technology.slug
        assert set(technology.agencies) <= set(agencies.slugs()), technology.slug
    for vendor in VENDORS:
        bought = {sale.agency for sale in vendor.sales if sale.agency}
        assert bought <= set(agencies.slugs()), vendor.slug
    named = {slug for technology in TECHNOLOGIES for slug in technology.vendors}
    assert named == set(vendors.load())


@each_technology
def test_every_technology_has_a_source_or_says_what_is_not_known(technology: Technology) -> None:
    assert technology.sources or technology.unverified
    assert all(source.url or source.note for source in technology.sources)
    assert technology.post_act_policy != "memory" or technology.unverified


@each_technology
def test_every_technology_can_be_asked_about(technology: Technology) -> None:
    assert technology.agencies
    assert len(technology.records_to_request) >= 4
    assert technology.search_terms
    assert technology.in_letter[0].islower() or technology.in_letter.split()[0] in {
        "DNA", "GPS", "LinkNYC", "ShotSpotter", "StarChase", "WiFi",
    }  # fmt: skip
    assert all("." in domain and "@" not in domain for domain in technology.email_domains)


@each_vendor
def test_every_vendor_has_a_source_or_says_what_is_not_known(vendor: Vendor) -> None:
    assert vendor.sources or vendor.unverified
    assert all(sale.source.url or sale.source.note for sale in vendor.sales)
    assert not vendor.sales or vendor.sources
    assert vendor.domains
    assert all("." in domain and "@" not in domain for domain in vendor.domains)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("alpr", "license-plate-readers"),
        ("facial-recogniton", "facial-recognition"),
        ("Stingray", "cell-site-simulators"),
        ("drones", "unmanned-aircraft-systems"),
    ],
)
def test_a_mistyped_technology_is_answered_by_name_or_alias(typed: str, meant: str) -> None:
    with pytest.raises(UnknownSlug, match=f"did you mean .*{meant}") as raised:
        technologies.get(typed)
    assert raised.value.near[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("clearview", "clearview-ai"), ("morphotrust", "idemia"), ("UFED", "cellebrite")],
)
def test_a_mistyped_vendor_is_answered_by_name_former_name_or_product(
    typed: str, meant: str
) -> None:
    with pytest.raises(UnknownSlug) as raised:
        vendors.get(typed)
    assert raised.value.near[0] == meant


def test_near_matches_are_joined_as_a_sentence() -> None:
    two = UnknownSlug("vendor", "x", ("a", "b"))
    assert str(two) == "There is no vendor “x”: did you mean a or b?"
    three = UnknownSlug("vendor", "x", ("a", "b", "c"))
    assert str(three) == "There is no vendor “x”: did you mean a, b or c?"
    assert str(UnknownSlug("vendor", "x", ())) == (
        "There is no vendor “x”: look for its short name in the catalog."
    )
