"""Citations in letters: only authorities somebody has read, each named by its id.

What the product refuses: to put into a letter an authority that neither the product's sources nor
the office has read. So a template cites by id, and only what its front matter lists.
"""

import re
from collections.abc import Collection

from foil.law.authorities import AUTHORITIES, Authority
from foil.letters.marks import Cited
from foil.letters.trouble import TemplateError

LAW = "Public Officers Law "
CASE = "case-"
_REPORTED = re.compile(r"\d (NY[23]d|AD[23]d) \d")
# "(Ct App 20 February 2025, No. 13)" as the law file has it.
_DAY = re.compile(r"(\([^()\d]*(?:\d[a-z]+ Dept)?) (\d{1,2}) ([A-Z]\w+) (\d{4})[^)]*\)")


class Citations:
    """The authorities one letter may cite, and `used`: those it did, in order, each once."""

    def __init__(self, allowed: Collection[str], letter: str) -> None:
        self._allowed = allowed
        self._letter = letter
        self.used: list[str] = []

    def cite(self, name: str) -> str:
        """The citation in full: "Public Officers Law § 89(3)(a)", "21 NYCRR 1401.7(b)"."""
        return Cited(in_full(self._admit(name)))

    def section(self, name: str) -> str:
        """The section alone, where the statute has just been named: "§ 89(3)(a)"."""
        return Cited(in_full(self._admit(name)).removeprefix(LAW))

    def _admit(self, name: str) -> Authority:
        if name not in self._allowed:
            raise TemplateError(
                f"The letter {self._letter} cites “{name}”, which its front matter does not list. "
                "List it among the authorities, or leave it out."
            )
        authority = AUTHORITIES.get(name)
        if authority is None or not authority.citable:
            raise TemplateError(
                f"The letter {self._letter} cites “{name}”, which nobody has read. Leave it out."
            )
        if name not in self.used:
            self.used.append(name)
        return authority


def in_full(authority: Authority) -> str:
    """An authority as a letter cites it: a case by its reporter, all else by its section.

    "Matter of Barry v O’Neill, 185 AD3d 503 (1st Dept 2020)" leaves out the slip opinion's number;
    a case that has no page yet keeps it, with its court and day.
    """
    if not authority.id.startswith(CASE):
        return authority.short.replace("POL ", LAW, 1)
    citation = authority.citation.replace("'", "’").partition("), ")[0].removesuffix(")") + ")"
    return citation if _REPORTED.search(citation) else _DAY.sub(r"\1, \3 \2, \4)", citation)
