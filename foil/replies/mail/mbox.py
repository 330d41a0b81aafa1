"""An old mailbox file, one message after another, however large it is. Its lines "From …" part
the messages; of the ways in which programs kept such lines out of texts, two are undone:
">From" (mboxo, mboxrd) and the length in a header (mboxcl)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

LONGEST = 256 << 20  # bytes of one message: what follows is given as the next one
POSTMARK = re.compile(
    rb"From (?:\S.{0,300}?)?(?:\d{1,2}:\d\d(?::\d\d)?.{0,30}\d{4}|\d{4}.{0,20}\d:\d\d)"
)
QUOTED = re.compile(rb">+From ")
LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,12})\s*$", re.IGNORECASE)


def messages(stream: BinaryIO) -> Iterator[bytes]:
    """Each message's bytes, without its "From " line; the stream is read once, line by line."""
    lines: list[bytes] = []
    size, blank, in_headers, claimed, began = 0, True, True, 0, True
    for line in stream:
        if blank and claimed <= 0 and POSTMARK.match(line):
            if any(one.strip() for one in lines):
                yield _joined(lines)
            lines, size, in_headers, claimed, blank, began = [], 0, True, 0, False, True
            continue
        if began and in_headers and (length := LENGTH.match(line)):
            claimed = int(length[1])
        if in_headers and not line.strip():
            in_headers = False
        elif not in_headers:
            claimed -= len(line)
        lines.append(line if in_headers or not QUOTED.match(line) else line[1:])
        size += len(line)
        blank = not line.strip()
        if size > LONGEST:
            yield b"".join(lines)
            lines, size, began = [], 0, False
    if any(one.strip() for one in lines):
        yield _joined(lines)


def _joined(lines: list[bytes]) -> bytes:
    """The empty line before the next "From " is the mailbox's, not the message's."""
    if len(lines) > 1 and not lines[-1].strip():
        lines = lines[:-1]
    return b"".join(lines)
