"""The facts of the further appeals, and of what follows an appeal. Frozen, as all facts are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foil.letters.argued import PUBLIC, Further, Part, published_parts
from foil.letters.facts import AppealFacts, Asked, AskedItem, DenialFacts, Facts, Happened, not_of
from foil.letters.reply_facts import Fee


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """Something blacked out or left out: where, what it seems to be, the ground claimed there,
    and the reply. A ground not stated is empty."""

    page: str
    what: str
    claimed: str = ""
    reply: str = ""


def withheld(item: int, claimed: Iterable[str]) -> Redaction:
    """The row of an item's table until somebody fills it in, page by page."""
    return Redaction(page=f"Item {item}", what="the portions withheld", claimed=", ".join(claimed))


@dataclass(frozen=True, kw_only=True)
class PartialFacts(DenialFacts):
    """An appeal from what was withheld of records released."""

    redactions: tuple[Redaction, ...]


@dataclass(frozen=True, kw_only=True)
class WrittenFacts(AppealFacts):
    """An appeal from a letter of the agency dated `denied`; `words` quotes it, `exhibit` is its
    own name among the enclosures."""

    denied: date
    received: date
    words: str = ""
    officer: str = "Records Access Officer"
    exhibit: str = ""

    def _pointed_to(self) -> tuple[str, ...]:
        return (self.exhibit,)


@dataclass(frozen=True, kw_only=True)
class NoRecordsFacts(WrittenFacts):
    """An appeal from "no records". `evidence` says, a sentence each, what shows that they exist,
    and `published` are ids of what is public already; `not_searched` are places not looked in.
    With `certified` the agency certified its search."""

    evidence: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    not_searched: tuple[str, ...] = ()
    certified: bool = False
    also: tuple[Further, ...] = ()

    def parts(self, block: str) -> tuple[Part, ...]:
        """What is public already, which shows that the records exist."""
        return tuple(published_parts(self.published, secret=False)) if block == PUBLIC else ()

    @property
    def first_items(self) -> tuple[int, ...]:
        """The items this answer itself is about, by number."""
        return not_of(self.also, self.items)

    def _pointed_to(self) -> tuple[str, ...]:
        return (self.exhibit, *(each.exhibit for each in self.also))


@dataclass(frozen=True, kw_only=True)
class NotDescribedFacts(WrittenFacts):
    """An appeal from "not reasonably described". `understood` quotes what shows that the agency
    knew what was meant; `narrowing` says how the items may be read in the alternative; `burden`
    that the refusal speaks of effort, `helped` that the agency asked before it refused."""

    understood: str = ""
    narrowing: tuple[str, ...] = ()
    burden: bool = False
    helped: bool


@dataclass(frozen=True, kw_only=True)
class FeeAppealFacts(WrittenFacts):
    """An appeal from a fee that no law allows."""

    fee: Fee


@dataclass(frozen=True, kw_only=True)
class AppealedFacts(Facts):
    """What follows an appeal sent on `appealed` and received on `appeal_received`."""

    request: Asked
    items: tuple[AskedItem, ...]
    appealed: date
    appeal_received: date


@dataclass(frozen=True, kw_only=True)
class OverdueFacts(AppealedFacts):
    """No decision on the appeal came by `due`."""

    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class RemandFacts(OverdueFacts):
    """The appeal was sent back, by a letter dated `decided`, though a decision was due by `due`;
    `words` quotes it."""

    decided: date
    words: str = ""


End = Literal["denied", "silence"]
"""How the appeal ended: by a decision, or with the ten business days."""


@dataclass(frozen=True, kw_only=True)
class PreSuitFacts(AppealedFacts):
    """A demand before suit, which is open through `last_day`. The appeal ended on `ended`: the day
    of the decision, or the last for one. `proposal` is what would settle it."""

    history: tuple[Happened, ...]
    ended: date | None = None
    how: End
    last_day: date | None = None
    proposal: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdvisoryFacts(Facts):
    """Questions to the Committee on Open Government; `told` are the facts, a sentence each."""

    request: Asked
    history: tuple[Happened, ...]
    questions: tuple[str, ...]


Failing = Literal["no_policy", "not_named", "differs", "no_audit"]
"""What of the POST Act was not done: no policy, maker or product not named, a policy that differs
from the agency's reply, no audit of facial recognition posted."""


@dataclass(frozen=True, kw_only=True)
class PostActFacts(Facts):
    """A complaint to the Department of Investigation about the NYPD's `technology`."""

    technology: str
    failings: tuple[Failing, ...]
    told: tuple[str, ...]
    request: Asked | None = None
