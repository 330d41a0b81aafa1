"""A letter from its facts to its PDF, beside WeasyPrint alone on the same HTML; and the preview of
a draft that is being written, beside rendering its Markdown alone."""

import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from foil.letters.compose import compose
from foil.letters.fonts import FILES, SCHEME
from foil.letters.pdf import page, render
from foil.letters.sheet import html, passage_html
from tests.bench.measure import Measure, best_pair
from tests.integration.site import Site, close, open_site
from tests.integration.test_letter_pages import BEGUN, form
from tests.unit.letters.made import facts

LETTERS = 5
PAUSES = 100


class Fonts(URLFetcher):
    """Answers for the letters' fonts and for everything else as WeasyPrint would."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            return URLFetcherResponse(url, FILES[url.removeprefix(SCHEME)].read_bytes())
        return super().fetch(url, headers)


def measures() -> Iterator[Measure]:
    """Facts to PDF against the PDF of the same HTML; a preview against its Markdown."""
    yield _pdf()
    yield from _previews()


def _pdf() -> Measure:
    asked = facts()
    source = page(compose("request", asked))

    def ours() -> None:
        for _ in range(LETTERS):
            render(compose("request", asked))

    def bare() -> None:
        for _ in range(LETTERS):
            weasyprint.HTML(string=source, url_fetcher=Fonts()).write_pdf(pdf_variant="pdf/ua-1")

    ours()
    bare()
    took, against = best_pair(ours, bare, times=9, timer=time.process_time)
    return Measure(
        f"{LETTERS} letters, facts to PDF", took, "WeasyPrint on the same HTML", against, aim=1.1
    )


def _previews() -> Iterator[Measure]:
    """What the server does each time somebody pauses: who asks, the form's token, its forty fields,
    the letter looked over, and what changed of the page. The body is made beforehand, as a browser
    makes it; the bare Markdown is rendered anew each time, as there is nothing it could know.

    In the first a paragraph is another each time, as when it is typed; in the second a fact, which
    fills the whole template anew.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = open_site(Path(folder), tokens=True)
        browser = Browser(site)
        draft = browser.post("/new", [*BEGUN.items()]).location
        page = form(browser.client.get(draft).text)
        for name, typed, aim in (
            ("words-fees", "Please charge nothing above {} dollars.", 2),
            ("fee", "${}", None),
        ):
            sent = [typing(page, name, typed.format(n)) for n in range(30, 31 + PAUSES)]
            yield _preview(browser, f"{draft}/look", iter(sent), name, aim)
        close(site)


def typing(page: MultiDict[str, str], name: str, said: str) -> bytes:
    """The body of the page's form with something typed into a field, as the script sends it."""
    fields = page.copy()
    fields[name] = said
    return urlencode(as_sent(fields)).encode()


def _preview(
    browser: "Browser", address: str, sent: Iterator[bytes], name: str, aim: float | None
) -> Measure:
    letter = compose("request", facts())

    def round_trip() -> None:
        assert browser.asks(address, next(sent)) == "200 OK"

    def bare() -> None:
        passage_html.cache_clear()
        html(letter)

    round_trip()
    # It waits for nothing: a preview writes nothing, and what it reads is in memory.
    took, against = best_pair(round_trip, bare, times=PAUSES, timer=time.process_time)
    what = "a paragraph" if name.startswith("words-") else "a fact"
    return Measure(f"a preview, {what} typed", took, "its Markdown to HTML", against, aim=aim)


def as_sent(fields: MultiDict[str, str]) -> list[tuple[str, str]]:
    """A letter's form as the script sends it: without the words that a box was drawn with, where it
    has them still."""
    sent = [("as-drawn", "yes")]
    for name, said in fields.items(multi=True):
        words = fields.get(name.replace("was-", "words-", 1)) if name.startswith("was-") else None
        if words is None or words.strip() != said.strip():
            sent.append((name, said))
    return sent


class Browser:
    """Somebody signed in, whose requests reach the desk's WSGI app as a server hands them on."""

    def __init__(self, site: Site) -> None:
        self.app, self.client = site.app, site.client(site.keeper)
        self.token = form(self.client.get("/new").text)["csrf_token"]
        cookie = self.client.get_cookie("foil_session")
        assert cookie
        self.cookie = f"foil_session={cookie.value}"

    def post(self, address: str, fields: list[tuple[str, str]]) -> TestResponse:
        return self.client.post(address, data=MultiDict([*fields, ("csrf_token", self.token)]))

    def asks(self, address: str, body: bytes) -> str:
        """Send a form; the status of the answer, whose bytes have all been read."""
        told: list[str] = []
        environ = {
            "REQUEST_METHOD": "POST", "PATH_INFO": address, "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "wsgi.url_scheme": "http", "HTTP_COOKIE": self.cookie,
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body), "wsgi.errors": sys.stderr,
        }  # fmt: skip
        answer = self.app(environ, lambda status, _headers, _info=None: told.append(status))
        assert b"".join(answer)
        return told[0]
