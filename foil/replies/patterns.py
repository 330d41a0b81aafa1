"""What an office's people confirmed that a phrase means, and what that may change of a reading: it
decides one that was unsure, or makes one graver. It never makes one milder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foil.replies.kinds import milder
from foil.replies.page import Page
from foil.replies.reading import Reading


@dataclass(frozen=True, slots=True)
class Pattern:
    """A short phrase of an agency's replies and the kind (of `foil.replies.kinds`) it stands for.

    `agency` is the slug of the one agency that uses it so, or None for any. Whoever knows the
    agency from elsewhere gives only its patterns, each with None.
    """

    phrase: str
    kind: str
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The kind that patterns settled on, and where the page's text has their words."""

    kind: str
    places: tuple[tuple[int, int], ...]


def settled(
    page: Page, above: Page, reading: Reading, patterns: Sequence[Pattern]
) -> Settled | None:
    """What the patterns found in the page, or in its subject, make of its reading; None where they
    leave it as it is. Of several the gravest counts, and of equals the first."""
    unsure = "kind" in reading.unsure
    kind, places = reading.kind, list[tuple[int, int]]()
    decided = False
    for pattern in patterns:
        found = _found(pattern, page, above, reading.agency)
        if found is None or milder(pattern.kind, kind):
            continue
        if milder(kind, pattern.kind) or (unsure and not decided):
            kind, places, decided = pattern.kind, found, True
        elif decided and pattern.kind == kind:
            places += found
    return Settled(kind, tuple(places)) if decided else None


def _found(
    pattern: Pattern, page: Page, above: Page, agency: str | None
) -> list[tuple[int, int]] | None:
    """Where the page has the pattern's words, nowhere if only its subject has; None if neither."""
    even = Page(pattern.phrase).low.strip()
    if pattern.agency not in (None, agency) or not re.search(r"\w", even):
        return None
    wrapped = r"\s".join(map(re.escape, even.split()))
    words = re.compile(rf"(?<!\w){wrapped}(?!\w)")
    here = words.search(page.low)
    if here:
        return [here.span()]
    return [] if words.search(above.low) else None
