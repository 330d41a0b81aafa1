"""A value in a letter comes out as the text it is: nothing in it is Markdown, HTML or a control.

Letter templates are Markdown, so every value passes through `plain` on its way in.
"""

import re
import unicodedata
from functools import lru_cache

KEPT = 1024  # texts: nearly all in a letter are what they were when it was last looked at
# Everything CommonMark could read as markup inside a line.
_INLINE = re.compile(r"([\\`*_\[\]<>~|])")
# A character reference such as &lt; would come out as another character.
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# At the start of a line these would open a heading, a quotation, a list or a rule.
_OPENING = re.compile(r"^(\d{0,9})([.)](?=\s|$)|[-+](?=[-+\s]|$)|#)")
_SPACES = re.compile(r"\s+")
# Characters that change the direction of the text around them.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control, surrogate and private characters; the joiners that scripts and emoji need are kept.
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_KEPT = frozenset("\n\t")


def seen(text: str) -> str:
    """`text` without the characters nobody can see: controls, direction marks, private ones.

    Line breaks and tabs stay, and every kind of line break becomes one newline.
    """
    if text.isprintable():  # nearly all of it is, and holds nothing that is unseen
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    return "".join(
        c
        for c in text
        if c in _KEPT
        or (c not in _DIRECTION and c != "\ufeff" and unicodedata.category(c) not in _UNSEEN)
    )


@lru_cache(maxsize=KEPT)
def folded(text: str) -> str:
    """`text` on one line: any run of spaces or line breaks is one space."""
    return _SPACES.sub(" ", seen(text)).strip()


def plain(value: object) -> str:
    """Markdown that comes out as exactly the words of `value`, on one line."""
    return escaped(folded(str(value)))


@lru_cache(maxsize=KEPT)
def escaped(text: str) -> str:
    """Markdown that comes out as `text`, which is on one line and holds nothing unseen."""
    text = _INLINE.sub(r"\\\1", text)
    text = _REFERENCE.sub(r"\\&", text)
    return _OPENING.sub(r"\1\\\2", text)
