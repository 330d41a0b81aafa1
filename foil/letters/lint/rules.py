"""The table of rules, and what a rule finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from foil.letters.letter import Block, Letter
from foil.letters.lint.known import Known
from foil.letters.markdown import KEPT, text_of

TITLE = "title"
LETTER = "letter"


@dataclass(frozen=True)
class Finding:
    """Something to look at. `where` is a block's key, "title" or "letter"; `place` says it in
    words. `says` is a sentence; `instead` replaces the whole text there, empty where none would.
    """

    rule: str
    where: str
    place: str
    says: str
    instead: str = ""


Rule = Callable[[Letter, Known], Iterator[Finding]]
OfLetter = Callable[[Letter], Iterator[Finding]]
OfBlock = Callable[[Block], Iterator[Finding]]

RULES: dict[str, Rule] = {}


def rule(function: OfLetter) -> OfLetter:
    """Put a rule that asks of the letter alone in the table under its function's name."""
    RULES[function.__name__.replace("_", "-")] = lambda letter, _known: function(letter)
    return function


def of_block(function: OfBlock) -> OfBlock:
    """Put a rule that asks of each block by itself in the table, in the same way.

    What it found in a block is kept: a letter being written is looked at many times over, and all
    but one of its blocks stay as they were.
    """

    @lru_cache(maxsize=KEPT)
    def found(block: Block) -> tuple[Finding, ...]:
        return tuple(function(block))

    RULES[function.__name__.replace("_", "-")] = lambda letter, _known: chain.from_iterable(
        map(found, letter.blocks)
    )
    return function


def knowing(function: Rule) -> Rule:
    """Put a rule that asks what the office knows in the table, in the same way."""
    RULES[function.__name__.replace("_", "-")] = function
    return function


def at(rule: str, block: Block, says: str, instead: str = "") -> Finding:
    """A finding in a block."""
    return Finding(rule, block.key, place_of(block), says, instead)


def of_title(rule: str, says: str, instead: str = "") -> Finding:
    """A finding in the public title."""
    return Finding(rule, TITLE, "Public title", says, instead)


def of_letter(rule: str, says: str) -> Finding:
    """A finding about the letter as a whole."""
    return Finding(rule, LETTER, "Letter", says)


def place_of(block: Block) -> str:
    """Where a block stands, in words: "Item 3", or its heading, or its first words."""
    if block.number is not None:
        return f"Item {block.number}"
    first = text_of(block.text).partition("\n")[0]
    return first if len(first) <= 40 else first[:39].rstrip() + "…"
