"""How two texts differ, by words."""

import re
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
_WORDS = re.compile(r"\s+|\w[\w’'-]*|[^\w\s]")


def differing(before: str, after: str) -> list[tuple[Kind, str]]:
    """The texts as one run of pieces: what stayed, what went, what came. Spaces and punctuation
    are pieces of their own, so that no difference hides in them."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[Kind, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            pieces.append(("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("gone", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(("new", "".join(new[j1:j2])))
    return pieces


def differing_blocks(
    before: dict[str, str], after: dict[str, str]
) -> list[tuple[str, list[tuple[Kind, str]]]]:
    """The blocks that differ, in the order of the later letter, then those it has no more."""
    keys = [*after, *(key for key in before if key not in after)]
    return [
        (key, differing(before.get(key, ""), after.get(key, "")))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]
