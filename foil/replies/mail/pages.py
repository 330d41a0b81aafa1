"""The text of a message's own pages: which of several bodies to read, and how it is joined."""

import re
from dataclasses import dataclass

FLOWED_QUOTE = re.compile(r"^(>*)( ?)(.*)$")
TELLING = 40  # letters of plain text below which a fuller page beside it is read instead
FULLER = 3  # times as many letters make a page the fuller one


@dataclass(frozen=True)
class Body:
    """One text of a message: plain, or a page already turned into text."""

    text: str
    page: bool
    branch: tuple[tuple[int, str], ...]


def alternative(body: Body) -> int | None:
    """The number of the outermost multipart/alternative it is one face of."""
    return next((number for number, kind in body.branch if kind == "alternative"), None)


def choose(bodies: list[Body]) -> list[str]:
    """The texts to show, in order: of alternatives the plain one, unless a page says far more."""
    chosen: list[str] = []
    seen: set[int] = set()
    for body in bodies:
        group = alternative(body)
        if group is None:
            chosen.append(body.text)
        elif group not in seen:
            seen.add(group)
            faces = [one for one in bodies if alternative(one) == group]
            chosen.append(_better(faces))
    return [text.strip("\n") for text in chosen if text.strip()]


def _better(faces: list[Body]) -> str:
    plain = "\n".join(face.text for face in faces if not face.page)
    pages = "\n".join(face.text for face in faces if face.page)
    return pages if says_less(plain, pages) else plain


def says_less(plain: str, page: str) -> bool:
    """Whether a plain text is a stub beside the page: "your program cannot show this message"."""
    ours, theirs = _letters(plain), _letters(page)
    return theirs > ours if ours < TELLING else theirs > FULLER * ours + 400


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text[:200_000]))


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Lines that format=flowed (RFC 3676) broke, joined again; quoted ones with their kind."""
    lines: list[str] = []
    open_depth = -1
    for line in text.splitlines():
        if line == "-- ":
            lines.append(line)
            open_depth = -1
            continue
        found = FLOWED_QUOTE.match(line)
        marks, _, said = found.groups() if found else ("", "", line)
        if open_depth == len(marks):
            lines[-1] += said
        else:
            lines.append(f"{marks} {said}" if marks else said)
        flows = said.endswith(" ")
        open_depth = len(marks) if flows else -1
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
