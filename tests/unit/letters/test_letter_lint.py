"""Each rule of the lint finds what it is for, and leaves alone what only looks like it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from foil.catalog import record_categories, technologies
from foil.letters.citations import of_ours
from foil.letters.letter import Edit, Letter
from foil.letters.lint import RULES, Finding, Known, heading, look
from foil.letters.lint.known import names_in
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

LOOK = {"on": "2026-11-20", "by": "Paralegal"}
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
    "everything-about": (
        lambda: asking("All records relating to facial recognition, 2025."),
        lambda: asking("Contracts and policies about facial recognition, 2025."),
    ),
    "federal-terms": (
        lambda: edited("This is a FOIA request; provide a Vaughn index within 20 working days."),
        lambda: edited("FOIL gives twenty business days. Please waive the fee as a courtesy."),
    ),
    "repealed-law": (
        lambda: edited("Civil Rights Law § 50-a does not apply."),
        lambda: edited("Civil Rights Law § 50-b does not apply."),
    ),
    "vetoed-limits": (
        lambda: edited("FOIL sets a limit of 180 days, which has passed."),
        lambda: edited("Chats are deleted after ninety days. § 89(3)(a) gives twenty."),
    ),
    "unread-authority": (
        lambda: edited("As held in Matter of Nobody v Nowhere, 999 AD3d 999 (1st Dept 2025)."),
        lambda: edited("Matter of Data Tree, LLC v Romaine, 9 NY3d 454 (2007); FOIL-AO-19644."),
    ),
    "authority-left-out": (
        lambda: denial("87(2)(f)", citable=of_ours() - {"case-gould"}),
        lambda: denial("87(2)(e)(iv)"),
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
    "exhibit-not-attached": (
        lambda: with_exhibits("See Exhibit C.", "Exhibit A: Denial", "Exhibit B: Notice"),
        lambda: with_exhibits("See Exhibits A and B.", "Exhibit A: Denial", "Exhibit B: Notice"),
    ),
    "exhibit-not-mentioned": (
        lambda: with_exhibits("See Exhibit A.", "Exhibit A: Denial", "Exhibit B: Notice"),
        lambda: with_exhibits("See Exhibit A.", "Exhibit A: Denial", "Check for $12.00"),
    ),
    "with-prejudice": (
        lambda: edited("I withdraw item 2 with prejudice."),
        lambda: edited("I withdraw item 2 without prejudice to asking again."),
    ),
    "privileged-words": (
        lambda: edited("Privileged and confidential: attorney work product."),
        lambda: edited("The letter calls the memo “privileged” and names no privilege."),
    ),
    "names-the-client": (
        lambda: edited("Camera footage of the arrest with docket number CR-012345-26NY.", "terms"),
        lambda: edited("Logs with the fields docket number, NYSID and arrest number.", "terms"),
    ),
    "mailbox-without-spam": (
        lambda: example("non_response", looks=[{**LOOK, "places": ["the mailbox a@b.org"]}]),
        lambda: example("non_response", looks=[{**LOOK, "places": ["a@b.org, its junk folder"]}]),
    ),
    "stale-address": (request, follow_up),
    "one-officer": (lambda: silence("no_date"), follow_up),
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


KNOWING = {
    "authority-left-out": (Known(uncitable={"case-gould": "Read here: not so."}), Known()),
    "stale-address": (Known(stale=True, looked_up=SINCE), Known(looked_up=DATED)),
    "one-officer": (Known(one_officer=True), Known(one_officer=True)),
}
"""What the office knows where a rule asks it: for the letter it flags, and for the other."""


def with_exhibits(words: str, *enclosures: str) -> Letter:
    """A letter of those words that lists those enclosures."""
    return replace(edited(words), enclosures=enclosures)


def found(letter: Letter, rule: str, known: Known = Known()) -> list[Finding]:  # noqa: B008
    """What that rule finds in the letter when all of them look."""
    return [finding for finding in look(letter, known) if finding.rule == rule]


def test_every_rule_has_its_two_letters() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_it_finds_what_it_is_for(rule: str) -> None:
    findings = found(CASES[rule][0](), rule, KNOWING.get(rule, (Known(),))[0])
    assert findings
    for finding in findings:
        assert finding.place
        assert finding.says.endswith((".", "?"))


@pytest.mark.parametrize("rule", CASES)
def test_it_leaves_the_rest_alone(rule: str) -> None:
    assert found(CASES[rule][1](), rule, KNOWING.get(rule, (Known(),))[-1]) == []


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


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("The form is at [ ].", "blank-left-open"),
        ("The unit is TK.", "blank-left-open"),
        ("Officer XX has it.", "blank-left-open"),
        ("It came on MM/DD/2026.", "blank-left-open"),
        ("Exemption 7(E) does not apply.", "federal-terms"),
        ("It cites (b)(7)(E).", "federal-terms"),
        ("I ask for a fee waiver.", "federal-terms"),
        ("The rule is 20 working days.", "federal-terms"),
        ("Compiled for law enforcement purposes and which, if disclosed, would", "repealed-law"),
        ("S2520-B asks for less.", "vetoed-limits"),
        ("FOIL gives ninety days.", "vetoed-limits"),
        ("This is our work product.", "privileged-words"),
        ("It is an attorney-client communication.", "privileged-words"),
    ],
)  # fmt: skip
def test_words_that_do_not_belong(words: str, rule: str) -> None:
    assert found(edited(words), rule)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Title XIX of the act; Article XX-A is not meant as a blank.", "federal-terms"),
        ("The exemption of § 87(2)(e)(iv) covers techniques, and § 87(1)(b)(iii) fees.",
         "federal-terms"),
        ("The letter says “compiled for law enforcement purposes and which, if disclosed”.",
         "repealed-law"),
        ("Please produce the first part within 60 days.", "vetoed-limits"),
    ],
)  # fmt: skip
def test_words_that_only_look_like_it(words: str, rule: str) -> None:
    assert found(edited(words), rule) == []


def test_the_records_officer_gets_no_appeal_and_the_appeals_officer_nothing_else() -> None:
    strayed = addressed(follow_up(), title="Records Access Appeals Officer")
    (finding,) = found(strayed, "wrong-officer")
    assert "goes to the records access officer" in finding.says


def test_what_is_not_sure_of_an_address_is_said() -> None:
    (finding,) = found(request(), "stale-address", Known(unsure="Seen on one page only."))
    assert "Seen on one page only." in finding.says


def test_an_edited_appeal_still_knows_its_last_day_from_the_record() -> None:
    late = example("appeal_overdue", dated="2026-12-08")
    assert found(late, "appeal-past-its-date", Known(last_day=DATED))
    assert found(late, "appeal-past-its-date") == []


@pytest.mark.parametrize(
    ("matter", "names"),
    [
        ("People v. Doe", ("People v. Doe", "Doe")),
        ("Matter of Roe v New York City Police Dept.",
         ("Matter of Roe v New York City Police Dept.", "Roe", "Dept")),
        ("Cameras in schools", ("Cameras in schools",)),
        ("", ()),
    ],
)  # fmt: skip
def test_the_names_a_caption_holds(matter: str, names: tuple[str, ...]) -> None:
    assert set(names_in(matter)) == set(names) - {"Dept"}


def test_a_name_of_the_matter_stands_in_no_public_place() -> None:
    known = Known(private=names_in("People v. Doe"))
    assert found(titled("Doe body camera"), "names-the-client", known)
    assert found(edited("Footage of the stop of doe.", "terms"), "names-the-client", known)
    assert found(titled("Does Clearview keep logs"), "names-the-client", known) == []
    assert found(example("appeal_fee", reference="Doe 1"), "names-the-client", known) == []
