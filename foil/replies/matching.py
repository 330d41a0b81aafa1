"""Which request a reply is of, by what it shows: numbers, the mails it answers, who sent it, its
subject. A wrong match hides a date, a choice costs a click: where two things point to two requests,
or only the agency fits, a person chooses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Why = Literal["address", "answers", "number", "ours", "subject", "agency"]
SHOWN = 8  # requests offered at most where only the agency fits
WORDS = 3  # of a subject, fewer of which fit too much
LONG = 8  # letters and digits of a number, fewer of which stand in any text
SHORT = 5  # ... and fewer of which stand in any letter of the agency itself

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_TOKEN = re.compile(r"(?<![\w/-])#?[A-Z]{0,8}[-/]?\d[\dA-Z]*(?:[-/.][\dA-Z]+){0,5}", re.IGNORECASE)
_OURS = re.compile(r"(?<![\w-])FD-\d{4,7}(?![\w-])", re.IGNORECASE)
_TAG = re.compile(r"\+(FD-\d{4,7})@", re.IGNORECASE)
_AGAIN = re.compile(r"^(?:(?:re|fwd?|aw|wg|external|ext)\s?:|\[[^\]]{1,20}\])\s*", re.IGNORECASE)
_FORM = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Clues:
    """What a reply shows. `numbers` are those it names, as `tokens` gives them, and `headed` the
    ones in its subject; `addressed` and `named` our own numbers in the address it was sent to and
    in its subject; `answers` the mails it answers; `agencies` who may have sent it, by slug; `day`
    when it came."""

    numbers: frozenset[str] = frozenset()
    headed: frozenset[str] = frozenset()
    addressed: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    subject: str = ""
    day: date = date.max


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of ours, as far as a reply could know it. `numbers` are others' for it, `mails` the
    message ids of what was sent and came for it, `subjects` what it and its letters are called;
    `sent` the day it went, None before; `live` False once nothing more is expected."""

    id: int
    number: str
    agency: str | None = None
    numbers: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    sent: date | None = None
    live: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """The request it is of and `how` that was known; or None, and the requests it may be of, the
    likeliest first, each with why. Neither where nothing fits."""

    request: int | None = None
    how: Why | Literal[""] = ""
    may_be: tuple[tuple[int, Why], ...] = ()


def plain(number: str) -> str:
    """A number as it is compared: upper case, plain dashes, without what is written before it."""
    number = _DASHES.sub("-", number).upper()
    return "".join(number.split()).lstrip("#").removeprefix("FOIL-").strip(".-/")


def tokens(text: str) -> frozenset[str]:
    """Everything in a text that could be a number somebody gave a request."""
    return frozenset(map(plain, _TOKEN.findall(_DASHES.sub("-", text))))


def ours(text: str) -> frozenset[str]:
    """Our own numbers in a text."""
    return frozenset(each.upper() for each in _OURS.findall(_DASHES.sub("-", text)))


def tagged(addresses: str) -> frozenset[str]:
    """Our own numbers in addresses, as in `foil+FD-0001@office.example`."""
    return frozenset(map(str.upper, _TAG.findall(addresses)))


def topic(subject: str) -> str:
    """A subject without "Re:" and numbers, in lower case."""
    while (shorter := _AGAIN.sub("", subject.strip())) != subject:
        subject = shorter
    return " ".join(re.findall(r"[^\W\d_]{2,}", subject.lower()))


def match(clues: Clues, asks: Sequence[Ask]) -> Match:
    """The request of `asks` that a reply with these clues is of, or those it may be of."""
    strong = {ask.id: why for ask in asks if (why := _strong(clues, ask))}
    by_id = {ask.id: ask for ask in asks}
    if len(strong) == 1:
        ((id_, why),) = strong.items()
        if not _contradicted(clues, by_id[id_], why):
            return Match(id_, why)
    if strong:
        order = sorted(strong, key=lambda id_: (_RANK.index(strong[id_]), id_))
        return Match(may_be=tuple((id_, strong[id_]) for id_ in order))
    return _by_agency(clues, [ask for ask in asks if _fits(clues, ask)])


_RANK: tuple[Why, ...] = ("address", "answers", "number", "ours", "subject", "agency")


def _strong(clues: Clues, ask: Ask) -> Why | None:
    if ask.number in clues.addressed:
        return "address"
    if clues.answers & ask.mails:
        return "answers"
    if any(_names(clues, ask, number) for number in ask.numbers):
        return "number"
    return "ours" if ask.number in clues.named else None


def _names(clues: Clues, ask: Ask, number: str) -> bool:
    """Whether a reply names this number: one that could stand in any text, as a street or a year,
    counts in what the agency itself wrote, and a very short one only in its subject."""
    if is_specific(number):
        return number in clues.numbers
    where = clues.numbers if is_specific(number, SHORT) else clues.headed
    return number in where and ask.agency in clues.agencies


def is_specific(number: str, enough: int = LONG) -> bool:
    """Whether a number of at least `enough` letters and digits would not stand there by chance."""
    long_enough = sum(map(str.isalnum, number)) >= enough
    return long_enough and not number.isdigit() and not re.fullmatch(_A_DAY, number)


_A_DAY = r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:\d\d){1,2}"


def _contradicted(clues: Clues, ask: Ask, why: Why) -> bool:
    """Whether something else the reply shows speaks against the one request it points to."""
    if why == "address":
        return False
    if clues.agencies and ask.agency is not None and ask.agency not in clues.agencies:
        return True
    return why != "number" and _numbered_otherwise(clues, ask)


def _numbered_otherwise(clues: Clues, ask: Ask) -> bool:
    """Whether the reply's subject names another number of the form that this request's has."""
    forms = {_form(number) for number in ask.numbers if is_specific(number)}
    others = {number for number in clues.headed if _form(number) in forms}
    return bool(others) and not others & ask.numbers


def _form(number: str) -> str:
    return _FORM.sub(lambda digits: "0" * len(digits[0]), number)


def _fits(clues: Clues, ask: Ask) -> bool:
    """Whether a reply of its agency may be of this request: it had been sent, and has no other
    number of the kind the reply names."""
    if ask.agency not in clues.agencies or ask.sent is None or ask.sent > clues.day:
        return False
    return not _numbered_otherwise(clues, ask)


def _by_agency(clues: Clues, asks: Sequence[Ask]) -> Match:
    said = topic(clues.subject)
    if len(said.split()) >= WORDS:
        same = [ask for ask in asks if said in map(topic, ask.subjects)]
        if len(same) == 1 and same[0].live:
            return Match(same[0].id, "subject")
        if same:
            return Match(may_be=tuple(_choice(same, "subject")))
    return Match(may_be=tuple(_choice(asks, "agency")))


def _choice(asks: Sequence[Ask], why: Why) -> Iterator[tuple[int, Why]]:
    """What is still awaited first, then the newest."""
    order = sorted(asks, key=lambda ask: (not ask.live, -(ask.sent or date.min).toordinal()))
    return ((ask.id, why) for ask in order[:SHOWN])
