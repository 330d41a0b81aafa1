"""How a letter looks in Word: its styles, which a lawyer may change in one place, and its page."""

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from foil.catalog.source import day_words
from foil.letters.letter import Letter

FONT = "Georgia"  # on every Windows and Mac; the PDF has the letters' own
SIZE = Pt(10.5)
INK = RGBColor(0x1A, 0x1A, 0x18)
GREY = RGBColor(0x4D, 0x4A, 0x43)
TABLE, CELL = "Letter Table", "Table Text"
WIDTH = Inches(6.5)
BESIDE_PAGE = 86  # characters of the footer that fit beside the page's number, in any font

# Thin lines under the rows and none between the columns, as the PDF has them.
_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="LetterTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="C9C4B8"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9C4B8"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


def add_styles(word: Word) -> None:
    """The letter's styles: body, headings, letterhead, address, lists, table."""
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
    for name, based, size, ink in (
        ("Address", "Normal", SIZE, INK),
        ("Letterhead", "Address", Pt(8.5), GREY),
        ("Letterhead Name", "Letterhead", Pt(15), INK),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[based]
        style.paragraph_format.space_after = Pt(0)
        style.font.size, style.font.color.rgb = size, ink
    word.styles["Letterhead Name"].font.bold = True
    footer = word.styles["Footer"]
    footer.font.size, footer.font.color.rgb = Pt(8), GREY
    footer.paragraph_format.space_after = Pt(0)
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    cell = word.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = normal, Pt(9.5)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.0
    word.styles.element.append(parse_xml(_TABLE))


def set_page(word: Word, letter: Letter) -> None:
    """US Letter, and a footer with the subject, the date and "Page 2 of 4"."""
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin, section.bottom_margin = Inches(0.8), Inches(0.9)
    section.footer_distance = Inches(0.45)
    footer = section.footer.paragraphs[0]
    about = [letter.subject, day_words(letter.dated)]
    if len(" · ".join(about)) > BESIDE_PAGE:
        footer.insert_paragraph_before(about.pop(0), style="Footer")
    footer.add_run(" · ".join(about) + "\tPage ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    """A field that Word fills in by itself, as the number of the page; until then it says 1."""
    for kind in ("begin", "instrText", "separate", "t", "end"):
        run = paragraph.add_run()
        if kind == "t":
            run.text = "1"
            continue
        element = OxmlElement("w:instrText" if kind == "instrText" else "w:fldChar")
        if kind == "instrText":
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        run.font.element.append(element)
