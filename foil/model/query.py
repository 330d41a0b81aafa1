"""What a person types into the search box, understood once for every database.

    sole source            both words, anywhere on the page
    "sole source"          one right after the other; so too sole-source
    procure*               any word that begins so
    a OR b, NOT c, -c      one of them; without c; ( ) around parts

A word is a run of letters and digits, in any case, with or without its accents.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from foil.errors import BadInput

LONGEST = 500  # characters of a query
NOTHING = "Type a word to look for."
ONLY_NOT = "Say at least one word that must be there: NOT only leaves pages out."
UNCLOSED = "A parenthesis is not closed: add it, or leave both out."
DANGLING = "{} wants a word on each side of it."
TOO_LONG = f"That is more than {LONGEST} characters to look for: say less."
# Letters and digits, and the accents set apart on them. What stands raised or as a fraction is
# neither: "ft²" is the word "ft".
_WORD = re.compile(r"[^\W_²³¹¼½¾](?:[^\W_²³¹¼½¾]|[\u0300-\u036f])*")
_TOKEN = re.compile(r'(?P<phrase>-?"[^"]*"?)|(?P<open>-?\()|(?P<close>\))|(?P<word>[^\s()"]+)')


@dataclass(frozen=True)
class Words:
    """Words one right after the other; with `prefix` the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class AllOf:
    """All of `parts`, and none of `without`."""

    parts: tuple["Query", ...]
    without: tuple["Query", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one of `parts`."""

    parts: tuple["Query", ...]


Query = Words | AllOf | AnyOf


def read_query(said: str) -> Query:
    """What is looked for. Raises BadInput with a sentence for what cannot be."""
    if len(said) > LONGEST:
        raise BadInput(TOO_LONG)
    reading = _Reading([found for found in _TOKEN.finditer(said) if found[0].strip()])
    if not reading.left:
        raise BadInput(NOTHING)
    query = reading.any_of()
    if reading.left:
        raise BadInput(UNCLOSED)
    return query


def terms(query: Query) -> Iterator[Words]:
    """The words and phrases that a page is to hold, for showing where they stand."""
    if isinstance(query, Words):
        yield query
    else:
        for part in query.parts:
            yield from terms(part)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in order."""
    return tuple(word for word, _, _ in placed_words(text))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, and where it begins and ends."""
    for word in _WORD.finditer(text):
        yield folded(word[0]), word.start(), word.end()


def folded(word: str) -> str:
    """The word in lower case, without the accents of its letters."""
    if word.isascii():
        return word.lower()
    return "".join(map(_bare, word.lower()))


@cache
def _bare(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))


class _Reading:
    """The tokens of a query that are not read yet."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self.left = tokens

    def any_of(self) -> Query:
        """Parts between ORs."""
        parts = [self._every()]
        while self._next_is("OR"):
            self.left.pop(0)
            parts.append(self._every("OR"))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _every(self, after: str = "") -> Query:
        parts: list[Query] = []
        without: list[Query] = []
        while self.left and not self._next_is("OR") and self.left[0].lastgroup != "close":
            if self._next_is("AND"):
                self.left.pop(0)
                after = "AND"
                continue
            part, out = self._part()
            if part is not None:
                (without if out else parts).append(part)
            after = ""
        if after:
            raise BadInput(DANGLING.format(after))
        if not parts:
            raise BadInput(ONLY_NOT if without else NOTHING)
        return parts[0] if len(parts) == 1 and not without else AllOf(tuple(parts), tuple(without))

    def _part(self) -> tuple[Query | None, bool]:
        """A word, a phrase or what stands in parentheses; and whether it is to be left out."""
        out = False
        while self._next_is("NOT"):
            self.left.pop(0)
            out = not out
            if not self.left:
                raise BadInput(DANGLING.format("NOT"))
        token = self.left.pop(0)
        said = token[0]
        if said.startswith("-") and len(said) > 1:
            said, out = said[1:], not out
        if token.lastgroup == "open":
            return self._inside(), out
        if token.lastgroup == "close":
            raise BadInput(UNCLOSED)
        words = words_of(said)
        prefix = said.rstrip('"').endswith("*")
        return (Words(words, prefix) if words else None), out

    def _inside(self) -> Query:
        inside = self.any_of()
        if not self.left or self.left.pop(0).lastgroup != "close":
            raise BadInput(UNCLOSED)
        return inside

    def _next_is(self, word: str) -> bool:
        return bool(self.left) and self.left[0][0] == word
