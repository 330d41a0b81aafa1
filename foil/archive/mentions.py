"""What patterns find on a page: contract numbers, PINs, amounts, dates, vendors, FOIL numbers.

Nothing here is a fact: a person confirms what counts. The forms of New York City's numbers are
those its systems print: a contract is a document code, the agency's three digits, the fiscal year
and seven digits (Checkbook NYC); a PIN or EPIN is the agency's three digits, two of the year, a
letter for the method and four to seven more, with an amendment behind (PASSPort).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice

MOST = 300  # of one kind on a page
DIGITS = re.compile(r"\d+")
CONTRACT = re.compile(
    r"(CTA?|CTR|MMA|MMR|MA|DO|PO[CD]?)(\d)[ -]?(\d{3})[ -]?(20\d\d)[ -]?(\d{7})(?![\w-])"
)
STATE = re.compile(
    r"(?i:contract (?:no\.?|number|id|#) ?:? ?#?)"
    r"((?:C|CM|PC|PS|PM|PT|T|X)\d{5,7})(?![\w-]|\.\d)"
)
EPIN = re.compile(r"(\d{5}[A-Z]\d{4}(?:\d{3})?(?:[A-Z]\d{3})?)(?![\w-]|[.,]\d)")
PIN = re.compile(
    r"(?i:pin)(?: ?(?i:no\.?|number|#))? ?[:#]? ?"
    r"((?=[A-Z\d-]{0,20}\d{5})[A-Z\d][A-Z\d-]{6,22}[A-Z\d])(?![\w-])"
)
AMOUNT = re.compile(
    r"\$ ?(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,2})?(?![\d,]*\d|\.\d)"
    r"(?: ?(thousand|million|billion|[KMB])\b)?"
)
TIMES = {"k": 10**3, "t": 10**3, "m": 10**6, "b": 10**9}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
BEFORE = re.compile(
    rf"(?:\b{MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s"
    rf"|(?<![\d/.-])(\d{{1,2}})(?:st|nd|rd|th)?\s(?:day\sof\s)?{MONTH},?\s)$"
)
FAR = 28  # characters before a year that a day and a month may take
NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)")
ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
FOIL = (  # how many characters its first digits stand behind its begin, and the form
    (5, re.compile(r"foil-20\d\d-[\da-z]{3}-\d{5}(?![\w-])")),
    (1, re.compile(r"r\d{6}-\d{6}(?![\w-])")),
    (0, re.compile(r"(?:19|20)\d\d-pl-\d{4,6}(?![\w-])")),
    (5, re.compile(r"nysp-\d\d-\d\d-\d{4}(?![\w-])")),
)
WORD = re.compile(r"[^\W_][\w&*]*")
BETWEEN = str.maketrans(dict.fromkeys("!\"#$%'()+,-./:;<=>?@[\\]^_`{|}~“”‘’–—•…®™", " "))
PLAIN_WORDS = {
    "Intersection",
    "Vigilant",
    "ACS",
    "Insight",
}  # names that also stand for other things
ENDING = re.compile(r",? (?:Inc|LLC|Ltd|LP|Corp|Corporation|Co|Incorporated|Holdings)\b\.?")


@dataclass(frozen=True)
class Found:
    """Something found: its kind, its value made even, and where its own words stand."""

    kind: str
    value: str
    start: int
    end: int


def mentions(text: str) -> list[Found]:
    """Everything the patterns find in a page's text, in its order.

    The text is looked through once for digits, and each pattern is tried only where they stand: a
    production has many pages, and most have no number.
    """
    low = text.lower()
    if len(low) != len(text):  # a few letters are longer in lower case: then places would shift
        low = "".join(char.lower() if char.isascii() else char for char in text)
    page = _Page(text, low)
    runs = [run.span() for run in DIGITS.finditer(text)]
    found = [each for finder in NUMBERED for each in islice(page.each(finder, runs), MOST)]
    for named in (_labelled, _amounts, _vendors):
        found += islice(named(page), MOST)
    unique = {(each.start, each.kind): each for each in reversed(found)}
    return sorted(unique.values(), key=lambda each: (each.start, each.kind))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's text, and the same in lower case."""

    text: str
    low: str

    def each(
        self, finder: "Callable[[_Page, int, int], Found | None]", runs: Sequence[tuple[int, int]]
    ) -> Iterator[Found]:
        for start, end in runs:
            if found := finder(self, start, end):
                yield found

    def alone(self, start: int, but: str = "-") -> bool:
        """Whether no letter, digit or one of `but` stands right before."""
        before = self.text[start - 1] if start else " "
        return not (before.isalnum() or before == "_" or before in but)

    def places(self, word: str) -> Iterator[int]:
        at = self.low.find(word)
        while at >= 0:
            yield at
            at = self.low.find(word, at + 1)


