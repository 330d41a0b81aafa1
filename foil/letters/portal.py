"""A letter as a portal takes it: a public title and a description, both counted as pasted.

NYC OpenRecords takes a title of 90 characters, which everyone can read, a description of 5,000,
and one file of less than 20 MB (the City's portal code, 2023). A description too long for it
becomes a summary that stands by itself, and the letter goes with it as the file: the summary says
so. A later letter goes as the text of a message, within the same limit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foil.catalog.agency import Agency as CatalogAgency
from foil.catalog.source import day_words
from foil.letters.escape import folded
from foil.letters.letter import Block, Letter
from foil.letters.plain import body

# Left out of a description: the portal sends it to the officer and names the sender by itself.
NOT_PASTED = frozenset({"closing"})
NAMED_IN = 90  # characters of an item that has no heading
SUMMARY = ("opening", "terms")
REQUEST = "request"
LISTS = frozenset(
    {"records", "items", "outstanding", "answers", "questions", "failings", "request"}
)
ASKS = frozenset({"opening", "ask", "relief", "due", "affirmed"})
"""Of a later letter: what it lists, and what it says and asks. The rest is why."""


@dataclass(frozen=True)
class Limits:
    """What a portal's form takes. `title` and `description` in characters, `file` in bytes."""

    name: str
    title: int
    description: int
    file: int


OPENRECORDS = Limits("NYC OpenRecords", title=90, description=5000, file=20 * 1000 * 1000)


@dataclass(frozen=True)
class Pasted:
    """Text for one field of a portal, and how many of its characters the portal will count."""

    text: str
    limit: int

    @property
    def count(self) -> int:
        """Its length as the portal counts it: a browser sends each line break as two characters."""
        return len(self.text) + self.text.count("\n")

    @property
    def fits(self) -> bool:
        """True where the portal will take all of it."""
        return self.count <= self.limit


@dataclass(frozen=True)
class PortalText:
    """What to paste. `attach`: the description is a summary, so the letter must go with it."""

    title: Pasted
    description: Pasted
    attach: bool


def limits_of(agency: CatalogAgency) -> Limits | None:
    """The limits of the portal the agency files on; None where it has none or they are unknown."""
    return OPENRECORDS if agency.openrecords and agency.openrecords.active else None


def portal_text(letter: Letter, limits: Limits = OPENRECORDS) -> PortalText:
    """The letter for a portal: in full where it fits, else the fullest summary that does."""
    title = Pasted(letter.public_title or _cut(letter.subject, limits.title), limits.title)
    versions = _versions(letter) if letter.kind == REQUEST else _later_versions(letter)
    along = [f"Attached: {'; '.join(letter.enclosures)}."] if letter.enclosures else []
    texts = [Pasted("\n\n".join([each, *along]), limits.description) for each in versions]
    for place, version in enumerate(texts):
        if version.fits:
            return PortalText(title, version, attach=place > 0 or bool(along))
    return PortalText(title, texts[-1], attach=True)


def _cut(text: str, limit: int) -> str:
    """The text, or as many whole words of it as the limit takes."""
    said = folded(text)
    if len(said) <= limit:
        return said
    return said[:limit].rpartition(" ")[0].rstrip(" ,;:") or said[:limit]


def _later_versions(letter: Letter) -> Iterator[str]:
    """The text of a letter after the request, fullest first; the last is its subject alone."""
    blocks = [block for block in letter.blocks if block.key not in NOT_PASTED]
    yield _without_salutation(body(blocks))
    pointer = (
        f"The attached letter of {day_words(letter.dated)} says all of this in full, with its "
        "reasons, and is part of this message."
    )
    for kept in (LISTS | ASKS, ASKS, frozenset({"opening"})):
        said = _without_salutation(body([block for block in blocks if block.key in kept]))
        yield f"{said}\n\n{pointer}"
    yield f"{folded(letter.subject)}\n\n{pointer}"


def _versions(letter: Letter) -> Iterator[str]:
    """A request's text, fullest first; each after the first points to the attached letter."""
    blocks = [block for block in letter.blocks if block.key not in NOT_PASTED]
    yield _without_salutation(body(blocks))
    pointer = (
        f"The attached letter of {day_words(letter.dated)} is part of this request: it has the "
        "terms, the form of production, fees and how to reach me."
    )
    opening = [block for block in blocks if block.key in SUMMARY]
    yield _without_salutation(body([*opening, *letter.items])) + "\n\n" + pointer
    listed = f"The attached letter of {day_words(letter.dated)} is part of this request and sets "
    listed += "out each of these items in full."
    names = "\n".join(_named(letter.items))
    yield _without_salutation(body(opening[:1])) + f"\n\n{names}\n\n{listed}"


def _without_salutation(text: str) -> str:
    """The text from its first paragraph on; a portal has no place for "Dear …"."""
    first, _, rest = text.partition("\n\n")
    return rest if first.startswith("Dear ") else text


def _named(items: Iterable[Block]) -> Iterator[str]:
    for item in items:
        name = item.heading or body([item])[:NAMED_IN]
        yield f"{item.number}. {name}" + (f", {item.period}" if item.period else "")
