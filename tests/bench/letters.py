"""A letter from its facts to its PDF, beside WeasyPrint alone on the same HTML; and the preview of
a draft that is being written, beside rendering its Markdown alone."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from foil.letters.compose import compose
from foil.letters.fonts import FILES, SCHEME
from foil.letters.pdf import page, render
from foil.letters.sheet import html
from tests.bench.measure import Measure, best_pair
from tests.integration.site import open_site
from tests.integration.test_letter_pages import BEGUN, form
from tests.unit.letters.made import facts

LETTERS = 5


class Fonts(URLFetcher):
    """Answers for the letters' fonts and for everything else as WeasyPrint would."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            return URLFetcherResponse(url, FILES[url.removeprefix(SCHEME)].read_bytes())
        return super().fetch(url, headers)


def measures() -> Iterator[Measure]:
    """Facts to PDF against the PDF of the same HTML; a preview against its Markdown."""
    yield _pdf()
    yield _preview()


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
    took, against = best_pair(ours, bare, times=9)
    return Measure(
        f"{LETTERS} letters, facts to PDF", took, "WeasyPrint on the same HTML", against, aim=1.1
    )


def _preview() -> Measure:
    """What the server does each time somebody pauses: read the form, keep the draft, look it over,
    and send what changed of the page. One paragraph is another each time, as when it is typed."""
    with tempfile.TemporaryDirectory() as folder:
        site = open_site(Path(folder))
        client = site.client(site.keeper)
        draft = client.post("/new", data=BEGUN).location or ""
        sent, typed = form(client.get(draft).text), count()
        letter = compose("request", facts())

        def round_trip() -> None:
            sent["words-fees"] = f"Please charge nothing above {next(typed)} dollars."
            answer = client.post(f"{draft}/look", data=sent)
            assert answer.status_code == 200

        def bare() -> None:
            html(letter)

        round_trip()
        bare()
        took, against = best_pair(round_trip, bare, times=25)
    return Measure("a preview, from form to page", took, "its Markdown to HTML", against, aim=2)