def _contract(page: _Page, start: int, _end: int) -> Found | None:
    if not page.text[max(start - 1, 0) : start].isupper():
        return None
    for at in (start - 3, start - 2):
        if at >= 0 and page.alone(at) and (match := CONTRACT.match(page.text, at)):
            code, version, agency, year, serial = match.groups()
            return Found("contract", f"{code}{version}-{agency}-{year}{serial}", *match.span())
    return None


def _epin(page: _Page, start: int, end: int) -> Found | None:
    match = EPIN.match(page.text, start) if end - start == 5 else None
    if match and page.alone(start, "-$.,"):
        return Found("pin", match[1], *match.span())
    return None


def _day(page: _Page, start: int, end: int) -> Found | None:
    if end - start == 4 and page.text[start : start + 2] in ("19", "20"):
        begins = max(start - FAR, 0)
        if match := BEFORE.search(page.low[begins:start]):
            month = MONTHS.index((match[1] or match[4])[:3]) + 1
            day = int(match[2] or match[3])
            return _dated(int(page.text[start:end]), month, day, begins + match.start(), end)
        if (match := ISO.match(page.text, start)) and page.alone(start, "/.-"):
            return _dated(int(match[1]), int(match[2]), int(match[3]), *match.span())
        return None
    short = end - start <= 2 and page.text[end : end + 1] in ("/", "-")
    match = NUMBERS.match(page.text, start) if short and page.alone(start, "/.-") else None
    if match is None:
        return None
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    return _dated(year, int(match[1]), int(match[3]), *match.span())


def _dated(year: int, month: int, day: int, start: int, end: int) -> Found | None:
    """The day of these numbers, if the calendar has it."""
    try:
        return Found("date", date(year, month, day).isoformat(), start, end)
    except ValueError:
        return None


def _foil_number(page: _Page, start: int, end: int) -> Found | None:
    if page.text[end : end + 1] != "-":
        return None
    for back, form in FOIL:
        at = start - back
        if at >= 0 and page.alone(at) and (match := form.match(page.low, at)):
            return Found("foil number", match[0].upper(), *match.span())
    return None


def _labelled(page: _Page) -> Iterator[Found]:
    """Numbers that only the word before them makes one."""
    for at in page.places("contract"):
        if match := STATE.match(page.text, at):
            yield Found("contract", match[1], *match.span(1))
    for at in page.places("pin"):
        electronic = page.low[max(at - 2, 0) : at].endswith(("e-", "e"))
        match = PIN.match(page.text, at)
        if match and (electronic or page.alone(at)):
            yield Found("pin", match[1].replace("-", ""), *match.span(1))


def _amounts(page: _Page) -> Iterator[Found]:
    for at in page.places("$"):
        if (match := AMOUNT.match(page.text, at)) and page.alone(at, "$"):
            amount = Decimal(match[1].replace(",", "") + (match[2] or ""))
            times = TIMES[match[3][0].lower()] if match[3] else 1
            yield Found("amount", f"{amount * times:.2f}", *match.span())


def _vendors(page: _Page) -> Iterator[Found]:
    names, until = _names(), 0
    firsts = names.keys() & set(page.low.translate(BETWEEN).split())
    starts = sorted((at, name) for name in firsts for at in page.places(name))
    for at, first in starts:
        for pattern, slug in names[first] if page.alone(at) and at >= until else ():
            if match := pattern.match(page.text, at):
                until = match.end()
                yield Found("vendor", slug, *match.span())
                break


@cache
def _names() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """The vendors' names by their first word, the longest first."""
    from foil.catalog import vendors

    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    rows = {
        (name, vendor.slug)
        for vendor in vendors.load().values()
        for given in (vendor.name, vendor.short, *vendor.former_names, *vendor.other_names)
        for name in _shortened(given)
    }
    for name, slug in sorted(rows, key=lambda row: (-len(row[0]), row)):
        words = [re.escape(word) for word in name.split()]
        # One word alone has to be written as a name is: "Axon" and "AXON", never "axon".
        plain = r"[\s,]+".join(words)
        cased = f"(?i:{plain})" if len(words) > 1 else f"(?:{plain}|{re.escape(name.upper())})"
        first = WORD.search(name)
        if first:
            found.setdefault(first[0].lower(), []).append((re.compile(rf"{cased}(?!\w)"), slug))
    return found


def _shortened(name: str) -> set[str]:
    """A name without what stands behind it in brackets, with and without its legal ending."""
    plain = re.sub(r"^The ", "", name.partition(" (")[0].strip())
    short = ENDING.split(plain)[0].strip(" ,")
    return {each for each in (plain, short) if each not in PLAIN_WORDS and len(each) > 2}


NUMBERED = (_contract, _epin, _day, _foil_number)
