"""What the page of an appeal says in words: a piece of a letter as it will read, and what to know
of the officer it goes to."""

import re
from collections.abc import Iterator
from datetime import date

from foil.catalog.agency import Agency
from foil.law.authorities import AUTHORITIES
from foil.letters.citations import LAW, in_full
from foil.letters.facts import Sender
from foil.letters.words import opening

_CITED = re.compile(r"""\{\{ (cite|section)\("([a-z0-9-]+)"\)( \| opening)? \}\}""")


def as_read(piece: str, agency: Agency) -> str:
    """A piece of a letter to that agency in plain words, its citations as the letter gives them."""
    said = _CITED.sub(_citation, piece).replace("{{ agency.called }}", agency.called)
    return " ".join(said.replace("**", "").split())


def to_know(agency: Agency, sender: Sender | None, day: date) -> Iterator[str]:
    """What to look at before an appeal goes to that agency's appeals officer, a sentence each.

    Authority: rcny-43-1-06-a, rcny-43-1-06-b
    """
    officer = agency.appeals
    if not officer.address and not officer.email:
        yield (
            "We have no address of the appeals officer. Look it up: an appeal sent elsewhere may "
            "not count."
        )
    if agency.one_mailbox:
        yield "Requests and appeals go to one mailbox: name the appeals officer in the subject."
    elif not agency.officers_differ:
        yield (
            "Our note does not show that the appeals officer is another person than the records "
            "access officer, as the law requires. Check before it goes."
        )
    if officer.stale(day):
        old = f"as of {officer.as_of.words}" if officer.as_of else "undated"
        yield f"Our note of where to write is {old}. Check it before you rely on it."
    if officer.unverified:
        yield officer.unverified
    if sender is None or not sender.address:
        yield (
            "Your letterhead has no address, and an appeal gives the name and address of whoever "
            "appeals. Add it under Settings, Office."
        )


def _citation(found: re.Match[str]) -> str:
    how, name, begins = found.groups()
    words = in_full(AUTHORITIES[name])
    words = words.removeprefix(LAW) if how == "section" else words
    return opening(words) if begins else words
