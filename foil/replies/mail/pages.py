"""The text of a message's own pages: which of several bodies to read, and how it is joined."""

import re
from dataclasses import dataclass

from foil.sandbox.html import text_of

FLOWED_QUOTE = re.compile(r"^(>*)( ?)(.*)$")
TELLING = 40  # letters of plain text below which a fuller page beside it is read instead
WORDIER, ROOM = 6, 2_000  # characters of a page that its tags may take
FULLER = 3  # times as many letters make a page the fuller one


@dataclass(frozen=True)
class Body:
    """One text of a message: plain words, or an HTML page as it is written."""

    text: str
    page: bool
    branch: tuple[tuple[int, str], ...]

    def words(self) -> str:
        """What it says. A page is read only when somebody asks."""
        return text_of(self.text, quotes=True) if self.page else self.text


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
            chosen.append(body.words())
        elif group not in seen:
            seen.add(group)
            chosen.append(_better([one for one in bodies if alternative(one) == group]))
    return [text.strip("\n") for text in chosen if text.strip()]


def _better(faces: list[Body]) -> str:
    plain = "\n".join(face.text for face in faces if not face.page)
    pages = [face for face in faces if face.page]
    ours = _letters(plain)
    if ours >= TELLING and sum(len(page.text) for page in pages) < WORDIER * len(plain) + ROOM:
        return plain  # with its tags it could hardly say more
    said = "\n".join(page.words() for page in pages)
    return said if _says_less(ours, _letters(said)) else plain


def _says_less(ours: int, theirs: int) -> bool:
    """Whether a plain text is a stub beside the page: "your program cannot show this message"."""
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
