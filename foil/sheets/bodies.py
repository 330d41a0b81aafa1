"""Whose records a row asks for: an agency of the directory by one of its names, another one, or a
body that New York's law does not govern."""

import re
from dataclasses import dataclass
from functools import lru_cache

from foil.catalog.directory import SHIPPED, Directory

FEDERAL = re.compile(
    r"^(u\.?\s?s\.?|united states|federal)\b|\b(federal bureau|homeland security|"
    r"immigration and customs|customs and border|drug enforcement admin|secret service|"
    r"bureau of prisons|marshals service|transportation security admin|postal inspection)\b",
    re.IGNORECASE,
)
FEDERAL_SHORT = frozenset(
    {"fbi", "dea", "ice", "cbp", "tsa", "atf", "cia", "nsa", "irs", "epa", "fcc", "faa", "ftc",
     "sec", "gsa", "usps", "uspis", "usms", "usss", "uscis", "doj", "fema", "eoir", "eousa", "bop",
     "hhs", "hud", "dod", "odni", "cisa", "us dhs", "ins"}
)  # fmt: skip
"""What federal agencies are called, where no agency of New York is called the same."""

OTHER_LAWS = frozenset(
    {"foia", "federal", "federal foia", "opra", "foip", "judiciary law 255", "judiciary law",
     "judiciary law § 255", "other", "another law", "port authority", "gdpr", "privacy act"}
)  # fmt: skip
OURS = frozenset({"", "foil", "new york foil", "ny foil", "nys foil", "public officers law"})

_SAME = (
    (re.compile(r"\bn\.?\s?y\.?\s?c\.?\b|\bnew york city\b|\bcity of new york\b"), "nyc"),
    (re.compile(r"\bn\.?\s?y\.?\s?s\.?\b|\bnew york state\b|\bstate of new york\b"), "nys"),
    (re.compile(r"\bdept\b\.?"), "department"),
    (re.compile(r"&"), " and "),
    (re.compile(r"\b(the|of|for|on|and)\b"), " "),
    (re.compile(r"[^\w\s]"), " "),
)


@dataclass(frozen=True, slots=True)
class Body:
    """Whom a row is to: an agency of the directory by its slug, or `words` alone; `law` is "foil"
    or "other"; `how` says by what it was known."""

    slug: str | None
    words: str
    law: str
    how: str


def find(
    said: str, law: str = "", level: str = "", state: str = "", directory: Directory = SHIPPED
) -> Body:
    """The body a row names, under the law the row says or its other columns tell."""
    other = _other_law(law, level, state)
    if not other and (_short(said) in FEDERAL_SHORT or FEDERAL.search(said.strip())):
        other = "a federal body"
    if other:
        return Body(None, said, "other", f"under another law ({other}): no dates are counted")
    names = (said, *re.split(r"[()]", said))
    known = _names(directory)
    slugs = (known.get(_short(each)) or known.get(_plain(each)) for each in names)
    slug = next(filter(None, slugs), None)
    if slug is None:
        how = "not in the catalog: the statute’s own rules count"
        return Body(None, said, "foil", how if said else "no agency named")
    agency = directory.get(slug)
    if not agency.foil:
        return Body(slug, said, "other", f"{agency.name}: under {agency.law}; no dates are counted")
    return Body(slug, said, "foil", agency.name)


def _other_law(law: str, level: str, state: str) -> str:
    """Which law it is where it is not New York's; empty where it is, or nothing tells."""
    named = " ".join(law.casefold().replace(".", "").split())
    if named in OTHER_LAWS:
        return law
    if level.strip().casefold() == "federal":
        return "a federal body"
    elsewhere = state.strip().casefold() not in ("", "new york", "ny", "n.y.")
    return f"a body in {state}" if elsewhere else ""


def _short(said: str) -> str:
    return " ".join(said.casefold().replace(".", "").split())


def _plain(said: str) -> str:
    name = said.casefold()
    for pattern, instead in _SAME:
        name = pattern.sub(instead, name)
    return " ".join(name.split())


@lru_cache(maxsize=4)
def _names(directory: Directory) -> dict[str, str]:
    """Every name of every agency of the directory; one that two share is left out."""
    found: dict[str, set[str]] = {}
    for slug, agency in directory.load().items():
        short = {slug, agency.short, agency.acronym}
        whole = {agency.name, agency.letter_name}
        names = {_short(each) for each in short} | {_plain(each) for each in whole}
        names |= {_plain(each).removeprefix("nyc ") for each in whole}
        names |= {f"nyc {_plain(each)}" for each in whole if agency.jurisdiction == "nyc"}
        for name in names - {""}:
            found.setdefault(name, set()).add(slug)
    return {name: next(iter(slugs)) for name, slugs in found.items() if len(slugs) == 1}
