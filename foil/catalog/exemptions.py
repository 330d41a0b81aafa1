"""The exemptions of Public Officers Law § 87(2) as pages of data: what each says, how agencies use
it for surveillance records, what answers it, and what courts have held either way.

A rebuttal's `says` is a piece of a letter: Markdown, a sentence a line, whose citations stand as
`{{ cite("case-gould") }}` or `{{ section("pol-87-2-f") }}` by ids of `foil.law.authorities`. The
letters read their arguments from here (`foil.letters.template`), so each is written once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from foil.catalog.table import DATA, Table, one_of, read_toml

Polarity = Literal["for", "against"]
Department = Literal[
    "Court of Appeals",
    "First Department",
    "Second Department",
    "Third Department",
    "Fourth Department",
    "Supreme Court",
    "Committee on Open Government",
    "Statute",
]

POLARITIES: tuple[Polarity, ...] = ("for", "against")
DEPARTMENTS: tuple[Department, ...] = (
    "Court of Appeals",
    "First Department",
    "Second Department",
    "Third Department",
    "Fourth Department",
    "Supreme Court",
    "Committee on Open Government",
    "Statute",
)
FOLDER = DATA / "exemptions"
_CITED = re.compile(r"""(?:cite|section)\("([a-z0-9-]+)"\)""")


def cited(text: str) -> tuple[str, ...]:
    """The ids of the authorities a piece of a letter cites, in order, each once."""
    return tuple(dict.fromkeys(_CITED.findall(text)))


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """An answer to an exemption, as a letter gives it. `technologies` and `categories` are slugs of
    those it fits, empty for any, as are `agencies`; `authorities` are the ids its words cite.

    `usual` stands in every letter that answers the exemption; others are chosen. `caution` warns
    whoever chooses it; empty where there is nothing to warn of.
    """

    id: str
    heading: str
    says: str
    technologies: tuple[str, ...]
    categories: tuple[str, ...]
    authorities: tuple[str, ...]
    agencies: tuple[str, ...]
    usual: bool
    caution: str

    def fits(
        self, technology: str = "", categories: tuple[str, ...] = (), agency: str = ""
    ) -> bool:
        """Whether it can be used to this agency about this technology and any of these kinds of
        record. An agency or kinds not told shut nothing out."""
        kind = not self.categories or not categories or set(categories) & set(self.categories)
        whose = not self.agencies or not agency or agency in self.agencies
        return bool(kind) and whose and (not self.technologies or technology in self.technologies)


@dataclass(frozen=True, slots=True)
class Holding:
    """What an authority held on an exemption, and for whom: "for" is for the requester."""

    authority: str
    polarity: Polarity
    held: str
    department: Department


@dataclass(frozen=True, slots=True)
class Exemption:
    """A ground of denial. `text` is the statute in our words, `used` how agencies use it.

    `statutes` are the ids of its own words; `opening` is the sentence with which a letter begins
    its answer, empty where the ground is answered otherwise; `agencies` says whose ground it is
    where it is not everybody's. `unsure` says what of the page no source bears out.
    """

    id: str
    cite: str
    title: str
    text: str
    used: str
    rebuttals: tuple[Rebuttal, ...]
    holdings: tuple[Holding, ...]
    opening: str
    statutes: tuple[str, ...]
    agencies: str
    unsure: str

    @property
    def good(self) -> tuple[Holding, ...]:
        """What has been held for requesters."""
        return tuple(each for each in self.holdings if each.polarity == "for")

    @property
    def adverse(self) -> tuple[Holding, ...]:
        """What has been held for agencies."""
        return tuple(each for each in self.holdings if each.polarity == "against")

    @property
    def authorities(self) -> tuple[str, ...]:
        """Every authority named on the page, each once."""
        named = [*self.statutes, *cited(self.opening)]
        named += [name for each in self.rebuttals for name in each.authorities]
        return tuple(dict.fromkeys([*named, *(each.authority for each in self.holdings)]))


@cache
def exemptions() -> Mapping[str, Exemption]:
    """All exemptions by id ("87-2-e-iv"), in the statute's order. Raises MalformedFile."""
    found = (_exemption(path) for path in sorted(FOLDER.glob("*.toml"), key=lambda each: each.stem))
    return MappingProxyType({each.id: each for each in found})


@cache
def rebuttals() -> Mapping[str, Rebuttal]:
    """Every rebuttal by id ("87-2-e-iv.published")."""
    return MappingProxyType(
        {each.id: each for found in exemptions().values() for each in found.rebuttals}
    )


def answering(claimed: str) -> Exemption | None:
    """The exemption a denial claims, as 87(2)(e)(iv), 87.2 (e)(iv) or 87(2)(g)(iii) names it; a
    branch without a page is its paragraph. None where no page answers it."""
    words = re.findall(r"\d+|[a-z]+", claimed.lower())
    parts = list(dropwhile(str.isalpha, words))
    while parts:
        if found := exemptions().get("-".join(parts)):
            return found
        parts.pop()
    return None


def _exemption(path: Path) -> Exemption:
    table, name = read_toml(path), path.stem
    exemption = Exemption(
        id=name,
        cite=table.text("cite"),
        title=table.text("title"),
        text=table.text("text"),
        used=table.text("used"),
        rebuttals=tuple(_rebuttal(name, each) for each in table.tables("rebuttals")),
        holdings=tuple(_holding(each) for each in table.tables("holdings")),
        opening=table.text_or_none("opening") or "",
        statutes=table.words("statutes"),
        agencies=table.text_or_none("agencies") or "",
        unsure=table.text_or_none("unsure") or "",
    )
    table.done()
    return exemption


def _rebuttal(exemption: str, table: Table) -> Rebuttal:
    says = table.text("says")
    rebuttal = Rebuttal(
        id=f"{exemption}.{table.text('id')}",
        heading=table.text("heading"),
        says=says,
        technologies=table.words("technologies"),
        categories=table.words("categories"),
        authorities=cited(says),
        agencies=table.words("agencies"),
        usual=table.flag("usual"),
        caution=table.text_or_none("caution") or "",
    )
    table.done()
    return rebuttal


def _holding(table: Table) -> Holding:
    holding = Holding(
        authority=table.text("authority"),
        polarity=one_of(table, "polarity", POLARITIES),
        held=table.text("held"),
        department=one_of(table, "department", DEPARTMENTS),
    )
    table.done()
    return holding
