"""A production of a thousand files, brought and read: contracts, scans, mails with files on them,
workbooks, zips in zips, a bomb, what is locked and broken, and a long video. Every file ends."""

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sqlalchemy import func, select

from foil.archive.store import MIB, Folder
from foil.model.tables import Content, Page, Request
from foil.operations.documents import attach
from foil.operations.reading_files import Readers
from foil.operations.worker import Worker
from tests import production
from tests.bench.measure import Measure
from tests.bench.reading import bring, waiting
from tests.integration.site import NOW, Site, close, open_site

FILES, PAGES, VIDEO = 1_000, 5_000, 300 * MIB


def measures(files: int = FILES, pages: int = PAGES, video: int = VIDEO) -> Iterator[Measure]:
    """The seconds from the first file's turn to the last one's end, and how they ended."""
    folder = Path(tempfile.mkdtemp(prefix="foil-bench-"))
    try:
        site = open_site(folder)
        bring(site, [content for _, content in production.production(files, pages)])
        bring_video(site, folder / "camera.mp4", video)
        took = read(site)
        yield Measure(f"{files:,} mixed files read", took, note=ended(site))
        close(site)
    finally:
        shutil.rmtree(folder)


def bring_video(site: Site, path: Path, size: int) -> None:
    """A video of that many bytes, none of which are like the next."""
    with path.open("wb") as file:
        file.write(production.video_head(3_600, size))
        noise(file, size)
    with path.open("rb") as file:
        kept = Folder.of(site.settings).keep(file)
    path.unlink()
    with site.database.writing() as session:
        request = session.scalars(select(Request)).one()
        attach(site.keeper, session, request, kept, path.name, now=NOW)


def noise(file: IO[bytes], size: int) -> None:
    for _ in range(0, size, MIB):
        file.write(os.urandom(MIB))


def read(site: Site) -> float:
    worker = Worker(site.database, Folder.of(site.settings))
    readers = Readers(worker)
    began = time.perf_counter()
    readers.start()
    while waiting(site):
        time.sleep(0.1)
    took = time.perf_counter() - began
    worker.ending.set()
    readers.join()
    return took


def ended(site: Site) -> str:
    """How many files ended how; each that is not read has its reason."""
    with site.database.reading() as session:
        rows = session.execute(select(Content.state, Content.says, Content.done)).all()
        pages = session.scalar(select(func.count(Page.id)))
    assert all(says for state, says, _ in rows if state != "read")
    assert sum(done for *_, done in rows) == pages
    counted = Counter(state for state, *_ in rows)
    told = ", ".join(f"{count:,} {state}" for state, count in sorted(counted.items()))
    return f"{told}; {pages:,} pages"
