"""The facts of what is written to a records access officer after a request, and before a suit.

Frozen, as all facts are. Sums are `Decimal` dollars.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foil.letters.facts import Asked, AskedItem, Facts, Happened

CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class LaterFacts(Facts):
    """What every later letter needs: the request it is about."""

    request: Asked


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A date the agency gave: the day its letter bears, the date, None for none, and its reason."""

    on: date
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionReplyFacts(LaterFacts):
    """A determination put off. `promised` are the dates given, in order; `first` the items wanted
    first; `why` says, from this record, why the newest date is unreasonable, a sentence each."""

    promised: tuple[Promise, ...]
    first: tuple[AskedItem, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def newest(self) -> Promise:
        """The promise that stands."""
        return self.promised[-1]

    @property
    def same_reason(self) -> bool:
        """True where every letter gives one reason in the same words."""
        reasons = {each.reason.strip().casefold() for each in self.promised}
        return len(self.promised) > 1 and len(reasons) == 1 and reasons != {""}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the agency asked, and the answer."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class ClarificationFacts(LaterFacts):
    """The answer to the agency's questions dated `asked`. `due` is its last day for an answer;
    `clear` are the items it asked nothing about."""

    asked: date
    answers: tuple[Answer, ...]
    due: date | None = None
    clear: tuple[AskedItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """An item as it is now to be read."""

    number: int
    words: str


@dataclass(frozen=True, kw_only=True)
class NarrowingFacts(LaterFacts):
    """An offer to narrow. `items` are the items as narrowed, `kept` those that stand as sent."""

    items: tuple[Narrowed, ...]
    kept: tuple[AskedItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """A line of an estimate: what for, how many of what `unit`, at which rate, and the agency's
    own amount, where it states one."""

    what: str
    quantity: Decimal
    unit: str
    rate: Decimal
    stated: Decimal | None = None
    objection: str = ""

    @property
    def amount(self) -> Decimal:
        """Quantity times rate, to the cent."""
        return (self.quantity * self.rate).quantize(CENT)


@dataclass(frozen=True, kw_only=True)
class Fee:
    """A fee asked by a letter dated `on`: its lines and the total it states."""

    on: date
    lines: tuple[FeeLine, ...]
    total: Decimal

    @property
    def sum(self) -> Decimal:
        """What the lines come to."""
        return sum((line.amount for line in self.lines), Decimal()).quantize(CENT)

    @property
    def adds_up(self) -> bool:
        """True where the lines come to the total stated."""
        return self.sum == self.total

    @property
    def apart(self) -> Decimal:
        """By how much the total stated differs from what the lines come to."""
        return abs(self.sum - self.total)

    @property
    def misstated(self) -> tuple[FeeLine, ...]:
        """The lines whose own amount is not their quantity times their rate."""
        return tuple(each for each in self.lines if each.stated not in (None, each.amount))

    @property
    def objected(self) -> bool:
        """True where there is an objection to a line."""
        return any(line.objection for line in self.lines)

    @property
    def admitted(self) -> Decimal:
        """What the lines nobody objects to come to."""
        taken = (line.amount for line in self.lines if not line.objection)
        return sum(taken, Decimal()).quantize(CENT)


@dataclass(frozen=True, kw_only=True)
class FeeDisputeFacts(LaterFacts):
    """An objection to a fee. With `protest` what is asked is paid, under protest."""

    fee: Fee
    protest: bool = False


@dataclass(frozen=True, kw_only=True)
class PreservationFacts(LaterFacts):
    """A demand to keep records: where they are, and what would destroy them by itself."""

    items: tuple[AskedItem, ...]
    systems: tuple[str, ...] = ()
    automatic: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WithdrawalFacts(LaterFacts):
    """Items no longer asked for; `kept` are those that stand. Without any, all is withdrawn."""

    items: tuple[AskedItem, ...]
    kept: tuple[AskedItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InstalmentFacts(LaterFacts):
    """Part of the records came on `came`. `what` says which; `outstanding` are the items open."""

    came: date
    what: str
    outstanding: tuple[AskedItem, ...]
    promised: date | None = None


@dataclass(frozen=True, kw_only=True)
class ClosingFacts(LaterFacts):
    """The end: `what` came on `came`. `last_day` to appeal what was withheld still runs."""

    came: date
    what: str
    outstanding: tuple[AskedItem, ...] = ()
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReopeningFacts(LaterFacts):
    """The request was closed on `closed`, for what the agency `words`; `answered` is the day its
    question was answered, where it was, and `history` what happened."""

    closed: date
    history: tuple[Happened, ...]
    words: str = ""
    answered: date | None = None


@dataclass(frozen=True, kw_only=True)
class MisdirectedFacts(LaterFacts):
    """The agency's letter dated `replied` says to ask `elsewhere` for these items."""

    replied: date
    elsewhere: str
    items: tuple[AskedItem, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CertifiedCopiesFacts(LaterFacts):
    """Records already released, of which certified copies are wanted, and the day they are for."""

    came: date
    records: tuple[str, ...]
    need_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class ListFacts(Facts):
    """The agency's subject matter list; `units` whose part is wanted first."""

    units: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExceptionReplyFacts(LaterFacts):
    """The agency said on `told` that `vendor` claims protection for these items."""

    told: date
    vendor: str
    items: tuple[AskedItem, ...]
    public: tuple[str, ...] = ()
