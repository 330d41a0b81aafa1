"""A request as a sheet or a form tells it, ready to be entered; a sheet's reading, row by row."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple

from foil.sheets.headers import Heading
from foil.sheets.under_way import Entered


class DayRead(NamedTuple):
    """One date as it was read: of what, as written, the day, and how that is known."""

    of: str
    said: str
    day: str
    how: str


class DaySet(NamedTuple):
    """A date the office set itself: for which clock, the day, why, and what the law's count was."""

    clock: str
    day: str
    reason: str
    computed: str


@dataclass(frozen=True, slots=True)
class Told:
    """One request. `items` are words with their record category, `numbers` others' numbers with
    their kind; people are named by e-mail or name, a matter by its name; `was` is its number where
    it came from, and `relations` are kinds with such a number of the request it was refiled as,
    referred to and so on; `read` and `notes` say how the row was understood."""

    agency: str | None = None
    agency_words: str = ""
    law: str = "foil"
    working_title: str = ""
    public_title: str = ""
    technology: str | None = None
    requester: str = ""
    items: tuple[tuple[str, str | None], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    events: tuple[Entered, ...] = ()
    next_step: str = ""
    next_step_on: date | None = None
    next_step_by: str = ""
    owner: str = ""
    deputy: str = ""
    signer: str = ""
    matter: str = ""
    private: bool = False
    sensitive: bool = False
    days_set: tuple[DaySet, ...] = ()
    was: str = ""
    relations: tuple[tuple[str, str], ...] = ()
    read: tuple[DayRead, ...] = ()
    notes: tuple[str, ...] = ()

    def packed(self) -> str:
        """It as JSON."""
        return json.dumps(asdict(self), default=date.isoformat, ensure_ascii=False)


def unpacked(said: str) -> Told:
    """It back from the JSON that `packed` made."""
    row: dict[str, Any] = json.loads(said)
    on = row["next_step_on"]
    return Told(
        **{
            **row,
            "items": tuple((words, category) for words, category in row["items"]),
            "numbers": tuple((kind, number) for kind, number in row["numbers"]),
            "relations": tuple((kind, number) for kind, number in row.get("relations", [])),
            "events": tuple(Entered(**each) for each in row["events"]),
            "next_step_on": date.fromisoformat(on) if on else None,
            "days_set": tuple(DaySet(*each) for each in row["days_set"]),
            "read": tuple(DayRead(*each) for each in row["read"]),
            "notes": tuple(row["notes"]),
        }
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number there, what stood in it by header, and what it tells; or the
    problem that keeps it out."""

    n: int
    cells: dict[str, str]
    told: Told | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as it will be read: its headings, its rows one by one, how many there are, and
    what is to be said of the whole."""

    headings: Sequence[Heading]
    lines: Iterable[Line]
    total: int
    notes: tuple[str, ...] = ()
