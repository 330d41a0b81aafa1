"""A letter's table in Word: columns as wide as their words want, a header row that stands again on
each page, rows that no page breaks."""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Emu
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from foil.letters.markdown import Paragraph, Run, held_together
from foil.letters.word_styles import CELL, TABLE, WIDTH

NARROW, WIDE = 9, 40  # characters a column is given room for, at least and at most


def add_table(word: Word, rows: Sequence[Paragraph]) -> Table:
    """The table of these rows, the first of which names the columns."""
    columns = len(rows[0].cells)
    table: Table = word.add_table(rows=len(rows), cols=columns, style=TABLE)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    widths = _widths(rows)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (written, row) in enumerate(zip(table.rows, rows, strict=True)):
        _mark(written, head=not place)
        for cell, runs, width in zip(written.cells, row.cells, widths, strict=False):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL
            paragraph.paragraph_format.keep_with_next = not place
            add_runs(paragraph, runs)
    return table


def _mark(row: _Row, *, head: bool) -> None:
    """A row stays whole; the first stands again on each page. The library has no names for it."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def add_runs(paragraph: WordParagraph, runs: Sequence[Run]) -> None:
    """Words with their weight; no line ends inside a citation or a date."""
    for each in runs:
        run = paragraph.add_run(held_together(each.text))
        run.bold, run.italic = each.bold or None, each.italic or None


def _widths(rows: Sequence[Paragraph]) -> list[Emu]:
    """The page's width, shared by the longest cell of each column."""
    columns = zip(*(row.cells for row in rows), strict=False)
    longest = [max(sum(len(run.text) for run in cell) for cell in column) for column in columns]
    shares = [min(max(each, NARROW), WIDE) + 2 for each in longest]
    return [Emu(WIDTH * share // sum(shares)) for share in shares]
