"""The same letter as plain text, Markdown, HTML and Word."""

import re
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from foil.letters import word
from foil.letters.letter import Edit, Letter
from foil.letters.markdown import held_together, paragraphs, text_of
from foil.letters.plain import WIDTH, body, markdown, text
from foil.letters.sheet import html, stylesheet
from tests.unit.letters.made import denial, request, sent_by


def docx(letter: Letter) -> Word:
    """The letter opened as Word would."""
    return Document(BytesIO(word.render(letter)))


def squeezed(said: str) -> str:
    """Words alone: one space between them, whatever held them together or broke the line."""
    return " ".join(said.replace("\u00a0", " ").split())


def without_tags(page: str) -> str:
    """The words of an HTML page; only what sets a paragraph apart puts a space between them."""
    said = re.sub(r"</?(?:span|strong|em)[^>]*>", "", page)
    return squeezed(unescape(re.sub(r"<[^>]+>", " ", said)))


@pytest.mark.parametrize("letter", [request(), denial("87(2)(f)")], ids=lambda each: each.kind)
def test_every_format_has_every_word_of_the_body(letter: Letter) -> None:
    page = without_tags(html(letter))
    written = squeezed("\n".join(paragraph.text for paragraph in docx(letter).paragraphs))
    for paragraph in paragraphs("\n\n".join(block.markdown() for block in letter.blocks)):
        said = squeezed(paragraph.words)
        assert said in squeezed(text_of(markdown(letter)))
        assert said in written
        assert said in page
        assert said.lower() in squeezed(body(letter.blocks)).lower()


def test_lines_of_plain_text_are_no_longer_than_they_should_be() -> None:
    assert max(map(len, text(request()).splitlines())) <= WIDTH
    assert max(map(len, text(request(), None).splitlines())) > WIDTH


def test_plain_text_breaks_no_citation_and_no_date() -> None:
    for line in text(request()).splitlines():
        assert not line.endswith(("§", "November", "January"))
    assert "\u00a0" not in text(request())


def test_plain_text_sets_items_behind_their_numbers() -> None:
    said = text(request())
    assert "\n1. Contracts. Each contract" in said
    assert "\n   work with Clearview AI" in said


def test_markdown_keeps_the_lines_of_an_address() -> None:
    assert "One Police Plaza, Room 110C\\\nNew York, NY 10038\n\n**Re: " in markdown(request())


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("under § 89(3)(a) now", "under §_89(3)(a) now"),
        ("21 NYCRR 1401.2(b)", "21_NYCRR_1401.2(b)"),
        ("9 NY3d 454 (2007)", "9_NY3d_454 (2007)"),
        ("2025 NY Slip Op 01010", "2025_NY Slip Op_01010"),
        ("on November 22, 2026 and", "on November_22,_2026 and"),
        ("at (212) 555-0142 or", "at (212)_555-0142 or"),
        ("under article 78 of", "under article_78 of"),
        ("item 4, 20261 of", "item_4, 20261 of"),
        ("item 4 and items 5", "item_4 and items_5"),
        ("may 4 or March on", "may 4 or March on"),
    ],
)
def test_what_no_line_may_break(said: str, held: str) -> None:
    assert held_together(said).replace("\u00a0", "_") == held


def test_the_sheet_is_one_article_with_headings_and_one_list() -> None:
    page = html(request())
    assert page.count("<article") == page.count("</article>") == 1
    assert page.count("<h1") == 1
    assert page.count("<h2") == 8
    assert page.count("<ol>") == 1
    assert page.count("<li ") == 4
    assert 'class="sheet"' in page


def test_the_sheet_says_which_block_is_which() -> None:
    keys = re.findall(r'data-block="([^"]+)"', html(request()))
    assert keys[:3] == ["opening", "terms", "records"]
    assert [key for key in keys if key.startswith("item:")] == [
        "item:contracts", "item:contracts", "item:payments", "item:trials",
        "item:accuracy-and-bias",
    ]  # fmt: skip


def test_the_sheet_holds_no_style_and_no_script_of_its_own() -> None:
    page = html(request())
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=", page)


def test_every_rule_of_the_style_sheet_stays_inside_the_sheet() -> None:
    rules = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    for selectors in re.findall(r"([^{}]+)\{", rules):
        for selector in selectors.split(","):
            assert selector.strip().startswith(".sheet"), selector


def test_word_has_real_styles_and_one_numbered_list() -> None:
    opened = docx(request())
    styles = [paragraph.style.name for paragraph in opened.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == 8
    assert styles.count("List Number") == 4
    assert len({_list_of(p) for p in opened.paragraphs if p.style.name == "List Number"}) == 1


def test_a_list_in_someones_own_words_counts_from_one_again_in_word() -> None:
    opened = docx(request({"fees": Edit("1. one\n2. two\n\n- x\n  1. deep", "")}))
    lists = [_list_of(p) for p in opened.paragraphs if p.style.name == "List Number"]
    assert len(lists) == 6
    assert len(set(lists)) == 2
    assert [p.text for p in opened.paragraphs if p.style.name == "List Number 2"] == ["deep"]


def _list_of(paragraph: object) -> int:
    return int(paragraph._p.pPr.numPr.numId.val)  # type: ignore[attr-defined]


def test_word_counts_its_pages_and_says_whose_letter_it_is() -> None:
    opened = docx(request())
    footer = opened.sections[0].footer.paragraphs[0]
    assert "Freedom of Information Law request: facial recognition" in footer.text
    codes = [each.text for each in footer._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert opened.core_properties.author == "Example Law Office"
    assert opened.core_properties.created.date().isoformat() == "2026-11-22"
    assert (opened.sections[0].page_width.inches, opened.sections[0].page_height.inches) == (
        8.5,
        11,
    )


def test_the_same_letter_gives_the_same_word_file() -> None:
    assert word.render(request()) == word.render(request())


def test_without_an_office_word_begins_with_the_date() -> None:
    assert docx(sent_by(None)).paragraphs[0].text == "November 22, 2026"


def test_enclosures_and_copies_stand_under_the_signature() -> None:
    letter = denial(
        "87(2)(f)",
        enclosures=("Exhibit A, the request",),
        copies=("Committee on Open Government",),
    )
    tail = "Enclosures: Exhibit A, the request\n\nCopy: Committee on Open Government\n"
    assert text(letter).endswith(tail)
    assert "Enclosures: Exhibit A, the request" in html(letter)
    assert docx(letter).paragraphs[-1].text == "Copy: Committee on Open Government"
