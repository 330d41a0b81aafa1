"""Reading the facts: what happened, in order, with corrections laid over what they correct."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

ELECTRONIC = ("portal", "email", "attached")
DATES = ("dated", "postmarked", "received")


@dataclass(frozen=True)
class Paper:
    """One form in which it came."""

    how: str | None
    dated: date | None
    postmarked: date | None
    received: date | None


@dataclass(frozen=True)
class Happening:
    """One thing that happened. `line` is the first id under which it was recorded.

    `of` holds the lines it answers; `said` is False where it does not say which. `hour` is the
    time of day in New York, where the record has it.
    """

    place: int
    line: str
    kind: str
    items: frozenset[int]
    of: tuple[str, ...]
    day: date
    said: bool = True
    hour: time | None = None
    papers: tuple[Paper, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def about(self, item: int) -> bool:
        """Whether it is about the item, or a date in it is."""
        named = (row.get("items") or () for row in self.more.get("dates") or ())
        return item in self.items or any(item in items for items in named)

    def days(self, *names: str) -> list[date]:
        """The papers' days of those names."""
        return [day for name in names for p in self.papers if (day := getattr(p, name))]

    @property
    def every_day(self) -> list[date]:
        """Every day on its papers; the day of the act where they have none."""
        return self.days(*DATES) or [self.day]

    def told(self, name: str) -> date | None:
        """A date the happening gives in a field of its own."""
        return _day(self.more.get(name))

    @property
    def noticed(self) -> bool:
        """Whether a portal's notice or an e-mail brought it, so that its day is certain."""
        return any(p.how in ELECTRONIC and (p.received or p.dated) for p in self.papers)


def happenings(rows: Sequence[Mapping[str, Any]]) -> list[Happening]:
    """What stands of those rows, in order: each line of corrections once, at its first place; none
    that was taken back.

    `items` and `of` are as they were named, empty where they were not said.
    """
    lines: dict[str, str] = {}
    places: dict[str, int] = {}
    standing: dict[str, Mapping[str, Any]] = {}
    for number, row in enumerate(rows, start=1):
        name = row.get("id") or f"event-{number}"
        line = lines.get(row.get("replaces") or "", name)
        lines[name] = line
        places.setdefault(line, number)
        standing[line] = row
    left = {line: row for line, row in standing.items() if not row.get("taken_back")}
    found = [_read(places[line], line, row, lines, left) for line, row in left.items()]
    return sorted(found, key=lambda each: (each.day, each.place))


def _read(
    place: int,
    line: str,
    row: Mapping[str, Any],
    lines: Mapping[str, str],
    left: Container[str],
) -> Happening:
    papers = tuple(_paper(each) for each in row.get("papers") or [])
    if any(row.get(name) for name in DATES):
        papers = (_paper(row),)
    return Happening(
        place=place,
        line=line,
        kind=row["kind"],
        items=frozenset(row.get("items") or ()),
        of=tuple(lines[name] for name in row.get("of") or () if lines[name] in left),
        day=_act_day(row, papers),
        said=row.get("of") is not None,
        hour=_hour(row),
        papers=papers,
        more=row,
    )


def _paper(row: Mapping[str, Any]) -> Paper:
    return Paper(row.get("how"), *(_day(row.get(name)) for name in DATES))


def _act_day(row: Mapping[str, Any], papers: Sequence[Paper]) -> date:
    """The day it was done: ours as we say; an agency's by notice, else postmark, else letter."""
    if row.get("on"):
        return date.fromisoformat(row["on"])
    if row.get("at"):
        return _new_york(row["at"]).date()
    notices = [p.received or p.dated for p in papers if p.how in ELECTRONIC]
    marks = [p.postmarked for p in papers]
    letters = [p.dated for p in papers]
    receipts = [p.received for p in papers]
    for days in (notices, marks, letters, receipts):
        if known := [day for day in days if day is not None]:
            return min(known)
    start = _day(row.get("from"))
    if start is None:
        raise ValueError("an event without a date has no place in the order")
    return start


def _hour(row: Mapping[str, Any]) -> time | None:
    """The hour it happened, where an instant is known, though the day be said apart."""
    return _new_york(row["at"]).time() if row.get("at") else None


def _new_york(text: str) -> datetime:
    """The moment as clocks in New York show it; one without an offset is New York time."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(ZoneInfo("America/New_York"))


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
