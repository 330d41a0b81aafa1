"""A zip that hangs on a message, opened as far as it is safe to: members, bytes, ratio, depth."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from foil.replies.mail.message import Part
from foil.sandbox.signatures import ZIP

MOST = 500  # members over all archives of one message
BYTES = 64 << 20  # unpacked, over all archives of one message
RATIO = 200  # times its packed size that a member may grow ...
SMALL = 1 << 20  # ... once it is larger than this
PIECE = 1 << 16
TYPES = (
    "application/zip",
    "application/x-zip-compressed",
    "application/x-zip",
    "application/zip-compressed",
)
LEFT = "the archive itself is kept whole."
SAID = {
    "members": "{} holds more files than are opened: " + LEFT,
    "bytes": "{} unpacks to more than is opened: " + LEFT,
    "ratio": "{} holds a file that unpacks to far more than it weighs: " + LEFT,
    "locked": "{} holds a file under a password: " + LEFT,
    "damaged": "{} is damaged, or holds a file that is: " + LEFT,
}


@dataclass
class Budget:
    """What one message's archives may still use."""

    members: int = MOST
    bytes: int = BYTES


@dataclass(frozen=True)
class Member:
    """A file of an archive; with a `problem` instead of content where it was left inside."""

    name: str
    content: bytes
    problem: str = ""


def is_archive(part: Part) -> bool:
    """Whether a part is a zip to open: a Word file is one too, but is read as what it is."""
    if not part.content.startswith((ZIP, b"PK\x05\x06")) and part.type not in TYPES:
        return False
    return part.type in TYPES or part.name.lower().endswith(".zip")


def members(content: bytes, budget: Budget) -> Iterator[Member]:
    """The files of a zip, in its order, as long as the budget lasts."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                if budget.members <= 0:
                    yield Member("", b"", "members")
                    return
                budget.members -= 1
                yield _member(archive, info, budget)
                if budget.bytes <= 0:
                    return
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        RuntimeError,  # a way of packing that Python does not know is one
        KeyError,
        EOFError,
    ):
        yield Member("", b"", "damaged")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    if info.flag_bits & 1:
        return Member(info.filename, b"", "locked")
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > budget.bytes:
                    budget.bytes = 0
                    return Member(info.filename, b"", "bytes")
                if size > SMALL and size > RATIO * max(info.compress_size, 1):
                    return Member(info.filename, b"", "ratio")
                pieces.append(piece)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
    ):
        return Member(info.filename, b"", "damaged")
    budget.bytes -= size
    return Member(info.filename, b"".join(pieces))
