"""A letter as plain text and as Markdown: the same words, for portals, terminals and editors."""

from collections.abc import Iterable
from itertools import chain
from textwrap import fill

from foil.catalog.source import day_words
from foil.letters.escape import plain
from foil.letters.letter import Block, Letter
from foil.letters.markdown import Paragraph, held_together, paragraphs

WIDTH = 78
STEP = 3  # spaces a list is set in by


def text(letter: Letter, width: int | None = WIDTH) -> str:
    """The whole letter as plain text, lines of at most `width`, with a final newline."""
    parts = ["\n".join(lines) for lines in _head(letter)]
    parts.append(_broken(f"Re: {letter.subject}", width))
    parts.append(body(letter.blocks, width))
    parts += ["\n".join(lines) for lines in _foot(letter)]
    return "\n\n".join(parts) + "\n"


def body(blocks: Iterable[Block], width: int | None = None) -> str:
    """Blocks as plain text, paragraphs apart by an empty line, a heading straight above its own.

    Lines are unbroken where `width` is None.
    """
    parts: list[str] = []
    for paragraph in chain.from_iterable(paragraphs(block.markdown()) for block in blocks):
        if paragraph.cells and not paragraph.runs:
            continue  # the columns' names stand before each cell
        parts += [_set(paragraph, width), "\n" if paragraph.heading else "\n\n"]
    return "".join(parts[:-1])


def markdown(letter: Letter) -> str:
    """The whole letter as Markdown, with a final newline."""
    parts = [_escaped(lines) for lines in _head(letter)]
    parts += [f"**Re: {plain(letter.subject)}**", *(block.markdown() for block in letter.blocks)]
    parts += [_escaped(lines) for lines in _foot(letter)]
    return "\n\n".join(parts) + "\n"


def _head(letter: Letter) -> list[list[str]]:
    """Letterhead, date and address, each a group of lines."""
    sender, to = letter.sender, letter.addressee
    letterhead = [[sender.name, *sender.address, *sender.reach]] if sender else []
    address = [each for each in (to.title, *to.lines, to.email) if each]
    return [*letterhead, [day_words(letter.dated)], *([address] if address else [])]


def _foot(letter: Letter) -> list[list[str]]:
    """The lines under the signature, what is enclosed, who gets a copy; empty groups left out."""
    signature = list(letter.sender.signature) if letter.sender else []
    return [group for group in (signature, *letter.notes()) if group]


def _set(paragraph: Paragraph, width: int | None) -> str:
    """A paragraph as plain text: headings in capitals, list items behind their number."""
    words = paragraph.words.upper() if paragraph.heading else paragraph.words
    outer = " " * (STEP * (paragraph.depth - 1))
    mark = outer + ("- " if paragraph.number is None else f"{paragraph.number}. ")
    indent = " " * len(mark) if paragraph.depth else ""
    return _broken(words, width, mark if paragraph.first else indent, indent)


def _broken(words: str, width: int | None, first: str = "", rest: str = "") -> str:
    if width is None:
        return first + words.replace("\n", "\n" + rest)
    filled = "\n".join(
        fill(
            held_together(line),
            width,
            initial_indent=rest if number else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(words.split("\n"))
    )
    return filled.replace("\u00a0", " ")


def _escaped(lines: Iterable[str]) -> str:
    """Lines as one Markdown paragraph with hard line breaks."""
    return "\\\n".join(plain(line) for line in lines)
