"""The facts a letter is made from. Frozen, so that a letter and its facts cannot drift apart."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Jurisdiction = Literal["nyc", "state", "local"]
Form = Literal["native", "pdf", "inspect"]


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
class Sender:
    """The office as its letterhead has it, and the lines under the signature."""

    name: str
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    signature: tuple[str, ...] = ()

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
    text: str
    since: date | None
    until: date | None
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What every kind of letter needs. `sender` is None until the office is set up."""

    agency: Agency
    addressee: Addressee
    dated: date
    sender: Sender | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestFacts(Facts):
    """A request. `fee_ceiling` is in whole dollars; `deletions` are phrases for what may go.

    `email_asked` and `contract_files` say whether an item asks for either.
    """

    technology: Technology
    vendors: tuple[Vendor, ...] = ()
    items: tuple[Item, ...]
    form: Form = "native"
    deletions: tuple[str, ...] = ()
    email_asked: bool = False
    contract_files: bool = False
    fee_ceiling: int = 25
    public_title: str = ""


Ground = Literal[
    "no_acknowledgement", "no_date", "no_determination", "date_passed", "date_unreasonable"
]
"""How a request was denied by silence: 21 NYCRR 1401.5(e)(1), (2), (6), (4) and (7)."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The request a later letter is about. `received` is None while no receipt is recorded."""

    subject: str
    sent: date
    received: date | None
    items: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class FollowUpFacts(Facts):
    """Nothing came by the day an answer was due."""

    request: Asked
    due: date


@dataclass(frozen=True, kw_only=True)
class SilenceFacts(Facts):
    """An appeal from silence. `due` is the day that passed; `promised` the date given, if any."""

    request: Asked
    ground: Ground
    due: date
    acknowledged: date | None = None
    promised: date | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DenialFacts(Facts):
    """An appeal from a written denial. `words` quotes it; `exemptions` are "87(2)(e)(iv)"."""

    request: Asked
    denied: date
    received: date
    words: str = ""
    exemptions: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    officer: str = "Records Access Officer"
