"""Which of hundreds of phrases a page can hold, found by its words instead of by trying each.

A thing to be found is filed under the words of which every place of it must have one: of several
such groups, under the one that fewest others have. A page brings its words; only what is filed
under those is looked at; and a pattern is tried only where a word stands that it can begin with. So
the cost of a page grows with its own words, hardly with the number of phrases.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from foil.replies.page import Page
from foil.replies.phrases import Groups, Hit, Phrase, phrases

T = TypeVar("T")


class Filed(Generic[T]):
    """Things, each with the groups of words of which its text has at least one each."""

    def __init__(self, things: Iterable[tuple[T, Groups]]) -> None:
        self._things = tuple(things)
        spread = Counter(word for _, groups in self._things for word in set().union(*groups))
        self._under: dict[str, list[int]] = defaultdict(list)
        self._anywhere: list[int] = []
        for number, (_, groups) in enumerate(self._things):
            for word in _rarest(groups, spread):
                self._under[word].append(number)
            if not groups:
                self._anywhere.append(number)

    def among(self, words: frozenset[str]) -> list[T]:
        """The things that a text of these words can hold, in the order they were given."""
        numbers = set(self._anywhere)
        for word in self._under.keys() & words:
            numbers.update(self._under[word])
        candidates = (self._things[number] for number in sorted(numbers))
        return [thing for thing, groups in candidates if not any(map(words.isdisjoint, groups))]


class Index:
    """The phrases of several files, ready to be found in a page."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        every = ((name, phrase) for name in names for phrase in phrases(name))
        self._filed = Filed[tuple[str, Phrase]]((each, each[1].groups) for each in every)

    def find(self, page: Page) -> Mapping[str, tuple[Hit, ...]]:
        """Every phrase's every place in the page: by file, in the files' order of phrases."""
        found: dict[str, list[Hit]] = {name: [] for name in self._names}
        for name, phrase in self._filed.among(page.words):
            for place in page.matches(phrase.pattern, page.places(phrase.begins)):
                found[name].append(Hit(phrase, *place.span()))
        return {name: tuple(hits) for name, hits in found.items()}


def _rarest(groups: Groups, spread: Mapping[str, int]) -> frozenset[str]:
    def common(group: frozenset[str]) -> tuple[int, list[str]]:
        return sum(spread[word] for word in group), sorted(group)

    return min(groups, key=common, default=frozenset())
