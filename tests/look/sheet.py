"""Contact sheets: one picture of a page in all its states, and a page of all of them."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

from tests.look.shots import LOOKS

CELL = (420, 520)
"""Pixels of a picture on its sheet; what is longer is cut off below."""
MARGIN, TITLE = 12, 22
PAPER, INK = "#8a8f98", "#ffffff"

Pictures = Mapping[tuple[str, str], Path]
"""By state and look."""


def sheet(name: str, states: tuple[str, ...], pictures: Pictures, path: Path) -> None:
    """A row for each look, a column for each state the page has."""
    there = [state for state in states if any(key[0] == state for key in pictures)]
    width = MARGIN + len(there) * (CELL[0] + MARGIN)
    height = TITLE + MARGIN + len(LOOKS) * (CELL[1] + TITLE + MARGIN)
    whole = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(whole)
    draw.text((MARGIN, 6), name, fill=INK)
    for column, state in enumerate(there):
        for row, look in enumerate(LOOKS):
            x = MARGIN + column * (CELL[0] + MARGIN)
            y = TITLE + MARGIN + row * (CELL[1] + TITLE + MARGIN)
            draw.text((x, y), f"{state}, {look}", fill=INK)
            if found := pictures.get((state, look)):
                whole.paste(_small(found), (x, y + TITLE))
    whole.save(path)


def _small(path: Path) -> Image.Image:
    """The picture at the width of a cell, and no higher than one."""
    with Image.open(path) as picture:
        height = picture.height * CELL[0] // picture.width
        return picture.resize((CELL[0], height)).crop((0, 0, CELL[0], min(height, CELL[1])))


def index(sheets: Mapping[str, Path], path: Path) -> None:
    """A page with every sheet on it."""
    shown = "".join(
        f'<h2>{escape(name)}</h2><a href="{each.name}"><img src="{each.name}" alt=""></a>'
        for name, each in sheets.items()
    )
    style = "body{font:16px sans-serif;margin:2rem}img{max-width:100%}"
    title = "Every page in its states"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><title>{title}</title>"
        f"<style>{style}</style><h1>{title}</h1>{shown}",
        encoding="utf-8",
    )
