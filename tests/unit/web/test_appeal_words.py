"""What the page of an appeal says: pieces of a letter as they read, the officer it goes to."""

from dataclasses import replace
from datetime import date

import pytest

from foil.catalog import agencies
from foil.catalog.agency import Agency
from foil.catalog.exemptions import rebuttals
from foil.catalog.published import published
from foil.catalog.source import AsOf
from foil.letters.facts import Sender
from foil.web.appeal_words import as_read, to_know

DAY = date(2026, 11, 25)
OFFICE = Sender("Defense unit", ("100 Example Street",))
NYPD = agencies.get("nypd")
FRESH = replace(NYPD.appeals, as_of=AsOf("2026-11-20"), unverified="")


def told(agency: Agency = NYPD, sender: Sender | None = OFFICE, **officer: object) -> str:
    made = replace(agency, appeals=replace(FRESH, **officer))  # type: ignore[arg-type]
    return " ".join(to_know(made, sender, DAY))


def test_an_officer_who_is_known_and_fresh_needs_no_word() -> None:
    assert told() == ""


@pytest.mark.parametrize(
    ("officer", "says"),
    [
        ({"address": (), "email": None}, "We have no address of the appeals officer."),
        ({"email": NYPD.requests.email}, "go to one mailbox"),
        ({"title": NYPD.requests.title, "email": None}, "another person than the records"),
        ({"as_of": AsOf("2026")}, "is as of 2026. Check it"),
        ({"as_of": None}, "is undated. Check it"),
        ({"unverified": "From memory."}, "From memory."),
    ],
)
def test_what_is_missing_alike_or_old_is_warned_of(officer: dict[str, object], says: str) -> None:
    assert says in told(**officer)


@pytest.mark.parametrize("sender", [None, Sender("Defense unit")])
def test_an_appeal_wants_the_appellants_address(sender: Sender | None) -> None:
    assert "Your letterhead has no address" in told(sender=sender)


@pytest.mark.parametrize("name", [*rebuttals(), *published()])
def test_every_piece_reads_as_words(name: str) -> None:
    piece = rebuttals()[name].says if name in rebuttals() else published()[name].whole
    said = as_read(piece, NYPD)
    assert not set("{}*") & set(said)


def test_a_citation_reads_as_the_letter_has_it() -> None:
    piece = '{{ section("pol-87-2-f") | opening }} says so ({{ cite("case-gould") }}).'
    assert as_read(piece, NYPD) == (
        "Section 87(2)(f) says so (Matter of Gould v New York City Police Dept., 89 NY2d 267 "
        "(1996))."
    )
