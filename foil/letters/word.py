"""A letter as a Word file a lawyer can edit: real styles, one numbered list, page numbers.

The same letter gives the same bytes: the file's dates are the letter's own.
"""

from base64 import b64decode
from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from foil.catalog.source import day_words
from foil.letters.facts import Image
from foil.letters.letter import Letter
from foil.letters.markdown import Paragraph, held_together, paragraphs
from foil.letters.word_styles import add_styles, set_page
from foil.letters.word_tables import add_runs, add_table

CLOSING = 3  # paragraphs that stay with the signature: the last of the body, thanks, "Sincerely"
LONGEST = 255  # characters that a property of a Word file may have
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def render(letter: Letter) -> bytes:
    """The letter as .docx."""
    word = Document()
    add_styles(word)
    set_page(word, letter)
    _head(word, letter)
    for passage in letter.passages():
        _passage(word, paragraphs("\n".join(block.markdown() for block in passage)))
    _foot(word, letter)
    _properties(word, letter)
    made = BytesIO()
    word.save(made)
    return _undated(made.getvalue())


def _head(word: Word, letter: Letter) -> None:
    sender, to = letter.sender, letter.addressee
    if sender:
        if sender.logo:
            _image(word, sender.logo, Inches(0.6), Inches(3))
        word.add_paragraph(sender.name, style="Letterhead Name")
        lines = [" · ".join(sender.address), " · ".join(sender.reach)]
        _lines(word, [line for line in lines if line], "Letterhead", after=18)
    word.add_paragraph(day_words(letter.dated)).paragraph_format.space_after = Pt(12)
    _lines(word, [line for line in (to.title, *to.lines, to.email) if line], "Address", after=12)
    word.add_paragraph(f"Re: {held_together(letter.subject)}", style="Heading 1")


def _image(word: Word, image: Image, highest: Length, widest: Length) -> WordParagraph:
    """A paragraph that holds an image within that size, with its words for who cannot see it."""
    paragraph = word.add_paragraph(style="Address")
    height = min(highest, int(widest * image.height / image.width))
    picture = paragraph.add_run().add_picture(BytesIO(b64decode(image.data)), height=Emu(height))
    picture._inline.docPr.set("descr", image.alt)  # noqa: SLF001 - it has no name of its own
    return paragraph


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
    for tabled, run in groupby(said, key=lambda each: bool(each.cells)):
        if tabled:
            add_table(word, list(run))
            continue
        for paragraph in run:
            _paragraph(word, paragraph, numbering)


def _paragraph(word: Word, paragraph: Paragraph, numbering: dict[int, int]) -> None:
    """One paragraph; `numbering` holds the list that each depth has come to."""
    written = word.add_paragraph(style=_style(paragraph))
    before = written._p.getprevious()  # noqa: SLF001 - what stands above may be a table
    if before is not None and before.tag == qn("w:tbl") and not paragraph.heading:
        written.paragraph_format.space_before = Pt(8)
    if paragraph.first and paragraph.number is not None:
        if paragraph.number == 1 or paragraph.depth not in numbering:
            numbering[paragraph.depth] = _new_list(word, paragraph.number)
        properties = written.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = numbering[paragraph.depth]
        properties.get_or_add_ilvl().val = 0
    add_runs(written, paragraph.runs)


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
    closing = word.paragraphs[-CLOSING:]
    closing[-1].paragraph_format.space_after = Pt(30)
    if letter.sender and letter.sender.hand:
        closing[-1].paragraph_format.space_after = Pt(6)
        closing.append(_image(word, letter.sender.hand, Inches(0.5), Inches(2.4)))
    if letter.sender:
        _lines(word, letter.sender.signature, "Address", after=12)
        closing += word.paragraphs[-len(letter.sender.signature) : -1]
    for paragraph in closing:  # no page has the signature alone
        paragraph.paragraph_format.keep_with_next = True
    for lines in letter.notes():
        _lines(word, lines, "Address", after=8)


def _properties(word: Word, letter: Letter) -> None:
    properties = word.core_properties
    dated = datetime.combine(letter.dated, time(), UTC)
    properties.title, properties.language = letter.subject[:LONGEST], "en-US"
    properties.author = letter.sender.name[:LONGEST] if letter.sender else ""
    properties.last_modified_by, properties.comments = "", ""
    properties.created = properties.modified = dated


def _undated(made: bytes) -> bytes:
    """The same file without the time of day at which it was zipped."""
    undated = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(undated, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, ZIP_EPOCH), old.read(name), ZIP_DEFLATED)
    return undated.getvalue()
