"""Days named in a text, times given in days, and what each is: the letter's own, a promise, a day
to pay or answer by. A relative time is kept as its words; no legal date is computed here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foil.replies.page import Page

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_WORDS = (
    *_MONTHS,
    *"january february march april june july august sept september october november".split(),
    "december",
)
_WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_DAY = re.compile(
    rf"(?:\b({'|'.join(_WEEKDAYS)}),? )?"
    rf"(?:\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: day of| of)? {_MONTH},? ((?:19|20)\d\d)\b"
    r"|(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)?\d\d)(?![\d/-])"
    r"|(?<![\d/-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-]))"
)
_NO_YEAR = re.compile(
    rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|,? ?(?:19|20)\d\d)"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: day of| of)? {_MONTH}(?![\w:]|,? ?(?:19|20)\d\d)"
    r"|(?<![\d/.-])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/%-]|\.\d)"
)
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = {word: n for n, word in enumerate(_ONES.split(), 1)}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_NUMBERS |= _TENS | {
    f"{ten}{join}{one}": value + _NUMBERS[one]
    for ten, value in _TENS.items()
    for one in _ONES.split()[:9]
    for join in "- "
}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SPANS_BEGIN = tuple(
    "within in about approximately another additional up estimate estimated".split()
)
_WITHIN = re.compile(
    r"\b(?:within|in|about|approximately|another|additional|up to|estimated?)"
    r" (?:a further |approximately |about |another |an additional |the next )?"
    rf"(?:(\d{{1,3}})|({_WORD}))"
    r"(?: \((\d{1,3})\))? (business|working|work|calendar)? ?(days?|weeks|months)\b"
    r"(?: (?:of|from|after|following) (?:the (?:date|receipt) of )?(?:this|our|your|the date of)?"
    r" ?(?:letter|message|e-?mail|notice|receipt|acknowledge?ment)?)?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day the text names, and where. `doubtful`: its weekday is another, or its year was not
    given; `day` is None where nothing tells the year."""

    day: date | None
    start: int
    end: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A time given in days, in `text`'s words; `business_days` None where it says other days."""

    text: str
    business_days: int | None
    days: int
    start: int
    end: int


def days(page: Page, arrived: date | None = None) -> list[Day]:
    """Every day named, in order. One without its year is the nearest to `arrived`, else to the
    first that has one, and doubtful."""
    if not page.numbers:
        return []
    months = page.places(_MONTH_WORDS)
    starts = sorted((*page.places(_WEEKDAYS), *months, *page.numbers))
    found = [day for each in page.matches(_DAY, starts) if (day := _day(each))]
    about = arrived or (found[0].day if found else None)
    starts = sorted((*months, *page.numbers))
    taken = {day.start for day in found}
    bare = (each for each in page.matches(_NO_YEAR, starts) if each.start() not in taken)
    found += [day for each in bare if (day := _nearest(each, about))]
    return sorted(found, key=lambda day: day.start)


def spans(page: Page) -> Iterator[Span]:
    """Every time given in days, weeks or months."""
    for each in page.matches(_WITHIN, page.places(_SPANS_BEGIN)):
        number = int(each[1]) if each[1] else _NUMBERS[each[2]]
        business = number if each[4] in ("business", "working", "work") else None
        text = page.text[each.start() : each.end()].strip()
        yield Span(text, business, number, each.start(), each.start() + len(text))


def _day(each: re.Match[str]) -> Day | None:
    weekday, month, day, year, day2, month2, year2, m, d, y, iso_y, iso_m, iso_d = each.groups()
    try:
        if iso_y:
            named = date(int(iso_y), int(iso_m), int(iso_d))
        elif m:
            named = date(int(y) + (2000 if len(y) == 2 else 0), int(m), int(d))
        else:
            word = month or month2
            named = date(int(year or year2), _MONTHS.index(word[:3]) + 1, int(day or day2))
    except ValueError:
        return None
    wrong = weekday is not None and _WEEKDAYS[named.weekday()] != weekday
    return Day(named, *each.span(), doubtful=wrong)


def _nearest(each: re.Match[str], about: date | None) -> Day | None:
    month = _MONTHS.index((each[1] or each[4])[:3]) + 1 if each[1] or each[4] else int(each[5])
    number = int(each[2] or each[3] or each[6])
    days = [day for year in (-1, 0, 1) if (day := _in_year(about, year, month, number))]
    if about and not days:
        return None
    nearest = min(days, key=lambda day: abs(day - about)) if about else None
    return Day(nearest, *each.span(), doubtful=True)


def _in_year(about: date | None, years: int, month: int, number: int) -> date | None:
    try:
        return date(about.year + years, month, number) if about else None
    except ValueError:
        return None
