"""Words under black boxes are found and withheld; whatever can be seen is read."""

import pytest

from foil.archive.covered import MARK
from foil.archive.opened import opened
from foil.archive.text import text_of
from tests.redacted import AFTER, BAD, BEFORE, GOOD, LOW, SECRET, WORDS, box, line, pdf


@pytest.mark.parametrize("how", BAD)
def test_words_that_cannot_be_seen_are_withheld_and_said(how: str) -> None:
    page = opened(BAD[how]).page(1)
    assert page.hidden == 1
    assert not set(SECRET.split()) & set(page.text.split())
    assert all(word in page.text for word in (BEFORE + " " + AFTER).split())
    assert MARK in page.text


@pytest.mark.parametrize("how", GOOD)
def test_what_can_be_seen_raises_no_alarm(how: str) -> None:
    page = opened(GOOD[how]).page(1)
    assert page.hidden == 0
    assert MARK not in page.text


def test_a_hundred_clean_pages_raise_none() -> None:
    shapes = box(60, 60, 490, 20, 0.9) + box(60, 742, 490, 3) + box(500, 700, 60, 60, 0.2)
    lines = [(f"Line {n}: paid $ {n * 37:,} to the vendor.", 740 - 14 * n) for n in range(45)]
    clean = shapes + "".join(line(words, 72, y) for words, y in lines)
    file = opened(pdf(*[clean] * 100))
    assert len(file) == 100
    for number in range(1, 101):
        page = file.page(number)
        assert page.hidden == 0
        assert "Line 44: paid" in page.text


def test_how_much_of_a_page_is_black_is_measured_whether_the_words_are_there_or_not() -> None:
    quarter = box(0, 0, 612, 198)
    assert opened(pdf(WORDS + LOW + quarter)).page(1).black == pytest.approx(0.25, abs=0.01)
    assert opened(GOOD["nothing at all"]).page(1).black == 0


def test_what_reads_a_reply_withholds_them_too() -> None:
    assert "Informant" not in text_of(BAD["a box painted over"]).all
