"""The example of every kind as PDF and as Word, each made once for all tests of a worker."""

from functools import cache

from foil.letters import pdf, word
from foil.letters.letter import Letter
from tests.unit.letters.examples import example


@cache
def letter_of(kind: str) -> Letter:
    """The kind's example."""
    return example(kind)


@cache
def pdf_of(kind: str) -> bytes:
    """Its PDF."""
    return pdf.render(letter_of(kind))


@cache
def docx_of(kind: str) -> bytes:
    """Its Word file."""
    return word.render(letter_of(kind))
