"""A file that arrives in pieces: `incoming/<name>.upload`, until all of it is there."""

import hashlib
import os
import sys
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from hashlib import _Hash

ENDING = ".upload"
READ = 1 << 20  # bytes at a time
REMEMBERED = 64  # files whose bytes so far are summed; any other is read again at its end
FAR = 1 << 62  # a byte no file reaches: on Windows a lock lies on bytes, and these must be free


class Sums:
    """How far each arriving file is summed, for as long as this process runs.

    It only saves reading a file again: what is not remembered is read from the disk.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Path, tuple[int, _Hash]] = OrderedDict()
        self._lock = Lock()

    def take(self, path: Path, upto: int) -> "tuple[int, _Hash]":
        """How many bytes are summed, at most `upto`, and their sum so far: the caller's own."""
        with self._lock:
            at, digest = self._known.pop(path, (0, hashlib.sha256()))
        return (at, digest) if at <= upto else (0, hashlib.sha256())

    def put(self, path: Path, at: int, digest: "_Hash") -> None:
        """Remember the sum of the first `at` bytes."""
        with self._lock:
            self._known[path] = (at, digest)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


SUMS = Sums()


class Arriving:
    """One arriving file, in the hands of one thread at a time: see `held`."""

    def __init__(self, path: Path, file: FileIO) -> None:
        self.path = path
        self._file = file

    def size(self) -> int:
        """Bytes on the disk, those of a piece that was cut off included."""
        return os.fstat(self._file.fileno()).st_size

    def add(self, stream: BinaryIO, at: int, length: int) -> None:
        """Put `length` bytes of the stream behind the first `at`, in place of anything there.

        They are safe on the disk when this returns. Raises OSError, EOFError for too few bytes;
        then nothing is there behind the first `at`.
        """
        summed, digest = SUMS.take(self.path, at)
        adding = digest.copy()
        try:
            self._file.truncate(at)
            self._file.seek(at)
            for piece in _read(stream, length):
                _write(self._file, piece)
            with ThreadPoolExecutor(max_workers=1) as beside:
                safe = beside.submit(os.fsync, self._file.fileno())
                self._sum_on(adding, summed, at + length)
                safe.result()
            if at == 0:
                sync_folder(self.path.parent)
        except (OSError, EOFError):
            self._file.truncate(at)
            SUMS.put(self.path, summed, digest)
            raise
        SUMS.put(self.path, at + length, adding)

    def sum(self, size: int) -> str:
        """The SHA-256 (hex) of the first `size` bytes. Raises OSError, EOFError."""
        summed, digest = SUMS.take(self.path, size)
        self._sum_on(digest, summed, size)
        SUMS.put(self.path, size, digest)
        return digest.hexdigest()

    def _sum_on(self, digest: "_Hash", at: int, size: int) -> None:
        """Sum what follows the first `at` bytes, up to `size`: after a restart that is all."""
        self._file.seek(at)
        for piece in _read(self._file, size - at):
            digest.update(piece)

    def let_go(self) -> None:
        """Have no more to do with the file: it goes elsewhere, or away."""
        SUMS.take(self.path, 0)
        if sys.platform == "win32":  # which moves no file that is open
            self._file.close()


@contextmanager
def held(path: Path) -> Iterator[Arriving]:
    """The arriving file at `path`, made if it is not there, in our hands alone. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with FileIO(descriptor, "r+") as file:
        _lock(file.fileno())
        yield Arriving(path, file)


def sync_folder(folder: Path) -> None:
    """Make what was put into a folder, or moved, last."""
    if os.name == "nt":  # Windows opens no folder; its file system keeps the order itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(stream: "BinaryIO | FileIO", length: int) -> Iterator[bytes]:
    while length:
        piece = stream.read(min(READ, length))
        if not piece:
            raise EOFError("the stream ended early")
        length -= len(piece)
        yield piece


def _write(file: FileIO, piece: bytes) -> None:
    """All of it: a disk that is nearly full takes a part first."""
    left = memoryview(piece)
    while left:
        left = left[file.write(left) :]


def _lock(descriptor: int) -> None:
    """Wait until nobody else has the file. The system lets it go when it is closed, however that
    comes about."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
