"""Facts and a person's own words become a letter."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Any, TypeVar

from foil.letters import words
from foil.letters.argued import PARTED
from foil.letters.citations import Citations, argued
from foil.letters.escape import folded, seen
from foil.letters.facts import Addressee, Facts, Item, RequestFacts, Sender
from foil.letters.letter import Block, Edit, Letter
from foil.letters.markdown import text_of
from foil.letters.marks import unmarked, without_cites
from foil.letters.own_template import load_own
from foil.letters.sentences import is_heading
from foil.letters.template import LetterTemplate, load
from foil.letters.trouble import TemplateError

SUBJECT = "subject"
CLOSING = "closing"
ITEM = "item"
KEPT_LETTERS = 64  # as drawn from their facts
OWN = "own:"
"""How the key of a paragraph of the office begins, which is a block of its own."""

Lines = TypeVar("Lines", Addressee, Sender, Sender | None)


def compose(
    kind: str,
    facts: Facts,
    edits: Mapping[str, Edit] | None = None,
    *,
    marking: bool = False,
    citable: Collection[str] | None = None,
    own: Mapping[str, str] | None = None,
) -> Letter:
    """The letter of that kind. `edits` maps a block's key to what a person wrote in its place.

    `citable` are the ids it may cite (`foil.insight.authority_readings.citable`), without it what
    the product's sources hold; a sentence that would cite another is left out.

    `own` are the office's own templates by kind; one that cannot be read leaves the shipped one
    in force.

    With `marking` its blocks hold the marks a preview shows; such a letter is for that alone.

    An edit under a key of `OWN` is a block of its own, before the closing. Another whose block the
    letter no longer has is left out. Raises TemplateError where the
    template is missing, has a mistake, or names a fact or an authority it may not.
    """
    may = None if citable is None else frozenset(citable)
    filled = _filled(kind, facts, may, (own or {}).get(kind, ""), marking=marking)
    mine = {key: replace(edit, words=seen(edit.words)) for key, edit in (edits or {}).items()}
    drawn = [_edited(block, mine) for block in filled.blocks]
    blocks = list(_over_something(_with_own(drawn, mine)))
    subject = next(block for block in blocks if block.key == SUBJECT)
    return Letter(
        kind=kind,
        subject=folded(text_of(unmarked(subject.text))),
        dated=facts.dated,
        addressee=_one_line_each(facts.addressee),
        sender=_one_line_each(facts.signed_by),
        blocks=tuple(block for block in blocks if block.key != SUBJECT),
        public_title=folded(facts.public_title) if isinstance(facts, RequestFacts) else "",
        copies=tuple(map(folded, facts.copies)),
        enclosures=tuple(map(folded, facts.enclosures)),
        authorities=_cited(blocks, filled),
        left_out=filled.left_out,
    )


def _one_line_each(whose: Lines) -> Lines:
    """An address, or a letterhead, each of its texts on one line and without what is unseen."""
    if whose is None:
        return whose
    told = {each.name: getattr(whose, each.name) for each in fields(whose)}
    lines: dict[str, Any] = {
        name: folded(value) if isinstance(value, str) else tuple(map(folded, value))
        for name, value in told.items()
        if isinstance(value, (str, tuple))
    }
    return replace(whose, **lines)


def _with_own(blocks: Sequence[Block], edits: Mapping[str, Edit]) -> list[Block]:
    """The blocks with the paragraphs of the office among them, before the closing."""
    own = [Block(key, "", edit=edit) for key, edit in edits.items() if key.startswith(OWN)]
    ending = blocks and blocks[-1].key in (CLOSING, "affirmed")
    at = len(blocks) - 1 if ending else len(blocks)
    return [*blocks[:at], *own, *blocks[at:]]


@dataclass(frozen=True)
class Filled:
    """The blocks as the template gives them, before anybody's own words; `cites` names by block the
    authorities it cites, each with the words that name it; `left_out` are those it may not."""

    blocks: tuple[Block, ...]
    cites: Mapping[str, Mapping[str, str]]
    left_out: tuple[str, ...]


@lru_cache(maxsize=KEPT_LETTERS)
def _filled(
    kind: str, facts: Facts, citable: frozenset[str] | None, own: str, *, marking: bool
) -> Filled:
    """The template filled in. The last letters' are kept: while somebody puts a paragraph into
    their own words, the facts stay as they were."""
    template = _template(kind, own, marking=marking)
    front = template.front
    cites = Citations({*front.authorities, *argued()}, front.slug, citable)
    blocks = tuple(_blocks(template, facts.values() | cites.values(), facts))
    named = {block.key: cites.named(block.template) for block in blocks}
    told = tuple(replace(each, template=without_cites(each.template)) for each in blocks)
    return Filled(told, named, tuple(cites.left_out))


def _edited(block: Block, mine: Mapping[str, Edit]) -> Block:
    return replace(block, edit=mine[block.key]) if block.key in mine else block


def _cited(blocks: Sequence[Block], filled: Filled) -> tuple[str, ...]:
    """The authorities cited, in order, each once; in a person's own words those alone that they
    still name."""
    return tuple(
        dict.fromkeys(
            name
            for block in blocks
            for name, words in filled.cites.get(block.key, {}).items()
            if block.edit is None or words in block.edit.words
        )
    )


def _template(kind: str, own: str, *, marking: bool) -> LetterTemplate:
    """The office's own template of that kind where it has one that holds, else the shipped."""
    if own:
        with suppress(TemplateError):  # it held when it was saved; a newer release may differ
            return load_own(kind, own, marking=marking)
    return load(kind, marking=marking)


def _over_something(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without a heading under which nothing is left."""
    for block, after in zip_longest(blocks, blocks[1:]):
        over = after is not None and after.key != CLOSING and not after.text.startswith("#")
        if over or block.is_item or not is_heading(block.text):
            yield block


def _blocks(
    template: LetterTemplate, values: Mapping[str, object], facts: Facts
) -> Iterator[Block]:
    """Every block of the template, the item block once for each item and the argument block once
    for each answer; empty ones are left out."""
    items: tuple[Item, ...] = facts.items if isinstance(facts, RequestFacts) else ()
    for name in template.blocks:
        draws = template.draws[name]
        if name in PARTED:
            for part in facts.parts(name):
                if text := template.render(name, {**values, "part": part}):
                    yield Block(f"{name}:{part.key}", text, draws, heading=part.heading)
            continue
        if name != ITEM:
            text = template.render(name, values)
            if text:
                yield Block(name, text, draws)
            continue
        for number, item in enumerate(items, 1):
            text = template.render(name, {**values, "item": item})
            yield Block(
                f"item:{item.key}",
                text,
                draws,
                number=number,
                heading=item.heading,
                period=words.period(item.since, item.until),
            )
