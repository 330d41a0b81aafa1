"""The PDF: tagged, titled, in the letters' own fonts, the same bytes every time."""

import subprocess
import sys
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from foil.letters.letter import Letter
from foil.letters.pdf import page, printed, render
from foil.letters.trouble import LetterError
from tests.unit.letters.made import denial, request, sent_by, silence

OWN = {"Source Serif Pro", "Source Serif Pro Semibold", "Source Sans Pro"}


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(request())


@pytest.fixture
def pdf(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made))


def test_it_is_tagged_and_has_a_language_and_a_title(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-US"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    title = "Freedom of Information Law request: facial recognition"
    assert str(pdf.docinfo.Title) == title
    assert str(pdf.docinfo.Author) == "Example Law Office"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == title


def test_its_dates_are_the_letters_own(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.CreationDate).startswith("D:20261122")
    assert str(pdf.docinfo.ModDate).startswith("D:20261122")


def tags(element: pikepdf.Object) -> list[str]:
    """The structure elements under one, in order."""
    found: list[str] = []
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [str(kid.S), *tags(kid)]
    return found


def test_its_structure_is_a_letters(pdf: pikepdf.Pdf) -> None:
    found = tags(pdf.Root.StructTreeRoot)
    assert found.count("/H1") == 1
    assert found.count("/H2") == 8
    assert found.count("/L") == 1
    assert found.count("/LI") == found.count("/Lbl") == found.count("/LBody") == 4
    assert found.index("/H1") < found.index("/H2") < found.index("/L")


def test_its_bookmarks_are_its_headings(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [
            "Freedom of Information Law request: facial recognition"
        ]
        assert [entry.title for entry in outline.root[0].children][:3] == [
            "Terms used", "Records requested", "Finding the records",
        ]  # fmt: skip


def test_its_fonts_are_ours_alone_and_embedded(pdf: pikepdf.Pdf) -> None:
    families = set()
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            assert str(each.FontName).split("+")[1].startswith(("Letter-Serif", "Letter-Sans"))
            font = TTFont(BytesIO(each.FontFile2.read_bytes()))
            families.add(font["name"].getDebugName(1))
    assert families <= OWN
    assert {"Source Serif Pro", "Source Sans Pro"} <= families


def test_the_same_letter_gives_the_same_bytes(made: bytes) -> None:
    assert render(request()) == made


def test_another_process_gives_the_same_bytes(made: bytes) -> None:
    program = (
        "import sys; from foil.letters.pdf import render; "
        "from tests.unit.letters.made import request; sys.stdout.buffer.write(render(request()))"
    )
    again = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert again.stdout == made


def test_another_letter_has_another_identifier(pdf: pikepdf.Pdf) -> None:
    other = pikepdf.open(BytesIO(render(request(fee_ceiling=50))))
    assert bytes(pdf.trailer.ID[0]) != bytes(other.trailer.ID[0])


@pytest.mark.parametrize(
    ("letter", "pages"),
    [
        (request(), 2),
        (sent_by(None), 2),
        (silence("date_passed"), 2),
        (denial("87(2)(e)(iv)", "87(2)(f)", "87(2)(g)"), 2),
    ],
    ids=["request", "no-office", "silence", "denial"],
)
def test_it_has_about_two_pages_of_us_letter(letter: Letter, pages: int) -> None:
    pdf = pikepdf.open(BytesIO(render(letter)))
    assert len(pdf.pages) == pages
    assert {tuple(map(float, each.MediaBox)) for each in pdf.pages} == {(0.0, 0.0, 612.0, 792.0)}


def test_each_page_says_which_it_is_and_of_what(made: bytes) -> None:
    document = pypdfium2.PdfDocument(made)
    for number, each in enumerate(document, start=1):
        said = each.get_textpage().get_text_range()
        assert f"Page {number} of {len(document)}" in said
        assert "Freedom of Information Law request: facial recognition · November 22, 2026" in said
    document.close()


def test_it_holds_no_script_no_link_and_no_attachment(made: bytes, pdf: pikepdf.Pdf) -> None:
    assert b"/JavaScript" not in made
    assert "/Names" not in pdf.Root
    assert all("/Annots" not in each for each in pdf.pages)


@pytest.mark.parametrize(
    "outside",
    [
        "<img src='file:///etc/hostname' alt='x'>",
        "<img src='data:text/plain,x' alt='x'>",
        "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>",
        "<style>@import url('letter-font:nonesuch');</style>",
        "<style>@font-face { font-family: X; src: url(letter-font:../x) }</style>",
    ],
)
def test_nothing_outside_the_letter_is_fetched(outside: str) -> None:
    source = page(request()).replace("</body>", f"{outside}</body>")
    with pytest.raises(LetterError, match="asks for something outside itself"):
        printed(source)
