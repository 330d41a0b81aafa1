"""Words under black boxes: a redaction that was painted over the words and left them in the file.

What lies on a PDF's page is asked for first, which costs little: a dark area, a light one or a
picture laid on top of words, an annotation. Only where one of them could hide a word is the page
drawn; a word whose place shows nothing but one tone cannot be seen, and so is not read either.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image
from pypdfium2 import raw

SCALE = 2.0  # dots a point: a letter of 8 points is 16 dots high
ONE_TONE = 36  # of 255: paper and ink differ by more
DARK, LIGHT = 90, 235  # of 255
SMALLEST = 5.0  # points on each side: a rule or an underline is thinner
RUN = 2  # letters or digits one after the other, before it is more than an odd glyph
DEEPEST = 8  # forms within forms that are looked into
MARK = "██"
"""What stands in a text for words that are withheld from it."""

HARMLESS = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET})
WORDS = frozenset({raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM})
BOX = re.compile(rb"[\x00-\x40]{14,}")  # dots of a row of a picture at one dot a point
TALL = 7  # rows of it

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left of the page."""


@dataclass(frozen=True)
class Looked:
    """A page looked at: its text without the words that cannot be seen on it, how many those are,
    and the share of the page (0 to 1) that is black boxes."""

    text: str
    hidden: int
    black: float


