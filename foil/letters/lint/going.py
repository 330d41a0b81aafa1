"""What leaves the office with the letter: its exhibits, its last day, words that give away more
than was meant, and what the portal shows to everyone."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache

from foil.letters.letter import Block, Letter
from foil.letters.lint.items import MONTHS
from foil.letters.lint.known import Known
from foil.letters.lint.rules import Finding, at, knowing, of_block, of_letter, of_title, rule
from foil.letters.markdown import KEPT, text_of
from foil.letters.portal import NOT_PASTED

_ENCLOSED = re.compile(r"\b(?:is|are) (?:enclosed|attached)\b|\bExhibits? [A-Z]{1,2}\b")
_EXHIBIT = re.compile(r"\bExhibits? ([A-Z]{1,2})\b")
_LISTED = re.compile(r"Exhibit ([A-Z]{1,2}): ")
_LAST_DAY = re.compile(r"time to appeal runs through ([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_PREJUDICE = re.compile(r"\bwith prejudice\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PRIVILEGED = re.compile(
    r"\battorney[-’'s ]{1,3}work[- ]product\b|\bour work product\b|\bwork product of counsel\b"
    r"|\battorney[-– /]client\b|\bprivileged\b(?! (?:calls?|lines?|numbers?))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\bNYSID\W{0,3}(?:no\.? |number )?\d+\w?|\b\d{8}[A-Z]\b"
    r"|\b(?:docket|indictment|arrest|index) (?:no\.?|number|#) ?[\w-]*\d[\w/-]*"
    r"|\b[A-Z]{2}-\d{5,6}-\d{2}[A-Z]{0,2}\b|\b[BKMQS]\d{8}\b|\b\d{3}-\d{2}-\d{4}\b",
    re.IGNORECASE,
)
_CASE_WORDS = "the client, the matter or a case"


@rule
def nothing_enclosed(letter: Letter) -> Iterator[Finding]:
    """A letter that speaks of what it encloses, and lists no enclosure."""
    for block in letter.blocks if not letter.enclosures else ():
        if found := _enclosed(text_of(block.text)):
            says = f"“{found}”, but the letter lists no enclosure: add it, or leave this out."
            yield at("nothing-enclosed", block, says)


@rule
def exhibit_not_attached(letter: Letter) -> Iterator[Finding]:
    """A letter that points to an exhibit beyond those it lists."""
    listed = _listed(letter)
    for block in letter.blocks if letter.enclosures else ():
        for mark in dict.fromkeys(_EXHIBIT.findall(text_of(block.text))):
            if mark not in listed:
                says = f"It points to Exhibit {mark}, which is not among what goes with the letter."
                yield at("exhibit-not-attached", block, says)


@rule
def exhibit_not_mentioned(letter: Letter) -> Iterator[Finding]:
    """An exhibit that goes with a letter which never points to it."""
    listed = _listed(letter)
    asked = letter.blocks if listed else ()
    said = {mark for block in asked for mark in _EXHIBIT.findall(text_of(block.text))}
    for mark in listed:
        if mark not in said:
            says = f"Exhibit {mark} goes with the letter, and nothing in it says what for."
            yield of_letter("exhibit-not-mentioned", says)


@knowing
def appeal_past_its_date(letter: Letter, known: Known) -> Iterator[Finding]:
    """An appeal dated after the last day it names for itself, or that the record has for it."""
    named = False
    for block in letter.blocks:
        if found := _LAST_DAY.search(text_of(block.text)):
            named = True
            with suppress(ValueError):
                last = date.fromisoformat(f"{found[3]}-{MONTHS.index(found[1]):02}-{found[2]:0>2}")
                if letter.dated > last:
                    says = f"The letter is dated after {found[1]} {found[2]}, its last day."
                    yield at("appeal-past-its-date", block, says)
    if not named and known.last_day and letter.dated > known.last_day:
        says = "The letter is dated after the last day to appeal that the record shows."
        yield of_letter("appeal-past-its-date", says)


@of_block
def with_prejudice(block: Block) -> Iterator[Finding]:
    """The words “with prejudice”, which give up for good what was meant to be kept open."""
    if _PREJUDICE.search(text_of(block.text)):
        says = "“With prejudice” gives it up for good. “Without prejudice” keeps it open."
        mended = _PREJUDICE.sub(_without, block.text)
        yield at("with-prejudice", block, says, mended)


@of_block
def privileged_words(block: Block) -> Iterator[Finding]:
    """Words of our own file in what leaves: a label of privilege, unless it is quoted."""
    said = _QUOTED.sub("", text_of(block.text))
    if found := _PRIVILEGED.search(said):
        says = f"“{found[0]}” stands in a letter that leaves the office: is it ours to send?"
        yield at("privileged-words", block, says)


@knowing
def names_the_client(letter: Letter, known: Known) -> Iterator[Finding]:
    """A name of the matter, or a number of a case, in what the portal may show to everyone."""
    for block in _public(letter):
        said = text_of(block.text)
        if found := _named(said, known) or _numbered(said):
            says = f"“{found}” points to {_CASE_WORDS}, and a portal may show the request."
            yield at("names-the-client", block, says)
    if found := _named(letter.public_title, known):
        yield of_title("names-the-client", f"“{found}” points to {_CASE_WORDS}: all can read it.")


@rule
def mailbox_without_spam(letter: Letter) -> Iterator[Finding]:
    """A record of non-response that names a mailbox and not its spam folder."""
    for block in letter.blocks if letter.kind == "non_response" else ():
        for line in text_of(block.text).split("\n"):
            boxes = [each for each in line.split(";") if "@" in each or "mailbox" in each.lower()]
            if any(not re.search(r"spam|junk", each, re.IGNORECASE) for each in boxes):
                says = "A mailbox is named without its spam folder, where a reply may lie."
                yield at("mailbox-without-spam", block, says)
                break


def _listed(letter: Letter) -> tuple[str, ...]:
    """The letters of the exhibits that go with it; none where its enclosures bear no letters."""
    return tuple(found[1] for each in letter.enclosures if (found := _LISTED.match(each)))


def _without(said: re.Match[str]) -> str:
    return "Without prejudice" if said[0][0] == "W" else "without prejudice"


def _public(letter: Letter) -> list[Block]:
    """The blocks of a request that are pasted into a portal."""
    pasted = letter.kind == "request"
    return [block for block in letter.blocks if pasted and block.key not in NOT_PASTED]


def _named(said: str, known: Known) -> str:
    """The first private name in `said`, as it stands there."""
    for name in known.private:
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, re.IGNORECASE):
            return found[0]
    return ""


@lru_cache(maxsize=KEPT)
def _enclosed(said: str) -> str:
    """The first words of a text that say something goes with the letter."""
    found = _ENCLOSED.search(said)
    return found[0] if found else ""


@lru_cache(maxsize=KEPT)
def _numbered(said: str) -> str:
    """The first number of a case or a person in a text."""
    found = _NUMBERED.search(said)
    return found[0] if found else ""
