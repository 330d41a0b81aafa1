"""Large files brought in pieces: begun, gone on with, finished once; what is left lying is swept.

The bytes are the archive's. What is written here is how many of them are safe, so that a file goes
on from there after any break. Only whoever began one goes on with it, while they see its request.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.archive.store import MIB, Kept
from foil.errors import FoilError, NotFound, TooLarge
from foil.model.tables import Document, Person, Request, Upload
from foil.model.visibility import find, find_request, visible
from foil.operations.documents import attach, refuse_empty
from foil.operations.file_names import tidy_name
from foil.operations.worker import Worker

PIECE = 8 * MIB  # bytes sent at a time, at most
LARGEST = 2048 * MIB  # bytes of a file that comes in pieces
KEPT_FOR = timedelta(days=7)  # after the last piece
GONE = "There is no such file on its way from you; choose it again to begin anew."


class OutOfStep(FoilError):
    """A piece is not the next one. `offset` is how many bytes are safe: where to go on."""

    status = 409

    def __init__(self, offset: int) -> None:
        super().__init__(f"The next piece begins at byte {offset}; go on from there.")
        self.offset = offset


@dataclass(frozen=True)
class Coming:
    """A file as the browser that sends it tells of it. `size` in bytes; `stamp` its last change,
    in the browser's own words."""

    name: str
    size: int
    stamp: str = ""


def begin(
    person: Person, session: Session, request: Request, coming: Coming, *, now: datetime
) -> Upload:
    """Expect this file, or go on with the same one that `person` began before and did not finish.

    Raises BadInput for an empty file, TooLarge.
    """
    request = find_request(session, person, request.number)
    refuse_empty(coming.name, coming.size)
    if coming.size > LARGEST:
        raise TooLarge(
            f"{tidy_name(coming.name)} is larger than 2 GiB; put it in with foil file on the "
            "machine that runs the desk."
        )
    if (known := _same(person, session, request, coming)) is not None:
        known.touched_at = now
        return known
    upload = Upload(
        id=secrets.token_hex(16),
        request_id=request.id,
        person_id=person.id,
        name=tidy_name(coming.name),
        size=coming.size,
        stamp=coming.stamp[:40],
        received=0,
        begun_at=now,
        touched_at=now,
    )
    session.add(upload)
    return upload


def find_upload(person: Person, session: Session, name: str) -> Upload:
    """The upload with this id. Raises NotFound for another person's, or of a request that `person`
    may not see any more."""
    return find(session, select(Upload).where(Upload.id == name), person, GONE)


def again(session: Session, upload: Upload) -> Upload:
    """An upload that was found, as it is now. Raises NotFound where it went meanwhile."""
    found = session.get(Upload, upload.id)
    if found is None:
        raise NotFound(GONE)
    return found


def advance(person: Person, session: Session, name: str, to: int, *, now: datetime) -> Upload:
    """Write that the first `to` bytes are safe. Raises NotFound."""
    upload = find_upload(person, session, name)
    upload.received, upload.touched_at = to, now
    return upload


def note_sum(person: Person, session: Session, name: str, sha256: str) -> None:
    """Write the sum of a whole file before it goes to the documents: so that, should we be stopped
    in between, it is found there. Raises NotFound."""
    find_upload(person, session, name).sha256 = sha256


def finish(person: Person, session: Session, name: str, kept: Kept, *, now: datetime) -> Document:
    """Put the whole file in its request's tray, once: asked again, it is the same document.

    Raises NotFound.
    """
    upload = find_upload(person, session, name)
    if upload.document_id is not None:
        return session.get_one(Document, upload.document_id)
    request = session.get_one(Request, upload.request_id)
    document = attach(person, session, request, kept, upload.name, now=now, unfiled=True)
    session.flush()
    upload.document_id, upload.touched_at = document.id, now
    return document


def discard(person: Person, session: Session, name: str) -> Upload:
    """Expect the file no longer; its bytes are for the caller to drop. Raises NotFound."""
    upload = find_upload(person, session, name)
    session.delete(upload)
    return upload


def sweep(worker: Worker) -> None:
    """Let go of uploads untouched for KEPT_FOR, and of bytes that no upload names."""
    lying = worker.store.arrivals()  # before the rows are read: a row is there before its bytes
    with worker.database.reading() as session:
        stale = _stale(session, worker.now())
    if stale:
        with worker.database.writing() as session:
            stale = _stale(session, worker.now())
            session.execute(delete(Upload).where(Upload.id.in_(stale)))
    with worker.database.reading() as session:
        expected = set(session.scalars(select(Upload.id)))
    for name in lying - expected:
        worker.store.drop(name)


def _stale(session: Session, now: datetime) -> Collection[str]:
    return session.scalars(select(Upload.id).where(Upload.touched_at < now - KEPT_FOR)).all()


def _same(person: Person, session: Session, request: Request, coming: Coming) -> Upload | None:
    wanted = select(Upload).where(
        Upload.request_id == request.id,
        Upload.person_id == person.id,
        Upload.document_id.is_(None),
        Upload.name == tidy_name(coming.name),
        Upload.size == coming.size,
        Upload.stamp == coming.stamp[:40],
    )
    return session.scalars(visible(wanted, person).order_by(Upload.begun_at).limit(1)).first()
