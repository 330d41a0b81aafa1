"""A file of a zip, unpacked no further than is safe. It stands here because mail and files both
need it."""

import zipfile
import zlib
from collections.abc import Iterator

RATIO = 200  # times its packed size that a member may grow ...
SMALL = 1 << 20  # ... once it is larger than this
PIECE = 1 << 16
LEFT = "the archive itself is kept whole."
SAID = {
    "members": "{} holds more files than are opened: " + LEFT,
    "bytes": "{} unpacks to more than is opened: " + LEFT,
    "ratio": "{} holds a file that unpacks to far more than it weighs: " + LEFT,
    "locked": "{} holds a file under a password: " + LEFT,
    "damaged": "{} is damaged, or holds a file that is: " + LEFT,
}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    OSError,
    RuntimeError,  # a way of packing that Python does not know is one
    KeyError,
    EOFError,
)


class LeftInside(Exception):
    """A member that is not unpacked, or no further; `problem` is a key of SAID."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """A member's bytes, a piece at a time. Raises LeftInside where it grows past `most` bytes, far
    beyond its packed size, is locked, or breaks."""
    if info.flag_bits & 1:
        raise LeftInside("locked")
    size = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > most:
                    raise LeftInside("bytes")
                if size > SMALL and size > RATIO * max(info.compress_size, 1):
                    raise LeftInside("ratio")
                yield piece
    except BROKEN as error:
        raise LeftInside("damaged") from error
