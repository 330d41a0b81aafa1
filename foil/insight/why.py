"""Why one date is what it is: the clock as counted and as it leads, what each rule choice would
make of it, what was put off before it, and the days the office has set for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import NotFound
from foil.insight.basis import basis
from foil.insight.histories import recorded
from foil.insight.lines import Named, named
from foil.insight.overrides import overrides_of
from foil.law.alternatives import Alternative, alternatives
from foil.law.clocks import Clock, run
from foil.law.effects import base
from foil.law.event import Event
from foil.law.extensions import DATES, Extension, extensions
from foil.law.history import History
from foil.law.overrides import laid
from foil.law.traps import Trap, traps
from foil.model.tables import Override, Person
from foil.model.visibility import find_request


@dataclass(frozen=True)
class Why:
    """One clock of one request. `clock` is what leads, `counted` the law's own count of it; `event`
    is what started it, or the clock that silence missed; `set_here` are the days the office has set
    for it, those taken back too, the newest first; `names` are people's names by id."""

    named: Named
    seq: int
    whole: tuple[int, ...]
    clock: Clock
    counted: Clock
    event: Event
    alternatives: tuple[Alternative, ...]
    extensions: tuple[Extension, ...]
    traps: tuple[Trap, ...]
    set_here: tuple[Override, ...]
    names: Mapping[int, str]

    @property
    def name(self) -> str:
        """The clock's lasting id."""
        return base(self.clock)

    @property
    def holds(self) -> Override | None:
        """The day set by the office that holds now."""
        return next((each for each in self.set_here if each.ended_at is None), None)


def why(person: Person, session: Session, number: str, clock: str, day: date) -> Why:
    """The clock with this id, or whose lasting id it is, as seen on that day (New York).

    Raises NotFound for a request that `person` may not see, and for a clock it does not have.
    """
    request = find_request(session, person, number)
    under = basis(session)
    rules, known = under.rules_for(request), recorded(session, request)
    history = known.standing
    plain = run(history, rules) if rules and known.events else ()
    counted = _found(plain, clock)
    if rules is None or counted is None:
        raise NotFound("No such date is counted here any more; look at those that are.")
    set_here = overrides_of(session, request)
    clocks = laid(plain, {each.clock: each.day for each in set_here if each.ended_at is None})
    event = next(each for each in history.events if each.id == counted.from_event)
    return Why(
        named=named(request, under),
        seq=request.head_seq,
        whole=history.items,
        clock=next(each for each in clocks if each.id == counted.id),
        counted=counted,
        event=event,
        alternatives=alternatives(history, rules, counted),
        extensions=_extensions(history, plain, counted),
        traps=tuple(trap for trap in traps(history, clocks, day) if trap.event == event.id),
        set_here=tuple(each for each in set_here if each.clock == base(counted)),
        names=dict(session.execute(select(Person.id, Person.name)).all()),
    )


def _found(clocks: Sequence[Clock], name: str) -> Clock | None:
    """The clock of that id; where it has been closed or split since, the part still open."""
    same = [each for each in clocks if each.id == name]
    parts = [each for each in clocks if base(each) == name]
    parts.sort(key=lambda each: each.ended_by is not None)
    return next(iter([*same, *parts]), None)


def _extensions(history: History, clocks: Sequence[Clock], clock: Clock) -> tuple[Extension, ...]:
    """What was put off up to the letter that gave this date, about any of its items; nothing where
    the date is not an agency's own."""
    if clock.kind not in DATES and clock.parent not in DATES:
        return ()
    upto = [each.id for each in history.events]
    last = upto.index(clock.from_event)
    return tuple(
        each
        for each in extensions(history, clocks)
        if upto.index(each.event) <= last and not set(each.items).isdisjoint(clock.items)
    )
