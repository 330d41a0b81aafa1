"""Documents' bytes, each kept once under its SHA-256. A folder now; the methods of `Store` are all
that its callers know."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from foil.archive.arriving import ENDING, Arriving, held, sync_folder
from foil.archive.types import HEAD, sniff
from foil.errors import FoilError, Full, NotFound, TooLarge
from foil.settings import Settings

PIECE = 1 << 20
MIB = 1 << 20
STALE_SECONDS = 24 * 3600
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SHA256 = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[0-9a-f]{32}")
SPARE = 64 * MIB  # left free for the database when a large file is let in
CUT_OFF = "The file broke off on its way. What had arrived of it is kept; go on with it."
FULL = "The disk is full, so none of the file was stored. Make room, then try again."
FULL_MIDWAY = (
    "The disk is full. What had arrived of the file is kept; make room, then go on with it."
)


@dataclass(frozen=True)
class Kept:
    """What was kept: its SHA-256 (hex), its size in bytes, its type by content."""

    sha256: str
    size: int
    type: str


class Store(Protocol):
    """Where documents' bytes live."""

    def keep(self, stream: BinaryIO, *, limit: int | None = None) -> Kept:
        """Read the stream to its end and keep it; all of it is kept, or nothing.

        Raises TooLarge beyond `limit` bytes, Full where there is no room.
        """
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to read. Raises NotFound."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether these bytes are kept."""
        ...

    def path(self, sha256: str) -> Path:
        """A file with these bytes, for another process to read and nobody to write. Raises
        NotFound."""
        ...

    def make_room(self, size: int, *, midway: bool = False) -> None:
        """Ask before a large file is read, or `midway` the next of it. Raises Full where `size`
        bytes do not fit."""
        ...

    def arriving(self, name: str) -> AbstractContextManager[Arriving]:
        """A file that comes in pieces, in our hands alone; made if it is not there. `name` is a
        random word. Raises Full where there is no room, FoilError for a piece cut off."""
        ...

    def take_in(self, arriving: Arriving, sha256: str) -> None:
        """Keep a file all of which arrived, and whose sum this is."""
        ...

    def kept(self, sha256: str) -> Kept:
        """What is kept under this sum. Raises NotFound."""
        ...

    def arrivals(self) -> set[str]:
        """The names of all files that are arriving."""
        ...

    def drop(self, name: str) -> None:
        """Forget what arrived of a file, if anything did."""
        ...

    def sweep(self) -> int:
        """Remove what an upload that was cut off left more than a day ago; how many."""
        ...


class Folder:
    """A Store in the data folder: `documents/aa/bb/<sha256>`, arriving through `incoming`."""

    def __init__(self, documents: Path, incoming: Path) -> None:
        self.documents = documents
        self.incoming = incoming

    @classmethod
    def of(cls, settings: Settings) -> "Folder":
        """The store of these settings."""
        return cls(settings.documents, settings.incoming)

    def keep(self, stream: BinaryIO, *, limit: int | None = None) -> Kept:
        part: Path | None = None
        try:
            descriptor, name = tempfile.mkstemp(suffix=".part", dir=self.incoming)
            part = Path(name)
            with os.fdopen(descriptor, "wb") as file:
                kept = _copy(stream, file, limit)
            self._publish(part, kept.sha256)
        except OSError as error:
            raise _trouble(error) from error
        finally:
            if part is not None:
                part.unlink(missing_ok=True)
        return kept

    def open(self, sha256: str) -> BinaryIO:
        return self.path(sha256).open("rb")

    def has(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def path(self, sha256: str) -> Path:
        path = self._path(sha256)
        if not path.is_file():
            raise NotFound(
                f"The file {sha256[:12]}… is not in the data folder; "
                "run `foil verify`, and restore it from a backup."
            )
        return path

    def make_room(self, size: int, *, midway: bool = False) -> None:
        free = shutil.disk_usage(self.documents).free
        if size + SPARE > free:
            told = (
                f"The file needs {size // MIB + 1} MiB and the disk has {free // MIB} MiB free; "
                "make room, then bring it again."
            )
            raise Full(FULL_MIDWAY if midway else told)

    @contextmanager
    def arriving(self, name: str) -> Iterator[Arriving]:
        try:
            with held(self._arriving_path(name)) as arriving:
                yield arriving
        except EOFError as error:
            raise FoilError(CUT_OFF) from error
        except OSError as error:
            raise _trouble(error, FULL_MIDWAY) from error

    def take_in(self, arriving: Arriving, sha256: str) -> None:
        arriving.let_go()
        self._publish(arriving.path, sha256)

    def kept(self, sha256: str) -> Kept:
        with self.open(sha256) as file:
            return Kept(sha256, os.fstat(file.fileno()).st_size, sniff(file.read(HEAD)))

    def arrivals(self) -> set[str]:
        return {path.stem for path in self.incoming.glob(f"*{ENDING}")}

    def drop(self, name: str) -> None:
        self._arriving_path(name).unlink(missing_ok=True)

    def sweep(self) -> int:
        old, swept = time.time() - STALE_SECONDS, 0
        for part in self.incoming.glob("*.part"):
            with suppress(FileNotFoundError):  # it has just been kept, or swept by another
                if part.stat().st_mtime < old:
                    part.unlink()
                    swept += 1
        return swept

    def _path(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise NotFound(f"{sha256[:80]!r} is not the SHA-256 of a file.")
        return self.documents / sha256[:2] / sha256[2:4] / sha256

    def _arriving_path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise NotFound(f"{name[:80]!r} is not the name of an arriving file.")
        return self.incoming / f"{name}{ENDING}"

    def _publish(self, part: Path, sha256: str) -> None:
        """Move a finished file into its place, and make the move itself last.

        Bytes that are there already are replaced by the same bytes, which mends a damaged file.
        """
        path = self._path(sha256)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.chmod(0o400)
        part.replace(path)
        for folder in (path.parent, path.parent.parent, self.documents):
            sync_folder(folder)


def _copy(stream: BinaryIO, file: BinaryIO, limit: int | None) -> Kept:
    digest, size, head = hashlib.sha256(), 0, b""
    while piece := stream.read(PIECE):
        size += len(piece)
        if limit is not None and size > limit:
            raise TooLarge(
                f"The file is larger than {limit // MIB} MiB, so none of it was stored. "
                "Bring it with `foil file`, which takes any size."
            )
        head += piece[: HEAD - len(head)]
        digest.update(piece)
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())
    return Kept(digest.hexdigest(), size, sniff(head))


def _trouble(error: OSError, full: str = FULL) -> FoilError:
    if error.errno in NO_ROOM:
        return Full(full)
    return FoilError(
        f"The file could not be stored ({error.strerror or error}); "
        "check the data folder and try again."
    )
