"""The companies that sell surveillance technology in New York, and what is known of their sales."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foil.catalog.slug import UnknownSlug, near
from foil.catalog.source import AsOf, Source, newest, read_sources, read_unverified, take_source
from foil.catalog.table import DATA, Table, read_toml


@dataclass(frozen=True, slots=True)
class Sale:
    """A contract, pilot or payment as a source reports it: `agency` is a slug of the catalog, else
    `agency_name` says who bought. `amount_usd` in whole dollars, None where not given; `number`
    the contract's, None where not given; `dates` and `status` in the source's words."""

    agency: str | None
    agency_name: str | None
    what: str
    amount_usd: int | None
    dates: str
    number: str | None
    status: str
    source: Source


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor: `name` as the catalog lists it, `letter_name` as a letter names it, `short` for a
    checkbox. `domains` are terms to search agencies' mail by, not addresses to write to."""

    slug: str
    name: str
    letter_name: str
    short: str
    former_names: tuple[str, ...]
    other_names: tuple[str, ...]
    products: tuple[str, ...]
    domains: tuple[str, ...]
    sales: tuple[Sale, ...]
    note: str | None
    unverified: str
    sources: tuple[Source, ...]

    @property
    def as_of(self) -> AsOf | None:
        """The date of the newest source."""
        return newest(self.sources)

    @property
    def label(self) -> str:
        """For a checkbox: "IDEMIA (formerly MorphoTrust USA)"."""
        former = self.former_names[:1]
        return f"{self.short} (formerly {former[0]})" if former else self.short


@cache
def load() -> Mapping[str, Vendor]:
    """All vendors by slug, in alphabetical order. Raises MalformedFile."""
    return read(DATA / "vendors.toml")


def get(slug: str) -> Vendor:
    """The vendor of that short name. Raises UnknownSlug, naming near matches."""
    found = load().get(slug)
    if found is None:
        names = {
            each.slug: (each.name, each.short, *each.former_names, *each.products)
            for each in load().values()
        }
        raise UnknownSlug("vendor", slug, near(slug, names))
    return found


def read(path: Path) -> Mapping[str, Vendor]:
    """The vendors in a file, a table each, named by slug. Raises MalformedFile."""
    return MappingProxyType({slug: _vendor(slug, row) for slug, row in read_toml(path).rows()})


def _vendor(slug: str, table: Table) -> Vendor:
    sources, name = read_sources(table), table.text("name")
    vendor = Vendor(
        slug=slug,
        name=name,
        letter_name=table.text_or_none("letter_name") or name,
        short=table.text("short"),
        former_names=table.words("former_names"),
        other_names=table.words("other_names"),
        products=table.words("products"),
        domains=table.words("domains"),
        sales=tuple(_sale(each) for each in table.tables("sales")),
        note=table.text_or_none("note"),
        unverified=read_unverified(table, bool(sources)),
        sources=sources,
    )
    table.done()
    return vendor


def _sale(table: Table) -> Sale:
    agency, agency_name = table.text_or_none("agency"), table.text_or_none("agency_name")
    if (agency is None) == (agency_name is None):
        table.fail("agency", "give either an agency’s slug or an agency_name")
    sale = Sale(
        agency=agency,
        agency_name=agency_name,
        what=table.text("what"),
        amount_usd=table.number_or_none("amount_usd"),
        dates=table.text("dates"),
        number=table.text_or_none("number"),
        status=table.text("status"),
        source=take_source(table),
    )
    table.done()
    return sale
