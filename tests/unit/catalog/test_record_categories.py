from datetime import date

import pytest

from foil.catalog import agencies, record_categories, technologies
from foil.catalog.item_text import ItemFacts, Piece, Template
from foil.catalog.record_categories import RecordCategory
from foil.catalog.slug import UnknownSlug
from foil.errors import BadInput
from foil.law.authorities import AUTHORITIES

ALL = list(record_categories.load().values())
each_category = pytest.mark.parametrize("category", ALL, ids=lambda each: each.slug)

PERIOD = {"first_day": date(2019, 1, 1), "last_day": date(2026, 11, 22)}
TWO = ("Clearview AI, Inc.", "DataWorks Plus, LLC")
FULL = ItemFacts(
    "facial recognition",
    TWO,
    ("the Facial Identification Section",),
    ("clearview.ai",),
    ("Clearview", "probe image"),
    date(2019, 1, 1),
    date(2026, 11, 22),
)


def item(slug: str, facts: ItemFacts) -> str:
    return record_categories.get(slug).item(facts)


def test_there_are_17_numbered_from_1() -> None:
    assert [category.number for category in ALL] == list(range(1, 18))


def test_contracts_with_two_vendors() -> None:
    assert item("contracts", ItemFacts("facial recognition", TWO, **PERIOD)) == (
        "Each contract, task order, amendment, renewal and statement of work with Clearview AI, "
        "Inc. or DataWorks Plus, LLC for facial recognition, in force at any time from January 1, "
        "2019 to November 22, 2026, with exhibits and price schedules."
    )


def test_contracts_with_one_vendor_and_no_end() -> None:
    facts = ItemFacts("facial recognition", ("IDEMIA",), first_day=date(2019, 1, 1))
    assert item("contracts", facts) == (
        "Each contract, task order, amendment, renewal and statement of work with IDEMIA for "
        "facial recognition, in force at any time from January 1, 2019 to the date of this "
        "request, with exhibits and price schedules."
    )


def test_contracts_with_no_vendor_and_no_dates() -> None:
    assert item("contracts", ItemFacts("the Domain Awareness System")) == (
        "Each contract, task order, amendment, renewal and statement of work for the Domain "
        "Awareness System, with exhibits and price schedules."
    )


def test_three_names_with_commas_are_kept_apart_by_semicolons() -> None:
    assert "to Clearview AI, Inc.; DataWorks Plus, LLC; or IDEMIA for facial recognition" in item(
        "payments", ItemFacts("facial recognition", (*TWO, "IDEMIA"))
    )
    assert "to Vigilant, Rekor or IDEMIA for" in item(
        "payments", ItemFacts("plate readers", ("Vigilant", "Rekor", "IDEMIA"))
    )


def test_mail_names_mailboxes_addresses_and_words() -> None:
    assert item("vendor-email", FULL) == (
        "E-mail messages in the mailboxes of the Facial Identification Section to or from "
        "addresses ending in @clearview.ai, sent from January 1, 2019 to November 22, 2026, that "
        "contain “Clearview” or “probe image”; the latest message in each thread, with its "
        "attachments, is enough."
    )


def test_mail_without_a_known_address_is_asked_for_by_vendor_then_by_technology() -> None:
    assert item("vendor-email", ItemFacts("drones", ("Skydio, Inc.",))).startswith(
        "E-mail messages with Skydio, Inc.;"
    )
    assert item("vendor-email", ItemFacts("drones")).startswith("E-mail messages about drones;")


def test_mail_without_mailboxes_words_and_dates_is_known_to_be_vague() -> None:
    mail = record_categories.get("vendor-email")
    assert mail.missing(ItemFacts("drones", TWO)) == ("custodians", "terms", "from", "to")
    assert mail.missing(FULL) == ()
    assert mail.longest_days == 90
    assert mail.own_request


def test_places_are_as_of_one_day() -> None:
    places = record_categories.get("places")
    assert places.slots == {"technology", "to"}
    assert places.item(ItemFacts("plate readers", last_day=date(2026, 11, 22))).count(
        "as of November 22, 2026"
    ) == 2  # fmt: skip


def test_what_was_filled_in_can_be_told_from_the_template() -> None:
    pieces = record_categories.get("contracts").pieces(FULL)
    assert [piece for piece in pieces if piece.slot] == [
        Piece("Clearview AI, Inc.", "vendors"),
        Piece("DataWorks Plus, LLC", "vendors"),
        Piece("facial recognition", "technology"),
        Piece("January 1, 2019", "from"),
        Piece("November 22, 2026", "to"),
    ]


@each_category
def test_every_category_reads_well_however_much_is_known(category: RecordCategory) -> None:
    vendors_known = ((), ("IDEMIA",), TWO, (*TWO, "IDEMIA"))
    for vendors in vendors_known:
        for days in ({}, {"first_day": date(2019, 1, 1)}, {"last_day": date(2026, 11, 22)}, PERIOD):
            text = category.item(ItemFacts("license plate readers", vendors, **days))
            assert text.endswith(".")
            assert text[0].isupper()
            assert not any(mark in text for mark in "[]{}|"), text
            assert not any(slip in text for slip in ("  ", " ,", " .", " ;", ",,", "..", " :")), (
                text
            )
            assert "any and all" not in text.lower()


@each_category
def test_every_category_has_dates_of_its_own(category: RecordCategory) -> None:
    assert "to" in category.slots & set(category.needs)
    text = category.item(ItemFacts("drones", **PERIOD))
    assert "November 22, 2026" in text


@each_category
def test_every_category_says_where_its_wording_comes_from(category: RecordCategory) -> None:
    assert category.authority or category.sources or category.unverified
    assert set(category.authority) <= set(AUTHORITIES)
    assert all(AUTHORITIES[name].citable for name in category.authority)
    assert category.advice.endswith(".")
    assert set(category.agencies) <= set(agencies.slugs())


@each_category
def test_every_technology_fits_every_category(category: RecordCategory) -> None:
    for technology in technologies.load().values():
        assert technology.in_letter in category.item(ItemFacts(technology.in_letter, **PERIOD))


def test_the_composer_starts_with_four() -> None:
    usual = [category.slug for category in ALL if category.usual]
    assert usual == ["contracts", "payments", "trials", "accuracy-and-bias"]


def test_the_post_act_binds_the_police_department_alone() -> None:
    post_act = record_categories.get("post-act")
    assert post_act.fits("nypd")
    assert not post_act.fits("mta")
    assert record_categories.get("contracts").fits("mta")


def test_a_mistyped_category_is_answered_with_near_matches() -> None:
    with pytest.raises(UnknownSlug, match="did you mean vendor-email"):
        record_categories.get("email")


def test_days_in_the_wrong_order_are_questioned() -> None:
    with pytest.raises(BadInput, match="swap them"):
        ItemFacts("drones", first_day=date(2026, 11, 22), last_day=date(2019, 1, 1))


def test_an_item_is_about_something() -> None:
    with pytest.raises(BadInput, match="Name the technology"):
        ItemFacts("  ")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Records[ of {vendors} for {technology}.", "left open"),
        ("Records of {vendors}] for {technology}.", "left open"),
        ("Records for {technology.", "left open"),
        ("Records of {vendor} for {technology}.", r"no slot \{vendor\}"),
        ("Records of {vendors} for {technology}.", r"\{vendors\} must stand in brackets"),
    ],
)
def test_a_template_that_could_come_out_wrong_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        Template(text)
