"""Exhibits: the documents that go with a letter, lettered in the order it cites them."""

import re
from collections.abc import Sequence

WORD = "Exhibit "
LETTERS = 26
_LETTERED = re.compile(rf"\A{WORD}([A-Z]{{1,2}}): ")


def mark(place: int) -> str:
    """The letter of the exhibit at that place, counted from 0: A to Z, then AA, AB and on."""
    first, last = divmod(place, LETTERS)
    return (mark(first - 1) if first else "") + chr(ord("A") + last)


def enclosed(names: Sequence[str]) -> tuple[str, ...]:
    """The names as a letter lists them: "Exhibit A: Denial of November 2, 2026"."""
    return tuple(f"{WORD}{mark(place)}: {name}" for place, name in enumerate(names))


def names_of(enclosures: Sequence[str]) -> tuple[str, ...]:
    """The exhibits' own names, without their letters."""
    return tuple(_LETTERED.sub("", each) for each in enclosures)


def exhibit(enclosures: Sequence[str], name: str) -> str:
    """The exhibit of that name as a sentence cites it: "Exhibit A"; empty where it is not there,
    so that no letter points to what does not come with it."""
    for place, each in enumerate(enclosures):
        if name and _LETTERED.sub("", each) == name:
            found = _LETTERED.match(each)
            return f"{WORD}{found[1] if found else mark(place)}"
    return ""
