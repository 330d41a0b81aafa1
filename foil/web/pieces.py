"""A large file taken in piece by piece: each is safe on the disk before its browser hears so.

One thread at a time holds an arriving file, and asks the record anew once it does.
"""

from time import monotonic, sleep
from typing import BinaryIO

from foil.archive.arriving import Arriving
from foil.model.tables import Document, Upload
from foil.operations import uploads
from foil.operations.uploads import PIECE, OutOfStep, find_upload
from foil.web.arrivals import store
from foil.web.desk import me, now, reading, writing

PATIENCE = 2.0  # seconds a piece that came too early waits
LOOKS_EVERY = 0.02  # seconds


def asked(name: str) -> Upload:
    """The upload with this id. Raises NotFound for one that is not this person's to go on with."""
    with reading() as session:
        return find_upload(me(), session, name)


def offset(name: str) -> tuple[int, int]:
    """How many bytes of the file are safe, and of how many. Raises NotFound."""
    upload = asked(name)
    if upload.received == 0 or _stored(upload):
        return upload.received, upload.size
    with store().arriving(name) as arriving:
        return _safe(arriving, _anew(upload)), upload.size


def take(upload: Upload, at: int, stream: BinaryIO, length: int) -> int:
    """Put a piece of `length` bytes behind the first `at`; how many are safe then. One that
    overtook the piece before it, on a connection of its own, waits for it a moment.

    Raises OutOfStep where it is not the next piece, NotFound, Full.
    """
    until = monotonic() + PATIENCE
    while True:
        try:
            return _take(upload, at, stream, length)
        except OutOfStep as error:
            overtook = error.offset < at <= error.offset + PIECE
            if not overtook or monotonic() > until:
                raise
        sleep(LOOKS_EVERY)


def finish(name: str) -> Document:
    """Keep the whole file and put it in its request's tray, once.

    Raises OutOfStep where some of it is not there yet, NotFound.
    """
    upload = asked(name)
    with store().arriving(name) as arriving:
        sha256 = _take_in(arriving, _anew(upload))
        with writing() as session:
            document = uploads.finish(me(), session, name, store().kept(sha256), now=now())
        store().drop(name)
    return document


def discard(name: str) -> Upload:
    """Forget the file and drop what arrived of it. Raises NotFound."""
    with writing() as session:
        upload = uploads.discard(me(), session, name)
    store().drop(name)
    return upload


def _take(upload: Upload, at: int, stream: BinaryIO, length: int) -> int:
    with store().arriving(upload.id) as arriving:
        upload = _anew(upload)
        safe = _safe(arriving, upload)
        if at != safe or at + length > upload.size:
            raise OutOfStep(safe)
        store().make_room(length, midway=True)
        arriving.add(stream, at, length)
        with writing() as session:
            return uploads.advance(me(), session, upload.id, at + length, now=now()).received


def _take_in(arriving: Arriving, upload: Upload) -> str:
    """Keep the file under its sum, unless it is kept; the sum."""
    if upload.sha256 is not None and _stored(upload):
        return upload.sha256
    if (safe := _safe(arriving, upload)) != upload.size:
        raise OutOfStep(safe)
    sha256 = arriving.sum(upload.size)
    with writing() as session:
        uploads.note_sum(me(), session, upload.id, sha256)
    store().take_in(arriving, sha256)
    return sha256


def _anew(upload: Upload) -> Upload:
    """The upload as it is now that its file is in our hands. Raises NotFound where it went."""
    with reading() as session:
        return uploads.again(session, upload)


def _stored(upload: Upload) -> bool:
    return upload.sha256 is not None and store().has(upload.sha256)


def _safe(arriving: Arriving, upload: Upload) -> int:
    """Bytes that are safe: what the record says, or none where the data folder lost them."""
    if _stored(upload):
        return upload.size
    return upload.received if arriving.size() >= upload.received else 0
