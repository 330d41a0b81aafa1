"""The public title: everyone can read it on the portal, so it is short and names nobody."""

import re
from collections.abc import Iterator
from functools import cache

from foil.catalog import agencies, technologies, vendors
from foil.letters.letter import Letter
from foil.letters.lint.rules import Finding, of_title, rule
from foil.letters.portal import OPENRECORDS

_PAIR = re.compile(r"\b([A-Z][a-z’'-]+)(?: [A-Z]\.)? ([A-Z][a-z’'-]+)\b")
_RANKED = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Det|Sgt|Lt|Capt|Officer|Detective|Sergeant|Lieutenant|Captain|Inspector)"
    r"\.? [A-Z][a-z]+"
)
_NUMBERED = re.compile(
    r"\b\d{4,6}/\d{2,4}\b|\b\d{3}-\d{2}-\d{4}\b|\b[A-Z]{2}-\d{5,6}-\d{2}\b|\bNYSID\b|\bD\.?O\.?B\b"
    r"|\b(?:index|docket|indictment|arrest|complaint|case) (?:no\b|number|#)",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\bv\.? [A-Z]|\b(?:People|Matter of) [A-Z]")
# Words that stand in titles with a capital and are nobody's name.
_ORDINARY = frozenset(
    "access act agency and annual audit board bronx brooklyn bureau city commission committee "
    "contract contracts correction council county court data department district division federal "
    "fire freedom general information island justice law list local long manhattan nassau new "
    "north of office officer police policy post public queens record records request school "
    "sheriff south special staten state street suffolk technology town training transit "
    "transportation unit village west york".split()
)


@rule
def title_too_long(letter: Letter) -> Iterator[Finding]:
    """A title the portal would cut or refuse."""
    length, limit = len(letter.public_title), OPENRECORDS.title
    if length > limit:
        yield of_title("title-too-long", f"It has {length} characters; the portal takes {limit}.")


@rule
def title_missing(letter: Letter) -> Iterator[Finding]:
    """A request without a title."""
    if letter.kind == "request" and not letter.public_title.strip():
        yield of_title("title-missing", "The portal asks for a title: say what the records are.")


@rule
def title_names_someone(letter: Letter) -> Iterator[Finding]:
    """What looks like a person's name in a title everyone can read."""
    title = letter.public_title
    named = _RANKED.search(title) or next(
        (
            pair
            for pair in _PAIR.finditer(title)
            if not {pair[1].lower(), pair[2].lower()} & _known_words()
        ),
        None,
    )
    if named:
        says = f"“{named[0]}” may be a person’s name, and everyone can read the title."
        yield of_title("title-names-someone", says)


@rule
def title_names_a_case(letter: Letter) -> Iterator[Finding]:
    """A docket number, a caption or a personal number in a title everyone can read."""
    found = _NUMBERED.search(letter.public_title) or _VERSUS.search(letter.public_title)
    if found:
        says = f"“{found[0]}” points to a case or a person, and everyone can read the title."
        yield of_title("title-names-a-case", says)


def names_nobody(words: str) -> bool:
    """Whether these words name a subject and nobody: all that is in capitals (else all there is)
    stands in the catalog or in any title."""
    said = re.findall(r"[A-Za-z]+", words)
    capital = [word for word in said if word[0].isupper()]
    return all(word.lower() in _known_words() for word in capital or said)


@cache
def _known_words() -> frozenset[str]:
    """Words of the catalog's names, in small letters: no part of a person's name here."""
    names = [name for each in technologies.load().values() for name in (each.name, *each.aliases)]
    names += [
        name
        for each in vendors.load().values()
        for name in (each.name, *each.former_names, *each.products)
    ]
    names += [each.name for each in agencies.load().values()]
    words = {word.lower() for name in names for word in re.findall(r"[A-Za-z]+", name)}
    return _ORDINARY | words
