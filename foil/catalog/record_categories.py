"""The kinds of record a request can ask for, each ready to stand alone as a numbered item."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foil.catalog.item_text import SLOTS, ItemFacts, Piece, Template
from foil.catalog.slug import UnknownSlug, near
from foil.catalog.source import AsOf, Source, newest, read_sources, read_unverified
from foil.catalog.table import DATA, Table, read_toml


@dataclass(frozen=True, slots=True)
class RecordCategory:
    """A kind of record. `label` stands beside the composer's checkbox, `hint` under it; `advice`
    says why the item is worded so and `authority` (ids of `foil.law.authorities`) what bears it.

    `needs` are the slots without which the item is too vague to send; `longest_days` the longest
    period that is wise, None for no limit; `agencies` the only ones that keep such records, empty
    for all; `usual` is picked at the start; `own_request` is better asked in a request of its own.
    """

    number: int
    slug: str
    name: str
    label: str
    template: Template
    hint: str | None
    advice: str
    needs: tuple[str, ...]
    agencies: tuple[str, ...]
    longest_days: int | None
    usual: bool
    own_request: bool
    authority: tuple[str, ...]
    unverified: str
    sources: tuple[Source, ...]

    @property
    def as_of(self) -> AsOf | None:
        """The date of the newest source."""
        return newest(self.sources)

    @property
    def slots(self) -> frozenset[str]:
        """The facts the item can be filled with: technology, vendors, custodians, domains, terms,
        from, to."""
        return self.template.slots

    def fits(self, agency: str) -> bool:
        """Whether the agency of that slug can be expected to keep such records."""
        return not self.agencies or agency in self.agencies

    def pieces(self, facts: ItemFacts) -> tuple[Piece, ...]:
        """The item filled in, run by run, each run naming the fact it came from."""
        return self.template.fill(facts)

    def item(self, facts: ItemFacts) -> str:
        """The item filled in, as plain text (not Markdown: escape it where it becomes that)."""
        return "".join(piece.text for piece in self.pieces(facts))

    def missing(self, facts: ItemFacts) -> tuple[str, ...]:
        """The slots in `needs` that `facts` leave unfilled."""
        given = {
            "technology": bool(facts.technology),
            "vendors": bool(facts.vendors),
            "custodians": bool(facts.custodians),
            "domains": bool(facts.domains),
            "terms": bool(facts.terms),
            "from": facts.first_day is not None,
            "to": facts.last_day is not None,
        }
        return tuple(slot for slot in self.needs if not given[slot])


@cache
def load() -> Mapping[str, RecordCategory]:
    """All record categories by slug, in the order of their numbers. Raises MalformedFile."""
    return read(DATA / "record_categories.toml")


def get(slug: str) -> RecordCategory:
    """The record category of that short name. Raises UnknownSlug, naming near matches."""
    found = load().get(slug)
    if found is None:
        names = {each.slug: (each.name, each.label) for each in load().values()}
        raise UnknownSlug("record category", slug, near(slug, names))
    return found


def read(path: Path) -> Mapping[str, RecordCategory]:
    """The categories in a file, a table each, numbered from 1 as they stand in it.

    Raises MalformedFile.
    """
    rows = read_toml(path).rows()
    return MappingProxyType(
        {slug: _category(number, slug, row) for number, (slug, row) in enumerate(rows, 1)}
    )


def _category(number: int, slug: str, table: Table) -> RecordCategory:
    sources, authority = read_sources(table), table.words("authority")
    category = RecordCategory(
        number=number,
        slug=slug,
        name=table.text("name"),
        label=table.text("label"),
        template=_template(table),
        hint=table.text_or_none("hint"),
        advice=table.text("advice"),
        needs=_needs(table),
        agencies=table.words("agencies"),
        longest_days=table.number_or_none("longest_days"),
        usual=table.flag("usual"),
        own_request=table.flag("own_request"),
        authority=authority,
        unverified=read_unverified(table, bool(sources or authority)),
        sources=sources,
    )
    if set(category.needs) - category.slots:
        table.fail("needs", "it names a slot that the text does not have")
    table.done()
    return category


def _template(table: Table) -> Template:
    text = table.text("text")
    try:
        return Template(text)
    except ValueError as wrong:
        table.fail("text", str(wrong))


def _needs(table: Table) -> tuple[str, ...]:
    needs = table.words("needs")
    if set(needs) - set(SLOTS):
        table.fail("needs", f"each must be one of {', '.join(SLOTS)}")
    return needs
