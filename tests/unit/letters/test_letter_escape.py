"""Whatever someone types into a fact comes out of the letter as the text it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foil.letters.escape import folded, plain
from foil.letters.markdown import text_of, tokens
from foil.letters.plain import body, markdown, text
from foil.letters.sheet import html
from tests.unit.letters.made import OFFICE, request
from tests.unit.letters.made import edited as edited_request

HOSTILE = {
    "jinja": "{{ agency.name }} {% include 'x' %}",
    "html": "<script>alert(1)</script><b>x</b>",
    "reference": "A &lt; B &#60; C",
    "emphasis": "*bold* _it_ **two** ~~no~~",
    "link": "[a](http://example.org) ![b](x) <http://example.org>",
    "heading": "# not a heading",
    "list": "1. not a list",
    "bullet": "- not a list",
    "rule": "---",
    "quotation": "> not quoted",
    "code": "`x` ``` y",
    "table": "| a | b |",
    "formula": "=1+1",
    "backslash": "a\\b \\* c",
    "emoji": "camera 📷 here",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_markup_in_a_value_is_text(typed: str) -> None:
    assert text_of(plain(typed)) == folded(typed)
    assert [token.type for token in tokens(plain(typed))] == [
        "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip


@given(st.text())
def test_any_text_comes_out_as_it_is_but_for_spaces_and_unseen_characters(typed: str) -> None:
    assert text_of(plain(typed)) == folded(typed)


@given(st.text(), st.text())
def test_two_values_side_by_side_do_not_become_markup(first: str, second: str) -> None:
    both = text_of(f"So: {plain(first)} {plain(second)}.")
    assert " ".join(both.split()) == " ".join(f"So: {folded(first)} {folded(second)}.".split())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("bell\x07 null\x00 escape\x1b[31m", "bell null escape[31m"),
        ("pay \u202e01$\u202c now\u200e", "pay 01$ now"),
        ("private \ue000 use", "private use"),
        ("  spaces   fold  ", "spaces fold"),
    ],
    ids=["line-breaks", "controls", "direction", "private", "spaces"],
)
def test_what_nobody_can_see_is_left_out(typed: str, kept: str) -> None:
    assert folded(typed) == kept


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_every_format_shows_a_hostile_name_and_title_as_text(typed: str) -> None:
    from dataclasses import replace

    letter = request(sender=replace(OFFICE, name=typed, email=typed))
    seen = folded(typed)
    assert seen in text(letter, None)
    assert seen in text_of(markdown(letter))
    page = html(letter)
    assert "<script" not in page
    assert "http://example.org" not in page or 'href="' not in page


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_a_persons_own_words_are_never_run_or_read_as_html(typed: str) -> None:
    letter = edited_request(f"Words: {typed}")
    page = html(letter)
    assert "<script" not in page
    assert "<a " not in page
    assert "<img" not in page
    assert "Words:" in body([letter.block("search")])
