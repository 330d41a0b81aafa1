"""Reads a file into pages of text, whole or some pages at a time. Called in a sandbox."""

import json
import time
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from foil.archive.mentions import mentions
from foil.archive.opened import Opened, OverLimit, Told, opened, opened_at
from foil.archive.types import HEAD, sniff
from foil.errors import BadInput

MOST = 2_000  # pages of a file that is read whole
READ_BY_OCR = 30  # of those pages
OCR_SECONDS = 75  # of a whole file's 120, after which no further page is read by OCR
SLICE_SECONDS = 20  # after which a slice ends with the page it is at
PIECE = 8 << 20  # bytes of an enclosed file that are handed over at once


def told(content: bytes) -> dict[str, Any]:
    """The type, all pages and the findings of a file, in plain data."""
    try:
        file = opened(content)
    except BadInput as error:
        return {"type": sniff(content[:HEAD]), "pages": [], "findings": [str(error)]}
    pages, findings, pictures = [], [says for _, says in file.findings], 0
    until = time.monotonic() + OCR_SECONDS
    for number in range(1, min(len(file), MOST) + 1):
        ocr = pictures < READ_BY_OCR and time.monotonic() < until
        page = file.page(number, ocr=ocr)
        pictures += page.by != "text"
        pages.append(
            {
                "number": number,
                "text": page.text,
                "usable": bool(page.by),
                "by": page.by,
                "hidden": page.hidden,
            }
        )
        if page.why:
            findings.append(f"Page {number} {page.why}")
    if len(file) > MOST:
        findings.append(f"Only the first {MOST:,} pages were read.")
    return {"type": file.type, "pages": pages, "findings": findings}


def sliced(task: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Some pages of a long file: the JSON of `path`, `after` (the last page that is read) and
    `most` pages. At least one page is read, then as many as fit into SLICE_SECONDS.

    The answer has `type`, `total`, `pages`, and with the first slice the `findings` of the file and
    what is `enclosed` in it; or `unread` with a sentence, and `limit` where it broke one. With
    `place` instead of `after`, it is bytes of what is enclosed there, from byte `at`, and whether
    they are its `last`.
    """
    asked = json.loads(task)
    try:
        if "place" in asked:
            piece, last = HELD.taken(Path(asked["path"]), int(asked["place"]), int(asked["at"]))
            return {"last": last}, [piece]
        return _slice(HELD.file(Path(asked["path"])), int(asked["after"]), int(asked["most"])), []
    except OverLimit as error:
        return {"unread": str(error), "limit": True}, []
    except BadInput as error:
        return {"unread": str(error)}, []


class Held:
    """The file this child has open, and the enclosed one it is taking out, so that the next call
    goes on where the last one ended. A file that is kept never changes."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file: Opened | None = None
        self._taking: tuple[int, int, Iterator[bytes]] | None = None
        self._rest = b""

    def file(self, path: Path) -> Opened:
        """The file at that place. Raises as `opened_at`."""
        if self._path != path or self._file is None:
            self._path = self._file = self._taking = None
            self._rest = b""
            file = opened_at(path)
            self._path, self._file = path, file
            return file
        return self._file

    def taken(self, path: Path, place: int, at: int) -> tuple[bytes, bool]:
        """Up to PIECE bytes, from byte `at`, of what is enclosed, and whether that is its end."""
        stream = self._from(self.file(path), place, at)
        gathered, size = [self._rest], len(self._rest)
        while size < PIECE and (piece := next(stream, None)) is not None:
            gathered.append(piece)
            size += len(piece)
        whole = b"".join(gathered)
        given, self._rest = whole[:PIECE], whole[PIECE:]
        self._taking = place, at + len(given), stream
        return given, size < PIECE and not self._rest

    def _from(self, file: Opened, place: int, at: int) -> Iterator[bytes]:
        if self._taking is not None and self._taking[:2] == (place, at):
            return self._taking[2]
        self._taking, self._rest = None, b""
        stream, passed = iter(file.take(place)), 0
        while passed < at:
            piece = next(stream)
            passed += len(piece)
            self._rest = piece[len(piece) - (passed - at) :] if passed > at else b""
        return stream


HELD = Held()


def _slice(file: Opened, after: int, most: int) -> dict[str, Any]:
    until = time.monotonic() + SLICE_SECONDS
    pages: list[dict[str, Any]] = []
    for number in range(after + 1, min(after + most, len(file)) + 1):
        if pages and time.monotonic() > until:
            break
        pages.append({"number": number, **_plain(file.page(number))})
    told: dict[str, Any] = {"type": file.type, "total": len(file), "pages": pages}
    if after == 0:
        enclosed = [(each.name, each.size, each.says) for each in file.enclosed]
        return {**told, "findings": list(file.findings), "enclosed": enclosed}
    return {**told, "findings": [], "enclosed": []}


def _plain(page: Told) -> dict[str, Any]:
    text = page.text.replace("\x00", "")  # PostgreSQL has no such character
    found = [astuple(each) for each in mentions(text)]
    told = {name: getattr(page, name) for name in Told.__dataclass_fields__}
    return {**told, "text": text, "mentions": found}
