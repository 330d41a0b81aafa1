"""Words meant to hold the desk up, or to be more than words, are read in no time and as text."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from foil.catalog.slug import UnknownSlug
from foil.errors import BadInput
from foil.letters.compose import compose
from foil.letters.letter import Edit, Letter
from foil.letters.lint import look
from foil.letters.markdown import paragraphs
from foil.letters.plain import text
from foil.letters.sheet import html
from foil.letters.told import facts_told
from foil.letters.word import render
from tests.unit.letters.examples import TOLD
from tests.unit.letters.made import DATED, OFFICE, request

LENGTH = 30_000  # characters: what takes the square of it takes a minute
SECONDS = 5.0

held_up = pytest.mark.parametrize(
    "piece",
    ["1", "1-", "-", "1(1", "1.1", "§", "{{", "[", "_", "“", "*", "*a ", "<", "&", "Aa ", "|"],
)


def of(words: str) -> Letter:
    template = request().block("fees").template
    return request({"fees": Edit(words, template)})


@held_up
def test_no_words_take_the_square_of_their_length(piece: str) -> None:
    letter = of(piece * (LENGTH // len(piece)))
    began = time.process_time()
    html(letter)
    look(letter)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[here](javascript:alert(1))",
        "![here](https://elsewhere.example/pixel.png)",
        "<https://elsewhere.example>",
        "https://elsewhere.example/",
        "[a]: javascript:alert(1)\n\n[a]",
        "&lt;script&gt;",
        "{{ 7 * 7 }} {% raw %}",
        "```\n<script>\n```",
        "    <script>",
        "</article></body><script>",
    ],
)
def test_what_a_person_writes_comes_out_as_text(words: str) -> None:
    made = html(of(words))
    assert "<script" not in made
    assert "<img" not in made
    assert "<a " not in made
    assert "href" not in made
    assert "49" not in made


def test_what_nobody_can_see_is_left_out_and_word_takes_the_rest() -> None:
    letter = of("No\x01thing\x0b of\uffff it\ue000 is\u202e hidden.")
    assert "Nothing of it is hidden." in text(letter)
    assert render(letter).startswith(b"PK")


PAYLOAD = (
    "{{ 7 * 7 }}{% include 'sheet.css' %} <script>alert(1)</script> [here](javascript:alert(1)) "
    "=1+1 | a | **b** \u202ehidden\u202c\x01"
)
SAID = (
    "{{ 7 * 7 }}{% include 'sheet.css' %} <script>alert(1)</script> [here](javascript:alert(1)) "
    "=1+1 | a | **b** hidden"
)
UNSAID = re.compile(r"request\.by$|exemptions|public_title")
"""Told for every kind, said by some."""


def with_payloads(told: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The facts again for each text in them, with the payload in its place."""
    if isinstance(told, str):
        yield path, PAYLOAD
    elif isinstance(told, dict):
        for name, value in told.items():
            for place, changed in with_payloads(value, f"{path}.{name}"):
                yield place, {**told, name: changed}
    elif isinstance(told, list):
        for n, value in enumerate(told):
            for place, changed in with_payloads(value, f"{path}[{n}]"):
                yield place, [*told[:n], changed, *told[n + 1 :]]


@pytest.mark.parametrize("kind", TOLD)
def test_every_text_of_every_kind_comes_out_as_text_or_is_refused(kind: str) -> None:
    came_out = 0
    for place, told in with_payloads(TOLD[kind]):
        try:
            letter = compose(kind, facts_told(kind, told, OFFICE, DATED))
        except (BadInput, UnknownSlug):
            continue
        made, said = html(letter), " ".join(text(letter, None).split())
        assert not re.search("<script|<a |<img|href|\u202e", made), place
        if not UNSAID.search(place):
            assert SAID in said, place
        for block in letter.blocks:
            rows = [each.cells for each in paragraphs(block.text) if each.cells]
            assert len({len(row) for row in rows}) < 2, place
        came_out += 1
    assert came_out
