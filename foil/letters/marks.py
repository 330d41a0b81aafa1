"""Marking in a preview what was filled in: two private characters around each value.

No text that comes in can hold them, and only the preview is composed with them.
"""

from dataclasses import dataclass

from foil.letters.escape import escaped, folded, plain

BEGIN, END = "\ue000", "\ue001"
_NONE = {ord(BEGIN): None, ord(END): None}


class Cited(str):
    """A citation: set by the template, so not marked as filled in."""

    __slots__ = ()


@dataclass(frozen=True)
class Filled:
    """Text of which parts were filled in: `pieces` are words, and whether they were."""

    pieces: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(words for words, _ in self.pieces)


def marked(value: object) -> str:
    """A value as `plain` has it, the filled parts between the marks."""
    if isinstance(value, Cited):
        return plain(value)
    if isinstance(value, Filled):
        text = "".join(
            f"{BEGIN}{words}{END}" if filled else words
            for words, filled in ((_tidied(words), filled) for words, filled in value.pieces)
        )
        return escaped(" ".join(text.split()))
    return f"{BEGIN}{plain(value)}{END}" if str(value) else ""


def unmarked(text: str) -> str:
    """`text` without marks."""
    return text.translate(_NONE)


def as_html(text: str) -> str:
    """Escaped HTML with each mark as an `ins` element."""
    return text.replace(BEGIN, "<ins>").replace(END, "</ins>")


def _tidied(words: str) -> str:
    """A piece with its unseen characters gone and the spaces at its edges kept."""
    left = " " if words[:1].isspace() else ""
    right = " " if words[-1:].isspace() else ""
    return f"{left}{folded(words)}{right}"
