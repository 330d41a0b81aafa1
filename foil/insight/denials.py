"""What was denied in words and is not appealed yet: each item with its last day, and what the
office decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from foil.insight.late import POSSIBLE
from foil.insight.left_out import Left, left_out_of
from foil.insight.offer_case import Case
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.letters.argued import How
from foil.model.tables import Request

HOW: dict[str, How] = {
    "denied": "denied",
    "no_records": "no_records",
    "closed": "closed",
    "referred": "referred",
}
"""What an agency's letter did, by the kind of event that denied."""

APPEALABLE = POSSIBLE | {"late"}
"""How a right to appeal stands while nothing has answered the denial, its last day gone or not."""


@dataclass(frozen=True)
class Denial:
    """A letter that denied, with the right to appeal from it. `line` is the id that stays however
    often it is corrected; `items` are those no appeal has answered, and are in words."""

    line: str
    event: Event
    clock: Clock
    items: tuple[int, ...]
    late: bool

    @property
    def how(self) -> How:
        """What the letter did."""
        return HOW[self.event.kind]

    @property
    def dated(self) -> date:
        """The day the letter bears, else the day it counts on."""
        return min(self.event.days("dated"), default=self.event.act_day)

    @property
    def received(self) -> date:
        """The day it reached us, else the day it counts on."""
        return min(self.event.days("received"), default=self.event.act_day)

    @property
    def part(self) -> bool:
        """Whether it withheld a part of what it names: pages, or words blacked out."""
        return self.event.detail("scope") == "part"

    @property
    def claimed(self) -> tuple[str, ...]:
        """The grounds it names: exemptions, as 87(2)(f), then others in its own words."""
        return (*self._texts("exemptions"), *self._texts("grounds"), *self._texts("reasons"))

    def key(self, item: int) -> str:
        """The item as the form of an appeal names it."""
        return f"{self.line}.{item}"

    def _texts(self, name: str) -> tuple[str, ...]:
        found = self.event.detail(name)
        return tuple(map(str, found)) if isinstance(found, tuple) else ()


def denials(case: Case) -> tuple[Denial, ...]:
    """What may be appealed on that day, the earliest safe day first; what is past it comes last."""
    found: dict[str, Denial] = {}
    for clock in case.clocks:
        event = case.event(clock)
        if clock.kind != "appeal" or clock.parent is not None or event is None:
            continue
        state = clock.state(case.day)
        items = tuple(item for item in clock.items if item in case.items)
        if event.kind in HOW and state in APPEALABLE and items:
            line = case.history.line(event)
            found[line] = Denial(line, event, clock, items, late=state == "late")
    return tuple(sorted(found.values(), key=lambda each: (each.late, each.clock.act_on)))


def silent(case: Case) -> tuple[Clock, ...]:
    """Rights to appeal that silence has opened and that may still be used."""
    return tuple(
        clock
        for clock in case.clocks
        if clock.kind == "appeal" and clock.parent is not None and clock.state(case.day) in POSSIBLE
    )


def left_out(session: Session, request: Request) -> dict[str, Left]:
    """What is left out of any appeal, by the item's key in the form."""
    return {each.key: each for each in left_out_of(session, [request.id]).get(request.id, ())}


def chosen(found: Sequence[Denial], line: str) -> Denial | None:
    """The denial of that line, or of the event with that id; without it the first. None where there
    is none."""
    named = (each for each in found if line in (each.line, each.event.id))
    return next(named, found[0] if found else None)
