"""What the phrases of a reply show, once those that refuse nothing have been put aside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from foil.replies.amounts import payable
from foil.replies.citations import Cited, exemptions, statutes
from foil.replies.index import Index
from foil.replies.page import Page
from foil.replies.phrases import FIXED, Hit, Phrase
from foil.replies.severity import SAYS

_OWN_WORDS = ("general", "appeals")
_BESIDE = ("asleep", "exemptions")
_CONDITIONAL = frozenset(
    {"closed", "withdrawn", "no_answer", "appeal_notice", "nothing", "granted"}
)
_REFUSES = frozenset({"refused", "redacted", "withheld_some", "part", "reversed", "appeal_denied"})
_LOOSE = (
    *"deny denied denies denial withheld withhold redact redacted redaction redactions".split(),
    *"refuse refused refusal exempt~ privileg~ confidential~ except excluding omit~ cannot".split(),
    *"unable unfortunately regret~ won secre~ privacy sealed".split(),
)

_TAKES = frozenset({"refused", "nothing", "appeal_denied"})
_GIVES = frozenset({"granted", "whole", "released", "appeal_granted"})
_JOINS = (" and ", " but ")
_STATUTE = Phrase("another law", ("refused",))
_SUM = Phrase("a sum to pay", ("fee",))
_IF = re.compile(r"\b(?:if|unless|failure|until|or (?:we|the file|it|your|this))\b")
_MAY_COME = frozenset({"closed", "withdrawn", "no_answer", "no_payment"})
_LATER = re.compile(r"\b(?:as soon as|once|until|whenever|before)\b")
_BARE = re.compile(
    r"\W{0,3}(?:(?:hi|hello|dear) [^\n,:]{0,60}[\n,:]\W{0,3})?(no)\b ?(?:[.,!;:-]|$)"
)
"""An answer that is one word: no."""


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
    for name in (*FIXED, *_OWN_WORDS):
        fixed = _covered(page, hits) if name == "general" else b""
        hits += [
            hit
            for hit in found[name]
            if 1 not in fixed[hit.start : hit.end] and not _is_idle(page, asleep, hit)
        ]
    hits = _without_undone(hits)
    means = set(asleep.means).union(*(_all_of(hit) for hit in hits))
    if bare := _BARE.match(page.low):
        hits.append(Hit(Phrase("no", ("refused",)), *bare.span(1)))
        means.add("refused")
    held = means & {"frame_extension", "frame_acknowledgement"}
    asked = {page.sentence(hit.start) for hit in hits if "clarify" in hit.phrase.means}
    claimed = [each for each in cited if page.sentence(each.start) not in asked]
    if not held and not means & _REFUSES and any(not asleep.at(each) for each in claimed):
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
    return Index((*FIXED, *_OWN_WORDS, *_BESIDE))


def _is_idle(page: Page, asleep: "_Asleep", hit: Hit) -> bool:
    """Whether the words say only what may come, what is asked or claimed, or something else."""
    spoken = set(hit.phrase.means)
    if asleep.here(hit) or (spoken & _MAY_COME and _only_if(page, hit)):
        return True
    begins = page.sentence(hit.start)[0]
    if "released" in spoken and _LATER.search(page.low, begins, hit.start):
        return True
    return bool(spoken & SAYS and asleep.at(hit)) or bool(
        spoken & _CONDITIONAL and asleep.whole(hit)
    )


def _only_if(page: Page, hit: Hit) -> bool:
    """Whether an end is only what comes of something not done."""
    begins, ends = page.sentence(hit.start)
    return bool(_IF.search(page.low, begins, hit.start) or _IF.match(page.low, hit.end + 1, ends))


def hinted(page: Page, heard: Heard) -> Heard:
    """What was heard, and the loose signs too: for a page of which no rule says what it is."""
    asleep = _Asleep(page, heard.found["asleep"])
    framed = {page.sentence(hit.start)[0]: hit.end for hit in heard.hits if hit.phrase.fixed}
    hits = [
        hit
        for hit in _hints().find(page)["hints"]
        if not asleep.at(hit) and hit.start >= framed.get(page.sentence(hit.start)[0], 0)
    ]
    hits += [Hit(_STATUTE, each.start, each.end) for each in statutes(page)]
    if asked := payable(page):
        hits.append(Hit(_SUM, asked[1], asked[2]))
    means = heard.means.union(*(hit.phrase.means for hit in hits))
    return replace(heard, hits=(*heard.hits, *hits), means=means)


@cache
def _hints() -> Index:
    return Index(("hints",))


def _all_of(hit: Hit) -> set[str]:
    """What a hit shows; that it is fixed wording too."""
    means = set(hit.phrase.means)
    return means | {f"frame_{each}" for each in means} if hit.phrase.fixed else means


def _without_undone(hits: list[Hit]) -> list[Hit]:
    """The hits without those that give what a longer one around them takes: "cannot be granted"."""
    takes = [hit for hit in hits if _TAKES & set(hit.phrase.means)]
    return [
        hit
        for hit in hits
        if not _GIVES & set(hit.phrase.means)
        or not any(each.start <= hit.start and hit.end <= each.end for each in takes)
    ]


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
        self._whole: dict[tuple[int, int], int] = {}
        self._after: dict[tuple[int, int], int] = {}
        self._here: list[tuple[int, int]] = []
        self._spoken_of = bytearray(len(page.text))
        for start, end in page.quotations:
            self._mark(start, end)
        for hit in hits:
            sentence = page.sentence(hit.start)
            if "after" in hit.phrase.means:
                self._after[sentence] = min(hit.start, self._after.get(sentence, hit.start))
            elif "here" in hit.phrase.means:
                self._mark(hit.start, hit.end)
                self._here.append((hit.start, hit.end))
            elif "asked" in hit.phrase.means:
                comma = page.text.find(",", hit.end, sentence[1])
                self._mark(hit.start, comma if comma >= 0 else sentence[1])
            else:
                clause = max(page.low.rfind(each, sentence[0], hit.start) for each in _JOINS)
                start = max(clause, sentence[0])
                self._whole[sentence] = min(start, self._whole.get(sentence, start))
            self.means.update(set(hit.phrase.means) & {"not_denial"})

    def _mark(self, start: int, end: int) -> None:
        self._spoken_of[start:end] = b"\x01" * (end - start)

    def here(self, hit: Hit) -> bool:
        """Whether the words are part of others that mean something else."""
        return any(start <= hit.start and hit.end <= end for start, end in self._here)

    def whole(self, hit: Hit | Cited) -> bool:
        """Whether the sentence, from that clause on, says only what may come, or what the law
        is."""
        sentence = self._page.sentence(hit.start)
        return hit.start >= self._whole.get(sentence, hit.start + 1)

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
