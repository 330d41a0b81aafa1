"""A letter from its facts to its PDF, beside WeasyPrint alone on the same HTML."""

from collections.abc import Iterator

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from foil.letters.compose import compose
from foil.letters.fonts import FILES, SCHEME
from foil.letters.pdf import page, render
from tests.bench.measure import Measure, best_pair
from tests.unit.letters.made import facts

LETTERS = 5


class Fonts(URLFetcher):
    """Answers for the letters' fonts and for everything else as WeasyPrint would."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            return URLFetcherResponse(url, FILES[url.removeprefix(SCHEME)].read_bytes())
        return super().fetch(url, headers)


def measures() -> Iterator[Measure]:
    """One measure: facts to PDF, against the PDF of the same HTML."""
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
    yield Measure(
        f"{LETTERS} letters, facts to PDF", took, "WeasyPrint on the same HTML", against, aim=1.1
    )
