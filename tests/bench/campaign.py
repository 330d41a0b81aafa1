"""A campaign of two hundred letters to PDF, beside WeasyPrint alone over the same HTML in a pool of
as many processes."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import cycle, islice
from multiprocessing import get_context

import weasyprint

from foil.letters.letter import Letter
from foil.letters.merge import Difference, merged
from foil.letters.pdf import page
from foil.letters.printing import PROCESSES, printers
from tests.bench.letters import Fonts
from tests.bench.measure import Measure, best_pair
from tests.integration.campaigning import UNDER_FOIL, ask

LETTERS = 200
DAY = date(2026, 11, 22)


def letter(slug: str) -> Letter:
    """The letter of a campaign's ask to one agency."""
    return merged(ask(), slug, Difference(), DAY).letter(None, DAY)


def bare_pdf(source: str) -> bytes:
    """What WeasyPrint makes of the HTML by itself."""
    html = weasyprint.HTML(string=source, url_fetcher=Fonts())
    made: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return made


def measures() -> Iterator[Measure]:
    """One measure: from the ask to two hundred PDFs, against the PDFs of the same HTML."""
    slugs = list(islice(cycle(UNDER_FOIL), LETTERS))
    sources = [page(letter(slug)) for slug in slugs]

    def ours() -> None:
        with printers() as pool:
            assert len(list(pool.pdfs(letter(slug) for slug in slugs))) == LETTERS

    def bare() -> None:
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("forkserver")) as pool:
            assert len(list(pool.map(bare_pdf, sources))) == LETTERS

    took, against = best_pair(ours, bare, times=2)
    yield Measure(
        f"{LETTERS} letters of a campaign, ask to PDF", took,
        f"WeasyPrint, {PROCESSES} processes, the same HTML", against, aim=1.1,
    )  # fmt: skip
