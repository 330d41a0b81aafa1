"""A sentence whose authority a letter may not cite is left out of it, whole.

Templates are written a sentence a line (a long one may go over several), which is how a sentence
is known here. What then stands over nothing, a heading or a bold opening, goes with it.
"""

import re
from itertools import groupby, zip_longest

from foil.letters.marks import BARRED, unmarked, without_cites

_MEMBER = re.compile(r"- |\d+\. |\|")
_END = re.compile(r"[.?!:][”’)*_]*$")
_BOLD = re.compile(r"\*\*[^*]+\*\*")


def kept(raw: str) -> str:
    """A block as rendered, before its lines are joined, without the sentences that cite what may
    not be cited. A member of a list goes with its first sentence; a row of a table goes whole."""
    if BARRED not in raw:
        return raw
    runs = groupby((line.strip() for line in raw.splitlines()), key=bool)
    stretches = [stretch for full, run in runs if full and (stretch := _kept(list(run)))]
    return "\n\n".join(
        "\n".join(stretch)
        for stretch, after in zip_longest(stretches, stretches[1:])
        if not (after and is_heading(stretch[-1]) and is_heading(after[0]))
    )


def is_heading(text: str) -> bool:
    """Whether a piece of Markdown on one line is a heading and nothing else."""
    return text.startswith("#") and "\n" not in text


def _kept(lines: list[str]) -> list[str]:
    told = [
        sentence
        for member in _members(lines)
        for sentence in ([] if BARRED in member[0] and _is_member(member[0]) else member)
        if BARRED not in sentence
    ]
    left_out = any(BARRED in line for line in lines)
    return [] if left_out and all(_stands_over_nothing(each) for each in told) else told


def _members(lines: list[str]) -> list[list[str]]:
    """Sentences by the member of the list they are in; running text is one member."""
    found: list[list[str]] = []
    for sentence in _sentences(lines):
        if not found or _is_member(sentence):
            found.append([])
        found[-1].append(sentence)
    return found


def _sentences(lines: list[str]) -> list[str]:
    """The lines, one that goes over several joined."""
    found: list[str] = []
    for line in lines:
        fresh = not found or _is_member(line) or line.startswith("#")
        if fresh or found[-1].startswith("#") or _ended(found[-1]):
            found.append(line)
        else:
            found[-1] += f" {line}"
    return found


def _ended(line: str) -> bool:
    plain = without_cites(unmarked(line)).rstrip()
    return bool(_END.search(plain)) or plain.startswith("|")


def _is_member(line: str) -> bool:
    return bool(_MEMBER.match(unmarked(line)))


def _stands_over_nothing(sentence: str) -> bool:
    return is_heading(sentence) or bool(_BOLD.fullmatch(unmarked(sentence)))
