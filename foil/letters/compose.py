"""Facts and a person's own words become a letter."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from foil.letters import words
from foil.letters.citations import Citations
from foil.letters.escape import folded, seen
from foil.letters.facts import Facts, Item, RequestFacts
from foil.letters.letter import Block, Edit, Letter
from foil.letters.markdown import text_of
from foil.letters.marks import unmarked
from foil.letters.template import LetterTemplate, load

SUBJECT = "subject"
ITEM = "item"


def compose(
    kind: str, facts: Facts, edits: Mapping[str, Edit] | None = None, *, marking: bool = False
) -> Letter:
    """The letter of that kind. `edits` maps a block's key to what a person wrote in its place.

    With `marking` its blocks hold the marks a preview shows; such a letter is for that alone.

    An edit whose block the letter no longer has is left out. Raises TemplateError where the
    template is missing, has a mistake, or names a fact or an authority it may not.
    """
    template = load(kind, marking=marking)
    cites = Citations(template.front.authorities, template.front.slug)
    values = facts.values() | {"cite": cites.cite, "section": cites.section}
    own = {key: replace(edit, words=seen(edit.words)) for key, edit in (edits or {}).items()}
    blocks = [replace(block, edit=own.get(block.key)) for block in _blocks(template, values, facts)]
    subject = next(block for block in blocks if block.key == SUBJECT)
    return Letter(
        kind=kind,
        subject=folded(text_of(unmarked(subject.text))),
        dated=facts.dated,
        addressee=facts.addressee,
        sender=facts.signed_by,
        blocks=tuple(block for block in blocks if block.key != SUBJECT),
        public_title=facts.public_title if isinstance(facts, RequestFacts) else "",
        copies=facts.copies,
        enclosures=facts.enclosures,
        authorities=tuple(cites.used),
    )


def _blocks(
    template: LetterTemplate, values: Mapping[str, object], facts: Facts
) -> Iterator[Block]:
    """Every block of the template, the item block once for each item; empty ones are left out."""
    items: tuple[Item, ...] = facts.items if isinstance(facts, RequestFacts) else ()
    for name in template.blocks:
        draws = template.draws[name]
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
