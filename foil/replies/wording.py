"""Exemptions an agency claims in the statute's words without citing them: read, but doubted."""

from collections.abc import Iterator
from dataclasses import dataclass

from foil.replies.page import Page
from foil.replies.phrases import find, phrases


@dataclass(frozen=True, slots=True)
class Exempted:
    """The exemption whose words are used. `weak`: words so loose that a cite elsewhere wins."""

    cite: str
    start: int
    end: int
    weak: bool


def exempted(page: Page) -> Iterator[Exempted]:
    """Each exemption whose words the page has."""
    for hit in find(page, phrases("exemptions")):
        yield Exempted(hit.phrase.exemption, hit.start, hit.end, "weak" in hit.phrase.means)
