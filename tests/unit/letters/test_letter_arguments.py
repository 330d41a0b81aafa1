"""An appeal that argues: ground by ground, what is public, exhibits lettered as they are cited."""

import re
from typing import Any

import pytest

from foil.catalog import agencies
from foil.catalog.published import published
from foil.errors import BadInput
from foil.law.authorities import AUTHORITIES
from foil.letters.compose import compose
from foil.letters.exhibits import enclosed, exhibit, mark, names_of
from foil.letters.letter import Edit, Letter
from foil.letters.plain import text
from foil.letters.request import addressee_of
from foil.letters.told import facts_told
from tests.unit.letters.examples import TOLD
from tests.unit.letters.made import DATED, OFFICE

DENIAL, REQUEST, BILL = "The denial of November 2, 2026", "The request", "An invoice"
ARGUMENTS = [
    {"ground": "87(2)(e)(iv)", "words": "non-routine", "rebuttals": ["87-2-e-iv.no-technique"],
     "own": "First point.\n\nSecond {{ 7 * 7 }}."},
    {"ground": "87(2)(f)", "rebuttals": []},
    {"ground": "too broad", "own": "It names one file."},
]  # fmt: skip
ARGUED: dict[str, Any] = {
    **TOLD["appeal_denial"],
    "exhibit": DENIAL,
    "history": [{"on": "2026-08-03", "words": "request sent", "exhibit": REQUEST}],
    "enclosures": list(enclosed([DENIAL, REQUEST, BILL])),
    "arguments": ARGUMENTS,
    "published": ["nypd-facial-audit"],
    "also": [{"items": [4], "denied": "2026-11-10", "received": "2026-11-12", "how": "no_records",
              "last_day": "2026-12-14"}],
}  # fmt: skip


def made(kind: str = "appeal_denial", edits: dict[str, Edit] | None = None, **more: Any) -> Letter:
    told = {**ARGUED, **more}
    if kind == "appeal_no_records":
        told = {k: v for k, v in told.items() if k not in ("arguments", "exemptions")}
    return compose(kind, facts_told(kind, told, OFFICE, DATED), edits)


def words(letter: Letter) -> str:
    return " ".join(text(letter).split())


def test_each_ground_and_each_answer_is_a_block_of_its_own_in_order() -> None:
    keys = [each.key for each in made().blocks if ":" in each.key]
    assert keys == [
        "argument:87-2-e-iv", "argument:87-2-e-iv.no-technique", "argument:87-2-e-iv.own",
        "argument:87-2-f", "argument:other-too-broad", "argument:other-too-broad.own",
        "public:opening", "public:nypd-facial-audit",
    ]  # fmt: skip


def test_an_answer_can_be_put_into_ones_own_words() -> None:
    edit = Edit("Nothing here shows a technique.", "was")
    letter = made(edits={"argument:87-2-e-iv.no-technique": edit})
    assert "Nothing here shows a technique." in words(letter)
    assert "rules of retention" not in words(letter)


def test_the_agencys_words_and_ours_stand_under_the_ground() -> None:
    said = words(made())
    assert "SECTION 87(2)(E)(IV): INVESTIGATIVE TECHNIQUES The letter says: “non-routine”" in said
    assert "First point. Second {{ 7 * 7 }}." in said
    assert "TOO BROAD It names one file." in said


def test_exhibits_are_cited_by_the_letter_they_are_enclosed_under() -> None:
    said = words(made())
    assert "a letter dated November 2, 2026 (Exhibit A), which I received" in said
    assert "request sent (Exhibit B)." in said
    assert "I also attach: - Exhibit C: An invoice" in said
    assert said.index("Exhibit A") < said.index("Exhibit B") < said.index("Exhibit C")


@pytest.mark.parametrize("kind", ["appeal_denial", "appeal_partial", "appeal_no_records"])
@pytest.mark.parametrize("agency", ["nypd", "nysp"])
def test_the_date_and_place_of_the_request_the_records_and_the_appellant_are_named(
    agency: str, kind: str
) -> None:
    """9 NYCRR 483.7 and 43 RCNY 1-06(b)."""
    redactions = {"redactions": [{"page": "1", "what": "price"}]} if "partial" in kind else {}
    letter = made(kind, agency=agency, **redactions)
    said = words(letter)
    assert "Freedom of Information Law request of August 3, 2026" in said
    assert "I sent the request to the" in said
    assert "records access officer through NYC OpenRecords, and it was received on" in said
    assert "by a letter dated November 2, 2026" in said
    assert "Item 2. Purchase orders and invoices, 2019 to 2026." in said
    assert "100 Example Street" in said
    assert letter.addressee == addressee_of(agencies.get(agency), "appeals")


def test_what_is_not_enclosed_is_not_pointed_to() -> None:
    assert "Exhibit" not in words(made(enclosures=[]))


@pytest.mark.parametrize("kind", ["appeal_denial", "appeal_partial", "appeal_no_records"])
def test_a_further_denial_is_named_with_its_items_and_its_own_last_day(kind: str) -> None:
    redactions = {"redactions": [{"page": "1", "what": "price"}]} if "partial" in kind else {}
    said = words(made(kind, **redactions))
    assert "answered that no record was found for item 4 by a letter dated November 10" in said
    assert "the time to appeal from it runs through December 14, 2026 (43 RCNY 1-06(b))" in said
    assert "from the denial of items 2 and 4" in said


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("denied", "denied it by a letter"),
        ("closed", "closed it, which is a denial, by a letter"),
        ("referred", "sent it elsewhere, which is a denial, by"),
    ],
)
def test_what_the_agency_did_is_said_as_it_did_it(how: str, says: str) -> None:
    assert says in words(made(how=how, also=[]))


def test_without_arguments_each_exemption_has_the_usual_answer() -> None:
    said = words(made(arguments=[]))
    assert "Prices, vendors, dates, counts, error rates" in said


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"arguments": [{"ground": "87(2)(f)", "rebuttals": ["87-2-f.no"]}]}, "no rebuttal"),
        ({"published": ["rumor"]}, "Nothing published is called “rumor”"),
    ],
)
def test_what_the_catalog_lacks_is_named(more: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        made(**more)


@pytest.mark.parametrize(("place", "said"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_exhibits_go_on_after_z(place: int, said: str) -> None:
    assert mark(place) == said


def test_names_and_letters_come_apart_again() -> None:
    names = ("One", "Exhibit A: Two")
    assert names_of(enclosed(names)) == names
    assert exhibit(enclosed(names), "One") == "Exhibit A"
    assert exhibit(enclosed(names), "Three") == exhibit((), "") == ""


@pytest.mark.parametrize("name", published())
def test_what_is_public_quotes_the_law_word_for_word_and_cites_what_was_read(name: str) -> None:
    found = published()[name]
    said = [_even(each.says) for each in AUTHORITIES.values()]
    for quoted in re.findall(r"“([^”{]+)”", found.whole):
        assert any(_even(quoted) in each for each in said), quoted
    assert all(AUTHORITIES[each].read for each in found.authorities)
    assert not re.findall(r"§|NYCRR|RCNY", found.whole)


def _even(quoted: str) -> str:
    return re.sub(r"[‘’'\",.;]+", "", quoted).strip()
