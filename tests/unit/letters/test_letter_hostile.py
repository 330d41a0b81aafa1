"""Words meant to hold the desk up, or to be more than words, are read in no time and as text."""

import time

import pytest

from foil.letters.letter import Edit, Letter
from foil.letters.lint import look
from foil.letters.plain import text
from foil.letters.sheet import html
from foil.letters.word import render
from tests.unit.letters.made import request

LENGTH = 60_000  # characters: what takes the square of it takes minutes
SECONDS = 5.0

held_up = pytest.mark.parametrize(
    "piece", ["1", "1-", "-", "1(1", "1.1", "§", "{{", "[", "_", "“", "*", "*a ", "<", "&", "Aa "]
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
