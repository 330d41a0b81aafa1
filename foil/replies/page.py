r"""A reply's text made even, so that a phrase is found however it was wrapped, quoted or mangled.

    what came      "You  may\nappeal the agency’s denial"
    `Page.text`    "You may appeal the agency's denial"

Every place in the even text leads back to its place in what came.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ‛`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "İ": "I",  # the one letter whose lower case is longer than itself
    }
)
# Blank runs, characters that do not show, and UTF-8 quotation marks read as Windows-1252.
_BLANK = r"\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNEVEN = re.compile(
    rf"[â(\-{_BLANK}](?:(?<=â)(?P<bad>€[™˜œ\x9d\x9c“”\x93\x94])|(?<=\()(?P<many>s\))"
    rf"|(?<=[a-z]-)(?P<cut> {{0,3}}\n[ \t]{{0,20}}(?=[a-z]{{2}}))"
    rf"|(?<![â( \-])[{_BLANK}]*|(?<= )[{_BLANK}]+)"
)
_WORD = re.compile(r"[a-z0-9]+")
_SHOWS = re.compile(r"[\s\x00-\x1f]")
_LIST = re.compile(r"(?:[-*•·▪o]|\(?\d{1,2}[.)]|items?\b|re:)\s", re.IGNORECASE)
_END = re.compile(r'[.!?;\n](?:(?<=\n)|["\')\]]{0,2} (?=["\'(\[]{0,2}[A-Z0-9§])|(?<=;) )')
_SHORT = re.compile(
    r"\b(?:nos?|secs?|st|dept|art|para|subd|inc|corp|jan|feb|mar|apr|aug|sept?|oct|nov|dec|mr|ms"
    r"|gen|hon|rm|ste|lt|sgt|det|capt|[a-z])\.$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r'"[^"\n]{25,700}"')
_MISREAD = re.compile(
    r"(?<=[A-Za-z])[01](?=[A-Za-z])|(?<=[a-z]{2})1\b|(?<![\w.$-])[01](?=[a-z]{3})|(?<=\d)O\b"
    r"|(?<=\d)O(?=\d)"
)
_MIXED = re.compile(r"[A-Za-z][01][A-Za-z]|\dO")
SCANNED = 3  # characters misread so, from which on a text is taken for a scan's
LONGEST_SENTENCE = 1200


class Page:
    """`given` as it came; `text` the same made even: one space for each blank run, a line feed for
    a new paragraph or list item, straight quotes and hyphens. `low` is `text` in lower case."""

    def __init__(self, given: str) -> None:
        self.given = given
        even = _as_letters(given.translate(_ALIKE))
        pieces: list[str] = []
        self._at = [0]
        self._from = [0]
        length = last = 0
        for gap in _UNEVEN.finditer(even):
            begins, ends = gap.span()
            instead = _instead(even, gap)
            pieces += (even[last:begins], instead)
            length += begins - last
            if ends - begins != len(instead):
                self._at.append(length + len(instead))
                self._from.append(ends)
            length += len(instead)
            last = ends
        pieces.append(even[last:])
        self.text = "".join(pieces)
        self._known: dict[tuple[str, ...], list[int]] = {}
        self.low = self.text.lower()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `given`."""
        return self._origin(start), max(self._origin(start), self._origin(end - 1) + 1)

    def words_at(self, start: int, end: int) -> str:
        """The words as they came, at the place `text[start:end]` has."""
        first, last = self.place(start, end)
        return self.given[first:last]

    def _origin(self, at: int) -> int:
        piece = bisect_right(self._at, at) - 1
        return min(self._from[piece] + at - self._at[piece], len(self.given))

    @cached_property
    def _in_order(self) -> list[tuple[str, int]]:
        return [(word[0], word.start()) for word in _WORD.finditer(self.low)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for word, at in self._in_order:
            found.setdefault(word, []).append(at)
        return found

    @cached_property
    def pairs(self) -> dict[tuple[str, ...], list[int]]:
        """Every word with the next one, and where the two begin in `low`."""
        found: dict[tuple[str, ...], list[int]] = {}
        for (word, at), (next_, _) in pairwise(self._in_order):
            found.setdefault((word, next_), []).append(at)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in lower case, letters and digits only."""
        return frozenset(self._places)

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._places:
            found.setdefault(word[0], []).append(word)
        return found

    def places(self, words: tuple[str, ...]) -> list[int]:
        """Where any of these words begins in `low`, in order. `shield~` is every word so begun."""
        if len(words) == 1 and words[0][-1] != "~":
            return self._places.get(words[0], [])
        if (known := self._known.get(words)) is not None:
            return known
        found = []
        for word in words:
            if word[-1] == "~":
                alike = self._by_letter.get(word[0], ())
                found += [self._places[each] for each in alike if each.startswith(word[:-1])]
            elif word in self._places:
                found.append(self._places[word])
        places = found[0] if len(found) == 1 else sorted({at for each in found for at in each})
        self._known[words] = places
        return places

    @cached_property
    def numbers(self) -> list[int]:
        """Where a word that begins with a digit begins, in order."""
        found = (places for word, places in self._places.items() if word[0] <= "9")
        return sorted(at for places in found for at in places)

    def matches(self, pattern: re.Pattern[str], places: Iterable[int]) -> list[re.Match[str]]:
        """The pattern's matches in `low` that begin at these places, none over another."""
        found: list[re.Match[str]] = []
        match, low, last = pattern.match, self.low, 0
        for start in places:
            if start >= last and (hit := match(low, start)):
                last = hit.end()
                found.append(hit)
        return found

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence, clause after a semicolon, or list item begins and ends."""
        found: list[tuple[int, int]] = []
        start = 0
        for end in _END.finditer(self.text):
            stop = end.start()
            if self.text[stop] == "." and _SHORT.search(self.text[max(start, stop - 7) : stop + 1]):
                continue
            found.extend(_cut(start, end.end()))
            start = end.end()
        found.extend(_cut(start, len(self.text)))
        return tuple(found)

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds the place `at`."""
        place = bisect_right(self.sentences, (at, len(self.text) + 1)) - 1
        return self.sentences[max(place, 0)]

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where somebody is quoted at length, most likely the request itself."""
        return tuple(quote.span() for quote in _QUOTE.finditer(self.text))


def _as_letters(text: str) -> str:
    """The text with the figures that a scan shows for letters put right, and letters for figures,
    where there are enough of them to say that it was scanned."""
    if not _MIXED.search(text) or len(_MISREAD.findall(text)) < SCANNED:
        return text
    return _MISREAD.sub(_letter, text)


def _letter(misread: re.Match[str]) -> str:
    beside = misread.string[max(0, misread.start() - 1) : misread.end() + 1]
    capital = beside.isupper()
    return {"1": "I" if capital else "l", "0": "O" if capital else "o", "O": "0"}[misread[0]]


def _instead(even: str, gap: re.Match[str]) -> str:
    if gap["bad"]:
        return '"' if gap["bad"][1] in "œ\x9d\x9c“”\x93\x94" else "'"
    if gap["many"]:
        return "s"  # document(s) reads as documents
    if gap["cut"]:
        return ""  # a word that was cut at the end of its line
    blank = gap[0]
    if not _SHOWS.search(blank):
        return ""
    if "\n" not in blank:
        return " "
    return "\n" if blank.count("\n") > 1 or _LIST.match(even, gap.end()) else " "


def _cut(start: int, end: int) -> list[tuple[int, int]]:
    step = LONGEST_SENTENCE
    return [(at, min(at + step, end)) for at in range(start, end, step)]
