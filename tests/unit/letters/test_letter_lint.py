"""Each rule of the lint finds what it is for, and leaves alone what only looks like it."""

from collections.abc import Callable

import pytest

from foil.catalog import record_categories, technologies
from foil.letters.letter import Edit, Letter
from foil.letters.lint import RULES, Finding, heading, look
from foil.letters.request import ItemChoice, picked_items
from tests.unit.letters.examples import TOLD, example
from tests.unit.letters.made import (
    DATED,
    SINCE,
    addressed,
    asking,
    denial,
    edited,
    follow_up,
    request,
    sent_by,
    silence,
    titled,
)

MAIL = "E-mail messages in the mailboxes of the Legal Bureau, sent from January 1, 2025 to "
MAIL_FOUND = MAIL + "March 1, 2025, that contain “trial”."
FEE_TABLE = """| For | How many | Rate | Amount |
|---|---|---|---|
| Copies | 120 pages | $0.25 | $30.00 |
| Sum of the lines | | | {} |"""
Make = Callable[[], Letter]

CASES: dict[str, tuple[Make, Make]] = {
    "no-items": (lambda: request(items=()), follow_up),
    "item-without-dates": (
        lambda: asking("Contracts with any vendor."),
        lambda: asking("Contracts in force in 2025.", "Invoices up to the date of this request."),
    ),
    "dates-to-come": (
        lambda: asking("Invoices from January 1, 2026 to January 1, 2027."),
        lambda: asking("Invoices from January 1, 2026 to November 22, 2026."),
    ),
    "facts-not-records": (
        lambda: asking("How many searches were run in 2025?"),
        lambda: asking("Documents sufficient to show how many searches were run in 2025."),
    ),
    "no-record-named": (
        lambda: asking("Everything about facial recognition since 2019."),
        lambda: asking("Reports about facial recognition since 2019."),
    ),
    "email-without-limits": (
        lambda: asking("E-mail with addresses ending in @example.org, 2025."),
        lambda: asking(MAIL_FOUND),
    ),
    "email-too-long": (
        lambda: asking(MAIL + "December 1, 2025, that contain “trial”."),
        lambda: asking(MAIL_FOUND),
    ),
    "email-mixed": (
        lambda: asking(MAIL_FOUND, "Contracts in force in 2025."),
        lambda: asking(MAIL_FOUND),
    ),
    "title-too-long": (lambda: titled("x" * 91), lambda: titled("x" * 90)),
    "title-missing": (lambda: titled("  "), follow_up),
    "title-names-someone": (
        lambda: titled("Arrest records of Jane Doe"),
        lambda: titled("Body-Worn Camera and Clearview AI Contracts, New York City, 2019"),
    ),
    "title-names-a-case": (
        lambda: titled("Records in docket number 4, People v Doe"),
        lambda: titled("Facial recognition contracts, 2019–2026"),
    ),
    "federal-terms": (
        lambda: edited("This is a FOIA request; provide a Vaughn index within 20 working days."),
        lambda: edited("FOIL gives twenty business days. Please waive the fee as a courtesy."),
    ),
    "repealed-law": (
        lambda: edited("Civil Rights Law § 50-a does not apply."),
        lambda: edited("Civil Rights Law § 50-b does not apply."),
    ),
    "unread-authority": (
        lambda: edited("As held in Matter of Nobody v Nowhere, 999 AD3d 999 (1st Dept 2025)."),
        lambda: edited("Matter of Data Tree, LLC v Romaine, 9 NY3d 454 (2007); FOIL-AO-19644."),
    ),
    "adverse-authority": (
        lambda: edited("Matter of Grabell v New York City Police Dept., 139 AD3d 477."),
        lambda: edited("Matter of Gould v New York City Police Dept., 89 NY2d 267."),
    ),
    "any-and-all": (
        lambda: asking("Any and all contracts in force in 2025."),
        lambda: asking("All contracts in force in 2025, and any of 2024."),
    ),
    "blank-left-open": (
        lambda: edited("The records are in [unit]."),
        lambda: edited("The report says “they was [sic] tested.”"),
    ),
    "nothing-enclosed": (
        lambda: edited("A copy is enclosed."),
        lambda: example("reopening", enclosures=["Answer of November 9, 2026"]),
    ),
    "appeal-past-its-date": (
        lambda: example("appeal_fee", dated="2026-12-08"),
        lambda: example("appeal_fee", dated="2026-12-07"),
    ),
    "sum-is-wrong": (
        lambda: edited(FEE_TABLE.format("$31.00")),
        lambda: edited(FEE_TABLE.format("$30.00")),
    ),
    "words-gone-stale": (
        lambda: request({"fees": Edit("Ask first.", "an older template")}),
        lambda: edited("Ask first.", "fees"),
    ),
    "no-way-to-reach": (lambda: sent_by(None), request),
    "no-address": (
        lambda: addressed(request(), lines=("Somewhere",), email=""),
        lambda: addressed(request(), lines=("Somewhere",), email="foil@example.org"),
    ),
    "wrong-officer": (
        lambda: addressed(silence("no_date"), title="Records Access Officer"),
        lambda: silence("no_date"),
    ),
}


