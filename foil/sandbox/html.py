"""The words of an HTML page, in time that grows with its length alone. Nothing is fetched, run or
shown: tags become line ends or nothing. It stands here because mail and files both need it."""

import re
import time
from html.parser import HTMLParser

PIECE = 16_384  # characters handed to the parser at once
CRUDE = 200_000  # characters that are stripped without care where nothing else was left
LEFT_OVER = 65_536  # of an unfinished tag are kept; beyond that it is none
SECONDS = 1.5  # after which what is left is stripped without care
SILENT = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "svg",
    "math",
    "object",
    "applet",
    "iframe",
}
BREAKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
    ),
    *(
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
    ),
    *("nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
}
SPACED = {"p", "blockquote", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6"}
VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed", "source"}
CITED = re.compile(r"gmail_quote|yahoo_quoted|moz-cite|protonmail_quote", re.IGNORECASE)
DEEPEST = 20  # levels of quotation that are marked
TAGS = re.compile(r"<[^<>]{0,2000}>")
SPACES = re.compile(r"[ \t\r\n\f\v]+")
BLANKS = re.compile(r"\n{3,}")


def text_of(page: str, *, quotes: bool = False) -> str:
    """The text of a page; with `quotes`, the lines of a quoted message begin with ">"."""
    parser = _Words(quotes=quotes)
    until = time.monotonic() + SECONDS
    for at in range(0, len(page), PIECE):
        if time.monotonic() > until:
            parser.crude(page[at:])
            break
        parser.take(page[at : at + PIECE])
    text = parser.text()
    # A style or a frame that never ends hides everything after it: better some of its words.
    return text or BLANKS.sub("\n\n", SPACES.sub(" ", TAGS.sub(" ", page[:CRUDE]))).strip()


class _Words(HTMLParser):
    def __init__(self, *, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._quotes = quotes
        self._lines: list[str] = []
        self._line: list[str] = []
        self._silent: list[str] = []
        self._kept: list[str] = []
        self._depth = 0
        self._pre = 0

    def take(self, piece: str) -> None:
        """Read on. What the parser cannot finish is stripped without care."""
        try:
            self.feed(piece)
        except (AssertionError, ValueError, RecursionError):
            self._give_up()
        if len(self.rawdata) > LEFT_OVER:
            self._give_up()

    def _give_up(self) -> None:
        rest = self.rawdata
        self.reset()
        self.crude(rest)

    def crude(self, page: str) -> None:
        """Take a page's characters with what is plainly a tag left out."""
        if not self._silent:
            self.handle_data(TAGS.sub(" ", page))

    def text(self) -> str:
        """Everything read so far."""
        if self.rawdata:
            self._give_up()
        self._end_line()
        return BLANKS.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent.append(tag)
            self._silent = self._silent[-DEEPEST:]
        elif tag == "body":
            self._silent.clear()
        if tag == "br":
            self._end_line()
        elif tag in BREAKS:
            self._break(tag)
        elif tag in ("td", "th"):
            self._line.append("\t")
        elif tag == "img" and not self._silent:
            said = next((value for name, value in attrs if name == "alt" and value), "")
            self._line.append(f" {said} " if said else "")
        self._pre += tag == "pre"
        if tag == "blockquote" and self._quotes:
            cited = any(
                (name == "type" and value == "cite")
                or (name == "class" and CITED.search(value or ""))
                for name, value in attrs
            )
            self._kept = [*self._kept[-199:], "cite" if cited else ""]
            self._depth = min(self._kept.count("cite"), DEEPEST)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass
        if tag in BREAKS:
            self._break(tag)
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        if tag == "blockquote" and self._kept:
            self._kept.pop()
            self._depth = min(self._kept.count("cite"), DEEPEST)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._pre and "\n" in data:
            *lines, last = data.split("\n")
            for line in lines:
                self._line.append(line)
                self._end_line()
            self._line.append(last)
        else:
            self._line.append(data)

    def _break(self, tag: str) -> None:
        self._end_line(only_full=True)
        if tag in SPACED and self._lines and self._lines[-1]:
            self._lines.append(self._mark().rstrip())

    def _end_line(self, *, only_full: bool = False) -> None:
        said = SPACES.sub(" ", "".join(self._line).replace("\xa0", " ")).strip()
        self._line.clear()
        if said or not only_full:
            self._lines.append((self._mark() + said).rstrip())

    def _mark(self) -> str:
        return "> " * self._depth
