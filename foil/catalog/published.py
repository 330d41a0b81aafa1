"""What agencies, and those who watch them, have made public about a technology.

A denial that calls a thing secret is answered by where it was published. Each fact stands with the
page it was read in and its date, and is offered to whoever writes an appeal; `says` is a paragraph
of a letter, as a rebuttal's is (`foil.catalog.exemptions`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from foil.catalog import technologies
from foil.catalog.exemptions import cited
from foil.catalog.slug import UnknownSlug
from foil.catalog.source import Source, read_sources
from foil.catalog.table import DATA, Table, read_toml

POST_ACT = "post_act"
"""In `technologies`: every one for which an impact and use policy of that title was seen."""


@dataclass(frozen=True, slots=True)
class Published:
    """Something public, and what follows of it (`so`) where a record is called secret. `agencies`
    and `technologies` are slugs of those it is about, no technology meaning any; `categories` the
    kinds of record it matters for, none meaning any; `grounds` are the exemptions it answers, by
    id; `authorities` what it cites."""

    id: str
    heading: str
    says: str
    so: str
    agencies: tuple[str, ...]
    technologies: tuple[str, ...]
    categories: tuple[str, ...]
    grounds: tuple[str, ...]
    authorities: tuple[str, ...]
    sources: tuple[Source, ...]

    def fits(self, agency: str, technology: str) -> bool:
        """Whether it is about that agency and that technology."""
        if agency not in self.agencies:
            return False
        if POST_ACT in self.technologies and _has_policy(technology):
            return True
        return not self.technologies or technology in self.technologies

    @property
    def whole(self) -> str:
        """What it says and what follows, as a letter on a secret has it."""
        return f"{self.says}\n{self.so}".strip()

    def matters(self, grounds: Collection[str], categories: Collection[str]) -> bool:
        """Whether it answers one of those exemptions, named by their ids, for such records."""
        kind = not self.categories or set(self.categories) & set(categories)
        return bool(kind and set(self.grounds) & set(grounds))


@cache
def published() -> Mapping[str, Published]:
    """Everything by id, in the file's order. Raises MalformedFile."""
    table = read_toml(DATA / "published.toml")
    return MappingProxyType({name: _published(name, row) for name, row in table.rows()})


def about(agency: str, technology: str) -> tuple[Published, ...]:
    """What is public about that technology at that agency."""
    return tuple(each for each in published().values() if each.fits(agency, technology))


def _has_policy(technology: str) -> bool:
    try:
        return technologies.get(technology).post_act_policy == "sourced"
    except UnknownSlug:
        return False


def _published(name: str, table: Table) -> Published:
    says, so = table.text("says"), table.text_or_none("so") or ""
    found = Published(
        id=name,
        heading=table.text("heading"),
        says=says,
        so=so,
        agencies=table.words("agencies"),
        technologies=table.words("technologies"),
        categories=table.words("categories"),
        grounds=table.words("grounds"),
        authorities=cited(f"{says}\n{so}"),
        sources=read_sources(table),
    )
    if not found.sources:
        table.fail("sources", "what is said to be public needs the page it was read in")
    table.done()
    return found
