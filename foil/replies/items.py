"""A reply that goes by the request's own numbers: what it says of each item it names."""

import re
from collections import defaultdict

from foil.replies.citations import exemptions
from foil.replies.heard import Heard
from foil.replies.page import Page
from foil.replies.reading import Answered
from foil.replies.severity import kinds

_ITEMS = re.compile(
    r"\b(?:items?|requests?|paragraphs?|parts?) (?:nos?\.? |numbers? |# ?)?"
    r"(\d{1,3}(?:(?:, and | and |, ?| ?& ?| ?- ?| through | to )\d{1,3}){0,20})(?![\d/-]|\.\d)"
)
_RANGE = re.compile(r"(\d{1,3})(?: ?- ?| through | to )(\d{1,3})")
_ANSWERS = frozenset(
    {"grant", "records", "denial", "partial_grant", "no_records", "referral", "already_public"}
)


def answered(page: Page, heard: Heard) -> tuple[Answered, ...] | None:
    """What each sentence says of the items it names, in order; None where none is named so."""
    hits, cites = defaultdict(list), defaultdict(list)
    for hit in heard.hits:
        hits[page.sentence(hit.start)].append(hit)
    for each in exemptions(page):
        cites[page.sentence(each.start)].append(each.cite)
    found = []
    for sentence in page.sentences:
        named = _ITEMS.search(page.low, *sentence)
        means = {each for hit in hits[sentence] for each in hit.phrase.means}
        said = [kind for kind in kinds(means) if kind in _ANSWERS] if named else []
        if named and said:
            cited = tuple(dict.fromkeys(cites[sentence]))
            found.append(Answered(_numbers(named[1]), said[0], cited))
    return tuple(found) or None


def _numbers(said: str) -> tuple[int, ...]:
    numbers = {int(number) for number in re.findall(r"\d+", said)}
    for first, last in _RANGE.findall(said):
        numbers.update(range(int(first), int(last) + 1))
    return tuple(sorted(numbers))
