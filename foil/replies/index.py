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
from foil.replies.phrases import Groups, Hit, phrases

T = TypeVar("T")


class Filed(Generic[T]):
    """Things, each with the groups of words of which its text has at least one each."""

    def __init__(self, things: Iterable[tuple[T, Groups]]) -> None:
        given = tuple(things)
        spread = Counter(word for _, groups in given for word in set().union(*groups))
        self._things: list[tuple[T, Groups]] = []
        self._under: dict[str, list[int]] = defaultdict(list)
        self._anywhere: list[int] = []
        for number, (thing, groups) in enumerate(given):
            rarest, *others = _rarest_first(groups, spread) or [frozenset()]
            self._things.append((thing, tuple(others)))
            for word in rarest:
                self._under[word].append(number)
            if not groups:
                self._anywhere.append(number)

    def among(self, words: frozenset[str]) -> list[T]:
        """The things that a text of these words can hold, in the order they were given."""
        numbers = set(self._anywhere)
        for word in self._under.keys() & words:
            numbers.update(self._under[word])
        found = []
        for number in sorted(numbers):
            thing, groups = self._things[number]
            for group in groups:
                if words.isdisjoint(group):
                    break
            else:
                found.append(thing)
        return found


class Index:
    """The phrases of several files, ready to be found in a page: by the two words they begin with,
    where these are known, else by the words they have."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._phrases = [(name, phrase) for name in names for phrase in phrases(name)]
        self._begun: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, (_, phrase) in enumerate(self._phrases):
            for pair in phrase.pairs:
                self._begun[pair].append(number)
        self._others = Filed[int](
            (number, phrase.groups)
            for number, (_, phrase) in enumerate(self._phrases)
            if not phrase.pairs
        )

    def find(self, page: Page) -> Mapping[str, tuple[Hit, ...]]:
        """Every phrase's every place in the page: by file, in the files' order of phrases."""
        places: dict[int, list[int]] = defaultdict(list)
        for pair in self._begun.keys() & page.pairs.keys():
            for number in self._begun[pair]:
                places[number] += page.pairs[pair]
        for number in self._others.among(page.words):
            places[number] += page.places(self._phrases[number][1].begins)
        found: dict[str, list[Hit]] = {name: [] for name in self._names}
        for number in sorted(places):
            name, phrase = self._phrases[number]
            for hit in page.matches(phrase.pattern, sorted(places[number])):
                found[name].append(Hit(phrase, *hit.span()))
        return {name: tuple(hits) for name, hits in found.items()}


def _rarest_first(groups: Groups, spread: Mapping[str, int]) -> list[frozenset[str]]:
    return sorted(groups, key=lambda group: (sum(spread[word] for word in group), sorted(group)))
