"""Reads a file into pages of text, whole or some pages at a time. Called in a sandbox."""

import json
import time
from pathlib import Path
from typing import Any

from foil.archive.opened import Opened, Told, opened, opened_at
from foil.archive.types import HEAD, sniff
from foil.errors import BadInput

MOST = 2_000  # pages of a file that is read whole
READ_BY_OCR = 30  # of those pages
OCR_SECONDS = 75  # of a whole file's 120, after which no further page is read by OCR
SLICE_SECONDS = 20  # after which a slice ends with the page it is at


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
        usable = bool(page.by)
        pages.append({"number": number, "text": page.text, "usable": usable, "by": page.by})
        if page.why:
            findings.append(f"Page {number} {page.why}")
    if len(file) > MOST:
        findings.append(f"Only the first {MOST:,} pages were read.")
    return {"type": file.type, "pages": pages, "findings": findings}


def sliced(task: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Some pages of a long file: the JSON of `path`, `after` (the last page that is read) and
    `most` pages. At least one page is read, then as many as fit into SLICE_SECONDS.

    The answer has `type`, `total`, `pages` and `findings` (of the file, once, with its first
    slice), or `unread` with a sentence.
    """
    asked = json.loads(task)
    try:
        file = opened_at(Path(asked["path"]))
    except BadInput as error:
        return {"unread": str(error)}, []
    return _slice(file, int(asked["after"]), int(asked["most"])), []


def _slice(file: Opened, after: int, most: int) -> dict[str, Any]:
    until = time.monotonic() + SLICE_SECONDS
    pages: list[dict[str, Any]] = []
    for number in range(after + 1, min(after + most, len(file)) + 1):
        if pages and time.monotonic() > until:
            break
        pages.append({"number": number, **_plain(file.page(number))})
    findings = list(file.findings) if after == 0 else []
    return {"type": file.type, "total": len(file), "pages": pages, "findings": findings}


def _plain(page: Told) -> dict[str, Any]:
    return {name: getattr(page, name) for name in Told.__dataclass_fields__}
