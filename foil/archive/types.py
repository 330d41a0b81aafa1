"""What a file is, by its first bytes. A name's ending is never believed."""

import puremagic

from foil.sandbox.signatures import SIGNATURES, ZIP

HEAD = 4096  # bytes that are looked at
UNKNOWN = "application/octet-stream"

OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)


def sniff(head: bytes) -> str:
    """The media type of a file that begins with `head` (its first 4096 bytes, or all of it)."""
    for signature, type_ in SIGNATURES:
        if head.startswith(signature):
            return type_
    if head.startswith(ZIP):
        return _zipped(head)
    return _text(head) or _by_magic(head)


def _zipped(head: bytes) -> str:
    return next((type_ for part, type_ in OFFICE if part in head), "application/zip")


def _text(head: bytes) -> str | None:
    """Plain text, where it reads as UTF-8 without control characters. HTML is text too: nothing
    that arrives is ever shown as a page."""
    try:
        words = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(head) < HEAD or error.start < len(head) - 3:
            return None
        words = head[: error.start].decode("utf-8")
    return (
        "text/plain"
        if all(char.isprintable() or char in "\r\n\t\f\ufeff" for char in words)
        else None
    )


def _by_magic(head: bytes) -> str:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    return next((match.mime_type for match in matches if match.mime_type), UNKNOWN)
