"""A reply that goes by the request's own numbers: what it says of each item it names."""

import re
from collections import defaultdict

from foil.replies.heard import Heard
from foil.replies.page import Page
from foil.replies.reading import Answered
from foil.replies.severity import kinds

_ITEMS = re.compile(
    r"\b(?:items?|requests?|paragraphs?|parts?) (?:nos?\.? |numbers? |# ?)?"
    r"(\d{1,3}(?:(?:, and | and |, ?| ?& ?| ?- ?| through | to )\d{1,3}){0,20})(?![\d/-]|\.\d)"
)
_ITEMS_BEGIN = tuple("item items request requests paragraph paragraphs part parts".split())
_RANGE = re.compile(r"(\d{1,3})(?: ?- ?| through | to )(\d{1,3})")
_ANSWERS = frozenset(
    {"grant", "records", "denial", "partial_grant", "no_records", "referral", "already_public"}
)


def answered(page: Page, heard: Heard) -> tuple[Answered, ...] | None:
    """What each sentence says of the items it names, in order; None where none is named so."""
    named: dict[tuple[int, int], str] = {}
    for start in page.places(_ITEMS_BEGIN):
        sentence = page.sentence(start)
        if sentence not in named and (found := _ITEMS.match(page.low, start, sentence[1])):
            named[sentence] = found[1]
    if not named:
        return None
    hits: dict[tuple[int, int], set[str]] = defaultdict(set)
    cites: dict[tuple[int, int], list[str]] = defaultdict(list)
    for hit in heard.hits:
        hits[page.sentence(hit.start)].update(hit.phrase.means)
    for each in heard.cited:
        cites[page.sentence(each.start)].append(each.cite)
    answers = []
    for sentence, numbers in named.items():
        said = [kind for kind in kinds(hits[sentence]) if kind in _ANSWERS]
        if said:
            cited = tuple(dict.fromkeys(cites[sentence]))
            answers.append(Answered(_numbers(numbers), said[0], cited))
    return tuple(answers) or None


def _numbers(said: str) -> tuple[int, ...]:
    numbers = {int(number) for number in re.findall(r"\d+", said)}
    for first, last in _RANGE.findall(said):
        numbers.update(range(int(first), int(last) + 1))
    return tuple(sorted(numbers))
