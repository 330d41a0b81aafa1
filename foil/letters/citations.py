"""Citations in letters: only authorities somebody has read, each named by its id.

What the product refuses: to put into a letter an authority that neither the product's sources nor
the office has read. So a template cites by id, and only what its front matter or the catalog's
arguments list; where one may not be cited, its sentence is left out (`foil.letters.sentences`).
"""

import re
from collections.abc import Collection
from functools import cache

from foil.catalog.exemptions import cited, exemptions, rebuttals
from foil.catalog.published import published
from foil.law.authorities import AUTHORITIES, Authority
from foil.letters.escape import plain
from foil.letters.marks import Cited, cites_in
from foil.letters.standing import citable, shipped
from foil.letters.trouble import TemplateError

LAW = "Public Officers Law "
CASE = "case-"
_REPORTED = re.compile(r"\d (NY[23]d|AD[23]d) \d")
# "(Ct App 20 February 2025, No. 13)" as the law file has it.
_DAY = re.compile(r"(\([^()\d]*(?:\d[a-z]+ Dept)?) (\d{1,2}) ([A-Z]\w+) (\d{4})[^)]*\)")


class Citations:
    """The authorities one letter may cite; `left_out` are those that it would have cited and may
    not."""

    def __init__(
        self, allowed: Collection[str], letter: str, citable: Collection[str] | None = None
    ) -> None:
        self._allowed = allowed
        self._letter = letter
        self._citable = of_ours() if citable is None else citable
        self.left_out: list[str] = []

    def cite(self, name: str) -> Cited:
        """The citation in full: "Public Officers Law § 89(3)(a)", "21 NYCRR 1401.7(b)"."""
        return self._cited(name, in_full(self._admit(name)))

    def section(self, name: str) -> Cited:
        """The section alone, where the statute has just been named: "§ 89(3)(a)"."""
        return self._cited(name, in_full(self._admit(name)).removeprefix(LAW))

    def may(self, name: str) -> bool:
        """Whether the letter may cite it: for a cite that a sentence can do without."""
        authority = AUTHORITIES.get(name)
        may = authority is not None and not authority.reversed and name in self._citable
        if not may and name not in self.left_out:
            self.left_out.append(name)
        return may

    def values(self) -> dict[str, object]:
        """What a template calls: `cite`, `section` and `may`."""
        return {"cite": self.cite, "section": self.section, "may": self.may}

    def named(self, text: str) -> dict[str, str]:
        """The ids cited in text that still has its marks, in order, each with what of the citation
        is there however it was cited."""
        return {
            name: plain(in_full(AUTHORITIES[name]).removeprefix(LAW)) for name in cites_in(text)
        }

    def _cited(self, name: str, words: str) -> Cited:
        return Cited.of(words, name, barred=not self.may(name))

    def _admit(self, name: str) -> Authority:
        if name not in self._allowed:
            raise TemplateError(
                f"The letter {self._letter} cites “{name}”, which its front matter does not list. "
                "List it among the authorities, or leave it out."
            )
        if name not in AUTHORITIES:
            raise TemplateError(
                f"The letter {self._letter} cites “{name}”, which is no authority. Leave it out."
            )
        return AUTHORITIES[name]


@cache
def of_ours() -> frozenset[str]:
    """What a letter may cite where no office has read anything."""
    return citable(shipped())


@cache
def argued() -> frozenset[str]:
    """The ids that the catalog's arguments cite: any letter may argue them."""
    found = exemptions().values()
    openings = {name for each in found for name in cited(each.opening)}
    answers = [each.authorities for each in rebuttals().values()]
    public = [each.authorities for each in published().values()]
    return frozenset(openings.union(*answers, *public))


def in_full(authority: Authority) -> str:
    """An authority as a letter cites it: a case by its reporter, all else by its section.

    "Matter of Barry v O’Neill, 185 AD3d 503 (1st Dept 2020)" leaves out the slip opinion's number;
    a case that has no page yet keeps it, with its court and day.
    """
    if not authority.id.startswith(CASE):
        return authority.short.replace("POL ", LAW, 1)
    citation = authority.citation.replace("'", "’").partition("), ")[0].removesuffix(")") + ")"
    return citation if _REPORTED.search(citation) else _DAY.sub(r"\1, \3 \2, \4)", citation)
