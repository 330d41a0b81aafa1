"""A letter as a Word file a lawyer can edit: real styles, one numbered list, page numbers.

The same letter gives the same bytes: the file's dates are the letter's own.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from foil.catalog.source import day_words
from foil.letters.letter import Letter
from foil.letters.markdown import Paragraph, held_together, paragraphs

FONT = "Georgia"  # on every Windows and Mac; the PDF has the letters' own
SIZE = Pt(10.5)
TABLE_SIZE = Pt(9.5)
INK = RGBColor(0x1A, 0x1A, 0x18)
GREY = RGBColor(0x4D, 0x4A, 0x43)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def render(letter: Letter) -> bytes:
    """The letter as .docx."""
    word = Document()
    _styles(word)
    _page(word, letter)
    _head(word, letter)
    for passage in letter.passages():
        _passage(word, paragraphs("\n".join(block.markdown() for block in passage)))
    _foot(word, letter)
    _properties(word, letter)
    made = BytesIO()
    word.save(made)
    return _undated(made.getvalue())


def _styles(word: Word) -> None:
    """The letter's styles: body, heading, letterhead, address, numbered item."""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, SIZE, INK
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.12
    normal.paragraph_format.widow_control = True
    for name, before, after in (("Heading 1", 0, 9), ("Heading 2", 10, 2)):
        heading = word.styles[name]
        heading.font.name, heading.font.size, heading.font.bold = FONT, SIZE, True
        heading.font.color.rgb = INK
        heading.paragraph_format.space_before = Pt(before)
        heading.paragraph_format.space_after = Pt(after)
        heading.paragraph_format.keep_with_next = True
        # The theme's own heading font would win over the name set above.
        heading.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        heading.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    for name in ("List Number", "List Bullet"):
        spacing = word.styles[name].paragraph_format
        spacing.space_after = Pt(4)
        spacing.element.pPr.remove(spacing.element.pPr.find(qn("w:contextualSpacing")))
    for name in ("Letterhead", "Address"):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.paragraph_format.space_after = Pt(0)
    word.styles["Letterhead"].font.color.rgb = GREY
    word.styles["Letterhead"].font.size = Pt(8.5)


def _page(word: Word, letter: Letter) -> None:
    """US Letter, and a footer with the subject and "Page n of m"."""
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin, section.bottom_margin = Inches(0.8), Inches(0.9)
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(Inches(6.5), alignment=2)
    footer.add_run(f"{letter.subject} · {day_words(letter.dated)}\tPage ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(8), GREY


def _field(paragraph: WordParagraph, code: str) -> None:
    """A field Word fills in by itself, as the number of the page."""
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        run.font.element.append(element)


def _head(word: Word, letter: Letter) -> None:
    sender, to = letter.sender, letter.addressee
    if sender:
        office = word.add_paragraph(style="Letterhead")
        name = office.add_run(sender.name)
        name.bold, name.font.size, name.font.color.rgb = True, Pt(15), INK
        lines = [" · ".join(sender.address), " · ".join(sender.reach)]
        _lines(word, [line for line in lines if line], "Letterhead", after=18)
    word.add_paragraph(day_words(letter.dated)).paragraph_format.space_after = Pt(12)
    _lines(word, [line for line in (to.title, *to.lines, to.email) if line], "Address", after=12)
    word.add_paragraph(f"Re: {held_together(letter.subject)}", style="Heading 1")


def _lines(word: Word, lines: Iterable[str], style: str, after: float = 0) -> None:
    """Each line a paragraph of that style; the space in points comes after the last."""
    paragraph = None
    for line in lines:
        paragraph = word.add_paragraph(line, style=style)
    if paragraph is not None:
        paragraph.paragraph_format.space_after = Pt(after)


def _passage(word: Word, said: Iterable[Paragraph]) -> None:
    """A block, or the run of items; each numbered list in it is a list of its own to Word."""
    numbering: dict[int, int] = {}
    table: Table | None = None
    for paragraph in said:
        if paragraph.cells:
            table = _row(word, table, paragraph)
            continue
        table = None
        written = word.add_paragraph(style=_style(paragraph))
        if paragraph.first and paragraph.number is not None:
            if paragraph.number == 1 or paragraph.depth not in numbering:
                numbering[paragraph.depth] = _new_list(word, paragraph.number)
            properties = written.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = numbering[paragraph.depth]
            properties.get_or_add_ilvl().val = 0
        for each in paragraph.runs:
            run = written.add_run(held_together(each.text))
            run.bold, run.italic = each.bold or None, each.italic or None


def _row(word: Word, table: Table | None, row: Paragraph) -> Table:
    """A row of a table, begun where there is none yet; its first row stands again on each page."""
    head = table is None
    if table is None:
        table = word.add_table(rows=0, cols=len(row.cells), style="Table Grid")
    written = table.add_row()
    for cell, runs in zip(written.cells, row.cells, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        for each in runs:
            run = paragraph.add_run(held_together(each.text))
            run.bold, run.italic = head or each.bold or None, each.italic or None
            run.font.size = TABLE_SIZE
    if head:
        # The library has no name of its own for a row that is repeated.
        properties = written._tr.get_or_add_trPr()  # noqa: SLF001
        properties.append(OxmlElement("w:tblHeader"))
    return table


def _style(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return "Heading 2"
    if not paragraph.depth:
        return "Normal"
    kind = "List Continue" if not paragraph.first else "List Number"
    kind = "List Bullet" if paragraph.first and paragraph.number is None else kind
    return kind if paragraph.depth == 1 else f"{kind} {min(paragraph.depth, 3)}"


def _new_list(word: Word, start: int) -> int:
    """The id of a new list that counts from `start` as the style "List Number" does."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    pattern = numbering.num_having_numId(style).abstractNumId.val
    number = numbering.add_num(pattern)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _foot(word: Word, letter: Letter) -> None:
    closing = word.paragraphs[-1]
    closing.paragraph_format.space_after = Pt(30)
    closing.paragraph_format.keep_with_next = True
    if letter.sender:
        _lines(word, letter.sender.signature, "Address", after=12)
    for name, each in (("Enclosures", letter.enclosures), ("Copy", letter.copies)):
        if each:
            word.add_paragraph(f"{name}: {'; '.join(each)}")


def _properties(word: Word, letter: Letter) -> None:
    properties = word.core_properties
    dated = datetime.combine(letter.dated, time(), UTC)
    properties.title, properties.language = letter.subject, "en-US"
    properties.author = letter.sender.name if letter.sender else ""
    properties.last_modified_by, properties.comments = "", ""
    properties.created = properties.modified = dated


def _undated(made: bytes) -> bytes:
    """The same file without the time of day at which it was zipped."""
    undated = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(undated, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, ZIP_EPOCH), old.read(name), ZIP_DEFLATED)
    return undated.getvalue()
