"""Reading a letter's Markdown: paragraphs, headings, emphasis, lists and tables, nothing else.

HTML, images, links and code are not read at all: they come out as the characters typed.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

NOT_READ = (
    "image", "link", "autolink", "html_inline", "html_block", "reference", "code", "fence",
    "lheading", "backticks", "entity", "hr", "blockquote",
)  # fmt: skip

KEPT = 1024  # pieces of Markdown: a block, a sentence

# No line may end after § or "item", nor inside "9 NY3d 454", "21 NYCRR 1401", "article 78" or
# "November 22, 2026".
_REPORTERS = r"NYCRR|RCNY|NY[23]d|AD[23]d|NY Slip Op"
_AFTER = re.compile(
    rf"(?<!\w)(§§?|items?|[Aa]rticle|{_REPORTERS}|{'|'.join(month_name[1:])}) (?=\d)"
)
_BEFORE = re.compile(rf"(?<=\d) (?={_REPORTERS})")
_TELEPHONE = re.compile(r"(\(\d{3}\)) (?=\d{3}-\d{4})")
_YEAR = re.compile(r"(?<=\u00a0)(\d{1,2},) (?=\d{4}(?!\d))")


@dataclass(frozen=True)
class Run:
    """Words of one weight. A newline in `text` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in reading order. `heading` is 1 to 6, or 0 for running text.

    In a list `depth` is 1 or more; `number` is the item's, None in a bulleted list; `first` says
    that the paragraph begins its item.

    A row of a table has `cells`. Its own words name each cell by its column, "By: May 1; Reason:
    volume"; the first row, which holds the columns' names, has no words of its own.
    """

    runs: tuple[Run, ...]
    heading: int = 0
    depth: int = 0
    number: int | None = None
    first: bool = False
    cells: tuple[tuple[Run, ...], ...] = ()

    @property
    def words(self) -> str:
        """The paragraph without its emphasis."""
        return "".join(run.text for run in self.runs)


@cache
def reader() -> MarkdownIt:
    """The one parser every format goes through."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(NOT_READ))


def tokens(markdown: str) -> list[Token]:
    """The tokens of a piece of Markdown."""
    return reader().parse(markdown)


@lru_cache(maxsize=KEPT)
def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a piece of Markdown, those of its lists among them.

    The last pieces read are kept: a letter being written is looked at many times over, and all but
    one of its blocks stay as they were.
    """
    return tuple(_paragraphs(markdown))


def _paragraphs(markdown: str) -> Iterator[Paragraph]:
    numbers: list[int | None] = []
    heading, first = 0, False
    stream = iter(tokens(markdown))
    for token in stream:
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open":
                numbers[-1] = None if numbers[-1] is None else numbers[-1] + 1
                first = True
            case "heading_open" | "heading_close":
                heading = int(token.tag[1]) if token.nesting == 1 else 0
            case "table_open":
                yield from _rows(stream)
            case "inline":
                number = numbers[-1] if numbers else None
                yield Paragraph(tuple(_runs(token)), heading, len(numbers), number, first)
                first = False
            case _:
                pass


def _rows(stream: Iterator[Token]) -> Iterator[Paragraph]:
    """The rows of the table the stream has come to, which is then behind it."""
    columns: list[str] = []
    row: list[tuple[Run, ...]] = []
    for token in stream:
        match token.type:
            case "inline":
                row.append(tuple(_runs(token)))
            case "tr_close":
                yield _row(columns, tuple(row))
                columns, row = columns or [_words(cell) for cell in row], []
            case "table_close":
                return
            case _:
                pass


def _row(columns: list[str], cells: tuple[tuple[Run, ...], ...]) -> Paragraph:
    """A row of a table under those columns; without any it is the row that names them."""
    if not columns:
        return Paragraph((), cells=cells)
    runs: list[Run] = []
    for name, cell in zip(columns, cells, strict=False):
        if _words(cell):
            before = ("; " if runs else "") + (f"{name}: " if name else "")
            runs += [*([Run(before)] if before else []), *cell]
    return Paragraph(tuple(runs), depth=1, first=True, cells=cells)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _runs(inline: Token) -> Iterator[Run]:
    bold = italic = False
    for child in inline.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold = child.nesting == 1
            case "em_open" | "em_close":
                italic = child.nesting == 1
            case "softbreak":
                yield Run(" ", bold, italic)
            case "hardbreak":
                yield Run("\n", bold, italic)
            case _ if child.content:
                yield Run(child.content, bold, italic)
            case _:
                pass


@lru_cache(maxsize=KEPT)
def text_of(markdown: str) -> str:
    """The words of a piece of Markdown, a line for each paragraph."""
    return "\n".join(each.words for each in paragraphs(markdown) if each.runs or not each.cells)


def held_together(text: str) -> str:
    """`text` with no line break possible inside a citation, a date, a number or "item 4"."""
    text = _TELEPHONE.sub("\\1\u00a0", text)
    return _YEAR.sub("\\1\u00a0", _BEFORE.sub("\u00a0", _AFTER.sub("\\1\u00a0", text)))
