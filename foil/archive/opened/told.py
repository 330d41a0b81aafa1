"""What an opened file tells: its pages one at a time, what hangs in it, and what a person should
know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from foil.errors import BadInput

LETTERS = 15  # fewer on a page are a page number or a stamp, not a text
ODD = 0.1  # of a page's characters may be none that anybody writes
LONGEST = 500_000  # characters of one page
CUT = "{} holds more than is read of it at once: the rest has to be read by hand."


class OverLimit(BadInput):
    """A file that would take more than is given to any, so it is refused."""


@dataclass(frozen=True)
class Told:
    """A page. `by` is "text" where the file holds the words, "ocr" where they were read from the
    picture, "" where there are none; `why` says then why not, as a sentence without its subject.
    `width` and `height` are in points, 0 where a page has no size. `hidden` counts the passages
    left out of the text because they cannot be seen on the page, under black boxes above all;
    `black` is the share of the page (0 to 1) that is such boxes, None where nobody could look."""

    text: str
    by: str = "text"
    why: str = ""
    label: str = ""
    width: float = 0
    height: float = 0
    hidden: int = 0
    black: float | None = None


@dataclass(frozen=True)
class Enclosed:
    """A file within the file: its name as it stands there, its bytes as far as they are known
    before it is taken out, and a sentence where it is left inside."""

    name: str
    size: int = 0
    says: str = ""


class Opened(Protocol):
    """A file of one kind. `findings` are pairs: what in a word, and a sentence."""

    type: str
    findings: list[tuple[str, str]]
    enclosed: Sequence[Enclosed]

    def __len__(self) -> int: ...

    def page(self, number: int, *, ocr: bool = True) -> Told:
        """Page `number`, from 1; with `ocr` a picture is read. Raises what a bad file breaks."""
        ...

    def take(self, place: int) -> Iterator[bytes]:
        """The bytes of what is enclosed at `place`, from 1, piece by piece. Raises BadInput."""
        ...


class Written:
    """A file whose pages hold their words: there is nothing more to it."""

    def __init__(self, type_: str, texts: list[str], labels: Sequence[str] = ()) -> None:
        self.type = type_
        self.findings: list[tuple[str, str]] = []
        self.enclosed: Sequence[Enclosed] = ()
        self._texts = texts
        self._labels = labels
        if not any(map(has_words, texts)):
            self.findings.append(("empty", "There are no words in this file."))

    def __len__(self) -> int:
        return len(self._texts)

    def page(self, number: int, *, ocr: bool = True) -> Told:
        text = self._texts[number - 1]
        label = self._labels[number - 1] if self._labels else ""
        return Told(text[:LONGEST], by="text" if has_words(text) else "", label=label)

    def take(self, place: int) -> Iterator[bytes]:
        raise IndexError(place)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(map(str.isalnum, text))


def is_usable(text: str) -> bool:
    """Whether a page's text can be read: enough letters, few that are no writing."""
    enough = any(sum(map(str.isalnum, some)) >= LETTERS for some in (text[:400], text))
    if not enough or "".join(text.split()).isprintable():  # as almost every page is
        return enough and text.count("\ufffd") <= ODD * len(text)
    odd = sum(1 for char in text if char == "\ufffd" or not (char.isprintable() or char.isspace()))
    return odd <= ODD * len(text)