def found(letter: Letter, rule: str) -> list[Finding]:
    """What that rule finds in the letter when all of them look."""
    return [finding for finding in look(letter) if finding.rule == rule]


def test_every_rule_has_its_two_letters() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_it_finds_what_it_is_for(rule: str) -> None:
    findings = found(CASES[rule][0](), rule)
    assert findings
    for finding in findings:
        assert finding.place
        assert finding.says.endswith((".", "?"))


@pytest.mark.parametrize("rule", CASES)
def test_it_leaves_the_rest_alone(rule: str) -> None:
    assert found(CASES[rule][1](), rule) == []


@pytest.mark.parametrize(
    "letter",
    [request(), silence("no_date"), silence("date_passed"), denial("87(2)(e)(iv)"), follow_up()],
    ids=lambda letter: letter.kind,
)
def test_nothing_is_wrong_with_our_own_words(letter: Letter) -> None:
    assert look(letter) == ()
    assert heading(look(letter)) == "Nothing found wrong"


@pytest.mark.parametrize("kind", TOLD)
def test_nothing_is_wrong_with_our_own_words_in_any_kind(kind: str) -> None:
    assert look(example(kind)) == ()


@pytest.mark.parametrize("technology", list(technologies.load()))
def test_nothing_is_wrong_with_what_the_catalog_asks_for(technology: str) -> None:
    slugs = [slug for slug in record_categories.load() if slug != "vendor-email"]
    letter = request(technology=technology, items=picked_items(slugs, SINCE, DATED))
    assert look(letter) == ()


def test_the_catalogs_email_item_alone_is_in_order() -> None:
    mail = ItemChoice(
        key="m",
        category="vendor-email",
        since=DATED.replace(month=9),
        until=DATED,
        custodians=("the Legal Bureau",),
        terms=("trial", "account"),
    )
    assert look(request(items=(mail,))) == ()


def test_findings_are_headed_look_again() -> None:
    assert heading(look(titled("x" * 91))) == "Look again"


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        (
            "How many searches were run in 2025?",
            "Documents sufficient to show how many searches were run in 2025.",
        ),
        (
            "Please explain why the trial of 2020 ended.",
            "Documents sufficient to show why the trial of 2020 ended.",
        ),
        (
            "A list of users in 2025.",
            "Documents sufficient to show a list of users in 2025.",
        ),
        (
            "Tell me the number of arrests in 2025.",
            "Documents sufficient to show the number of arrests in 2025.",
        ),
    ],
)
def test_a_question_is_turned_into_records(asked: str, instead: str) -> None:
    (finding,) = found(asking(asked), "facts-not-records")
    assert finding.instead == instead
    assert found(asking(instead), "facts-not-records") == []


def test_any_and_all_is_replaced_in_place() -> None:
    (finding,) = found(
        asking("Any and all contracts of 2025; any and all invoices."), "any-and-all"
    )
    assert finding.instead == "All contracts of 2025; all invoices."
    assert finding.place == "Item 1"


def test_stale_words_offer_the_new_ones() -> None:
    letter = request({"fees": Edit("Ask first.", "an older template")})
    (finding,) = found(letter, "words-gone-stale")
    assert finding.instead == letter.block("fees").template
    assert finding.place == "Ask first."


@pytest.mark.parametrize(
    "title",
    [
        "Complaint against Det. Smith",
        "Officer Smith body camera",
        "Search of John A. Citizen",
        "Index no. 123456/2024",
        "Smith v. City",
        "Records on NYSID 12345678Z",
    ],
)
def test_titles_that_point_to_somebody(title: str) -> None:
    assert {each.where for each in look(titled(title))} == {"title"}


def test_a_reversed_case_is_named_so() -> None:
    (finding,) = found(edited("See 224 AD3d 458 (1st Dept 2024)."), "adverse-authority")
    assert "was reversed" in finding.says
