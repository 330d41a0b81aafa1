"""Where the words of a query stand in a text, and the few lines around the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from foil.model.query import Query, Words, placed_words, terms

AROUND = 110  # characters before the first hit and behind the last one shown


@dataclass(frozen=True)
class Piece:
    """Some of a text; `hit` where it is what was looked for."""

    text: str
    hit: bool = False


def places(text: str, query: Query) -> list[tuple[int, int]]:
    """Where each word or phrase of the query stands, in order, none over another."""
    words = list(placed_words(text))
    found = [place for term in terms(query) for place in _of_term(words, term)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def pieces(text: str, hits: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The whole text, in pieces that are hits and pieces that are none."""
    made, at = [], 0
    for start, end in hits:
        made += [Piece(text[at:start]), Piece(text[start:end], hit=True)]
        at = end
    return tuple(piece for piece in (*made, Piece(text[at:])) if piece.text)


def snippet(text: str, query: Query) -> tuple[Piece, ...]:
    """The lines around the first hit, with all hits in them; the text's beginning without one."""
    hits = places(text, query)
    first = hits[0][0] if hits else 0
    start = _edge(text, max(first - AROUND, 0), forward=True) if first > AROUND else 0
    end = _edge(text, min(first + 2 * AROUND, len(text)), forward=False)
    end = max(end, hits[0][1] if hits else 0)
    inside = [(a - start, b - start) for a, b in hits if a >= start and b <= end]
    shown = pieces(text[start:end], inside)
    before = (Piece("… "),) if start else ()
    return (*before, *shown, *((Piece(" …"),) if end < len(text) else ()))


def _of_term(words: Sequence[tuple[str, int, int]], term: Words) -> list[tuple[int, int]]:
    size, found = len(term.words), []
    *head, last = term.words
    for at in range(len(words) - size + 1):
        run = words[at : at + size]
        ends = run[-1][0].startswith(last) if term.prefix else run[-1][0] == last
        if ends and all(word[0] == said for word, said in zip(run, head, strict=False)):
            found.append((run[0][1], run[-1][2]))
    return found


def _edge(text: str, at: int, *, forward: bool) -> int:
    """The nearest place between two words, behind `at` or before it."""
    if at >= len(text):
        return len(text)
    space = text.find(" ", at) + 1 if forward else text.rfind(" ", 0, at)
    return space if space > 0 and abs(space - at) < AROUND // 2 else at
