"""A letter: its facts' fixed parts, and a body of blocks of Markdown."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from foil.letters.escape import plain
from foil.letters.facts import Addressee, Sender


@dataclass(frozen=True)
class Edit:
    """What a person wrote in a block's place, and the words it took the place of."""

    words: str
    instead_of: str


@dataclass(frozen=True)
class Block:
    """One piece of the body. An edited block keeps its words; `draws` names its facts.

    `key` is the template's own name for it, and for an item `item:` and the item's key. An item
    has a `number`, and may have a `heading`, which stands before its text and is no part of it,
    and a `period`, the days it asks for in words.
    """

    key: str
    template: str
    draws: tuple[str, ...] = ()
    edit: Edit | None = None
    number: int | None = None
    heading: str = ""
    period: str = ""

    def __hash__(self) -> int:
        """Of what tells blocks apart: it is asked for at every look at a letter being written."""
        return hash((self.key, self.template, self.edit))

    @property
    def text(self) -> str:
        """The Markdown the letter holds: the person's words where there are any."""
        return self.template if self.edit is None else self.edit.words

    @property
    def stale(self) -> bool:
        """True where the facts, or the template, have changed since the words were written."""
        return self.edit is not None and self.edit.instead_of != self.template

    @property
    def is_item(self) -> bool:
        """True for a numbered item."""
        return self.number is not None

    def markdown(self) -> str:
        """The block's Markdown; an item with its number, its further lines set under it."""
        if self.number is None:
            return self.text
        mark = f"{self.number}. "
        heading = f"**{plain(self.heading)}.** " if self.heading else ""
        return mark + heading + self.text.replace("\n", "\n" + " " * len(mark))


@dataclass(frozen=True)
class Letter:
    """A letter ready for any format. `subject` is its Re: line, plain text; `left_out` are the ids
    it would have cited and may not."""

    kind: str
    subject: str
    dated: date
    addressee: Addressee
    sender: Sender | None
    blocks: tuple[Block, ...]
    public_title: str = ""
    copies: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Block, ...]:
        """The numbered items, in order."""
        return tuple(block for block in self.blocks if block.is_item)

    def block(self, key: str) -> Block:
        """The block of that key. Raises KeyError where the letter has none."""
        return next_block(self.blocks, key)

    def notes(self) -> list[list[str]]:
        """What stands under the signature, a group of lines each: what is enclosed, who has a copy.

        One name stands beside its word, "Enclosures: Exhibit A: the denial", several under it.
        """
        told = (("Enclosures", self.enclosures), ("Copy", self.copies))
        return [
            [f"{word}: {names[0]}"] if len(names) == 1 else [f"{word}:", *names]
            for word, names in told
            if names
        ]

    def passages(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks as they are set: each alone, but a run of items together as one list."""
        runs = groupby(self.blocks, key=lambda block: block.is_item)
        return tuple(
            passage
            for items, run in runs
            for passage in ([tuple(run)] if items else [(block,) for block in run])
        )


def next_block(blocks: tuple[Block, ...], key: str) -> Block:
    """The first block with that key. Raises KeyError where there is none."""
    for block in blocks:
        if block.key == key:
            return block
    raise KeyError(key)
