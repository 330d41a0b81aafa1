"""A draft is kept as JSON and comes back whole; a finished letter is a record of its own."""

import json
from dataclasses import replace

import pytest

from foil.letters import record
from foil.letters.draft import Draft, edits_json, from_json, to_json
from foil.letters.letter import Edit
from foil.letters.marks import BEGIN, END
from foil.letters.plain import text
from foil.letters.request import ItemChoice, usual_items, usual_vendors
from foil.letters.sheet import html
from tests.unit.letters.made import DATED, OFFICE, SINCE, denial, request

DRAFT = Draft(
    agency="nypd",
    technology="facial-recognition",
    vendors=usual_vendors("facial-recognition"),
    since=SINCE,
    until=DATED,
    items=usual_items("nypd", SINCE, DATED),
)
OWN = ItemChoice("own1", "", SINCE, DATED)


def test_a_draft_comes_back_as_it_was() -> None:
    whole = replace(
        DRAFT,
        items=(*DRAFT.items, replace(OWN, custodians=("the Legal Bureau",), terms=("trial",))),
        fee_ceiling=40,
        public_title="A title of ours",
        edits={"fees": Edit("Ask first.", "older words")},
    )
    assert from_json(to_json(whole), edits_json(whole), DRAFT) == whole


@pytest.mark.parametrize("edits", ["{}", "[]"])
def test_what_a_kept_draft_does_not_say_is_as_usual(edits: str) -> None:
    assert from_json("{}", edits, DRAFT) == DRAFT
    assert from_json('{"fee_ceiling": 9, "of the future": 1}', edits, DRAFT) == replace(
        DRAFT, fee_ceiling=9
    )


def test_an_own_item_counts_once_it_has_words() -> None:
    draft = replace(DRAFT, items=(*DRAFT.items, OWN))
    assert len(draft.letter(OFFICE, DATED).items) == 4
    worded = draft.with_edit("item:own1", Edit("Minutes of 2025.", ""))
    made = worded.letter(OFFICE, DATED)
    assert made.items[-1].markdown() == "5. Minutes of 2025."
    assert not made.items[-1].stale


def test_ours_again_takes_an_edit_away() -> None:
    draft = DRAFT.with_edit("fees", Edit("Ask first.", "x"))
    assert draft.with_edit("fees", None) == DRAFT


def test_a_preview_marks_what_was_filled_in_and_nothing_else() -> None:
    sheet = str(html(DRAFT.letter(OFFICE, DATED, marking=True)))
    assert "<ins>facial recognition</ins>" in sheet
    assert "with <ins>Clearview AI</ins>, <ins>DataWorks Plus</ins>" in sheet
    assert (
        "from <ins>January\u00a01,\u00a02019</ins> to <ins>November\u00a022,\u00a02026</ins>"
        in sheet
    )
    assert "<ins>§" not in sheet
    assert BEGIN not in sheet
    assert END not in sheet


def test_the_letter_itself_has_no_marks() -> None:
    made = DRAFT.letter(OFFICE, DATED)
    assert BEGIN not in text(made)
    assert "<ins>" not in html(made)
    marked = DRAFT.letter(OFFICE, DATED, marking=True)
    assert marked.subject == made.subject


@pytest.mark.parametrize("letter", [request(), denial("87(2)(f)")], ids=lambda each: each.kind)
def test_a_finished_letter_reads_the_same_from_its_record(letter: object) -> None:
    kept = record.from_json(record.to_json(letter))  # type: ignore[arg-type]
    assert text(kept) == text(letter)  # type: ignore[arg-type]
    assert html(kept) == html(letter)  # type: ignore[arg-type]


def test_the_record_keeps_each_citations_status_of_that_day() -> None:
    kept = json.loads(record.to_json(request()))
    assert kept["authorities"]["pol-89-3-a-response"] == "quoted"
    assert kept["authorities"]["nycrr-1401-2-b-3"] == "3 copies agree"
    assert kept["dated"] == "2026-11-22"


def test_the_record_says_which_blocks_a_person_wrote() -> None:
    template = request().block("fees").template
    kept = json.loads(record.to_json(request({"fees": Edit("Ask first.", template)})))
    assert [each["key"] for each in kept["blocks"] if each["edited"]] == ["fees"]
