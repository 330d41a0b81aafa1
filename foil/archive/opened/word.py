"""A Word file's pages, as far as it says where they end."""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from io import BytesIO

from foil.archive.opened.office import root_of

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_word(content: bytes) -> bool:
    """Whether these bytes, a zip, are a Word file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "word/document.xml" in archive.namelist()


def word_pages(content: bytes) -> Iterator[str]:
    """The pages; the letterhead stands before them, footnotes after them. What was struck out
    under "track changes" is left out."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = sorted(archive.namelist())
        heads = "\n".join(_xml_text(archive, n) for n in names if n.startswith("word/header"))
        body = _xml_text(archive, "word/document.xml")
        notes = "\n".join(_xml_text(archive, n) for n in names if n.endswith("notes.xml"))
    whole = "\n".join(piece.strip("\n") for piece in (heads, body, notes) if piece.strip())
    yield from whole.split("\f")


def _xml_text(archive: zipfile.ZipFile, name: str) -> str:
    return "".join(_said(node) for node in root_of(archive, name).iter())


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
