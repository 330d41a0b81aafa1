"""The letter as a whole: blanks left open, words gone stale, who writes, who is written to."""

import re
from collections.abc import Iterator

from foil.letters.letter import Block, Letter
from foil.letters.lint.rules import Finding, at, of_block, of_letter, rule
from foil.letters.markdown import text_of

_BLANK = re.compile(
    r"\[(?!sic\])[^\]\n]{0,80}\]|\{\{.{0,80}?\}\}|_{3,}|\bTK\b|\bTBD\b|\bX{2,}\b|\b[MD]{2}/[DM]{2}\b"
)
_ALL = re.compile(r"\bany and all\b", re.IGNORECASE)


@of_block
def any_and_all(block: Block) -> Iterator[Finding]:
    """The words “any and all”: the commonest in requests refused as too broad."""
    if _ALL.search(block.text):
        instead = _ALL.sub(lambda said: "All" if said[0][0] == "A" else "all", block.text)
        says = "“Any and all” reads as too broad. Say which records; “all” is enough."
        yield at("any-and-all", block, says, instead)


@of_block
def blank_left_open(block: Block) -> Iterator[Finding]:
    """A bracket or a line still to be filled in."""
    if found := _BLANK.search(text_of(block.text)):
        yield at("blank-left-open", block, f"“{found[0]}” is still to be filled in.")


@of_block
def words_gone_stale(block: Block) -> Iterator[Finding]:
    """A person's own words over facts that have changed since."""
    if block.stale:
        says = "You wrote this before its facts changed. Check your words, or take ours again."
        yield at("words-gone-stale", block, says, block.template)


@rule
def no_way_to_reach(letter: Letter) -> Iterator[Finding]:
    """A letter that asks to be called and says not where."""
    if not letter.sender or not letter.sender.reach:
        says = "The letter gives no telephone or e-mail address: add them in Settings."
        yield of_letter("no-way-to-reach", says)
