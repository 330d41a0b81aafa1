"""The PDF of every kind: tagged as PDF/UA-1 asks, with bookmarks, laid out as it should be."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from foil.letters.markdown import paragraphs
from foil.letters.pdf import render
from tests.tagged import broken, elements, tag
from tests.unit.letters.examples import TOLD
from tests.unit.letters.rendered import letter_of, pdf_of

every_kind = pytest.mark.parametrize("kind", TOLD)
SHORT = 25
"""Characters of a line that has room for the next word."""


def opened(kind: str) -> pikepdf.Pdf:
    """The kind's PDF."""
    return pikepdf.open(BytesIO(pdf_of(kind)))


def lines(kind: str) -> list[list[str]]:
    """The lines of each page, its footer left out."""
    document = pypdfium2.PdfDocument(pdf_of(kind))
    pages = [page.get_textpage().get_text_range().split("\r\n") for page in document]
    document.close()
    return [[line.strip() for line in page if " · " not in line] for page in pages]


@every_kind
def test_it_is_as_pdf_ua_asks(kind: str) -> None:
    assert broken(opened(kind)) == []


@every_kind
def test_its_title_is_its_subject(kind: str) -> None:
    assert str(opened(kind).docinfo.Title) == letter_of(kind).subject


@every_kind
def test_its_bookmarks_are_its_headings(kind: str) -> None:
    letter = letter_of(kind)
    body = "\n\n".join(block.markdown() for block in letter.blocks)
    headings = [each.words for each in paragraphs(body) if each.heading]
    with opened(kind).open_outline() as outline:
        (top,) = outline.root
        assert " ".join(top.title.replace("\u00a0", " ").split()) == letter.subject
        assert [each.title.replace("\u00a0", " ") for each in top.children] == headings


@every_kind
def test_its_lists_and_tables_are_tagged_as_what_they_are(kind: str) -> None:
    body = "\n\n".join(block.markdown() for block in letter_of(kind).blocks)
    said = list(paragraphs(body))
    tags = [tag(each) for each in elements(opened(kind))]
    listed = sum(each.first and not each.cells for each in said)
    assert tags.count("LI") == tags.count("LBody") == listed
    assert tags.count("TR") == sum(bool(each.cells) for each in said)


@every_kind
def test_made_again_it_is_the_same_bytes(kind: str) -> None:
    assert render(letter_of(kind)) == pdf_of(kind)


@every_kind
def test_no_page_begins_with_the_signature_or_ends_with_a_heading(kind: str) -> None:
    letter = letter_of(kind)
    body = "\n\n".join(block.markdown() for block in letter.blocks)
    headings = {each.words for each in paragraphs(body) if each.heading}
    signature = letter.sender.signature if letter.sender else ()
    pages = lines(kind)
    for before, page in pairwise(pages):
        assert [line for line in before if line][-1] not in headings
        assert page[0] not in {"Thank you for your help.", "Sincerely,", *signature}


@every_kind
def test_no_line_ends_long_before_it_is_full(kind: str) -> None:
    signature = letter_of(kind).sender.signature  # type: ignore[union-attr]
    for page in lines(kind):
        for line, after in pairwise(page):
            goes_on = re.match(r"[a-z]", after) and line not in signature
            assert not goes_on or len(line) > SHORT, (line, after)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False), "not marked as tagged"),
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "no language"),
        (lambda pdf: pdf.pages[0].__delitem__("/StructParents"), "page 1 has no structure"),
        (lambda pdf: pdf.pages[1].__delitem__("/Tabs"), "page 2 is not gone through"),
    ],
)
def test_what_is_not_so_is_found(spoil: Callable[[pikepdf.Pdf], None], says: str) -> None:
    pdf = opened("fee_dispute")
    spoil(pdf)
    assert any(says in each for each in broken(pdf))


def test_a_list_goes_on_counting_where_another_block_left_off() -> None:
    document = pypdfium2.PdfDocument(pdf_of("non_response"))
    said = document[0].get_textpage().get_text_range()
    document.close()
    assert re.findall(r"(?m)^(\d+)\.\s*$", said.replace("\r\n", "\n")) == list("12345678")


def test_each_ground_is_a_paragraph_of_its_own() -> None:
    said = list(paragraphs(letter_of("appeal_partial").block("grounds").text))
    assert len(said) == len(TOLD["appeal_partial"]["exemptions"])
    assert all(each.runs[0].bold for each in said)
