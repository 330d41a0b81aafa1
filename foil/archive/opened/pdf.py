"""A PDF, page by page: the words it holds, else the words in the picture of the page; and what a
PDF can hold besides pages."""

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2

from foil.archive import ocr as pictures
from foil.archive.covered import Looked, black_share, look
from foil.archive.opened.told import LONGEST, Enclosed, OverLimit, Told, is_usable
from foil.errors import BadInput

TYPE = "application/pdf"
LOCKED = "The PDF cannot be read: it is locked with a password."
BROKEN = "The PDF cannot be read: it is damaged."
DAMAGED = "is damaged."
MOST = 50_000  # pages; a PDF may claim as many as it likes
TOO_MANY = "It says that it has more than {:,} pages: cut it into parts, or read it by hand."


class Pdf:
    """A PDF. Raises BadInput where it cannot be opened."""

    type = TYPE

    def __init__(self, content: Any) -> None:
        """`content` is its bytes, or the path of the file that holds them."""
        self.findings: list[tuple[str, str]] = []
        self.enclosed: Sequence[Enclosed] = ()
        self._content = content
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise BadInput(LOCKED if locked else BROKEN) from error
        if len(self._document) > MOST:
            raise OverLimit(TOO_MANY.format(MOST))
        if isinstance(content, str):
            self._look_inside()

    def _look_inside(self) -> None:
        from foil.archive.opened.inside_pdf import look

        self.enclosed, self.findings = look(self._content)

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int, *, ocr: bool = True) -> Told:
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return Told("", by="", why=DAMAGED)
        width, height = page.get_size()
        text, by, why, looked = _words(page)
        black = looked.black if looked else 0.0
        if not by:
            said, because = pictures.read(page) if ocr else ("", pictures.TOO_MANY)
            usable = is_usable(said)
            text, by = (said, "ocr") if usable else (text, "")
            why = "" if usable else why or because or pictures.NOTHING
            black = black_share(page.render(grayscale=True).to_pil().convert("L"))
        page.close()
        return Told(
            text.strip()[:LONGEST], by, why, width=width, height=height,
            hidden=looked.hidden if looked else 0, black=black,
        )  # fmt: skip

    def take(self, place: int) -> Iterator[bytes]:
        from foil.archive.opened.inside_pdf import taken

        yield taken(self._content, place)


def _words(page: Any) -> tuple[str, str, str, Looked | None]:
    """The words that can be seen of those a page holds, "text" where they can be used, what is
    wrong with it, and what lies over them."""
    try:
        textpage = page.get_textpage()
        text = textpage.get_text_bounded().replace("\r\n", "\n")
    except pypdfium2.PdfiumError:
        return "", "", DAMAGED, None
    looked = look(page, textpage, text) if text else None
    text = looked.text if looked else text
    return text, "text" if is_usable(text) else "", "", looked
