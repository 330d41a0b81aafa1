"""A reply's text to its Reading: offline, by rules, each field with the words it came from."""

import re
from datetime import date

from foil.replies import citations
from foil.replies.filling import Filling
from foil.replies.heard import Heard, hear
from foil.replies.page import Page
from foil.replies.phrases import find, phrases
from foil.replies.reading import Reading
from foil.replies.roles import Use, uses
from foil.replies.severity import kinds

LONGEST = 50_000
"""Characters read of one reply; of a longer one its first three quarters of that and its end."""

_QUOTED = re.compile(r"^>.*", re.MULTILINE)
_OLDER = re.compile(
    r"^(?:-{2,} ?original message ?-{2,}|_{10,}\s{0,4}\nfrom: |from: .{1,200}\n(?:sent|date): )"
    r"|^on .{5,120} wrote:\s*$(?!\s{0,9}>)",
    re.IGNORECASE | re.MULTILINE,
)


def read(text: str, *, subject: str = "", arrived: date | None = None) -> Reading:
    """What `text`, a reply as plain text, seems to be and says.

    `subject` is its mail's, without which a portal notice may lack its number; `arrived` the day
    it reached us, used only to complete a day without a year and to doubt one that cannot be.
    """
    page = Page(_bounded(text))
    above = Page(subject[:1000])
    heard = hear(page)
    named = uses(page, arrived)
    means = _means(heard, above, page, named)
    all_kinds = kinds(means) or ("other",)
    whole = len(text) <= LONGEST
    return Filling(page, above, heard, named, means, all_kinds, arrived, whole).reading()


def _bounded(text: str) -> str:
    """The text without the history below or between its own lines, every place kept."""
    text = _QUOTED.sub(lambda line: " " * len(line[0]), text) if ">" in text else text
    old = _OLDER.search(text, 0, LONGEST)
    if old and text[: old.start()].strip():
        text = text[: old.start()]
    if len(text) <= LONGEST:
        return text
    head = LONGEST * 3 // 4
    return text[:head] + "\n" * (len(text) - LONGEST) + text[head - LONGEST :]


def _means(heard: Heard, above: Page, page: Page, named: list[Use]) -> frozenset[str]:
    means = set(heard.means)
    for hit in find(above, phrases("subjects")):
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
    if any(citations.exemptions(page)) and "refused" in means:
        means.add("exempted")
    if heard.of("refused") and any(h.phrase.ground for h in heard.of("refused")):
        means.add("strong")
    if means & {"frame_records"} and not means & {"refused", "nothing", "redacted", "part"}:
        means -= {"whole", "granted", "public", "referral", "closed"}
    return frozenset(means)
