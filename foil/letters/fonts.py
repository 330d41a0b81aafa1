"""The letters' own fonts, from two packages of the SIL Open Font License, by a private scheme."""

from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

SCHEME = "letter-font:"
_SERIF = Path(font_source_serif_pro.font_directory)
_SANS = Path(font_source_sans_pro.font_directory)
FILES = {
    "serif-regular": _SERIF / "SourceSerifPro-Regular.ttf",
    "serif-semibold": _SERIF / "SourceSerifPro-Semibold.ttf",
    "serif-italic": _SERIF / "SourceSerifPro-It.ttf",
    "sans-regular": _SANS / "SourceSansPro-Regular.ttf",
}


@cache
def font(name: str) -> bytes:
    """The font file of that name. Raises KeyError where the letters have no such font."""
    return FILES[name].read_bytes()
