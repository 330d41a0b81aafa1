"""Sentences of an agency's letter, offered for an appeal to quote."""

import pytest

from foil.archive.text import Page, Text
from foil.insight.passages import passages, quoted

TEXT = (
    "Your request of May 4 was reviewed. It is denied: disclosure would interfere with an "
    "investigation (POL § 87 (2) (e) (i)).\n\nYou may write to the appeals officer."
)


def read(*texts: str, by: str = "text") -> Text:
    pages = tuple(Page(n, text, usable=True, by=by) for n, text in enumerate(texts, 1))
    return Text("text/plain", pages)


def test_each_sentence_stands_once_and_what_gives_a_reason_is_likely() -> None:
    found = passages([("Denial.txt", read(TEXT)), ("Copy.txt", read(TEXT, by="ocr"))])
    assert [(each.place, each.likely) for each in found] == [(0, False), (1, True), (2, False)]
    assert found[1].text.startswith("It is denied: ")
    assert not found[1].misread


@pytest.mark.parametrize(
    ("ground", "named"), [("87(2)(e)(i)", True), ("87(2)(e)(iv)", False), ("too broad", False)]
)
def test_a_sentence_knows_the_ground_it_names(ground: str, named: bool) -> None:
    assert passages([("Denial.txt", read(TEXT))])[1].cites(ground) is named


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], ""),
        (["1|Two.", "0|One."], "One. Two."),
        (["0|One.", "2|Three."], "One. … Three."),
        (['3|It is a "trade secret" | of “theirs”.'], "It is a ‘trade secret’ | of ‘theirs’."),
        (["no place", "x|y", "99999|far", "²|odd"], ""),
    ],
)
def test_what_is_chosen_is_quoted_as_it_stands(chosen: list[str], said: str) -> None:
    assert quoted(chosen) == said


def test_a_file_that_could_not_be_read_has_no_passage() -> None:
    assert passages([("Scan.pdf", Text("application/pdf", (), ("It could not be read.",)))]) == ()
