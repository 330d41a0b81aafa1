"""The facts a letter is made from. Frozen, so that a letter and its facts cannot drift apart."""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from foil.letters.argued import (
    ARGUMENT,
    Argument,
    Further,
    How,
    Part,
    argument_parts,
    published_parts,
)
from foil.letters.exhibits import names_of
from foil.letters.marks import Filled

Jurisdiction = Literal["nyc", "state", "local"]
Form = Literal["native", "pdf", "inspect"]

EMAIL = "vendor-email"
CONTRACT_FILES = frozenset({"contracts", "solicitations", "sole-source", "payments"})


@dataclass(frozen=True)
class Agency:
    """An agency as a letter names it: "New York City Police Department", then "the Department"."""

    name: str
    called: str
    jurisdiction: Jurisdiction


@dataclass(frozen=True)
class Addressee:
    """To whom: a title, never a person's name, and the lines under it."""

    title: str
    lines: tuple[str, ...]
    email: str = ""


@dataclass(frozen=True)
class Image:
    """An image of the letterhead: PNG or JPEG in base 64, its size in pixels, its words."""

    sha256: str
    type: str
    width: int
    height: int
    alt: str
    data: str


@dataclass(frozen=True)
class Sender:
    """The office as its letterhead has it, and the lines under the signature. The `logo` stands
    over its name, the `hand` over those lines."""

    name: str
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    signature: tuple[str, ...] = ()
    logo: Image | None = None
    hand: Image | None = None

    @property
    def reach(self) -> tuple[str, ...]:
        """How to answer without the post: telephone, then e-mail, whichever are known."""
        return tuple(each for each in (self.telephone, self.email) if each)


@dataclass(frozen=True)
class Technology:
    """`name` as it stands inside a sentence; `meaning` follows "I mean", without a final stop."""

    name: str
    meaning: str
    aliases: tuple[str, ...] = ()
    search_terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vendor:
    """A supplier: full name, the short one for running text, former names, products."""

    name: str
    short: str
    formerly: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One numbered item. `key` names it for as long as the draft lives, whatever its number."""

    key: str
    heading: str
    text: Filled
    since: date | None
    until: date | None
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What every kind of letter needs. `sender` is None until the office is set up.

    `reference` is the agency's own number for the request, empty where it has given none.
    """

    agency: Agency
    addressee: Addressee
    dated: date
    sender: Sender | None = None
    reference: str = ""
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()

    @property
    def signed_by(self) -> Sender | None:
        """The letterhead, over the lines of who signs this letter."""
        return self.sender

    def parts(self, block: str) -> tuple[Part, ...]:
        """What that block of the template stands once for each of. Raises BadInput."""
        return ()

    def values(self) -> dict[str, object]:
        """What a template may name: every field, and what is worked out from them."""
        told = {each.name for each in fields(self)}
        found = {
            name
            for kind in type(self).__mro__
            for name, value in vars(kind).items()
            if isinstance(value, property)
        }
        return {name: getattr(self, name) for name in told | found}


@dataclass(frozen=True, kw_only=True)
class RequestFacts(Facts):
    """A request. `fee_ceiling` is in whole dollars; `deletions` are phrases for what may go."""

    technology: Technology
    vendors: tuple[Vendor, ...] = ()
    items: tuple[Item, ...]
    form: Form = "native"
    deletions: tuple[str, ...] = ()
    fee_ceiling: int = 25
    public_title: str = ""

    @property
    def email_asked(self) -> bool:
        """True where an item asks for e-mail."""
        return any(item.category == EMAIL for item in self.items)

    @property
    def contract_files(self) -> bool:
        """True where an item asks for what is filed by contract and vendor."""
        return any(item.category in CONTRACT_FILES for item in self.items)


@dataclass(frozen=True)
class AskedItem:
    """An item of a request already sent: its number there, and its words."""

    number: int
    words: str


