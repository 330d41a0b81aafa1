"""What a request begun elsewhere would count as, before it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foil.insight.basis import Basis
from foil.insight.request import Clocks, grouped
from foil.law.clocks import Clock, run
from foil.law.event import Event
from foil.law.facts import read_event
from foil.law.history import history_of
from foil.law.stages import most_urgent, stage_at
from foil.sheets.told import Told


@dataclass(frozen=True)
class Foreseen:
    """Its events as they would stand, its clocks in the groups of its page, its stage; under
    another law no clocks and no stage."""

    events: Sequence[Event]
    clocks: Clocks
    stage: str
    counted: bool

    @property
    def leads(self) -> Clock | None:
        """The clock a list would lead with: ours that is not arguable, else the agency's."""
        ours = [each for each in self.clocks.ours if each.stake != "arguable"]
        return next(iter((*ours, *self.clocks.theirs)), None)


def foreseen(told: Told, under: Basis, day: date) -> Foreseen:
    """Count what was told, as `operations.placing` resolved it, on that day (New York)."""
    items = tuple(range(1, len(told.items) + 1)) or (1,)
    events = [read_event(each.facts) for each in told.events]
    history = history_of(events, items)
    rules = under.rules(told.agency) if told.law == "foil" else None
    if rules is None:
        return Foreseen(history.events, Clocks(), "", counted=False)
    clocks = run(history, rules)
    stages = [stage_at(history, clocks, item, day) for item in items]
    return Foreseen(history.events, grouped(clocks, day), most_urgent(stages), counted=True)
