"""Reading files in the background beside bare pypdfium2: born-digital PDFs through the whole
pipeline (the worker's threads, their sandboxes, the patterns, rows saved and searchable), and the
same text taken page by page in this process."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
from sqlalchemy import func, select

from foil.archive.store import Folder
from foil.model.tables import Content, Page
from foil.operations import reading_files
from foil.operations.documents import attach
from foil.operations.reading_files import Readers
from foil.operations.worker import Worker
from tests import production
from tests.bench.measure import Measure
from tests.integration.desk import draft
from tests.integration.site import NOW, Site, close, open_site

FILES, PAGES = 20, 100
WARMING = 6  # files that have every thread begin
TIMES = 3


def measures(files: int = FILES, pages: int = PAGES) -> Iterator[Measure]:
    """All pages of all files, both ways."""
    made = [production.born_digital(n, pages) for n in range(files)]
    folder = Path(tempfile.mkdtemp(prefix="foil-bench-"))
    try:
        pairs = [(whole(folder / f"{n}", made), bare(folder, made)) for n in range(TIMES)]
    finally:
        shutil.rmtree(folder)
    took, against = min(took for took, _ in pairs), min(against for _, against in pairs)
    name = f"text of {files * pages:,} PDF pages, saved"
    yield Measure(name, took, "bare pypdfium2, one process", against, aim=1.3)


def bare(folder: Path, made: list[bytes]) -> float:
    """The seconds that the text alone takes."""
    paths = []
    for n, content in enumerate(made):
        paths.append(folder / f"{n}.pdf")
        paths[-1].write_bytes(content)
    began = time.perf_counter()
    for path in paths:
        document = pypdfium2.PdfDocument(str(path))
        for page in document:
            page.get_textpage().get_text_bounded()
    return time.perf_counter() - began


def whole(folder: Path, made: list[bytes]) -> float:
    """The seconds from the moment the files have come to the last page saved, by a worker that is
    at work: it has read a few small files before, and looks for the next at once."""
    folder.mkdir()
    site = open_site(folder)
    worker = Worker(site.database, Folder.of(site.settings))
    readers = Readers(worker)
    looks, reading_files.LOOKS_EVERY = reading_files.LOOKS_EVERY, 0.01
    bring(site, [production.scanned(n) for n in range(WARMING)])
    readers.start()
    until_read(site)
    bring(site, made)
    began = time.perf_counter()
    until_read(site)
    took = time.perf_counter() - began
    worker.ending.set()
    readers.join()
    reading_files.LOOKS_EVERY = looks
    with site.database.reading() as session:
        saved = session.scalar(select(func.count(Page.id)).where(Page.by == "text"))
    assert saved == sum(len(pypdfium2.PdfDocument(content)) for content in made)
    close(site)
    return took


def until_read(site: Site) -> None:
    while waiting(site):
        time.sleep(0.01)


def bring(site: Site, made: list[bytes]) -> None:
    store = Folder.of(site.settings)
    kept = [store.keep(BytesIO(content)) for content in made]
    with site.database.writing() as session:
        request = draft(session, site.keeper, NOW)
        for n, each in enumerate(kept):
            attach(site.keeper, session, request, each, f"{n}.pdf", now=NOW)


def waiting(site: Site) -> bool:
    with site.database.reading() as session:
        pending = select(Content.sha256).where(Content.state == "pending").limit(1)
        return session.scalar(pending) is not None
