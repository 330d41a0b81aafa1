"""A recount of 5,000 requests after a closing is entered, while another process saves events: how
long it takes, and how long a save waits, beside the same saves with no recount."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import select

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Person, Request
from foil.newyork import now
from foil.operations.events import record
from foil.operations.rules import add_closing
from foil.operations.stale import recount_stale
from foil.operations.worker import Worker
from tests.bench.measure import Measure
from tests.bench.record import NOW, RECOUNTED, fill

CONTEXT = get_context("spawn")
QUIET = 10.0  # seconds of saves with no recount
BETWEEN = 0.02  # seconds from one save to the next: an office of fifty at once
CALL = {"kind": "contacted", "on": "2026-11-20", "how": "telephone", "direction": "out"}


def measures() -> Iterator[Measure]:
    """The recount with and without others saving; their saves with and without the recount."""
    folder = Path(tempfile.mkdtemp(prefix="foil-bench-"))
    url = f"sqlite:///{folder / 'foil.sqlite'}"
    database = Database(url)
    try:
        person = fill(database, RECOUNTED)
        alone = recount(database, person, folder, date(2026, 11, 9))
        with saving(url) as saves:
            quiet = saves(QUIET)
        with saving(url) as saves:
            took = recount(database, person, folder, date(2026, 11, 10))
            busy = saves(0)
    finally:
        database.close()
        shutil.rmtree(folder)
    name = f"{RECOUNTED:,} requests recounted while others save"
    yield Measure(name, took, "with nobody saving", alone)
    yield Measure("19 in 20 saves meanwhile take at most", p95(busy), "no recount", p95(quiet))
    yield Measure("the longest save meanwhile", max(busy), "no recount", max(quiet))


@contextmanager
def saving(url: str) -> Iterator[Callable[[float], list[float]]]:
    """Another process at its saves. Called with seconds to wait first, it stops them and gives how
    long each took, in seconds."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    stop = CONTEXT.Event()
    process = CONTEXT.Process(target=save, args=(url, stop, theirs))
    process.start()
    ours.recv()  # it has begun

    def told(wait: float) -> list[float]:
        time.sleep(wait)
        stop.set()
        saves: list[float] = ours.recv()
        return saves

    try:
        yield told
    finally:
        process.kill()
        process.join()


def save(url: str, stop: Event, pipe: Connection) -> None:
    """Record one telephone call after another, from a form drawn just before, until stopped."""
    database = Database(url)
    with database.reading() as session:
        person = session.scalars(select(Person)).one()
        request = session.scalars(select(Request).order_by(Request.id.desc()).limit(1)).one()
    seq, took = request.head_seq, []
    pipe.send("begun")
    while not stop.is_set():
        began = time.perf_counter()
        with database.writing() as session:
            mine = session.get_one(Request, request.id)
            record(person, session, mine, CALL, seq=seq, now=now(), sure=True)
        took.append(time.perf_counter() - began)
        seq += 1
        time.sleep(BETWEEN)
    pipe.send(took)


def recount(database: Database, person: Person, folder: Path, closed: date) -> float:
    """Enter a closing and count everything again as the worker does; the seconds it takes."""
    with database.writing() as session:
        keeper = session.merge(person)
        keeper.role = "administrator"
        add_closing(keeper, session, closed, "Snow", now=NOW)
    began = time.perf_counter()
    recount_stale(Worker(database, Folder(folder, folder)))
    return time.perf_counter() - began


def p95(saves: list[float]) -> float:
    """The time within which 19 in 20 saves are done."""
    return statistics.quantiles(saves, n=20)[-1]
