"""What the phrases of a reply show, once those that refuse nothing have been put aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from foil.replies.citations import Cited, exemptions
from foil.replies.index import Index
from foil.replies.page import Page
from foil.replies.phrases import Hit
from foil.replies.severity import SAYS

_FIXED = ("portal", "nypd")
_OWN_WORDS = ("general", "appeals")
_BESIDE = ("asleep", "exemptions")
_CONDITIONAL = frozenset(
    {"closed", "withdrawn", "no_answer", "appeal_notice", "nothing", "granted"}
)
_REFUSES = frozenset({"refused", "redacted", "withheld_some", "part", "reversed", "appeal_denied"})
_LOOSE = (
    *"deny denied denies denial withheld withhold redact redacted redaction redactions".split(),
    *"refuse refused refusal exempt".split(),
)


@dataclass(frozen=True)
class Heard:
    """The hits that count, all they mean, and whether a word of refusal was left unexplained;
    `found` is every hit, by the file of its phrase, `cited` every exemption."""

    found: Mapping[str, tuple[Hit, ...]]
    cited: tuple[Cited, ...]
    hits: tuple[Hit, ...]
    means: frozenset[str]
    loose: bool

    def of(self, *means: str) -> tuple[Hit, ...]:
        """The hits that mean any of these."""
        return tuple(hit for hit in self.hits if set(hit.phrase.means) & set(means))


def hear(page: Page) -> Heard:
    """Every phrase of the page; its fixed wording first, then the agency's own words."""
    found, cited = _index().find(page), exemptions(page)
    asleep = _Asleep(page, found["asleep"])
    hits: list[Hit] = []
    means = set(asleep.means)
    for name in (*_FIXED, *_OWN_WORDS):
        fixed = _covered(page, hits) if name == "general" else b""
        for hit in found[name]:
            if 1 in fixed[hit.start : hit.end]:
                continue
            spoken = set(hit.phrase.means)
            if (spoken & SAYS and asleep.at(hit)) or (spoken & _CONDITIONAL and asleep.whole(hit)):
                continue
            hits.append(hit)
            means.update(hit.phrase.means)
            if name in _FIXED:
                means.update(f"frame_{each}" for each in hit.phrase.means)
    if not means & _REFUSES and any(not asleep.at(each) for each in cited):
        means.update(("refused", "only_cited"))
    vague = [hit for hit in hits if "vague" in hit.phrase.means]
    if vague:
        too_little = _covered(page, vague)
        hits = [hit for hit in hits if not _asks_in(hit, too_little)]
        asks = any("clarify" in hit.phrase.means for hit in hits)
        means = means if asks else means - {"clarify"}
    taken = {page.sentence(hit.start) for hit in hits}
    in_order = tuple(sorted(hits, key=lambda hit: hit.start))
    return Heard(found, cited, in_order, frozenset(means), asleep.loose(taken))


@cache
def _index() -> Index:
    return Index((*_FIXED, *_OWN_WORDS, *_BESIDE))


def _asks_in(hit: Hit, too_little: bytes) -> bool:
    """Whether the words that seem to ask are those that say too little was asked for."""
    return "clarify" in hit.phrase.means and 1 in too_little[hit.start : hit.end]


def _covered(page: Page, hits: list[Hit]) -> bytes:
    """A 1 for each place of the page's text that a hit covers."""
    places = bytearray(len(page.text))
    for hit in hits:
        places[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    return bytes(places)


class _Asleep:
    """Where a page speaks of refusals without refusing."""

    def __init__(self, page: Page, hits: tuple[Hit, ...]) -> None:
        self._page = page
        self.means: set[str] = set()
        self._whole: set[tuple[int, int]] = set()
        self._after: dict[tuple[int, int], int] = {}
        self._spoken_of = bytearray(len(page.text))
        for start, end in page.quotations:
            self._mark(start, end)
        for hit in hits:
            sentence = page.sentence(hit.start)
            if "after" in hit.phrase.means:
                self._after[sentence] = min(hit.start, self._after.get(sentence, hit.start))
            elif "asked" in hit.phrase.means:
                comma = page.text.find(",", hit.end, sentence[1])
                self._mark(hit.start, comma if comma >= 0 else sentence[1])
            else:
                self._whole.add(sentence)
            self.means.update(set(hit.phrase.means) & {"not_denial"})

    def _mark(self, start: int, end: int) -> None:
        self._spoken_of[start:end] = b"\x01" * (end - start)

    def whole(self, hit: Hit | Cited) -> bool:
        """Whether the whole sentence says only what may come, or what the law is."""
        return self._page.sentence(hit.start) in self._whole

    def at(self, hit: Hit | Cited) -> bool:
        """Whether the words there are only spoken of."""
        if self.whole(hit):
            return True
        sentence = self._page.sentence(hit.start)
        if self._spoken_of[hit.start]:
            return True
        return hit.start > self._after.get(sentence, hit.start)

    def loose(self, taken: set[tuple[int, int]]) -> bool:
        """Whether some sentence speaks of refusing, and neither a rule nor this took it up."""
        for start in self._page.places(_LOOSE):
            sentence = self._page.sentence(start)
            known = sentence in taken or sentence in self._whole or sentence in self._after
            if not known and not self._spoken_of[start]:
                return True
        return False
