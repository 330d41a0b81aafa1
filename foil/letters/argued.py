"""What an appeal argues: the grounds claimed, one by one, and what answers each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foil.catalog.exemptions import Exemption, answering, rebuttals
from foil.catalog.published import published
from foil.errors import BadInput
from foil.letters.words import lowered, opening

ARGUMENT, PUBLIC = "argument", "public"
PARTED = (ARGUMENT, PUBLIC)
"""Blocks of a template that stand once for each answer, and once for each thing public."""

How = Literal["denied", "closed", "referred", "no_records"]
"""What the agency did: denied, closed the request, sent it elsewhere, said that it has nothing."""


@dataclass(frozen=True, kw_only=True)
class Argument:
    """What answers one ground. `ground` is the exemption, as 87(2)(e)(iv), or the agency's own
    words for another; `words` quotes what it says of it; `rebuttals` are ids of the catalog, `own`
    is a paragraph in one's own words."""

    ground: str
    words: str = ""
    rebuttals: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, kw_only=True)
class Further:
    """A further denial of the same request that the letter appeals from too, of these items by
    number; `last_day` is the last to appeal from it, `exhibit` its name among the enclosures. With
    `certified` an answer of no records certified its search."""

    items: tuple[int, ...]
    denied: date
    received: date
    how: How = "denied"
    words: str = ""
    officer: str = "Records Access Officer"
    last_day: date | None = None
    exhibit: str = ""
    certified: bool = False


@dataclass(frozen=True)
class Part:
    """One block of the arguments, as its template reads it. `key` stays with it and `heading` is
    what an editor calls it; `title` is its heading in the letter, empty without one, `words` quotes
    the agency, `piece` names a template of the catalog's own words, `own` are paragraphs."""

    key: str
    heading: str
    title: str = ""
    words: str = ""
    piece: str = ""
    own: tuple[str, ...] = ()


def argument_parts(arguments: Sequence[Argument]) -> Iterator[Part]:
    """The blocks that answer the grounds: each ground with the agency's words, then its answers.

    Raises BadInput for a rebuttal the catalog does not have.
    """
    for each in arguments:
        found = answering(each.ground)
        yield _head(each, found)
        for name in each.rebuttals:
            if name not in rebuttals():
                raise BadInput(_no_rebuttal(name, found))
            yield Part(name, rebuttals()[name].heading, piece=f"rebuttals/{name}.md")
        if own := paragraphs(each.own):
            name = found.id if found else key_of(each.ground)
            yield Part(f"{name}.own", f"{_called(each, found)}, in our own words", own=own)


def published_parts(ids: Sequence[str], *, secret: bool = True) -> Iterator[Part]:
    """The blocks that say what is public already, with what follows where a record is called
    `secret`, else as proof that there is one. Raises BadInput for what the catalog lacks."""
    known, folder = published(), "published" if secret else "shown"
    if ids and secret:
        yield Part("opening", "What is public already", title="What is public already")
    for name in ids:
        if name not in known:
            raise BadInput(f"Nothing published is called “{name}”. There are: {', '.join(known)}.")
        yield Part(name, known[name].heading, piece=f"{folder}/{name}.md")


def key_of(ground: str) -> str:
    """A ground that is no exemption, by a name that can stand in a form and in a draft."""
    return "other-" + "".join(c if c.isalnum() else "-" for c in ground.lower())[:60]


def paragraphs(text: str) -> tuple[str, ...]:
    """What a person wrote, a paragraph each."""
    return tuple(each for part in re.split(r"\n\s*\n", text) if (each := " ".join(part.split())))


def _no_rebuttal(name: str, found: Exemption | None) -> str:
    known = ", ".join(each.id for each in found.rebuttals) if found else ""
    return f"There is no rebuttal “{name}”. There are: {known or 'none for this ground'}."


def _head(each: Argument, found: Exemption | None) -> Part:
    name = _called(each, found)
    if found is None:
        return Part(key_of(each.ground), name, title=name, words=each.words)
    return Part(found.id, name, title=name, words=each.words, piece=f"openings/{found.id}.md")


def _called(each: Argument, found: Exemption | None) -> str:
    """The ground as a heading: "Section 87(2)(f): life or safety"."""
    if found is None:
        return opening(" ".join(each.ground.split()))
    return f"Section {found.cite}: {lowered(found.title)}"