def look(page: Any, textpage: Any, text: str) -> Looked | None:
    """The page (of pypdfium2) with the `text` it holds, looked at; None where nothing on it could
    hide a word, nor is black."""
    areas = _laid_over(page)
    if not areas:
        return None
    picture = _picture(page)
    hidden = _hidden(page, textpage, areas, picture)
    black = black_share(picture.resize((picture.width // 2, picture.height // 2)))
    if hidden:
        text = _without(textpage, hidden)
    return Looked(text, len(hidden), black)


def hidden_runs(page: Any, textpage: Any) -> list[tuple[int, int]]:
    """The characters of a page that are in the file and cannot be seen: from, to, by their place
    on the page."""
    areas = _laid_over(page)
    return _hidden(page, textpage, areas, _picture(page)) if areas else []


def black_share(picture: Image.Image) -> float:
    """How much of a picture of a page, at a dot a point, is boxes of solid black: 0 to 1."""
    width, height = picture.size
    rows = picture.tobytes()
    black = 0
    open_: dict[tuple[int, int], int] = {}
    for at in range(height + 1):
        row = rows[at * width : (at + 1) * width]
        runs = {(run.start() // 4, run.end() // 4): run for run in BOX.finditer(row)}
        for key in [key for key in open_ if key not in runs]:
            tall = open_.pop(key)
            black += tall * (key[1] - key[0]) * 4 if tall >= TALL else 0
        for key in runs:
            open_[key] = open_.get(key, 0) + 1
    return min(black / (width * height), 1.0)


def _laid_over(page: Any) -> list[Rect]:
    return [*_areas(page), *_annotations(page)]


def _picture(page: Any) -> Image.Image:
    return page.render(scale=SCALE, grayscale=True).to_pil().convert("L")  # type: ignore[no-any-return]


def _hidden(
    page: Any, textpage: Any, areas: Sequence[Rect], picture: Image.Image
) -> list[tuple[int, int]]:
    """The characters that cannot be seen: from, to, by their place on the page."""
    runs: list[tuple[int, int]] = []
    start, letters = -1, 0
    count = textpage.count_chars()
    for at in range(count + 1):
        char = raw.FPDFText_GetUnicode(textpage, at) if at < count else 0
        blank = chr(char).isspace() if char else False
        if at < count and (blank or _is_hidden(page, textpage, at, areas, picture)):
            start = at if start < 0 and not blank else start
            letters += chr(char).isalnum()
            continue
        if start >= 0 and letters >= RUN:
            runs.append((start, at))
        start, letters = -1, 0
    return runs


def _is_hidden(
    page: Any, textpage: Any, at: int, areas: Sequence[Rect], picture: Image.Image
) -> bool:
    left, bottom, right, top = textpage.get_charbox(at, loose=True)
    x, y = (left + right) / 2, (bottom + top) / 2
    if not any(a <= x <= c and b <= y <= d for a, b, c, d in areas):
        return False
    box = _dots(page, (left, bottom, right, top), picture)
    if box is None:
        return False
    tones = picture.crop(box).tobytes()
    darkest, lightest = min(tones), max(tones)
    if lightest - darkest > ONE_TONE:
        return False
    return lightest <= DARK or (darkest >= LIGHT and not _is_invisible(textpage, at))


def _is_invisible(textpage: Any, at: int) -> bool:
    """Whether the character was never to be seen: the words that OCR lays behind a scan."""
    found = raw.FPDFText_GetTextObject(textpage, at)
    mode = raw.FPDFTextObj_GetTextRenderMode(found) if found else raw.FPDF_TEXTRENDERMODE_FILL
    return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _dots(page: Any, rect: Rect, picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Where a place of the page stands in its picture, whichever way the page is turned."""
    (a, b), (c, d) = (_dot(page, rect[i], rect[i + 1], picture) for i in (0, 2))
    left, right = max(min(a, c), 0), min(max(a, c) + 1, picture.width)
    top, bottom = max(min(b, d), 0), min(max(b, d) + 1, picture.height)
    return (left, top, right, bottom) if right - left > 1 and bottom - top > 1 else None


def _dot(page: Any, x: float, y: float, picture: Image.Image) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, picture.width, picture.height, 0, x, y, across, down)
    return across.value, down.value


def _without(textpage: Any, hidden: Sequence[tuple[int, int]]) -> str:
    """The page's text with a mark in the place of each run that cannot be seen."""
    pieces, at = [], 0
    for start, end in (*hidden, (textpage.count_chars(), 0)):
        chars = [raw.FPDFText_GetUnicode(textpage, n) for n in range(at, start)]
        pieces.append("".join(map(chr, filter(None, chars))))
        at = end
    return MARK.join(pieces).replace("\r\n", "\n").replace("\r", "\n")


def _areas(page: Any) -> Iterator[Rect]:
    """What is laid on the page and could hide a word."""
    seen_words = False
    for place in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, place)
        if _lies_over(found, 0, seen_words=seen_words):
            yield from _bounds(found)
        seen_words = seen_words or raw.FPDFPageObj_GetType(found) in WORDS


def _lies_over(found: Any, depth: int, *, seen_words: bool) -> bool:
    """Whether this, or something within it, is an area or a picture that hides what is under it."""
    kind = raw.FPDFPageObj_GetType(found)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        return _covers(found, seen_words=seen_words)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inside = range(raw.FPDFFormObj_CountObjects(found))
        each = (raw.FPDFFormObj_GetObject(found, place) for place in inside)
        return any(_lies_over(one, depth + 1, seen_words=seen_words) for one in each)
    return seen_words and kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)


def _covers(path: Any, *, seen_words: bool) -> bool:
    """Whether an area is filled, and is dark, or lies over words."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroked)
    if mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    return seen_words or _tone(path) <= DARK


def _tone(path: Any) -> float:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return 0.0
    return 0.299 * red.value + 0.587 * green.value + 0.114 * blue.value


def _bounds(found: Any) -> Iterator[Rect]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if raw.FPDFPageObj_GetBounds(found, left, bottom, right, top):
        rect = left.value, bottom.value, right.value, top.value
        if rect[2] - rect[0] >= SMALLEST and rect[3] - rect[1] >= SMALLEST:
            yield rect


def _annotations(page: Any) -> Iterator[Rect]:
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        found = raw.FPDFPage_GetAnnot(page, place)
        if not found:
            continue
        rect = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(found) not in HARMLESS and raw.FPDFAnnot_GetRect(found, rect):
            yield rect.left, rect.bottom, rect.right, rect.top
        raw.FPDFPage_CloseAnnot(found)
