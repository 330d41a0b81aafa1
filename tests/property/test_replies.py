"""Any text at all is read: nothing raises, every span lies in the text and holds what it says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foil.replies import read
from foil.replies.kinds import EVENT

WORDS = st.sampled_from(
    [
        *(
            "denied",
            "Your request is",
            "87(2)",
            "(e)",
            "(iv)",
            "and",
            "-",
            "§",
            "¤§",
            "appeal",
            "\n\n",
        ),
        *(
            "March 3, 2026",
            "13/45/2026",
            "within",
            "thirty (30)",
            "business days",
            "$",
            "0.25",
            "\u200b",
        ),
        *(
            "redacted",
            "document(s)",
            "â€™",
            "\x00",
            "İ",
            "“",
            "”",
            "https://",
            "FOIL-2026-056-00001",
        ),
        *(
            "Item 1:",
            "no records",
            "not a denial",
            ";",
            ". ",
            "\u202e",
            "\xa0",
            "\r\n",
            "by",
            "please pay",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join))


@given(text=TEXTS, subject=st.text(max_size=60))
def test_any_text_is_read_and_its_spans_hold_what_they_say(text: str, subject: str) -> None:
    reading = read(text, subject=subject)
    assert reading.kind == reading.kinds[0]
    assert set(reading.kinds) <= set(EVENT)
    for found in reading.evidence:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text


LETTERS = ("a", " ", "\n", '"', "1", ".", "(s)", "\u200b", "$1,", "http://")
PHRASES = ("87(2)(e),", "we deny ", "within ", "no records ", "denied (", "item * ", "in 1 ")
SENTENCES = ("I must deny access. ", "Item 1 is denied, 87(2)(b). ", "You asked: we deny it. ")
LINES = ("March 3, 2026 ", "\nOn ", "20 business ")


@pytest.mark.parametrize("unit", [*LETTERS, *PHRASES, *SENTENCES, *LINES])
def test_two_megabytes_take_under_a_second(unit: str) -> None:
    text = (unit * (2_000_000 // len(unit) + 1))[:2_000_000]
    read("Your request is denied.")
    began = time.process_time()
    reading = read(text)
    assert time.process_time() - began < 1
    assert "kind" in reading.unsure
