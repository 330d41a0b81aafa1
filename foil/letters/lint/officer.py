"""To whom the letter goes: the right officer, at an address somebody has looked up lately."""

from collections.abc import Iterator

from foil.catalog.source import day_words
from foil.letters.kinds import KINDS
from foil.letters.letter import Letter
from foil.letters.lint.known import Known
from foil.letters.lint.rules import Finding, knowing, of_letter, rule


@rule
def no_address(letter: Letter) -> Iterator[Finding]:
    """An officer with no street and no e-mail address that we know."""
    to = letter.addressee
    if to.title and len(to.lines) < 2 and not to.email:
        says = "No address of this officer is known. Look it up before the letter goes."
        yield of_letter("no-address", says)


@knowing
def stale_address(letter: Letter, known: Known) -> Iterator[Finding]:
    """An officer's address that nobody has looked up for long, or that is not sure."""
    if not letter.addressee.title:
        return
    if known.stale:
        since = f" since {day_words(known.looked_up)}" if known.looked_up else ""
        says = f"Nobody has looked this officer’s address up{since}. Look again before it goes."
        yield of_letter("stale-address", says)
    if known.unsure:
        yield of_letter("stale-address", f"Of this officer’s address it is noted: {known.unsure}")


@rule
def wrong_officer(letter: Letter) -> Iterator[Finding]:
    """An appeal to the officer who denied, or all else to the one for appeals: the two must differ
    (21 NYCRR 1401.7(b))."""
    title, to = letter.addressee.title.lower(), KINDS[letter.kind].to
    if to == "appeals" and "access officer" in title and "appeal" not in title:
        says = "An appeal goes to the appeals officer, not to the records access officer."
        yield of_letter("wrong-officer", says)
    elif to == "requests" and "appeal" in title:
        says = "This goes to the records access officer; the appeals officer has only appeals."
        yield of_letter("wrong-officer", says)


@knowing
def one_officer(letter: Letter, known: Known) -> Iterator[Finding]:
    """One officer in both roles: whoever denies may not decide the appeal (21 NYCRR 1401.7(b))."""
    if KINDS[letter.kind].to == "appeals" and known.one_officer:
        says = (
            "One officer is noted for requests and for appeals, and nobody may decide an appeal "
            "from their own denial: ask who the appeals officer is."
        )
        yield of_letter("one-officer", says)
