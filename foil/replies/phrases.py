"""Phrases as the data files write them, and the pattern each stands for.

A phrase is in lower case, its words apart by one space. `(is|are)` is a choice, `[so]` may be
missing, `*` stands for up to five words within a sentence, `deni~` for any ending, `GIVE` for any
word of that class in `data/classes.toml`, `?` at its end for all up to a question mark. They are
found by `foil.replies.index`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

FIXED = ("portal", "nypd")
_PLAIN = re.compile(r"[a-z0-9]+")
_GROUP = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLASS = re.compile(r"\b[A-Z]{2,}\b")
_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|(\*)|(\S+)")
_GAP = r"[ ,(:\"]{1,2}"
_ANY = rf"(?:{_GAP}(?:nos?\.|[^ \n.;:!?,(\"]{{1,30}})){{0,5}}?"

Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Phrase:
    """`words` in the language above; `means` what finding them shows; `ground`, `exemption` and
    `outcome` what they say of those besides; `fixed` that a form or a portal always says it so.
    `groups` are words of which any place of the phrase has at least one each, `begins` those that
    one can begin with (`shield~` for any so begun), `pairs` the two words one can begin with: none
    where that is not known."""

    words: str
    means: tuple[str, ...]
    ground: str = ""
    exemption: str = ""
    outcome: str = ""
    fixed: bool = False
    groups: Groups = field(init=False)
    begins: tuple[str, ...] = field(init=False)
    pairs: frozenset[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        fixed = re.sub(r"\([^()]*\|[^()]*\)|\[[^\[\]]*\]|\S*~", " ", self.words)
        needed = [frozenset({word}) for word in _PLAIN.findall(fixed)]
        choices = re.findall(r"\(([^()]*)\)", self.words)
        firsts = ([each.split()[0] for each in choice.split("|")] for choice in choices)
        one_of = [
            frozenset(_PLAIN.findall(word)[0] for word in each)
            for each in firsts
            if all(_PLAIN.search(word) and not word.endswith("~") for word in each)
        ]
        object.__setattr__(self, "groups", tuple(dict.fromkeys((*needed, *one_of))))
        object.__setattr__(self, "pairs", _pairs(self.words))
        object.__setattr__(self, "begins", tuple(dict.fromkeys(_begins(self.words))))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a pattern over a page's `low`; every repetition in it is bounded."""
        pattern, gap = "", ""
        for choice, maybe, any_, word in _PART.findall(self.words):
            if maybe and not pattern:
                pattern += f"(?:(?:{_choice(maybe)}){_GAP})?"
                continue
            if any_:
                pattern += _ANY
            elif word == "?":
                pattern += r"\b[^.?!\n]{0,160}\?"
            elif maybe:
                pattern += f"(?:{gap}(?:{_choice(maybe)}))?"
            else:
                pattern += gap + (f"(?:{_choice(choice)})" if choice else _word(word))
            gap = _GAP
        return re.compile(rf"(?<![\w-]){pattern}(?!\w)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found, and where in the page's text."""

    phrase: Phrase
    start: int
    end: int


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of the file `data/NAME.toml`: tables named for what their phrases mean."""
    text = (resources.files("foil.replies") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    fixed = name in FIXED
    return tuple(phrase for row in tomllib.loads(text)["rule"] for phrase in _row(row, fixed=fixed))


@cache
def _classes() -> dict[str, str]:
    """Each class as what may stand inside a choice; a class may have others in it."""
    text = (resources.files("foil.replies") / "data" / "classes.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, words in tomllib.loads(text).items():
        found[name] = "|".join(found.get(word, word) for word in words)
    return found


def _spelled_out(words: str) -> str:
    """A phrase with its classes as choices; within a choice, each of a class's words is one."""

    def choices(group: re.Match[str]) -> str:
        every = (each for choice in group[0][1:-1].split("|") for each in _each_of(choice))
        return f"{group[0][0]}{'|'.join(every)}{group[0][-1]}"

    return _CLASS.sub(lambda name: f"({_classes()[name[0]]})", _GROUP.sub(choices, words))


def _each_of(choice: str) -> Iterator[str]:
    found = _CLASS.search(choice)
    if not found:
        yield choice
        return
    for word in _classes()[found[0]].split("|"):
        yield from _each_of(f"{choice[: found.start()]}{word}{choice[found.end() :]}")


def _row(row: dict[str, list[str] | str], *, fixed: bool) -> Iterator[Phrase]:
    means = row["means"]
    said = {name: str(row[name]) for name in ("ground", "exemption", "outcome") if name in row}
    for words in row["phrases"]:
        yield Phrase(
            _spelled_out(words),
            (means,) if isinstance(means, str) else tuple(means),
            **said,
            fixed=fixed,
        )


def _begins(words: str) -> Iterator[str]:
    """The words a phrase can begin with, on past what may be missing."""
    for choice, maybe, _, word in _PART.findall(words):
        for each in (choice or maybe or word).split("|"):
            first = _PLAIN.match(each)
            assert first, f"a phrase begins with no word: {words}"
            yield first[0] + ("~" if each[first.end() :].startswith("~") else "")
        if not maybe:
            return


def _pairs(words: str) -> frozenset[tuple[str, ...]]:
    found = _openings(_PART.findall(words), 2)
    return found if all(len(pair) == 2 for pair in found) else frozenset()


def _openings(parts: list[tuple[str, str, str, str]], length: int) -> frozenset[tuple[str, ...]]:
    """The first words that these parts of a phrase can begin with, `length` of them; an empty one
    among them where they can be any."""
    if not parts or not length:
        return frozenset({()})
    choice, maybe, any_, word = parts[0]
    found: set[tuple[str, ...]] = {()} if any_ else set()
    for each in (choice or maybe or word).split("|") if not any_ else ():
        plain = tuple(_PLAIN.findall(each))
        if not plain or each.endswith("~") or len(plain) >= length:
            found.add(
                plain[:length] if plain and (not each.endswith("~") or len(plain) > length) else ()
            )
            continue
        found |= {(*plain, *rest) for rest in _openings(parts[1:], length - len(plain))}
    return frozenset(found) | (_openings(parts[1:], length) if maybe else frozenset())


def _choice(words: str) -> str:
    return "|".join(_GAP.join(_word(word) for word in each.split()) for each in words.split("|"))


def _word(word: str) -> str:
    if word.endswith("~"):
        return re.escape(word[:-1]) + r"\w{0,12}"
    return re.escape(word)
