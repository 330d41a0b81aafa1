"""A zip that hangs on a message, opened as far as it is safe to: members, bytes, ratio, depth."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from foil.replies.mail.message import Part
from foil.sandbox.signatures import ZIP
from foil.sandbox.unzipping import BROKEN, LeftInside, pieces

MOST = 500  # members over all archives of one message
BYTES = 64 << 20  # unpacked, over all archives of one message
TYPES = (
    "application/zip",
    "application/x-zip-compressed",
    "application/x-zip",
    "application/zip-compressed",
)


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
    except BROKEN:
        yield Member("", b"", "damaged")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    try:
        content = b"".join(pieces(archive, info, budget.bytes))
    except LeftInside as left:
        if left.problem == "bytes":
            budget.bytes = 0
        return Member(info.filename, b"", left.problem)
    budget.bytes -= len(content)
    return Member(info.filename, content)
