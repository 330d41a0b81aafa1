"""What each day in a reply is for, told by the words around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foil.replies.dates import Day, Span, days, spans
from foil.replies.page import Page

_BEFORE = (
    (
        "previous",
        r"previously|earlier date|originally|rather than|first due|told you|unable to meet|"
        r"instead of",
    ),
    ("received", r"received|receipt|reached|arrived|got your"),
    (
        "other",
        r"\bdated|submitted on|acknowledged on|arrest|incident"
        r"|your (?:[a-z]{1,12} ){0,4}(?:letter|request|e-?mail|appeal|application) of",
    ),
    (
        "by",
        r"(?:\bby|about|around|or before|no later than|not later than|\bbefore|\buntil)"
        r" (?:the end of |close of business |the close of business (?:on )?|noon on )?$"
        r"|\b(?:extend(?:ed|ing)|moved|put off|postponed)(?: \w+){0,4} (?:to|until"
        r"|through) $|portal in"
        r"|(?:target|estimate|guess|deadline|date)(?: [a-z]+){0,5} is (?:now )?$",
    ),
)
_BEFORE_RE = tuple((role, re.compile(words)) for role, words in _BEFORE)
_AFTER_PREVIOUS = re.compile(
    r",? (?:date |deadline )?(?:could|can|will|cannot|was)(?: ?not| not)? (?:be |)(?:kept|"
    r"met)|,? date (?:given|we gave)"
)
_NEW = re.compile(r"\b(?:now|new|instead|extended|moved|will|shall)\b")
_PUBLIC = re.compile(r"accessible to the public|publicly (?:available|accessible)|made public")
_PAY = re.compile(r"\b(?:pay|payment|remit|check|money order|deposit|fee)\b")
_ANSWER = re.compile(
    r"\b(?:please|kindly|must) (?:reply|respond|answer|clarify|provide|contact|tell|let us|"
    r"notify|advise|supply|submit|send)"
    r"|or (?:we|the file|your file|this file) (?:will )?close"
    r"|if (?:we|you) (?:do not|don't|have no|receive no|hear nothing|fail)|(?:reply|"
    r"response) from you"
)
_MORE = re.compile(
    r"\b(?:next|further|more|another|remaining|additional(?! information)|rest)\b.{0,40}"
    r"\b(?:one|production|records|documents|set|batch|release|instal|by)"
)
_APPEAL = re.compile(
    r"\bappeals?\b (?:must|in|may|should|by|within|to)|may appeal|days to appeal|to appeal|"
    r"any appeal|such an? appeal|dissatisfied|appeals? go|article 78|appeals:"
)
_LAW = re.compile(
    r"\bthe law\b|statute|\brequires? (?:us|agencies|an agency)|retention|destroyed|spam|"
    r"please allow|\blast \d|first two hours|for receipt|"
    r"(?:did|have|had) not (?:answer|repl|respon|recei|hear)"
)
_OUT = re.compile(r"out of (?:the|my) office|deliver|server")
_HEAD = 700
_ALONE = re.compile(r"^(?:date[d]?:? )?[^a-z]{0,3}$")


@dataclass(frozen=True, slots=True)
class Use:
    """One day or span, and the field it fills: `dated`, `received_claimed`, `promised`, `pay_by`,
    `answer_by`, `public_on`, `more_by`, or `previous` for a promise put off."""

    role: str
    of: Day | Span


def uses(page: Page, arrived: date | None) -> list[Use]:
    """Each day and span that has a use, in the text's order."""
    named = days(page, arrived)
    found = [*_days(page, named), *_spans(page)]
    return sorted(found, key=lambda use: use.of.start)


def _days(page: Page, named: list[Day]) -> Iterator[Use]:
    own = _own(page, named)
    if own:
        yield Use("dated", own)
    last_end, carried = 0, ""
    for place, day in enumerate(named):
        if day is own:
            continue
        begins, ends = page.sentence(day.start)
        if begins >= last_end:
            last_end, carried = begins, ""
        lead = page.low[max(last_end, day.start - 160) : day.start]
        until = named[place + 1].start if place + 1 < len(named) else ends
        role, others = _nearest(lead)
        role = role or carried
        carried = (
            next((each for each in others if each != role), "") if role == "other" else carried
        )
        last_end = day.end
        if _AFTER_PREVIOUS.match(page.low, day.end, min(until, ends)):
            role = "previous"
        if role == "by":
            role = _deadline(page.low[begins:ends])
        if role in ("", "other"):
            continue
        yield Use("received_claimed" if role == "received" else role, day)


def _nearest(lead: str) -> tuple[str, list[str]]:
    ends = [(found.end(), role) for role, words in _BEFORE_RE for found in words.finditer(lead)]
    ends.sort()
    roles = [role for _, role in ends]
    if roles[-1:] == ["by"] and "previous" in roles and not _NEW.search(lead):
        return "previous", roles
    return (roles[-1] if roles else "", roles)


def _deadline(sentence: str) -> str:
    if _OUT.search(sentence):
        return ""
    if _PUBLIC.search(sentence):
        return "public_on"
    if _APPEAL.search(sentence) and not re.search(r"decision|decide", sentence):
        return ""
    if _ANSWER.search(sentence) and not _PAY.search(sentence):
        return "answer_by"
    if _PAY.search(sentence):
        return "pay_by"
    return "more_by" if _MORE.search(sentence) else "promised"


def _spans(page: Page) -> Iterator[Use]:
    for span in spans(page):
        begins, ends = page.sentence(span.start)
        sentence = page.low[begins:ends]
        if _APPEAL.search(sentence) or _LAW.search(sentence) or _OUT.search(sentence):
            continue
        if _PUBLIC.search(sentence):
            continue
        role = "promised"
        if _PAY.search(sentence):
            role = "pay_by"
        elif re.search(
            r"\byou must\b|please notify|must receive|failure to", sentence
        ) or _ANSWER.search(sentence):
            role = "answer_by"
        yield Use(role, span)


def _own(page: Page, named: Iterable[Day]) -> Day | None:
    """The letter's own day: alone on its line near the top, or after "Date:"."""
    for day in named:
        if day.start > _HEAD:
            return None
        first, last = page.place(day.start, day.end)
        begins = page.given.rfind("\n", 0, first) + 1
        ends = page.given.find("\n", last)
        rest = page.given[begins:first] + " " + page.given[last : ends if ends >= 0 else None]
        if begins + len(rest) < len(page.given) and _ALONE.match(rest.strip().lower()):
            return day
    return None
