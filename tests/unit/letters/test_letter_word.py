"""Word files of every kind open in LibreOffice, and print with the same words."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.table import Table

from foil.letters.letter import Letter
from foil.letters.word import render
from tests.libreoffice import MISSING, as_pdf, libreoffice_path
from tests.unit.letters.examples import TOLD
from tests.unit.letters.made import denial
from tests.unit.letters.rendered import docx_of, letter_of

MARKS = re.compile(r"[\d.\uf0b7]*")
"""What numbers and points a list."""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF that LibreOffice makes of each kind's Word file."""
    program = libreoffice_path() or pytest.fail(MISSING, pytrace=False)
    folder = tmp_path_factory.mktemp("printed")
    files = [folder / f"{kind}.docx" for kind in TOLD]
    for kind, file in zip(TOLD, files, strict=True):
        file.write_bytes(docx_of(kind))
    as_pdf(program, files, folder)
    return folder


def opened(kind: str) -> Word:
    """The kind's Word file."""
    return Document(BytesIO(docx_of(kind)))


def closed_up(said: str) -> str:
    """The characters alone, without what stands between them."""
    return re.sub(r"[\s\u00a0]+", "", said)


def words_of(word: Word) -> list[str]:
    """Every paragraph and every cell, closed up, in order."""
    found = []
    for each in word.iter_inner_content():
        cells = [c for row in each.rows for c in row.cells] if isinstance(each, Table) else [each]
        found += [closed_up(cell.text) for cell in cells]
    return [each for each in found if each]


def pages_of(path: Path, letter: Letter) -> list[str]:
    """The characters of each page, without its footer."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for number, page in enumerate(document, start=1):
        said = closed_up(page.get_textpage().get_text_range()).replace("\ufffe", "-")
        last = f"Page{number}of{len(document)}"
        assert said.count(last) == 1
        footer = re.escape(closed_up(letter.subject)) + r"(·)?[A-Z][a-z]+\d+,\d{4}" + last
        said, left_out = re.subn(footer, "", said)
        assert left_out == 1, said[-200:]
        pages.append(said)
    document.close()
    return pages


@pytest.mark.parametrize("kind", TOLD)
def test_libreoffice_prints_the_same_words(kind: str, printed: Path) -> None:
    said = "".join(pages_of(printed / f"{kind}.pdf", letter_of(kind)))
    for words in words_of(opened(kind)):
        before, found, said = said.partition(words)
        assert found, words
        assert MARKS.fullmatch(before), before
    assert not said


@pytest.mark.parametrize("kind", TOLD)
def test_it_says_its_title_and_its_language(kind: str) -> None:
    word = opened(kind)
    assert word.core_properties.title == letter_of(kind).subject
    assert word.core_properties.language == "en-US"
    (language,) = word.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-US"


@pytest.mark.parametrize("kind", TOLD)
def test_what_sets_it_is_styles_that_it_has(kind: str) -> None:
    word = opened(kind)
    used = {each.style.name for each in word.paragraphs if each.style}
    assert {"Normal", "Heading 1", "Address", "Letterhead", "Letterhead Name"} <= used
    for paragraph in word.paragraphs:
        numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
        if numbered:
            assert paragraph.style
            assert paragraph.style.name.startswith("List Number")
        assert not re.match(r"\s*(\d+[.)]|[-•*])\s", paragraph.text), paragraph.text


@pytest.mark.parametrize("kind", TOLD)
def test_its_tables_have_a_row_of_headings_that_stands_on_every_page(kind: str) -> None:
    for table in opened(kind).tables:
        assert table.style
        assert table.style.name == "Letter Table"
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert heads[0] is not None
        assert not any(head is not None for head in heads[1:])
        assert all(cell.text for cell in table.rows[0].cells)
        assert sum(cell.width or 0 for cell in table.rows[0].cells) <= 6.51 * 914400


def test_a_table_of_fees_has_a_row_for_each_line() -> None:
    (table,) = opened("fee_dispute").tables
    assert len(table.rows) == 5


def test_the_signature_stays_with_what_is_above_it() -> None:
    word = opened("closing")
    kept = [each.text for each in word.paragraphs if each.paragraph_format.keep_with_next]
    assert {"Sincerely,", "Staff Attorney"} <= set(kept)
    assert word.paragraphs[-1].text == "Example Law Office"


def test_exhibits_stand_each_on_a_line() -> None:
    names = ("Exhibit A: Request", "Exhibit B: Denial")
    word = Document(BytesIO(render(denial("87(2)(f)", enclosures=names))))
    assert [each.text for each in word.paragraphs][-3:] == ["Enclosures:", *names]
