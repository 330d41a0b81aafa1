"""What a trap is, and the moment it is looked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foil.law.clocks.clock import Clock
from foil.law.event import Event
from foil.law.history import History
from foil.law.words import gone, lead


@dataclass(frozen=True, slots=True)
class Trap:
    """One warning: its id, the sentence, the authorities, the event it is about."""

    id: str
    says: str
    authority: tuple[str, ...]
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A history and its clocks as seen on a day."""

    history: History
    clocks: Sequence[Clock]
    day: date

    def events(self, *kinds: str) -> Iterator[Event]:
        """The events of those kinds up to the day."""
        return (e for e in self.history.events if e.kind in kinds and e.act_day <= self.day)

    def later(self, event: Event, *kinds: str) -> Iterator[Event]:
        """The events of those kinds after that one, up to the day."""
        after = self.history.events.index(event)
        return (e for e in self.events(*kinds) if self.history.events.index(e) > after)

    def finals(self, kind: str) -> list[Clock]:
        """The open clocks of that kind whose passing loses a right."""
        final = [c for c in self.clocks if c.kind == kind and c.stake == "final"]
        return [clock for clock in final if clock.is_open(self.day)]

    def lead(self, clock: Clock) -> str:
        """What a clock leads with on the day: until when to act, or which day was the last."""
        return gone(clock) if self.day > clock.due else lead(clock)


Finder = Callable[[Moment], Iterator[Trap]]
