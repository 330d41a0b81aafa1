"""Reading a letter's Markdown: paragraphs, headings, emphasis and lists, nothing else.

HTML, images, links and code are not read at all: they come out as the characters typed.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

NOT_READ = (
    "image", "link", "autolink", "html_inline", "html_block", "reference", "code", "fence",
    "lheading", "backticks", "entity", "hr", "blockquote",
)  # fmt: skip

# No line may end after § or "item", nor inside "9 NY3d 454", "21 NYCRR 1401" or "November 22".
_REPORTERS = r"NYCRR|RCNY|NY[23]d|AD[23]d|NY Slip Op"
_AFTER = re.compile(rf"(?<!\w)(§§?|items?|{_REPORTERS}|{'|'.join(month_name[1:])}) (?=\d)")
_BEFORE = re.compile(rf"(?<=\d) (?={_REPORTERS})")


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
    """

    runs: tuple[Run, ...]
    heading: int = 0
    depth: int = 0
    number: int | None = None
    first: bool = False

    @property
    def words(self) -> str:
        """The paragraph without its emphasis."""
        return "".join(run.text for run in self.runs)


@cache
def reader() -> MarkdownIt:
    """The one parser every format goes through."""
    return MarkdownIt("commonmark", {"html": False}).disable(list(NOT_READ))


def tokens(markdown: str) -> list[Token]:
    """The tokens of a piece of Markdown."""
    return reader().parse(markdown)


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """The paragraphs of a piece of Markdown, those of its lists among them."""
    numbers: list[int | None] = []
    heading, first = 0, False
    for token in tokens(markdown):
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
            case "inline":
                number = numbers[-1] if numbers else None
                yield Paragraph(tuple(_runs(token)), heading, len(numbers), number, first)
                first = False
            case _:
                pass


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


def text_of(markdown: str) -> str:
    """The words of a piece of Markdown, a line for each paragraph."""
    return "\n".join(paragraph.words for paragraph in paragraphs(markdown))


def held_together(text: str) -> str:
    """`text` with no line break possible inside a citation, a date or "item 4"."""
    return _BEFORE.sub("\u00a0", _AFTER.sub("\\1\u00a0", text))
