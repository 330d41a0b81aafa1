"""The wording of one numbered item of a request: a template with named slots, and filling it.

    Each contract[ with {vendors}] for {technology}[, in force at any time {period}].

`{slot}` is what a request fills in. `[ … ]` stands only if every slot in it is filled; `[ a | b ]`
takes the first side that is, so the sentence comes out right for one vendor, several or none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foil.catalog.source import day_words
from foil.errors import BadInput

_SLOT = re.compile(r"\{([^{}]*)\}")
_GROUP = re.compile(r"(\[[^][]*\])")

SLOTS = ("technology", "vendors", "custodians", "domains", "terms", "period", "from", "to")


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What an item is filled with. `technology` as it stands in a sentence ("facial recognition"),
    `vendors` by their full names, `custodians` as units or posts ("the Legal Bureau"), `domains`
    without @, `terms` without quotation marks, the records' first and last day.

    Raises BadInput where there is no technology or the days are in the wrong order.
    """

    technology: str
    vendors: tuple[str, ...] = ()
    custodians: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None

    def __post_init__(self) -> None:
        if not self.technology.strip():
            raise BadInput("Name the technology the records are about.", {"technology": "Missing."})
        if self.first_day and self.last_day and self.first_day > self.last_day:
            says = "The first day comes after the last: swap them."
            raise BadInput(says, {"from": says})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an item's text. `slot` names the fact it was filled from, None for the template's
    own words, so that a page can mark what was filled in."""

    text: str
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """An item's text as the catalog file has it.

    Raises ValueError, saying what is wrong, where a slot is unknown, a bracket is left open, or a
    slot other than `{technology}` stands outside brackets and so could be left unfilled.
    """

    text: str

    def __post_init__(self) -> None:
        used = set(_SLOT.findall(self.text))
        outside = _GROUP.sub("", self.text)
        if any(mark in _SLOT.sub("", outside) for mark in "[]{}"):
            raise ValueError("a bracket or brace is left open")
        if used - set(SLOTS):
            raise ValueError(
                f"there is no slot {{{min(used - set(SLOTS))}}}; there are {', '.join(SLOTS)}"
            )
        if unsure := set(_SLOT.findall(outside)) - {"technology"}:
            raise ValueError(f"{{{min(unsure)}}} must stand in brackets")

    @property
    def slots(self) -> frozenset[str]:
        """The slots the text can use, `period` as `from` and `to`."""
        used = frozenset(_SLOT.findall(self.text))
        return used - {"period"} | ({"from", "to"} if "period" in used else set())

    def fill(self, facts: ItemFacts) -> tuple[Piece, ...]:
        """The item's text in pieces; joined they are the sentence, in plain text."""
        filled = _filled(facts)
        pieces: list[Piece] = []
        for part in _GROUP.split(self.text):
            sides = part[1:-1].split("|") if part.startswith("[") else [part]
            for side in sides:
                if all(filled[slot] for slot in _SLOT.findall(side)):
                    pieces += _pieces(side, filled)
                    break
        return tuple(pieces)


def _pieces(text: str, filled: dict[str, tuple[Piece, ...]]) -> Iterator[Piece]:
    for place, part in enumerate(_SLOT.split(text)):
        if place % 2:
            yield from filled[part]
        elif part:
            yield Piece(part)


def _filled(facts: ItemFacts) -> dict[str, tuple[Piece, ...]]:
    first = (Piece(day_words(facts.first_day), "from"),) if facts.first_day else ()
    last = (Piece(day_words(facts.last_day), "to"),) if facts.last_day else ()
    return {
        "technology": (Piece(facts.technology.strip(), "technology"),),
        "vendors": _joined("vendors", facts.vendors),
        "custodians": _joined("custodians", facts.custodians),
        "domains": _joined("domains", tuple(f"@{domain}" for domain in facts.domains)),
        "terms": _joined("terms", tuple(f"“{term}”" for term in facts.terms)),
        "from": first,
        "to": last,
        "period": _period(first, last),
    }


def _period(first: tuple[Piece, ...], last: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if first and last:
        return (Piece("from "), *first, Piece(" to "), *last)
    if first:
        return (Piece("from "), *first, Piece(" to the date of this request"))
    return (Piece("up to "), *last) if last else ()


def _joined(slot: str, names: tuple[str, ...]) -> tuple[Piece, ...]:
    """Names joined by "or"; three or more with semicolons where one of them holds a comma."""
    comma = ";" if any("," in name for name in names) else ","
    pieces: list[Piece] = []
    for place, name in enumerate(names, 1):
        pieces.append(Piece(name, slot))
        if place == len(names) - 1:
            pieces.append(Piece("; or " if comma == ";" and place > 1 else " or "))
        elif place < len(names):
            pieces.append(Piece(f"{comma} "))
    return tuple(pieces)
