"""A draft keeps the words its template gave it: a changed template shows as a difference, and
rewrites nothing until somebody takes the new words.

What is kept is the words themselves, as the facts of the last save made them. While the template
is the one they came from, they follow the facts; once it is another, a block whose words would
change stays as it was.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import foil.catalog
from foil.letters.letter import Block, Edit, Letter
from foil.letters.template import folder

DATA = Path(foil.catalog.__file__).parent / "data"


@dataclass(frozen=True)
class Held:
    """`words` are every block's, as the template marked `mark` gave them at the last save; `kept`
    those of an older template that nobody has given up yet, "" for a block it did not have."""

    mark: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    def differing(self, letter: Letter, mark: str) -> dict[str, str]:
        """By block the older words that stand in a letter composed by the template `mark`."""
        now = {block.key: block.template for block in letter.blocks}
        older = dict(self.kept)
        if self.words and self.mark != mark:
            older |= {key: words for key, words in self.words.items() if key not in older}
            older |= {key: "" for key in now if key not in older}
        return {key: words for key, words in older.items() if now.get(key, "") != words}

    def laid(self, letter: Letter, older: Mapping[str, str]) -> Letter:
        """The letter with older words in their blocks; a person's own words stand over them."""
        blocks = [_older(block, older) for block in letter.blocks]
        found = [block for block in blocks if block is not None]
        there = {block.key for block in letter.blocks}
        order = list(self.words)
        for key, words in older.items():
            if words and key not in there:
                found.insert(_place(found, order, key), _gone(key, words))
        return replace(letter, blocks=tuple(found))


def held_from(letter: Letter, mark: str, older: Mapping[str, str]) -> Held:
    """What to keep of a letter just saved, as its template has it."""
    return Held(mark, {block.key: block.template for block in letter.blocks}, dict(older))


def mark_of(kind: str, own: Mapping[str, str] | None = None) -> str:
    """A mark of the template of that kind, the office's `own` where it has one, and of all that a
    template may take in."""
    words = (own or {}).get(kind, "")
    return _shipped(kind) + (f" {hashlib.sha256(words.encode()).hexdigest()}" if words else "")


@cache
def _shipped(kind: str) -> str:
    files = [folder() / f"{kind}.md", *sorted((folder() / "parts").glob("*.md"))]
    files += sorted((DATA / "exemptions").glob("*.toml"))
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def _older(block: Block, older: Mapping[str, str]) -> Block | None:
    words = older.get(block.key)
    if words is None or block.edit is not None:
        return block
    return replace(block, edit=Edit(words, words)) if words else None


def _gone(key: str, words: str) -> Block:
    return Block(key, "", edit=Edit(words, words))


def _place(found: list[Block], order: list[str], key: str) -> int:
    """Where a block that its template has no more stood: after the nearest that came before it."""
    before = order[: order.index(key)] if key in order else order
    places = [place for place, block in enumerate(found, 1) if block.key in before]
    return max(places, default=0)
