"""The names files come with: shown, never used as a path."""

import re

NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 200


def tidy_name(name: str) -> str:
    """A file's own name without its folders and without characters that hide or reorder it."""
    last = NOT_SHOWN.sub("", name).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    stem, dot, ending = last.rpartition(".")
    if len(last) > LONGEST_NAME and dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return last[:LONGEST_NAME] or "unnamed"
