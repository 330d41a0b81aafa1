"""A PowerPoint file: a slide a page, with its notes; hidden slides are told."""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

from foil.archive.opened.office import look, related, root_of
from foil.archive.opened.told import Written
from foil.errors import BadInput

TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MAIN = "ppt/presentation.xml"
BROKEN = "The slides cannot be read: the file is damaged."
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def slides(path: Path) -> Written:
    """The slides. Raises BadInput where they cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            look(archive)
            read = [_slide(archive, name) for name in _in_order(archive)]
    except (zipfile.BadZipFile, KeyError, ValueError, ET.ParseError, OSError) as error:
        raise BadInput(BROKEN) from error
    file = Written(TYPE, [text for text, _, _ in read], [label for _, label, _ in read])
    hidden = [str(n) for n, (_, _, shown) in enumerate(read, 1) if not shown]
    if hidden:
        many = "Slide {} is hidden." if len(hidden) == 1 else "Slides {} are hidden."
        file.findings.append(("hidden", many.format(", ".join(hidden))))
    return file


def _in_order(archive: zipfile.ZipFile) -> Iterator[str]:
    known = related(archive, MAIN)
    for node in root_of(archive, MAIN).iter(f"{P}sldId"):
        kind, name = known.get(node.get(f"{R}id", ""), ("", ""))
        if kind == "slide":
            yield name


def _slide(archive: zipfile.ZipFile, name: str) -> tuple[str, str, bool]:
    """A slide's text with its notes, its title, and whether it is shown."""
    root = root_of(archive, name)
    text = _text(root)
    for kind, part in related(archive, name).values():
        if kind == "notesSlide" and (notes := _text(root_of(archive, part), numbers=False)):
            text += f"\n\nNotes:\n{notes}"
    return text, _title(root), root.get("show") not in ("0", "false")


def _title(root: ET.Element) -> str:
    for shape in root.iter(f"{P}sp"):
        if any(kind.get("type") in ("title", "ctrTitle") for kind in shape.iter(f"{P}ph")):
            return " ".join(_text(shape).split())[:200]
    return ""


def _text(root: ET.Element, *, numbers: bool = True) -> str:
    """Its paragraphs, a line each; without `numbers`, not the slide's own number on its notes."""
    lines = []
    for shape in root.iter(f"{A}p"):
        fields = {id(t) for field in shape.iter(f"{A}fld") for t in field.iter(f"{A}t")}
        lines.append(
            "".join(
                "\n" if node.tag == f"{A}br" else node.text or ""
                for node in shape.iter()
                if node.tag == f"{A}br"
                or (node.tag == f"{A}t" and (numbers or id(node) not in fields))
            )
        )
    return "\n".join(line for line in lines if line.strip())
