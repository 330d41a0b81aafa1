"""A page as a picture, and its words each in its place on it: made in a sandbox, so that nothing of
a file but dots and words ever reaches a browser."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from foil.archive.text import MEMORY
from foil.sandbox import Limits
from foil.sandbox.warm import Warm

SECONDS, OUTPUT = 30, 32  # MiB
WIDTHS = {"page": 1400, "small": 140}
"""Dots across of a page to read, and of one in a row of pages."""

LARGEST = 60_000_000  # dots of a picture that is opened
TENTHS = 10  # of a point, in which places are counted

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

NOWHERE: Box = (1e9, 1e9, -1e9, -1e9)


@dataclass(frozen=True)
class Word:
    """A word and its place: the left end of its line, its top, its width and height, in points
    from the upper left of the page. `line` counts the page's lines, from 0."""

    text: str
    line: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layer:
    """The words of a page of `width` by `height` points; those under black boxes are left out."""

    width: float
    height: float
    words: tuple[Word, ...]


def picture(path: Path, number: int, size: str = "page") -> bytes:
    """Page `number` of the file at `path` as PNG, as wide as WIDTHS says. Raises Outran."""
    task = {"path": str(path), "page": number, "width": WIDTHS[size]}
    _, [made] = DRAWER(json.dumps({**task, "what": "picture"}).encode())
    return made


def layer(path: Path, number: int) -> Layer:
    """The words of page `number`, each in its place; none where the file is no PDF. Raises
    Outran."""
    told, _ = DRAWER(json.dumps({"path": str(path), "page": number}).encode())
    words = tuple(Word(*word) for word in told["words"])
    return Layer(told["width"], told["height"], words)


def _draw(task: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """In the sandbox: what is asked of a page."""
    asked = json.loads(task)
    path = Path(asked["path"])
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if asked.get("what") == "picture":
        made = _pdf_picture if is_pdf else _other_picture
        return {}, [made(path, asked["page"], asked["width"])]
    if not is_pdf:
        return {"width": 0, "height": 0, "words": []}, []
    return _words(path, asked["page"]), []


def _pdf_picture(path: Path, number: int, width: int) -> bytes:
    import pypdfium2

    page = pypdfium2.PdfDocument(path)[number - 1]
    across, down = page.get_size()
    scale = min(width / across, (LARGEST / (across * down)) ** 0.5)
    return _png(page.render(scale=scale).to_pil())


def _other_picture(path: Path, number: int, width: int) -> bytes:
    from PIL import Image

    with Image.open(path) as found:
        if found.width * found.height > LARGEST:
            raise ValueError("a picture of too many dots")
        found.seek(number - 1)
        shown = found.convert("RGB")
    shown.thumbnail((width, width * 3))
    return _png(shown)


def _png(shown: Any) -> bytes:
    made = BytesIO()
    shown.save(made, "PNG")
    return made.getvalue()


def _words(path: Path, number: int) -> dict[str, Any]:
    import pypdfium2

    from foil.archive.covered import hidden_runs

    page = pypdfium2.PdfDocument(path)[number - 1]
    textpage = page.get_textpage()
    hidden = {at for start, end in hidden_runs(page, textpage) for at in range(start, end)}
    width, height = page.get_size()
    return {"width": width, "height": height, "words": list(_placed(page, textpage, hidden))}


def _placed(page: Any, textpage: Any, hidden: set[int]) -> Iterator[tuple[str, int, *Box]]:
    """Each word that can be seen, with its line and its place."""
    line, before = -1, (0.0, 0.0, 0.0, 0.0)
    for word, (left, top, right, bottom) in _in_order(page, textpage, hidden):
        same = abs(top - before[1]) < (bottom - top) / 2 and left >= before[0]
        line += not same
        before = left, top, right, bottom
        yield word, line, left, top, right - left, bottom - top


def _in_order(page: Any, textpage: Any, hidden: set[int]) -> Iterator[tuple[str, Box]]:
    from pypdfium2 import raw

    word, box = "", NOWHERE
    count = textpage.count_chars()
    for at in range(count + 1):
        char = chr(raw.FPDFText_GetUnicode(textpage, at)) if at < count else " "
        if not (char.isspace() or at in hidden or char == "\x00"):
            word, box = word + char, _around(box, _from_above(page, textpage.get_charbox(at, True)))
        elif word:
            yield word, box
            word, box = "", NOWHERE


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip


def _from_above(page: Any, box: Box) -> Box:
    """A place counted from the upper left of the page, whichever way it is turned."""
    import ctypes

    from pypdfium2 import raw

    width, height = (int(side * TENTHS) for side in page.get_size())
    corners = []
    for x, y in (box[:2], box[2:]):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value / TENTHS, down.value / TENTHS))
    (a, b), (c, d) = corners
    return min(a, c), min(b, d), max(a, c), max(b, d)


DRAWER = Warm(_draw, Limits(memory=MEMORY, seconds=SECONDS, output=OUTPUT))
