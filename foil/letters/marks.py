"""Private characters in a letter while it is made: around what was filled in, and at each cite.

No text that comes in can hold them. Those around values are for the preview alone; those at a cite
say which authority it names, until the letter is composed.
"""

import re
from dataclasses import dataclass

from foil.letters.escape import escaped, folded, plain

BEGIN, END = "\ue000", "\ue001"
_NONE = {ord(BEGIN): None, ord(END): None}
BARRED = "\ue002"
"""Stands where an authority would be named that the letter may not cite."""
_CITE, _NAMED = "\ue003", "\ue004"
_NAME = re.compile(f"{_CITE}([a-z0-9-]+){_NAMED}")


class Cited(str):
    """A citation: set by the template, so not marked as filled in. `name` is the authority's id;
    `barred` says that the letter may not cite it."""

    __slots__ = ("barred", "name")
    name: str
    barred: bool

    @classmethod
    def of(cls, text: str, name: str, *, barred: bool = False) -> "Cited":
        """The citation of an authority in those words."""
        made = cls(text)
        made.name, made.barred = name, barred
        return made


def citation(value: Cited) -> str:
    """A citation as a template puts it out: its words after its id, or the mark of a barred one."""
    return BARRED if value.barred else f"{_CITE}{value.name}{_NAMED}{plain(value)}"


def cites_in(text: str) -> tuple[str, ...]:
    """The ids cited in text that still has its marks, in order, each once."""
    return tuple(dict.fromkeys(_NAME.findall(text)))


def without_cites(text: str) -> str:
    """`text` with the words of its cites and without their marks."""
    return _NAME.sub("", text)


def filled(value: object) -> str:
    """A value as plain text, and a citation with its id."""
    return citation(value) if isinstance(value, Cited) else plain(value)


@dataclass(frozen=True)
class Filled:
    """Text of which parts were filled in: `pieces` are words, and whether they were."""

    pieces: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(words for words, _ in self.pieces)


def marked(value: object) -> str:
    """A value as `plain` has it, the filled parts between the marks."""
    if isinstance(value, Cited):
        return citation(value)
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
