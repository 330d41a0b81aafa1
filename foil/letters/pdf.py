"""A letter as a tagged PDF (PDF/UA-1), the same bytes on every run.

Nothing is fetched: the only addresses answered are those of the letters' own fonts, and any other
stops the rendering instead of letting a letter out in a font nobody chose.
"""

import os
import re
import warnings
from base64 import b64decode
from collections.abc import Sequence
from contextlib import redirect_stdout
from functools import cache
from hashlib import sha256
from html import escape
from io import StringIO
from typing import Any

from foil.letters.fonts import FILES, SCHEME, font
from foil.letters.letter import Letter
from foil.letters.sheet import html, stylesheet
from foil.letters.trouble import LetterError

_IMAGE = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=]+)")
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")
_LAST = b"<</Type /XRef"
_START = re.compile(r'<ol start="(\d{1,9})"')
PANGO_MISSING = (
    "Letters cannot be made as PDF because the system’s Pango library is missing. On Debian or "
    "Ubuntu run: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def render(letter: Letter) -> bytes:
    """The letter's PDF. Raises LetterError where Pango is missing."""
    return printed(page(letter, style=_fonts()), (_read_once(),))


def printed(source: str, sheets: Sequence[Any] = ()) -> bytes:
    """The PDF of a whole HTML document; `sheets` are style sheets read before, for its own to
    follow.

    Raises LetterError where Pango is missing, or where the document asks for anything outside it.
    """
    weasyprint = _weasyprint()
    try:
        made: bytes = weasyprint.HTML(string=source, url_fetcher=_closed_fetcher()).write_pdf(
            stylesheets=sheets, pdf_variant="pdf/ua-1"
        )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise LetterError(
            f"No PDF was made, because the letter asks for something outside itself: {error}. "
            "Take that out of the letter or of its style sheet."
        ) from error
    return _identified(made, source)


def _identified(made: bytes, source: str) -> bytes:
    """The PDF with an identifier that comes from the letter, not from the clock: the same letter,
    the same bytes. It goes into the last object, whose place nothing counts on; asked for one,
    WeasyPrint would press every stream of the file a second time to hash it."""
    before, mark, after = made.rpartition(_LAST)
    identifier = sha256(source.encode()).hexdigest()[:32].encode()
    return before + mark + b"/ID [<%b> <%b>]" % (identifier, identifier) + after


@cache
def _fonts() -> str:
    """The rules of the letters' style sheets that bring the fonts in, document by document."""
    return "".join(_FONT_FACE.findall(_both()))


@cache
def _read_once() -> Any:
    """All other rules of theirs, read once for all letters."""
    return _weasyprint().CSS(string=_FONT_FACE.sub("", _both()))


def _both() -> str:
    return f"{stylesheet('page.css')}{stylesheet()}"


def page(letter: Letter, style: str | None = None) -> str:
    """The whole HTML document the PDF is made from, its style sheets in it; or `style` in their
    place."""
    made_by = (
        f'<meta name="author" content="{escape(letter.sender.name)}">' if letter.sender else ""
    )
    dated, body = letter.dated.isoformat(), html(letter, inline=True)
    return (
        '<!doctype html><html lang="en-US"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title>{made_by}"
        '<meta name="generator" content="FOIL Desk">'
        f'<meta name="dcterms.created" content="{dated}">'
        f'<meta name="dcterms.modified" content="{dated}">'
        f"<style>{_both() if style is None else style}{_counted_on(body)}</style></head>"
        f"<body>{body}</body></html>"
    )


def _counted_on(body: str) -> str:
    """Rules for the lists that go on counting, which WeasyPrint takes from a style sheet alone."""
    starts = sorted({int(start) for start in _START.findall(body)})
    return "".join(
        f'.sheet ol[start="{start}"] {{ counter-reset: list-item {start - 1}; }}'
        for start in starts
    )


def ready() -> None:
    """Bring WeasyPrint in, which takes longer than a letter does. Raises LetterError."""
    _weasyprint()


@cache
def _weasyprint() -> Any:
    """WeasyPrint, or a LetterError that names the one command which mends it."""
    # What its import prints and warns of is said better by us, or matters to nobody.
    with redirect_stdout(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import weasyprint
            from weasyprint.text.ffi import harfbuzz_subset
        except OSError as error:
            raise LetterError(PANGO_MISSING) from error
    if harfbuzz_subset is None:
        # fontTools makes the fonts' subsets then, and would write today's date into them.
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    return weasyprint


def _closed_fetcher() -> Any:
    """Answers for the letters' fonts, and for an image the document holds itself. Anything else
    ends the rendering.

    WeasyPrint drops a plain exception and goes on with whatever font it finds; with
    `fail_on_errors` it raises its FatalURLFetchingError instead, a BaseException.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if held := _IMAGE.fullmatch(url):
                return URLFetcherResponse(url, b64decode(held[2]), {"Content-Type": held[1]})
            if f"{scheme}:" != SCHEME or name not in FILES:
                raise PermissionError(f"{url} is no font of the letters")
            return URLFetcherResponse(url, font(name), {"Content-Type": "font/ttf"})

    return ClosedFetcher(fail_on_errors=True)