@dataclass(frozen=True)
class Happened:
    """A line of a chronology. `words` is a sentence without its date or its final stop; `exhibit`
    the name of the enclosure that shows it, where one does."""

    on: date
    words: str
    exhibit: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The request a later letter is about. `received` is None while no receipt is recorded."""

    subject: str
    sent: date
    received: date | None = None
    by: str = ""


Missed = Literal["no_acknowledgement", "no_determination", "date_passed"]
"""What an agency let pass: the five business days, the twenty, or the date it gave."""


@dataclass(frozen=True, kw_only=True)
class FollowUpFacts(Facts):
    """Nothing came by `due`: the last of the five business days or, after the letter of the day
    `acknowledged`, of the twenty, or the date the agency gave."""

    request: Asked
    due: date
    missed: Missed = "no_acknowledgement"
    acknowledged: date | None = None


@dataclass(frozen=True, kw_only=True)
class AppealFacts(Facts):
    """What every appeal needs: the request, its history, the items it is about, the last day."""

    request: Asked
    history: tuple[Happened, ...]
    items: tuple[AskedItem, ...]
    last_day: date | None = None

    @property
    def attached(self) -> tuple[str, ...]:
        """The enclosures that no sentence of the letter points to: "Exhibit D: An invoice"."""
        cited = {each.exhibit for each in self.history} | set(self._pointed_to())
        named = zip(self.enclosures, names_of(self.enclosures), strict=True)
        return tuple(whole for whole, name in named if name not in cited and whole != name)

    def _pointed_to(self) -> tuple[str, ...]:
        """The names of the enclosures that the letter's own sentences point to."""
        return ()


Ground = Literal[
    "no_acknowledgement", "no_date", "no_determination", "date_passed", "date_unreasonable"
]
"""How silence denied the request: 21 NYCRR 1401.5(e)(1), (2), (6), (4) and (7)."""


@dataclass(frozen=True, kw_only=True)
class SilenceFacts(AppealFacts):
    """An appeal from silence. `due` is the day that passed; `promised` the date given, if any."""

    ground: Ground
    due: date
    acknowledged: date | None = None
    promised: date | None = None


@dataclass(frozen=True, kw_only=True)
class DenialFacts(AppealFacts):
    """An appeal from a written denial, dated `denied`.

    `words` quotes it, `exemptions` are as 87(2)(e)(iv), `officer` is who denied. `arguments` answer
    its grounds, and without them each exemption has the usual answer; `published` are ids of what
    is public already; `also` are further denials appealed from in the same letter. `exhibit` is the
    denial's own name among the enclosures.
    """

    denied: date
    received: date
    how: How = "denied"
    words: str = ""
    exemptions: tuple[str, ...] = ()
    officer: str = "Records Access Officer"
    exhibit: str = ""
    arguments: tuple[Argument, ...] = ()
    published: tuple[str, ...] = ()
    also: tuple[Further, ...] = ()

    def parts(self, block: str) -> tuple[Part, ...]:
        """The arguments, ground by ground, and what is public already."""
        if block == ARGUMENT:
            return tuple(argument_parts(self.arguments))
        return tuple(published_parts(self.published))

    def _pointed_to(self) -> tuple[str, ...]:
        return (self.exhibit, *(each.exhibit for each in self.also))

    @property
    def first_items(self) -> tuple[int, ...]:
        """The items this denial itself is about, by number."""
        return not_of(self.also, self.items)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The exemptions as the files of `letters/grounds` are named: "87-2-e-iv"."""
        named = (re.sub(r"\W+", "-", each).strip("-") for each in self.exemptions)
        return tuple(dict.fromkeys(named))


def not_of(also: tuple[Further, ...], items: tuple[AskedItem, ...]) -> tuple[int, ...]:
    """The numbers of the items that no further denial is about."""
    others = {number for each in also for number in each.items}
    return tuple(each.number for each in items if each.number not in others)
