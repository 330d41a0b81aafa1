"""The text of a file, page by page: PDF, scan, Word, HTML, plain text. It is read in a process of
its own; a page that holds no usable text is read by Tesseract where that is installed, and else
says that somebody must read it."""

from dataclasses import dataclass

from foil.sandbox import Limits, Outran
from foil.sandbox.warm import Warm

MEMORY, SECONDS, OUTPUT = 1024, 120, 64


@dataclass(frozen=True)
class Page:
    """One page's text. `by` is "text" where the file holds it, "ocr" where it was read from the
    picture (and may be misread), "" where it could not be read: then `usable` is False too.
    `hidden` counts the passages left out of it because they cannot be seen on the page."""

    number: int
    text: str
    usable: bool
    by: str = "text"
    hidden: int = 0


@dataclass(frozen=True)
class Text:
    """A file's pages in order, and what could not be read, each as one sentence to show."""

    type: str
    pages: tuple[Page, ...]
    findings: tuple[str, ...] = ()

    @property
    def all(self) -> str:
        """Every page's text, a form feed between two pages."""
        return "\f".join(page.text for page in self.pages)

    @property
    def hides(self) -> bool:
        """Whether it holds words that cannot be seen on its pages."""
        return any(page.hidden for page in self.pages)

    @property
    def usable(self) -> bool:
        """Whether there is a page, and each has text that can be read."""
        return bool(self.pages) and all(page.usable for page in self.pages)


def _told(content: bytes) -> tuple[dict[str, object], list[bytes]]:
    from foil.archive.pages import told

    return told(content), []


READER = Warm(_told, Limits(memory=MEMORY, seconds=SECONDS, output=OUTPUT))


def text_of(content: bytes) -> Text:
    """What a file says. Raises nothing: what cannot be read is a finding."""
    try:
        told, _ = READER(content)
        pages = tuple(Page(**page) for page in told["pages"])
        return Text(str(told["type"]), pages, tuple(map(str, told["findings"])))
    except Outran as error:
        return Text("", (), (str(error),))
    except (KeyError, TypeError, ValueError):
        return Text("", (), ("The file could not be read: read it by hand.",))
