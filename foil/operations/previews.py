"""What recording an event, or several that one letter brings, would change: said before saving."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import Recorded, recorded
from foil.insight.overrides import days_set
from foil.law.clocks import run
from foil.law.effects import Effect, effects
from foil.law.event import Event as Happening
from foil.law.extensions import Extension, extensions
from foil.law.facts import read_event
from foil.law.history import History, history_of
from foil.law.overrides import laid
from foil.law.traps import Trap, traps
from foil.model.tables import Person, Request
from foil.model.visibility import find_request
from foil.newyork import day_of
from foil.operations.events import Facts, doubts_of, resolved_facts


@dataclass(frozen=True)
class Preview:
    """What recording would do: `each` event's facts as they would be stored, the clocks they touch,
    questions to answer first, the traps they would open, and what they would put off."""

    each: tuple[Facts, ...]
    effects: tuple[Effect, ...]
    questions: tuple[str, ...]
    traps: tuple[Trap, ...]
    extensions: tuple[Extension, ...] = ()

    @property
    def facts(self) -> Facts:
        """The facts of the only event."""
        (only,) = self.each
        return only


def preview(
    person: Person, session: Session, request: Request, facts: Facts, *, now: datetime
) -> Preview:
    """Count the request with one more event, in the form `foil clock` reads; nothing is written.

    Raises FactsError or BadInput for facts that cannot stand.
    """
    return preview_each(person, session, request, [facts], now=now)


def preview_each(
    person: Person, session: Session, request: Request, told: Sequence[Facts], *, now: datetime
) -> Preview:
    """Count the request with these events recorded one after the other; nothing is written.

    Raises FactsError or BadInput for facts that cannot stand.
    """
    request = find_request(session, person, request.number)
    known = before = recorded(session, request)
    each: list[Facts] = []
    doubts: dict[str, None] = {}
    for seq, facts in enumerate(told, request.head_seq + 1):
        each.append(resolved_facts(known, facts, seq))
        event = read_event(each[-1])
        doubts |= dict.fromkeys(doubts_of(session, request, known, event, now))
        known = _with(known, event)
    seen = Preview(tuple(each), (), tuple(doubts), ())
    return _counted(session, request, before.standing, known.standing, seen, now)


def _with(known: Recorded, event: Happening) -> Recorded:
    events = (*known.events, event)
    return Recorded(events, history_of(events, known.standing.items))


def _counted(
    session: Session,
    request: Request,
    before: History,
    after: History,
    seen: Preview,
    now: datetime,
) -> Preview:
    """The preview with what changes between the two; under another law nothing is counted."""
    rules = basis(session).rules_for(request)
    if rules is None:
        return seen
    days, today = days_set(session, [request.id])[request.id], day_of(now)
    old, new = laid(run(before, rules), days), laid(run(after, rules), days)
    there = {trap.says for trap in traps(before, old, today)}
    opened = {trap.says: trap for trap in traps(after, new, today) if trap.says not in there}
    ids = {facts["id"] for facts in seen.each}
    return replace(
        seen,
        effects=effects(old, new),
        traps=tuple(opened.values()),
        extensions=tuple(each for each in extensions(after, new) if each.event in ids),
    )
