"""The request letter: what a careful office would have in it, for every agency and technology."""

from datetime import date

import pytest

from foil.catalog import agencies, record_categories, technologies
from foil.catalog.agency import NotUnderFoil
from foil.catalog.slug import UnknownSlug
from foil.errors import BadInput
from foil.letters.letter import Letter
from foil.letters.plain import body, text
from foil.letters.request import DELETIONS, ItemChoice, picked_items
from tests.unit.letters.made import DATED, SINCE, choices, facts, request, sent_by

UNDER_FOIL = [agency.slug for agency in agencies.load().values() if agency.foil]


def words(letter: Letter) -> str:
    """The letter's text on one line."""
    return " ".join(text(letter).split())


@pytest.mark.parametrize(
    "must",
    [
        "Under the Freedom of Information Law, I request copies of the records",
        "New York City Police Department (“the Department”)",
        "Public Officers Law § 89(3)(a) calls for a response within five business days of receipt",
        "“Facial recognition” means software that compares a face",
        "face recognition, FRT, FR and biometric matching",
        "IDEMIA, formerly MorphoTrust USA",
        "from January 1, 2019 to November 22, 2026",
        "Facial Identification Section",
        "no search of e-mail is needed",
        "Records that a contractor holds for the Department are included (§ 86(4))",
        "you may delete at the outset, without writing to me first",
        "I agree to no other deletion",
        "each in the form in which you keep it, a spreadsheet as a spreadsheet, with its metadata",
        "Please release records as they become ready",
        "Please incur no charge above $25 before sending me an itemized estimate",
        "nothing for search or review (21 NYCRR 1401.8(a))",
        "As a courtesy, I ask that you waive any fee",
        "“only when there is a particularized and specific justification for such denial”",
        "redact only what is exempt and release the rest",
        "name the officer to whom I may appeal, with title, business address and telephone number",
        "please certify that (§ 89(3)(a))",
        "please reach me at (212) 555-0142 or foil@example.org before refusing or closing it",
        "Only a letter from me withdraws an item",
        "the approximate date, reasonable under the circumstances",
        "a date certain (§ 89(3)(a))",
    ],
)
def test_it_says(must: str) -> None:
    assert must in words(request())


def test_it_is_addressed_to_the_office_by_title() -> None:
    letter = request()
    assert letter.addressee.title == "Records Access Officer"
    assert letter.addressee.lines[-1] == "New York, NY 10038"
    assert body(letter.blocks).startswith("Dear Records Access Officer:")


def test_each_item_has_its_own_dates() -> None:
    items = (
        *picked_items(["contracts"], SINCE, DATED),
        *picked_items(["payments"], date(2024, 7, 1), date(2025, 6, 30)),
    )
    letter = request(items=items)
    assert "January 1, 2019 to November 22, 2026" in letter.items[0].text
    assert "July 1, 2024 to June 30, 2025" in letter.items[1].text


def test_vendors_are_named_and_others_not_shut_out() -> None:
    assert "IDEMIA or any other vendor" in request().items[0].text
    assert "statement of work for facial recognition" in request(vendors=()).items[0].text
    assert "A vendor is named" not in words(request(vendors=()))


def test_email_names_the_vendors_and_nobody_else() -> None:
    mail = ItemChoice(
        "m",
        "vendor-email",
        date(2025, 1, 1),
        date(2025, 3, 1),
        "",
        ("the Legal Bureau",),
        ("trial",),
    )
    letter = request(items=(mail,))
    assert "any other vendor" not in letter.items[0].text
    assert "@clearview.ai" in letter.items[0].text
    assert "no search of e-mail" not in words(letter)
    assert "I do not ask for the file of any one investigation" in words(letter)


def test_an_item_may_be_wholly_someones_own() -> None:
    item = ItemChoice("own", words="Minutes of the *procurement* board, 2025.")
    letter = request(items=(item,))
    assert "1. Minutes of the *procurement* board, 2025." in body(letter.blocks)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("native", "a spreadsheet as a spreadsheet"),
        ("pdf", "as searchable PDF"),
        ("inspect", "let me inspect the records first"),
    ],
)
def test_the_form_asked_for(form: str, says: str) -> None:
    assert says in words(request(form=form))


def test_only_the_deletions_chosen_are_offered() -> None:
    assert DELETIONS["staff"] not in words(request())
    assert DELETIONS["staff"] in words(request(deletions=("staff",)))
    assert "at the outset" not in words(request(deletions=()))


def test_city_rules_are_cited_to_city_agencies_alone() -> None:
    assert "43 RCNY 1-05(c)(6)" in words(request())
    for agency in ("suffolk-pd", "nysp", "manhattan-da"):
        assert "RCNY" not in words(request(agency=agency))


def test_without_an_office_there_is_no_letterhead_and_no_signature() -> None:
    letter = sent_by(None)
    assert text(letter).startswith("November 22, 2026\n")
    assert text(letter).endswith("Sincerely,\n")
    assert "please write or telephone before refusing" in words(letter)


@pytest.mark.parametrize("agency", UNDER_FOIL)
def test_every_agency_under_foil_can_be_written_to(agency: str) -> None:
    letter = request(agency=agency)
    assert letter.addressee.title.endswith("Officer")
    assert agencies.get(agency).called in words(letter)


@pytest.mark.parametrize("technology", list(technologies.load()))
def test_every_technology_can_be_asked_about(technology: str) -> None:
    letter = request(technology=technology, items=picked_items(_all_but_email(), SINCE, DATED))
    assert technologies.get(technology).in_letter in letter.subject
    assert len(letter.items) == len(_all_but_email())
    assert 20 < len(letter.public_title) <= 90
    assert "{" not in words(letter)


def _all_but_email() -> list[str]:
    return [slug for slug in record_categories.load() if slug != "vendor-email"]


def test_the_port_authority_is_not_written_to_under_foil() -> None:
    with pytest.raises(NotUnderFoil, match="not under FOIL"):
        request(agency="panynj")


@pytest.mark.parametrize("wrong", [{"agency": "nypdd"}, {"vendors": ("clearvew",)}])
def test_an_unknown_name_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnknownSlug):
        facts(**wrong)


def test_dates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(BadInput, match="swap them"):
        facts(items=picked_items(["contracts"], DATED, SINCE))
    with pytest.raises(BadInput, match="swap them"):
        facts(items=(ItemChoice("own", "", DATED, SINCE, "Minutes."),))


def test_the_usual_request_puts_contracts_and_money_first_and_asks_no_email() -> None:
    assert [item.category for item in choices().items] == [
        "contracts", "payments", "trials", "accuracy-and-bias",
    ]  # fmt: skip
