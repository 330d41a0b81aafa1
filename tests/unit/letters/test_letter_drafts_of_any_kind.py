"""A later letter while it is written: blanks for what is needed, words held against a changed
template, differences by words, facts told and read back."""

import json
from datetime import date

import pytest

from foil.letters.blanks import drawn
from foil.letters.differences import differing, differing_blocks
from foil.letters.held import Held
from foil.letters.kinds import KINDS
from foil.letters.letter import Block, Letter
from foil.letters.plain import text
from foil.letters.telling import told_of
from foil.letters.told import facts_told
from foil.web.letter_form import form_of
from tests.unit.letters.examples import TOLD

DAY = date(2026, 11, 25)
LATER = [kind for kind in TOLD if kind != "request"]


@pytest.mark.parametrize("kind", LATER)
def test_a_letter_without_facts_lists_what_it_needs_and_is_drawn_with_blanks(kind: str) -> None:
    found = drawn(kind, {"agency": "nypd"}, None, DAY)
    assert found.needs or kind == "subject_matter_list"
    if found.letter is not None:
        words = text(found.letter)
        assert "219" not in words.replace("§ 219", "")
        assert all(need.path for need in found.needs)


@pytest.mark.parametrize("kind", LATER)
def test_facts_told_are_read_back_as_they_were(kind: str) -> None:
    facts = facts_told(kind, TOLD[kind], None, DAY)
    told = json.loads(json.dumps(told_of(facts, TOLD[kind]["agency"])))
    again = facts_told(kind, {**told, "dated": facts.dated.isoformat()}, None, DAY)
    assert again == facts


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "request"])
def test_every_kind_has_a_form(kind: str) -> None:
    form = form_of(kind, {})
    assert form.own or form.record


def test_a_letter_that_has_all_its_facts_needs_nothing() -> None:
    assert drawn("follow_up", TOLD["follow_up"], None, DAY).needs == ()


def test_texts_differ_by_words() -> None:
    assert differing("Send it by May 1.", "Send it by June 1.") == [
        ("same", "Send it by "), ("gone", "May"), ("new", "June"), ("same", " 1."),
    ]  # fmt: skip
    assert differing_blocks({"a": "x", "b": "y"}, {"a": "x", "c": "z"}) == [
        ("c", [("new", "z")]), ("b", [("gone", "y")]),
    ]  # fmt: skip


def letter(**words: str) -> Letter:
    made = drawn("follow_up", TOLD["follow_up"], None, DAY).letter
    assert made
    blocks = tuple(Block(key, said) for key, said in words.items())
    return Letter("follow_up", "Re", DAY, made.addressee, None, blocks)


HELD = Held("old", {"a": "Older.", "b": "Same.", "gone": "Taken out."})


def test_a_changed_template_rewrites_adds_and_takes_out_nothing() -> None:
    now = letter(a="Newer.", b="Same.", c="Added.")
    older = HELD.differing(now, "new")
    assert older == {"a": "Older.", "gone": "Taken out.", "c": ""}
    laid = HELD.laid(now, older)
    assert [block.text for block in laid.blocks] == ["Older.", "Same.", "Taken out."]


def test_while_the_template_is_the_same_the_words_follow_the_facts() -> None:
    assert HELD.differing(letter(a="Newer."), "old") == {}
