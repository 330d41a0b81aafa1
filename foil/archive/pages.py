"""Reads a file into pages of text. `foil.archive.text` calls it in a sandbox."""

import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from foil.archive import ocr
from foil.archive.types import HEAD, OFFICE, sniff
from foil.sandbox.html import text_of as words_of

PDF = "application/pdf"
WORD = OFFICE[0][1]
LETTERS = 15  # fewer on a page are a page number or a stamp, not a text
ODD = 0.1  # of a page's characters may be none that anybody writes
MOST = 2_000  # pages that are read
READ_BY_OCR = 30  # pages of a file
OCR_SECONDS = 75  # of a file's 120, after which no further page is begun
XML = 32 << 20  # bytes of one part of a Word file
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BY_HAND = "FOIL Desk does not read this kind of file ({}): open it, and read it by hand."
PAGE = b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<table"


def told(content: bytes) -> dict[str, Any]:
    """The type, the pages and the findings, in plain data."""
    type_ = sniff(content[:HEAD])
    if content[:1024].find(b"%PDF-") >= 0:
        return _pdf(content)
    if zipfile.is_zipfile(BytesIO(content)) and _is_word(content):
        return _pages(WORD, list(_word(content)))
    if content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE):
        return _pages("text/html", [words_of(_decoded(content))])
    if type_ == "text/plain" or _reads_as_text(content):
        return _pages("text/plain", _decoded(content).split("\f"))
    if type_.startswith("image/"):
        return _pictures(type_, [content])
    return {"type": type_, "pages": [], "findings": [BY_HAND.format(type_)]}


def is_usable(text: str) -> bool:
    """Whether a page's text can be read: enough letters, few that are no writing."""
    letters = sum(map(str.isalnum, text))
    odd = sum(1 for char in text if char == "\ufffd" or not (char.isprintable() or char.isspace()))
    return letters >= LETTERS and odd <= ODD * len(text)


def _pages(type_: str, texts: list[str]) -> dict[str, Any]:
    pages = [
        {"number": number, "text": text, "usable": any(map(str.isalnum, text)), "by": "text"}
        for number, text in enumerate(texts, start=1)
    ]
    empty = [] if any(page["usable"] for page in pages) else ["There are no words in this file."]
    return {"type": type_, "pages": pages, "findings": empty}


def _pdf(content: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "it is locked with a password" if locked else "it is damaged"
        return {"type": PDF, "pages": [], "findings": [f"The PDF cannot be read: {why}."]}
    pages, findings, scanned = [], [], 0
    until = time.monotonic() + OCR_SECONDS
    for place in range(min(len(document), MOST)):
        page, text = document[place], ""
        try:
            text = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
        except pypdfium2.PdfiumError:
            findings.append(f"Page {place + 1} is damaged.")
        usable, by = is_usable(text), "text"
        if not usable:
            scanned += 1
            too_many = scanned > READ_BY_OCR or time.monotonic() > until
            said, why = ("", ocr.TOO_MANY) if too_many else ocr.read(page)
            usable = is_usable(said)
            text, by = (said, "ocr") if usable else (text, "")
            findings += [] if usable else [f"Page {place + 1} {why or ocr.NOTHING}"]
        pages.append({"number": place + 1, "text": text.strip(), "usable": usable, "by": by})
    if len(document) > MOST:
        findings.append(f"Only the first {MOST:,} pages were read.")
    return {"type": PDF, "pages": pages, "findings": findings}


def _pictures(type_: str, pictures: list[bytes]) -> dict[str, Any]:
    pages, findings = [], []
    for number, picture in enumerate(pictures, start=1):
        said, why = ocr.read_picture(picture)
        usable = is_usable(said)
        pages.append(
            {"number": number, "text": said, "usable": usable, "by": "ocr" if usable else ""}
        )
        findings += [] if usable else [f"Page {number} {why or ocr.NOTHING}"]
    return {"type": type_, "pages": pages, "findings": findings}


def _is_word(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "word/document.xml" in archive.namelist()


def _word(content: bytes) -> Iterator[str]:
    """A Word file's pages, as far as it says where they end; the letterhead stands before them,
    footnotes after them. What was struck out under "track changes" is left out."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = sorted(archive.namelist())
        heads = "\n".join(_xml_text(archive, n) for n in names if n.startswith("word/header"))
        body = _xml_text(archive, "word/document.xml")
        notes = "\n".join(_xml_text(archive, n) for n in names if n.endswith("notes.xml"))
    whole = "\n".join(piece.strip("\n") for piece in (heads, body, notes) if piece.strip())
    yield from whole.split("\f")


def _xml_text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        data = stream.read(XML + 1)
    if len(data) > XML or b"<!DOCTYPE" in data[:HEAD]:
        raise ValueError("a Word file with parts that no Word writes")
    root = ET.fromstring(data)  # noqa: S314 - no DOCTYPE, so no entities; and in a sandbox
    return "".join(_said(node) for node in root.iter())


def _said(node: ET.Element) -> str:
    match node.tag.removeprefix(SPACE):
        case "t":
            return node.text or ""
        case "tab":
            return "\t"
        case "br":
            return "\f" if node.get(f"{SPACE}type") == "page" else "\n"
        case "lastRenderedPageBreak":
            return "\f"
        case "p" | "cr":
            return "\n"
    return ""


def _reads_as_text(content: bytes) -> bool:
    head = content[:HEAD]
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return bool(head) and (odd == 0 or head.startswith((b"\xff\xfe", b"\xfe\xff")))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
