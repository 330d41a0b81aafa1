"""The number an agency gave a request, and the agency, by that number or by its own name."""

import re
from functools import cache

from foil.replies.index import Filed
from foil.replies.page import Page
from foil.replies.phrases import Groups

Name = tuple[str, re.Pattern[str]]

_NUMBER = re.compile(
    r"(?<![\w-])(?:FOIL-20\d\d-[0-9A-Z]{3}-\d{5}|R\d{6}-\d{6}|(?:19|20)\d\d-PL-\d{4,6}"
    r"|NYSP-\d\d-\d\d-\d{4})(?![\w-])",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"(?:your foil request|re:|request (?:number|no\.?) is|subject:) {0,2}$", re.IGNORECASE
)
_CODE = re.compile(r"FOIL-20\d\d-([0-9A-Z]{3})-")
_FRAME = re.compile(
    r"^\W{0,4}the (.{3,90}?) (?:\([A-Z]{2,9}\) )?has (?:acknow|ext|clos|den|re|add)", re.IGNORECASE
)
_LETTERHEAD = 220


def numbers(page: Page) -> list[tuple[str, int, int]]:
    """Every tracking number in the page, those said to be the reader's own first."""
    starts = sorted((*page.places(("foil", "nysp", "r~")), *page.numbers))
    found = [(each[0].upper(), *each.span()) for each in page.matches(_NUMBER, starts)]
    found.sort(key=lambda each: not _YOURS.search(page.text, max(0, each[1] - 30), each[1]))
    return found


def agency_of(number: str | None, page: Page, elsewhere: tuple[tuple[int, int], ...]) -> str | None:
    """The slug of the agency that wrote: by its number, by the portal's own opening, by the
    letterhead, or by being the only one named outside `elsewhere`, where another is recommended."""
    by_number = _by_number(number) if number else ()
    if len(by_number) == 1:
        return by_number[0]
    named = _named(page, elsewhere)
    among = [slug for slug in named if slug in by_number] if by_number else named
    return among[0] if len(set(among)) == 1 else None


def _by_number(number: str) -> tuple[str, ...]:
    if number.startswith("NYSP"):
        return ("nysp",)
    if "-PL-" in number:
        return ("nypd",)
    code = _CODE.match(number)
    return _codes().get(code[1], ()) if code else ()


def _named(page: Page, elsewhere: tuple[tuple[int, int], ...]) -> list[str]:
    names = _names().among(page.words)
    frame = _FRAME.match(page.text)
    near = frame[1] if frame else page.text[:_LETTERHEAD]
    if found := _in(near, names):
        return found[:1] if frame else found
    rest = list(page.text)
    for start, end in elsewhere:
        rest[start:end] = " " * (end - start)
    return _in("".join(rest), names)


def _in(text: str, names: list[Name]) -> list[str]:
    return list(dict.fromkeys(slug for slug, name in names if name.search(text)))


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    from foil.catalog import agencies

    found: dict[str, tuple[str, ...]] = {}
    for agency in agencies.load().values():
        if agency.openrecords:
            code = agency.openrecords.number[-3:]
            found[code] = (*found.get(code, ()), agency.slug)
    return found


@cache
def _names() -> Filed[Name]:
    from foil.catalog import agencies

    rows = []
    for agency in agencies.load().values():
        rows.append(_name(agency.slug, agency.name, re.IGNORECASE))
        if len(agency.acronym) > 2:
            rows.append(_name(agency.slug, agency.acronym, re.NOFLAG))
    return Filed(rows)


def _name(slug: str, name: str, flags: re.RegexFlag) -> tuple[Name, Groups]:
    words = re.findall(r"[a-z0-9]+", name.lower())
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)
    return (slug, pattern), tuple(frozenset({word}) for word in words)
