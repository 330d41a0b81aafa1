"""A reply's text to its Reading: offline, by rules, each field with the words it came from."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from foil.replies.filling import Filling
from foil.replies.heard import Heard, hear, hinted
from foil.replies.index import Index
from foil.replies.page import Page
from foil.replies.patterns import Pattern, Settled, settled
from foil.replies.reading import Found, Reading
from foil.replies.roles import Use, uses
from foil.replies.severity import kinds, says_nothing

LONGEST = 50_000
"""Characters read of one reply; of a longer one its first three quarters of that and its end."""

_QUOTED = re.compile(r"^>.*", re.MULTILINE)
_OLDER = re.compile(
    r"^(?:-{2,} ?original message ?-{2,}|_{10,}\s{0,4}\nfrom: |from: .{1,200}\n(?:sent|date): )"
    r"|^on .{5,120} wrote:\s*$(?!\s{0,9}>)",
    re.IGNORECASE | re.MULTILINE,
)
_PASSED_ON = re.compile(r"\s*(?:fwd?|fw|wg|tr|rv)\s*:", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^(?:-{3,} ?forwarded message ?-{3,}|begin forwarded message:)",
    re.IGNORECASE | re.MULTILINE,
)


def read(
    text: str,
    *,
    subject: str = "",
    arrived: date | None = None,
    patterns: Sequence[Pattern] = (),
) -> Reading:
    """What `text`, a reply as plain text, seems to be and says.

    `subject` is its mail's, without which a portal notice may lack its number; `arrived` the day
    it reached us, used only to complete a day without a year and to doubt one that cannot be;
    `patterns` what the office confirmed before, which may decide a doubt or make a reading graver.
    """
    above = Page(subject[:1000])
    page = Page(_bounded(text, passed_on=bool(_PASSED_ON.match(above.text))))
    heard = hear(page)
    named = uses(page, arrived)
    means = _means(heard, above, page, named)
    all_kinds, sure = kinds(means), True
    if says_nothing(means, all_kinds):
        heard, sure = hinted(page, heard), False
        means = _means(heard, above, page, named)
        all_kinds = kinds(means) or (("appeal_denied",) if "on_appeal" in means else ("other",))
    whole = len(text) <= LONGEST

    def filled(kinds: tuple[str, ...]) -> Reading:
        return Filling(page, above, heard, named, means, kinds, arrived, whole and sure).reading()

    reading = filled(all_kinds)
    told = settled(page, above, reading, patterns) if patterns else None
    if told is None:
        return reading
    return _by_pattern(filled(_led_by(told.kind, all_kinds)), page, told, whole=whole)


def _led_by(kind: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((kind, *(each for each in kinds if each != "other"))))


def _by_pattern(reading: Reading, page: Page, told: Settled, *, whole: bool) -> Reading:
    """The reading with the pattern's words shown first; of its kind there is no doubt left."""
    places = [page.place(*place) for place in told.places]
    shown = [Found(told.kind, page.given[start:end], start, end) for start, end in places]
    unsure = (each for each in reading.unsure if each != "kind" or not whole)
    return replace(reading, evidence=(*shown, *reading.evidence), unsure=tuple(unsure))


def _bounded(text: str, *, passed_on: bool) -> str:
    """The text without the history below or between its own lines, every place kept. What was
    passed on is no history: it is what there is to read."""
    text = _QUOTED.sub(lambda line: " " * len(line[0]), text) if ">" in text else text
    old = None if passed_on else _older(text)
    if old and text[: old.start()].strip():
        text = text[: old.start()]
    if len(text) <= LONGEST:
        return text
    head = LONGEST * 3 // 4
    return text[:head] + "\n" * (len(text) - LONGEST) + text[head - LONGEST :]


def _older(text: str) -> re.Match[str] | None:
    """Where the history of a message begins, if it has one that was not passed on."""
    low = text[:LONGEST].lower()
    if not any(each in low for each in ("wrote:", "from: ", "original message")):
        return None
    return None if _FORWARDED.search(low) else _OLDER.search(text, 0, LONGEST)


@cache
def _subjects() -> Index:
    return Index(("subjects",))


def _means(heard: Heard, above: Page, page: Page, named: list[Use]) -> frozenset[str]:
    means = set(heard.means)
    for hit in _subjects().find(above)["subjects"]:
        means.update(hit.phrase.means)
        means.update(f"frame_{each}" for each in hit.phrase.means)
    if any(use.role == "promised" for use in named):
        means.add("promised")
    if any(use.role == "previous" for use in named):
        means.add("extension")
    elif any(use.role == "received_claimed" for use in named) or "acknowledgement" in means:
        means.add("in_receipt")
    if "article 78" in page.low:
        means.add("article_78")
    if heard.cited and "refused" in means:
        means.add("exempted")
    if heard.of("refused") and any(h.phrase.ground for h in heard.of("refused")):
        means.add("strong")
    if means & {"frame_records"} and not means & {
        "refused",
        "nothing",
        "redacted",
        "part",
    }:
        means -= {"whole", "granted", "public", "referral", "closed"}
    return frozenset(means)
