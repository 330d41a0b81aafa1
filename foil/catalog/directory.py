"""The agencies as one office has them: those shipped, its corrections laid over them, its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from foil.catalog import agencies
from foil.catalog.agency import Agency
from foil.catalog.overlay import FACTS, Facts, Own, laid, made
from foil.catalog.slug import UnknownSlug, near
from foil.law.agency import AgencyRules


@dataclass(frozen=True, eq=False)
class Directory:
    """`own` holds, by an agency's slug and the fact's name, what the office says itself."""

    own: Mapping[str, Facts] = field(default_factory=dict)

    def get(self, slug: str) -> Agency:
        """The agency of that short name. Raises UnknownSlug, which names near matches."""
        if slug in self._ours:
            return self._ours[slug]
        if slug not in agencies.slugs():
            names = {
                each.slug: (each.name, each.acronym, each.short) for each in self.load().values()
            }
            raise UnknownSlug("agency", slug, near(slug, names))
        return agencies.get(slug)

    def load(self) -> Mapping[str, Agency]:
        """All agencies by slug, in alphabetical order."""
        return self._whole

    def slugs(self) -> tuple[str, ...]:
        """The short names of all agencies, in alphabetical order; reads no file."""
        return tuple(sorted({*agencies.slugs(), *self.added}))

    def rules(self, slug: str) -> AgencyRules:
        """How its days count as shipped, or by the statute's own rules for one the office added.

        Raises UnknownSlug, NotUnderFoil.
        """
        return self.get(slug).rules() if self.is_added(slug) else agencies.get(slug).rules()

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The short names of those the office added."""
        return tuple(slug for slug in self.own if self.is_added(slug))

    def is_added(self, slug: str) -> bool:
        """Whether the office added it: it has a name of the office's, and nothing is shipped."""
        return "name" in self.own.get(slug, {}) and slug not in agencies.slugs()

    @cached_property
    def _ours(self) -> Mapping[str, Agency]:
        """Those of which the office says anything; what it says of one that is not here, or no
        longer, waits."""
        shipped = agencies.slugs()
        return {
            slug: laid(agencies.get(slug), own) if slug in shipped else made(slug, own)
            for slug, own in self.own.items()
            if slug in shipped or self.is_added(slug)
        }

    @cached_property
    def _whole(self) -> Mapping[str, Agency]:
        if not self.own:
            return agencies.load()
        return MappingProxyType({slug: self.get(slug) for slug in self.slugs()})


def directory_of(rows: Iterable[tuple[str, str, Own | None]]) -> Directory:
    """The directory of an office's rows, the oldest first: an agency's slug, the fact's name, what
    is said of it. The newest of a fact counts; None takes back what was said of how to reach it."""
    found: dict[str, dict[str, Own]] = defaultdict(dict)
    for slug, fact, own in rows:
        if own is None and fact in FACTS:
            found[slug].pop(fact, None)
        else:
            found[slug][fact] = own or Own("")
    return Directory({slug: own for slug, own in found.items() if own})


SHIPPED = Directory()
"""The agencies of a desk with no office: as shipped."""
