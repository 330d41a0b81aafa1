"""Phrases as the data files write them, and finding them in a page.

A phrase is in lower case, its words apart by one space. `(is|are)` is a choice, `[so]` may be
missing, `*` stands for up to five words within a sentence, `deni~` for any ending. A phrase is
tried only on a page that has all its fixed words, so hundreds of them cost little.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from foil.replies.page import Page

_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|(\*)|(\S+)")
_GAP = r"[ ,(:\"]{1,2}"
_ANY = rf"(?:{_GAP}[^ \n.;:!?,(\"]{{1,30}}){{0,5}}?"


@dataclass(frozen=True)
class Phrase:
    """`words` in the language above; `means` what finding them shows; `ground`, `exemption` and
    `outcome` what they say of those besides."""

    words: str
    means: tuple[str, ...]
    ground: str = ""
    exemption: str = ""
    outcome: str = ""
    needs: frozenset[str] = field(init=False)
    one_of: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        fixed = re.sub(r"\([^()]*\|[^()]*\)|\[[^\[\]]*\]|\S*~", " ", self.words)
        object.__setattr__(self, "needs", frozenset(re.findall(r"[a-z0-9]+", fixed)))
        choices = re.findall(r"\(([^()]*)\)", self.words)
        firsts = ([each.split()[0] for each in choice.split("|")] for choice in choices)
        object.__setattr__(
            self,
            "one_of",
            tuple(frozenset(all_) for all_ in firsts if all(w.isalnum() for w in all_)),
        )

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Whether a page of these words can hold the phrase at all."""
        return self.needs <= words and not any(words.isdisjoint(each) for each in self.one_of)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a pattern over a page's `low`; every repetition in it is bounded."""
        pattern, gap = "", ""
        for choice, maybe, any_, word in _PART.findall(self.words):
            if maybe and not pattern:
                pattern += f"(?:(?:{_choice(maybe)}){_GAP})?"
                continue
            if any_:
                pattern += _ANY
            elif maybe:
                pattern += f"(?:{gap}(?:{_choice(maybe)}))?"
            else:
                pattern += gap + (f"(?:{_choice(choice)})" if choice else _word(word))
            gap = _GAP
        return re.compile(rf"(?<![\w-]){pattern}(?!\w)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found, and where in the page's text."""

    phrase: Phrase
    start: int
    end: int


def find(page: Page, phrases: tuple[Phrase, ...]) -> Iterator[Hit]:
    """Every phrase's every place in the page."""
    for phrase in phrases:
        if phrase.may_be_in(page.words):
            for hit in phrase.pattern.finditer(page.low):
                yield Hit(phrase, *hit.span())


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of the file `data/NAME.toml`: tables named for what their phrases mean."""
    text = (resources.files("foil.replies") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tuple(phrase for row in tomllib.loads(text)["rule"] for phrase in _row(row))


def _row(row: dict[str, list[str] | str]) -> Iterator[Phrase]:
    means = row["means"]
    said = {name: str(row[name]) for name in ("ground", "exemption", "outcome") if name in row}
    for words in row["phrases"]:
        yield Phrase(words, (means,) if isinstance(means, str) else tuple(means), **said)


def _choice(words: str) -> str:
    return "|".join(_GAP.join(_word(word) for word in each.split()) for each in words.split("|"))


def _word(word: str) -> str:
    if word.endswith("~"):
        return re.escape(word[:-1]) + r"\w{0,12}"
    return re.escape(word)
