"""What goes round a letter when it is posted: a cover sheet, and a slip before each exhibit.

The cover shows the address where the window of a #10 envelope is, once it is folded in three.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foil.catalog.source import day_words
from foil.letters.letter import Letter
from foil.letters.mail_papers import drawn

NOT_PDF = "it is not a PDF"
TOO_LARGE = "it is too large to be bound in"
MIB = 1 << 20


@dataclass(frozen=True)
class Exhibit:
    """A document that goes with a letter: "Exhibit A", what the letter calls it, its file's name,
    media type, size in bytes and SHA-256.

    `pages` are those bound in; where there are none, `why` says why it goes along as a file.
    """

    mark: str
    name: str
    file: str
    type: str
    size: int
    sha256: str
    pages: int = 0
    why: str = ""

    @property
    def megabytes(self) -> str:
        """Its size for a person: "0.4 MB"."""
        return f"{max(self.size / 1_000_000, 0.1):,.1f} MB"


@dataclass(frozen=True)
class Line:
    """A line of the packet's contents: what, how many pages, on which it begins; 0 for none."""

    what: str
    pages: int
    begins: int


@dataclass(frozen=True)
class Contents:
    """A packet's contents, the pages of all of it, and what goes along as files."""

    lines: tuple[Line, ...]
    pages: int
    files: tuple[Exhibit, ...]


def contents(letter_pages: int, exhibits: Sequence[Exhibit], cover_pages: int = 1) -> Contents:
    """What the packet holds: cover, letter, then each exhibit behind its slip of one page."""
    lines, at = [Line("Letter", letter_pages, cover_pages + 1)], cover_pages + letter_pages
    for exhibit in exhibits:
        lines.append(Line(f"{exhibit.mark}: {exhibit.name}", exhibit.pages, at + 1))
        at += 1 + exhibit.pages
    return Contents(tuple(lines), at, tuple(each for each in exhibits if not each.pages))


def cover(letter: Letter, held: Contents) -> bytes:
    """The cover sheet as a tagged PDF."""
    return drawn(
        "cover", letter, f"Cover sheet: {letter.subject}", held=held, dated=day_words(letter.dated)
    )


def slip(letter: Letter, exhibit: Exhibit) -> bytes:
    """The sheet before an exhibit, which names it, and the file where it is not bound in."""
    return drawn(
        "slip", letter, f"{exhibit.mark}: {exhibit.name}",
        exhibit=exhibit, dated=day_words(letter.dated),
    )  # fmt: skip


def bound(exhibit: Exhibit, found: int | str) -> Exhibit:
    """The exhibit with the pages that were found in it, or the words of why there are none."""
    return replace(exhibit, pages=found) if isinstance(found, int) else replace(exhibit, why=found)
