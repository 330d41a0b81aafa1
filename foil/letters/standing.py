"""How far an authority has been read, and so whether a letter may cite it.

*Read by us*: the product's sources held its operative words. *Read by this office*: someone here
read it and gave a verdict. A letter cites no other, and none that was reversed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Literal

from foil.law.authorities import AUTHORITIES, Authority

Level = Literal["unverified", "read by us", "read by this office"]
Verdict = Literal["says this", "in part", "not"]

UNVERIFIED: Level = "unverified"
BY_US: Level = "read by us"
BY_OFFICE: Level = "read by this office"
LEVELS: tuple[Level, ...] = (BY_OFFICE, BY_US, UNVERIFIED)
VERDICTS: tuple[Verdict, ...] = ("says this", "in part", "not")


@dataclass(frozen=True, slots=True)
class Standing:
    """An authority's standing. `where` is the page or the place it was read at; `who`, `when`,
    `verdict` and `note` are the office's own reading, empty where it has made none."""

    authority: str
    level: Level
    where: str = ""
    verdict: Verdict | None = None
    who: str = ""
    when: datetime | None = None
    note: str = ""

    @property
    def citable(self) -> bool:
        """Whether a letter may cite it today."""
        found = AUTHORITIES.get(self.authority)
        read = self.level != UNVERIFIED and self.verdict != "not"
        return read and found is not None and not found.reversed

    @property
    def why_not(self) -> str:
        """Why no letter cites it, a sentence; "" where letters may."""
        if self.citable:
            return ""
        if self.authority in AUTHORITIES and AUTHORITIES[self.authority].reversed:
            return "It was reversed."
        if self.verdict == "not":
            note = f": {self.note}" if self.note else "."
            return f"{self.who} read it and found that it does not say this{note}"
        return "Nobody has read it yet: not in our sources, and not here."


def of_ours(authority: Authority) -> Standing:
    """The standing an authority ships with."""
    where = authority.urls[0] if authority.urls else ""
    return Standing(authority.id, BY_US if authority.read else UNVERIFIED, where)


@cache
def shipped() -> Mapping[str, Standing]:
    """Every authority's standing where no office has read any: what `foil letter` goes by."""
    return MappingProxyType({name: of_ours(each) for name, each in AUTHORITIES.items()})


def citable(standing: Mapping[str, Standing]) -> frozenset[str]:
    """The ids a letter may cite."""
    return frozenset(name for name, each in standing.items() if each.citable)


def uncitable(standing: Mapping[str, Standing]) -> Mapping[str, str]:
    """Why letters may not cite what they may not, by id: what a lint asks of words typed in."""
    return {name: each.why_not for name, each in standing.items() if not each.citable}
