"""Text out of files: what a page says, how it was read, and why it was not."""

import zipfile
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_BREAK

from foil.archive import ocr
from foil.archive.pages import told
from foil.archive.text import READER, text_of

WORDS = "Your request is denied under Public Officers Law section 87."


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A PDF of two pages with text."""
    from weasyprint import HTML

    page = f"<p>{WORDS}</p><p style='break-before: page'>You may appeal within thirty days.</p>"
    made: bytes = HTML(string=page).write_pdf()
    return made


@pytest.fixture(scope="module")
def scan(letter: bytes) -> bytes:
    """The first page of it as a scanner gives it: a picture of text."""
    picture = pypdfium2.PdfDocument(letter)[0].render(scale=200 / 72).to_pil().convert("L")
    made = BytesIO()
    picture.save(made, "PDF", resolution=200)
    return made.getvalue()


def word(*texts: str) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Records Access"
    for place, text in enumerate(texts):
        paragraph = document.add_paragraph(text)
        if place + 1 < len(texts):
            paragraph.add_run().add_break(WD_BREAK.PAGE)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_pdf_is_read_page_by_page_in_a_process_of_its_own(letter: bytes) -> None:
    read = text_of(letter)
    assert [page.text for page in read.pages] == [WORDS, "You may appeal within thirty days."]
    assert (read.usable, read.findings, read.type) == (True, (), "application/pdf")
    READER.close()


def test_a_scan_is_read_from_its_picture(scan: bytes) -> None:
    [page] = text_of(scan).pages
    assert (page.by, page.usable) == ("ocr", True)
    assert "request is denied" in page.text
    READER.close()


def test_without_tesseract_a_scan_says_why_it_must_be_read_by_hand(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    read = told(scan)
    assert read["findings"] == [f"Page 1 {ocr.MISSING}"]
    assert [(page["usable"], page["by"]) for page in read["pages"]] == [(False, "")]


def test_a_word_file_is_read_with_its_letterhead() -> None:
    read = told(word(WORDS, "Second page"))
    assert [page["text"].split("\n") for page in read["pages"]] == [
        ["Records Access", WORDS],
        ["", "Second page"],
    ]


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (40 << 20))
    return made.getvalue()


def entities() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "type_", "says"),
    [
        (b"<html><style>x{}</style><p>Denied &amp; closed</p>", "text/html", "Denied & closed"),
        (b"Denied\r\nand closed", "text/plain", "Denied\nand closed"),
        ("\ufeffd\u00e9cision".encode("utf-16-le"), "text/plain", "décision"),
        (b"caf\xe9 denied", "text/plain", "café denied"),
    ],
    ids=["a page", "text", "text in UTF-16", "Western text"],
)
def test_text_is_read_as_it_is_written(content: bytes, type_: str, says: str) -> None:
    read = told(content)
    assert read["type"] == type_
    assert read["pages"][0]["text"].removeprefix("\ufeff") == says


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"%PDF-1.7 nothing", b"PK\x03\x04", bomb(), entities()],
    ids=["nothing", "bytes", "a broken PDF", "a broken zip", "a bomb", "entities"],
)
def test_what_cannot_be_read_is_a_sentence(content: bytes) -> None:
    read: Any = text_of(content)
    assert not read.usable
    assert len(read.findings) == 1
