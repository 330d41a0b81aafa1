"""Processes that save without rest, each telling what was acknowledged as soon as it is.

They come from a server that has imported everything already, so that a process is there at once.
"""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import select

from foil.archive.store import Folder
from foil.errors import Busy, MovedOn
from foil.model.database import Database
from foil.model.tables import Person, Request
from foil.newyork import now
from foil.operations import documents
from foil.operations.events import record
from tests.integration.desk import SENT, draft

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.integration.workers"])
CALL = {"kind": "contacted", "on": "2026-11-20", "how": "telephone", "direction": "out"}
SHARED = "FD-0001"

Acknowledged = tuple[str, str, int, str]
"""What was saved: "event" or "document", the request's number, its seq (or 0), its hash."""


@contextmanager
def working(url: str, folder: Path, seed: int) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process at work, and the end of the pipe it tells its saves through."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=work, args=(url, folder, seed, theirs))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def hear(pipe: Connection, told: list[Acknowledged]) -> None:
    """Write down all that is told, until the pipe falls silent."""
    with suppress(EOFError):
        while True:
            told.append(pipe.recv())


def work(url: str, folder: Path, seed: int, pipe: Connection) -> None:
    """Save until stopped: events to the shared request, requests of its own, files."""
    dice = random.Random(seed)
    database = Database(url, wait_seconds=30)
    store = Folder(folder / "documents", folder / "incoming")
    with database.reading() as session:
        person = session.scalars(select(Person)).first()
    assert person is not None
    while True:
        doing = dice.choice((_call, _call, _open, _bring))
        try:
            pipe.send(doing(database, store, person))
        except (Busy, MovedOn):
            time.sleep(dice.random() / 100)


def _call(database: Database, store: Folder, person: Person) -> Acknowledged:
    """Save from a form that was drawn a moment ago, as a browser does."""
    with database.reading() as session:
        seq = session.scalars(select(Request.head_seq).where(Request.number == SHARED)).one()
    with database.writing() as session:
        request = session.scalars(select(Request).where(Request.number == SHARED)).one()
        event = record(person, session, request, CALL, seq=seq, now=now())
    return "event", SHARED, event.seq, event.hash


def _open(database: Database, store: Folder, person: Person) -> Acknowledged:
    with database.writing() as session:
        request = draft(session, person, now())
        event = record(person, session, request, SENT, seq=0, now=now())
    return "event", request.number, event.seq, event.hash


def _bring(database: Database, store: Folder, person: Person) -> Acknowledged:
    kept = store.keep(BytesIO(os.urandom(300_000)))
    with database.writing() as session:
        request = session.scalars(select(Request).where(Request.number == SHARED)).one()
        documents.attach(person, session, request, kept, "brought.bin", now=now(), unfiled=True)
    return "document", SHARED, 0, kept.sha256
