"""What was read in a reply: the fields of `foil read --json`, each with the words it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """`says` is the field or kind that `text`, the reply's own words from `start` to `end`, shows.

    `start` and `end` count the characters of the text that was read: that of the message itself
    where `part` is "", else that of the attachment so named.
    """

    says: str
    text: str
    start: int
    end: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A time the agency gave: a `date` it named, or its words with the business days it claims.

    What is relative is never counted here: which day it comes to is a question of law.
    """

    date: date | None
    text: str | None = None
    business_days: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a reply says of some numbered items: one kind for them, and the exemptions cited."""

    items: tuple[int, ...]
    kind: str
    exemptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply seems to be. `kinds` has all that it is at once, `kind` first.

    `outcome` is that of an appeal, as `foil.law.kinds` names it; `certified` whether an answer of
    no records is certified, None where nothing is said to be missing; `fee` dollars asked, 0 where
    the agency says that there is none. `items` is None where the reply does not go by items.
    `unsure` names the fields a person must look at before anything is filed.
    """

    kind: str
    kinds: tuple[str, ...]
    tracking: str | None = None
    agency: str | None = None
    dated: date | None = None
    received_claimed: date | None = None
    promised: tuple[Promise, ...] = ()
    exemptions: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    outcome: str | None = None
    fee: Decimal | None = None
    pay_by: date | None = None
    answer_by: date | None = None
    certified: bool | None = None
    appeal_notice: bool = False
    officer_named: bool = False
    links: tuple[str, ...] = ()
    public_on: date | None = None
    more_by: date | None = None
    items: tuple[Answered, ...] | None = None
    evidence: tuple[Found, ...] = ()
    unsure: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The reading as plain data, dates as ISO text, money as a number of dollars."""
        return dict(_pairs(self))


def _pairs(value: Reading | Found | Promise | Answered) -> Iterator[tuple[str, object]]:
    for each in fields(value):
        yield each.name, _plain(getattr(value, each.name))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (Found, Promise, Answered)):
        return dict(_pairs(value))
    return value
