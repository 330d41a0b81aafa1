"""The letter as a whole: blanks left open, words gone stale, who writes, who is written to."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from foil.letters.letter import Letter
from foil.letters.lint.items import MONTHS
from foil.letters.lint.rules import Finding, at, of_letter, rule
from foil.letters.markdown import text_of

_BLANK = re.compile(r"\[(?!sic\])[^\]\n]{0,80}\]|\{\{.{0,80}?\}\}|_{3,}|\bTK\b|\bTBD\b")
_ENCLOSED = re.compile(r"\b(?:is|are) (?:enclosed|attached)\b|\bExhibit [A-Z]\b")
_LAST_DAY = re.compile(r"time to appeal runs through ([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_ALL = re.compile(r"\bany and all\b", re.IGNORECASE)


@rule
def any_and_all(letter: Letter) -> Iterator[Finding]:
    """The words “any and all”: the commonest in requests refused as too broad."""
    for block in letter.blocks:
        if _ALL.search(block.text):
            instead = _ALL.sub(lambda said: "All" if said[0][0] == "A" else "all", block.text)
            says = "“Any and all” reads as too broad. Say which records; “all” is enough."
            yield at("any-and-all", block, says, instead)


@rule
def blank_left_open(letter: Letter) -> Iterator[Finding]:
    """A bracket or a line still to be filled in."""
    for block in letter.blocks:
        if found := _BLANK.search(text_of(block.text)):
            yield at("blank-left-open", block, f"“{found[0]}” is still to be filled in.")


@rule
def nothing_enclosed(letter: Letter) -> Iterator[Finding]:
    """A letter that speaks of what it encloses, and lists no enclosure."""
    for block in letter.blocks if not letter.enclosures else ():
        if found := _ENCLOSED.search(text_of(block.text)):
            says = f"“{found[0]}”, but the letter lists no enclosure: add it, or leave this out."
            yield at("nothing-enclosed", block, says)


@rule
def appeal_past_its_date(letter: Letter) -> Iterator[Finding]:
    """An appeal dated after the last day it names for itself."""
    for block in letter.blocks:
        if found := _LAST_DAY.search(text_of(block.text)):
            with suppress(ValueError):
                last = date.fromisoformat(f"{found[3]}-{MONTHS.index(found[1]):02}-{found[2]:0>2}")
                if letter.dated > last:
                    says = f"The letter is dated after {found[1]} {found[2]}, its last day."
                    yield at("appeal-past-its-date", block, says)


@rule
def words_gone_stale(letter: Letter) -> Iterator[Finding]:
    """A person's own words over facts that have changed since."""
    for block in letter.blocks:
        if block.stale:
            says = "You wrote this before its facts changed. Check your words, or take ours again."
            yield at("words-gone-stale", block, says, block.template)


@rule
def no_way_to_reach(letter: Letter) -> Iterator[Finding]:
    """A letter that asks to be called and says not where."""
    if not letter.sender or not letter.sender.reach:
        says = "The letter gives no telephone or e-mail address: add them in Settings."
        yield of_letter("no-way-to-reach", says)


@rule
def no_address(letter: Letter) -> Iterator[Finding]:
    """An officer with no street and no e-mail address that we know."""
    to = letter.addressee
    if to.title and len(to.lines) < 2 and not to.email:
        says = "No address of this officer is known. Look it up before the letter goes."
        yield of_letter("no-address", says)


@rule
def wrong_officer(letter: Letter) -> Iterator[Finding]:
    """An appeal to the officer who denied: the two must differ (21 NYCRR 1401.7(b))."""
    title = letter.addressee.title.lower()
    appeals = letter.kind.startswith("appeal") or letter.kind in ("after_remand", "pre_suit_demand")
    if appeals and "access officer" in title and "appeal" not in title:
        says = "An appeal goes to the appeals officer, not to the records access officer."
        yield of_letter("wrong-officer", says)
