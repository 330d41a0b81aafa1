"""The surveillance technologies a request can be about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from foil.catalog import vendors
from foil.catalog.slug import UnknownSlug, near
from foil.catalog.source import AsOf, Source, newest, read_sources, read_unverified
from foil.catalog.table import DATA, Table, one_of, read_toml
from foil.catalog.vendors import Vendor

PolicyBasis = Literal["sourced", "memory"]

_POLICY_BASES: tuple[PolicyBasis, ...] = ("sourced", "memory")


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology: `name` as a title, `in_letter` as it stands in a sentence after "for".

    `vendors` and `agencies` are slugs, the likeliest first. `post_act_policy` says how it is known
    that an NYPD impact and use policy bears this title; None where none does. `email_domains` are
    terms to search an agency's mail by. `unverified` is a sentence, empty when all is sourced.
    """

    slug: str
    name: str
    in_letter: str
    aliases: tuple[str, ...]
    description: str
    vendors: tuple[str, ...]
    agencies: tuple[str, ...]
    records_to_request: tuple[str, ...]
    search_terms: tuple[str, ...]
    email_domains: tuple[str, ...]
    post_act_policy: PolicyBasis | None
    note: str | None
    unverified: str
    sources: tuple[Source, ...]

    @property
    def as_of(self) -> AsOf | None:
        """The date of the newest source."""
        return newest(self.sources)

    def its_vendors(self) -> tuple[Vendor, ...]:
        """Its vendors, the likeliest first. Raises UnknownSlug where the catalog lacks one."""
        return tuple(vendors.get(slug) for slug in self.vendors)


@cache
def load() -> Mapping[str, Technology]:
    """All technologies by slug, in alphabetical order. Raises MalformedFile."""
    return read(DATA / "technologies.toml")


def get(slug: str) -> Technology:
    """The technology of that short name. Raises UnknownSlug, naming near matches by alias too."""
    found = load().get(slug)
    if found is None:
        names = {each.slug: (each.name, *each.aliases) for each in load().values()}
        raise UnknownSlug("technology", slug, near(slug, names))
    return found


def read(path: Path) -> Mapping[str, Technology]:
    """The technologies in a file, a table each, named by slug. Raises MalformedFile."""
    return MappingProxyType({slug: _technology(slug, row) for slug, row in read_toml(path).rows()})


def _technology(slug: str, table: Table) -> Technology:
    sources = read_sources(table)
    listed = "post_act_policy" in table.fields
    technology = Technology(
        slug=slug,
        name=table.text("name"),
        in_letter=table.text("in_letter"),
        aliases=table.words("aliases"),
        description=table.text("description"),
        vendors=table.words("vendors"),
        agencies=table.words("agencies"),
        records_to_request=table.words("records_to_request"),
        search_terms=table.words("search_terms"),
        email_domains=table.words("email_domains"),
        post_act_policy=one_of(table, "post_act_policy", _POLICY_BASES) if listed else None,
        note=table.text_or_none("note"),
        unverified=read_unverified(table, bool(sources)),
        sources=sources,
    )
    table.done()
    return technology
