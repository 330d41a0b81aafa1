"""A letter's blocks: a person's own words stay, and are marked when their facts change."""

from dataclasses import replace

import pytest

from foil.letters.compose import compose
from foil.letters.letter import Edit
from foil.letters.plain import body
from tests.unit.letters.made import choices, facts, request


def test_the_blocks_stand_in_the_templates_order() -> None:
    assert [block.key for block in request().blocks] == [
        "opening", "terms", "records", "item:contracts", "item:payments", "item:trials",
        "item:accuracy-and-bias", "search", "deletions", "form", "fees", "refusal", "questions",
        "closing",
    ]  # fmt: skip


def test_items_are_numbered_and_the_rest_is_not() -> None:
    letter = request()
    assert [item.number for item in letter.items] == [1, 2, 3, 4]
    assert {block.number for block in letter.blocks if not block.is_item} == {None}


def test_each_block_knows_the_facts_it_draws_on() -> None:
    letter = request()
    assert letter.block("opening").draws == ("addressee", "agency", "technology")
    assert letter.block("fees").draws == ("fee_ceiling",)
    assert letter.block("questions").draws == ("agency", "sender")


def test_a_person_may_put_any_words_in_a_blocks_place() -> None:
    template = request().block("fees").template
    letter = request({"fees": Edit("## Fees\n\nSend me **nothing** I must pay for.", template)})
    assert letter.block("fees").text == "## Fees\n\nSend me **nothing** I must pay for."
    assert not letter.block("fees").stale
    assert "itemized estimate" not in body(letter.blocks)


def test_an_edited_block_keeps_its_words_and_is_marked_when_its_facts_change() -> None:
    edits = {"fees": Edit("Ask me first.", request().block("fees").template)}
    letter = request(edits, fee_ceiling=100)
    assert letter.block("fees").text == "Ask me first."
    assert letter.block("fees").stale
    assert "$100" in letter.block("fees").template


def test_other_facts_leave_it_alone() -> None:
    edits = {"fees": Edit("Ask me first.", request().block("fees").template)}
    assert not request(edits, public_title="Another").block("fees").stale


def test_an_edited_item_keeps_its_heading_and_its_number() -> None:
    template = request().block("item:payments").template
    letter = request({"item:payments": Edit("Invoices of 2020.", template)})
    assert letter.block("item:payments").markdown() == "2. **Payments.** Invoices of 2020."


def test_an_edit_of_a_block_that_is_gone_is_left_out() -> None:
    letter = request({"item:places": Edit("Somewhere.", "")})
    assert "Somewhere" not in body(letter.blocks)


def test_the_subject_may_be_edited_and_is_one_line_of_plain_text() -> None:
    letter = request({"subject": Edit("Request:\n*cameras*", "")})
    assert letter.subject == "Request: cameras"


def test_a_run_of_items_is_one_passage() -> None:
    passages = request().passages()
    assert [len(passage) for passage in passages if passage[0].is_item] == [4]
    assert sum(len(passage) for passage in passages) == len(request().blocks)


def test_an_item_of_several_paragraphs_stays_one_item() -> None:
    letter = request({"item:contracts": Edit("First.\n\nSecond.", "")})
    text = body(letter.items)
    assert "1. Contracts. First.\n\n   Second.\n\n2. Payments." in text


def test_a_block_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        request().block("no-such")


def test_the_same_facts_make_the_same_letter() -> None:
    assert compose("request", facts()) == compose("request", facts())
    assert compose("request", facts()) != compose("request", replace(facts(), fee_ceiling=1))
    assert choices() == choices()
