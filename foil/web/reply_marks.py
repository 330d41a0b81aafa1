"""A message with the words marked that fields were read from, each leading to its field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foil.web.reply_kinds import SEEMS

FIELDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(SEEMS, ("kind", "Kind")),
    "tracking": ("request", "Their number"),
    "dated": ("paper1-dated", "Dated"),
    "received_claimed": ("on", "Received"),
    "promised": ("promised", "When it will decide"),
    "previous_date": ("promised", "The date it gave before"),
    "exemption": ("exemptions", "Grounds"),
    "ground": ("grounds", "Other grounds"),
    "fee": ("amount", "Dollars"),
    "pay_by": ("pay_by", "Pay by"),
    "answer_by": ("answer_by", "Answer by"),
    "public_on": ("public_on", "Public on"),
    "more_by": ("more_by", "More by"),
}
"""What was found, the id of the field it fills, and the field's words."""


@dataclass(frozen=True)
class Piece:
    """Words of a message; with the field they were read for, or none."""

    words: str
    field: str = ""
    label: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page of a text. `number` is None where the text has no pages."""

    number: int | None
    pieces: tuple[Piece, ...]


def sheets(
    text: str, evidence: Iterable[Mapping[str, Any]], part: str = "", first: int = 1
) -> list[Sheet]:
    """The text in pages, at each form feed, what was read in its `part` marked. `first` is the
    number of its first page."""
    found = sorted(
        (int(each["start"]), int(each["end"]), str(each["says"]))
        for each in evidence
        if each.get("part", "") == part and each["says"] in FIELDS
    )
    pages, at, drawn = text.split("\f"), 0, []
    for number, page in enumerate(pages, first):
        here = [(start - at, end - at, says) for start, end, says in found]
        pieces = tuple(_pieces(page, here))
        drawn.append(Sheet(number if len(pages) > 1 or first > 1 else None, pieces))
        at += len(page) + 1
    return drawn


def _pieces(page: str, found: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    """The page cut at what was found; of two that overlap, the one that begins first."""
    at = 0
    for start, end, says in found:
        if start < at or start >= len(page) or end <= start:
            continue
        end = min(end, len(page))
        if page[at:start]:
            yield Piece(page[at:start])
        yield Piece(page[start:end], *FIELDS[says])
        at = end
    if page[at:]:
        yield Piece(page[at:])
