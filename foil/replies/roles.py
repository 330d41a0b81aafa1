"""What each day in a reply is for, told by the words around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from foil.replies import deadlines
from foil.replies.dates import Day, Span, days, spans
from foil.replies.page import Page

_BEFORE = (
    (
        "previous",
        r"previously|earlier date|originally|rather than|first due|told you|unable to meet|"
        r"instead of|(?:promised|due|set|scheduled) for (?:[a-z]+day, )?$|was to be|"
        r"had (?:anticipated|expected|hoped|planned|estimated|thought)",
    ),
    (
        "received",
        r"received|receipt|reached|arrived|got your|rec'd|took in|came (?:in|to us)|delivered",
    ),
    (
        "other",
        r"\bdated|submitted on|acknowledged on|arrest|incident|you wrote|you sent"
        r"|closed until|meets"
        r"|your (?:[a-z]{1,12} ){0,4}(?:letter|request|e-?mail|appeal|application) of",
    ),
    (
        "by",
        r"(?:\bby|about|around|or before|no later than|not later than|\bbefore|\buntil)"
        r" (?:the |the end of |close of business |the close of business (?:on )?|noon on )?$"
        r"|\b(?:follow|due|ready|available|complete|completed|issued|expected|respond|produced|"
        r"released|sent|mailed|provided|done|finished|answer|decide) (?:on|for) $"
        r"|\b(?:extend(?:ed|ing)|moved|put off|postponed)(?: \w+){0,4} (?:to|until"
        r"|through) $|portal in"
        r"|(?:target|estimate|guess|deadline|date)(?: [a-z]+){0,5} is (?:now )?$"
        r"|(?:target|due|response|completion|estimated|expected)[a-z ]{0,20}: ?$|\bdue (?:on )?$",
    ),
)
_BEFORE_RE = tuple((role, re.compile(words)) for role, words in _BEFORE)
_AFTER_PREVIOUS = re.compile(
    r",? (?:date |deadline )?(?:could|can|will|cannot|was)(?: ?not| not)? (?:be |)(?:kept|"
    r"met)|,? date (?:given|we gave)"
)
_NEW = re.compile(r"\b(?:now|new|instead|extended|moved|will|shall)\b")
_HEAD = 700
_ALONE = re.compile(r"^(?:date[d]?:? )?[^a-z]{0,3}$|^(?:date|sent): ")
_SIGNED = re.compile(
    r"(?:before me|witness|executed|certified|signed)[^.]{0,30} this $"
    r"|^\W*(?:decision|determination)(?: on appeal)?, $"
)
_SAID_WOULD = re.compile(
    r"\b(?:wrote|told|said|advised|informed|stated|estimated|indicated)\b.{0,160}\bwould\b"
)
_LATER = re.compile(r"\b(?:will|shall|would|to be)\b")
_CAME = re.compile(r",? (?:this|our|the|we)[a-z ]{0,30} (?:received|got|took in)\b")
_SAME_DAY = re.compile(r"(?:received|reached|came).{0,30}same day")


@dataclass(frozen=True, slots=True)
class Use:
    """One day or span, and the field it fills: `dated`, `received_claimed`, `promised`, `pay_by`,
    `answer_by`, `public_on`, `more_by`, or `previous` for a promise put off, or `unplaced` where
    nothing tells what it is."""

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
    last_end, carried, before = 0, "", ""
    for day in named:
        if own and day.start == own.start:
            continue
        begins, ends = page.sentence(day.start)
        if begins >= last_end:
            last_end, carried, before = begins, "", ""
        lead = page.low[max(last_end, day.start - 160) : day.start]
        role, others = _nearest(lead)
        role = role or carried
        if role == "other":
            carried = next((each for each in others if each != role), "")
        role = _told_after(page, day, ends) or role
        said = _SAID_WOULD.search(page.low, begins, day.start)
        if role == "by" and (said or before == "previous") and not _NEW.search(lead):
            role = "previous"
        last_end, before = day.end, role
        if role == "by":
            role = deadlines.role(page.low[begins:ends], day.start - begins) or "other"
        if role != "other":
            yield Use({"received": "received_claimed", "": "unplaced"}.get(role, role), day)


def _told_after(page: Page, day: Day, ends: int) -> str:
    """What the words behind a day tell of it, up to the sentence's end."""
    if _AFTER_PREVIOUS.match(page.low, day.end, ends):
        return "previous"
    came = _CAME.match(page.low, day.end, ends) or _SAME_DAY.search(page.low, day.end, ends)
    return "received" if came else ""


def _nearest(lead: str) -> tuple[str, list[str]]:
    ends = [(found.end(), role) for role, words in _BEFORE_RE for found in words.finditer(lead)]
    ends.sort()
    roles = [role for _, role in ends]
    if roles[-1:] == ["received"] and _LATER.search(lead, ends[-1][0]):
        return "by", roles
    if roles[-1:] == ["by"] and "previous" in roles and not _NEW.search(lead):
        return "previous", roles
    return (roles[-1] if roles else "", roles)


def _spans(page: Page) -> Iterator[Use]:
    for span in spans(page):
        begins, ends = page.sentence(span.start)
        if found := deadlines.role(page.low[begins:ends], span.start - begins):
            yield Use("promised" if found == "more_by" else found, span)


def _own(page: Page, named: Iterable[Day]) -> Day | None:
    """The letter's own day: alone on its line near the top, after "Date:", or where it was signed.
    Doubtful where another stands so too: then several letters are in one."""
    found = [day for day in named if day.day and _is_own(page, day)]
    if not found or (found[0].start > _HEAD and not _is_signed(page, found[0])):
        return None
    several = len({day.day for day in found}) > 1
    return replace(found[0], doubtful=True) if several else found[0]


def _is_own(page: Page, day: Day) -> bool:
    first, last = page.place(day.start, day.end)
    begins = page.given.rfind("\n", 0, first) + 1
    ends = page.given.find("\n", last)
    rest = page.given[begins:first] + " " + page.given[last : ends if ends >= 0 else None]
    alone = begins + len(rest) < len(page.given) and _ALONE.match(rest.strip().lower())
    return bool(alone) or _is_signed(page, day)


def _is_signed(page: Page, day: Day) -> bool:
    return bool(_SIGNED.search(page.low[max(0, day.start - 80) : day.start]))
