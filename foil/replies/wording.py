"""Exemptions an agency claims in the statute's words without citing them: read, but doubted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foil.replies.phrases import Hit


@dataclass(frozen=True, slots=True)
class Exempted:
    """The exemption whose words are used. `weak`: words so loose that a cite elsewhere wins."""

    cite: str
    start: int
    end: int
    weak: bool


def exempted(hits: Iterable[Hit]) -> Iterator[Exempted]:
    """Each exemption whose words were found in a page."""
    for hit in hits:
        yield Exempted(hit.phrase.exemption, hit.start, hit.end, "weak" in hit.phrase.means)
