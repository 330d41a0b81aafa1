"""One happening, as the law sees it: what, when, about which items, on which papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from foil.newyork import day_of

ELECTRONIC = frozenset({"portal", "email", "attached"})
Evidence = Literal["notice", "postmark", "letter", "receipt", "act"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A date an agency gave: the day itself, or a number of business days, or words alone."""

    day: date | None = None
    text: str | None = None
    business_days: int | None = None


@dataclass(frozen=True, slots=True)
class CourtDate:
    """One line of an order or stipulation: who must do what by when, for which items."""

    who: str
    what: str
    on: date
    items: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One form in which a happening reached us. `document` is the SHA-256 (hex) of its file."""

    how: str | None = None
    dated: date | None = None
    postmarked: date | None = None
    received: date | None = None
    document: str | None = None

    @property
    def known_on(self) -> date | None:
        """The day we had it, as far as it says."""
        return self.received or self.postmarked or self.dated


@dataclass(frozen=True, slots=True)
class Event:
    """A checked event. `items` None means all then open; `of` None, the latest it can answer.
    `taken_back` says that what it replaces was recorded by mistake: nothing stands in its place.

    `act_day` is the day the act counts on and `sent` that day with what shows it: an agency's act
    counts on the day it was sent, by the portal's notice or the e-mail, else the postmark, else
    the letter's date, else the day we had it.
    """

    kind: str
    id: str
    items: tuple[int, ...] | None = None
    of: tuple[str, ...] | None = None
    replaces: str | None = None
    source: str | None = None
    on: date | None = None
    at: datetime | None = None
    by: str | None = None
    papers: tuple[Paper, ...] = ()
    promised: tuple[Promise, ...] = ()
    details: Mapping[str, object] | None = None
    taken_back: bool = False
    sent: tuple[date, Evidence] = field(init=False, repr=False, compare=False)
    act_day: date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sent = self._counted()
        object.__setattr__(self, "sent", sent)
        object.__setattr__(self, "act_day", sent[0])

    def about(self, items: tuple[int, ...]) -> "Event":
        """What happened, for those items alone."""
        return self if items == self.items else replace(self, items=items)

    def detail(self, name: str) -> object:
        """The kind's own field of that name; None where it was not given."""
        return self.details.get(name) if self.details else None

    def _counted(self) -> tuple[date, Evidence]:
        if self.on is not None:
            return self.on, "act"
        if self.at is not None:
            return day_of(self.at), "act"
        if not self.papers:
            start = self.detail("from")
            return (start if isinstance(start, date) else date.min), "act"
        return min((_sent(paper) for paper in self.papers), key=_strength)

    def days(self, name: Literal["dated", "postmarked", "received"]) -> list[date]:
        """Each paper's day of that name, where it has one."""
        return [day for paper in self.papers if (day := getattr(paper, name)) is not None]


def _sent(paper: Paper) -> tuple[date, Evidence]:
    if paper.how in ELECTRONIC and (day := paper.received or paper.dated):
        return day, "notice"
    if paper.postmarked:
        return paper.postmarked, "postmark"
    if paper.dated:
        return paper.dated, "letter"
    return (paper.received or date.min), "receipt"


_ORDER: Mapping[Evidence, int] = {"notice": 0, "postmark": 1, "letter": 2, "receipt": 3, "act": 4}


def _strength(sent: tuple[date, Evidence]) -> tuple[int, date]:
    return _ORDER[sent[1]], sent[0]
