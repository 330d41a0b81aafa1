"""One clock on one item, as the second reading has it."""

from dataclasses import dataclass, field
from datetime import date

from foil.second.facts import Happening

OWED = ("acknowledge", "determine", "approximate_date", "date_certain")
"""What an agency owes on a request. Missed, each is a denial by silence."""
BY_LETTER = (*OWED, "decide_appeal")


@dataclass(eq=False)
class Clock:
    """What the engine's clock also says, for a single item.

    `line` is the first event of the starting event's line of corrections; `ends` the last day
    before any roll; `unit` is business, days or date. `untolled` keeps due and latest as they
    were before a toll. `receipts` are those it was counted from. `missed` is the clock whose
    silence opened this one; `followed` says that this one's silence has opened another. `doubts`
    are other readings of the law: the choice, what it would be, and the clock that would give.
    """

    kind: str
    line: str
    day_zero: date
    ends: date
    due: date
    earliest: date
    latest: date
    arises_on: date
    unit: str = "days"
    against: str = "agency"
    stake: str | None = None
    provisional: bool = False
    item: int = 0
    act_on: date = date.min
    stopped_on: date | None = None
    how: str | None = None
    untolled: tuple[date, date] | None = None
    receipts: tuple[Happening, ...] = ()
    doubts: list[tuple[str, str, "Clock"]] = field(default_factory=list)
    missed: "Clock | None" = None
    followed: bool = False

    @property
    def open(self) -> bool:
        """Whether nothing has met or ended it."""
        return self.how is None

    @property
    def contested(self) -> list[tuple[str, str, date]]:
        """The readings that give another last day, with that day."""
        days = [(choice, name, other.due) for choice, name, other in self.doubts]
        return [doubt for doubt in days if doubt[-1] != self.due]

    @property
    def last_day(self) -> tuple[date, date, date]:
        """What puts clocks in order, where only the first of them counts."""
        return self.due, self.earliest, self.latest

    def stop(self, day: date, how: str) -> None:
        """Met, met late or ended by an act of that day."""
        self.stopped_on, self.how = day, how

    def answered(self, day: date) -> None:
        """We did on that day what the clock gave us time for."""
        self.stop(day, "met" if day <= self.latest else "met_late")
