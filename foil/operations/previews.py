"""What recording an event would change, said before it is saved."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import recorded
from foil.insight.overrides import days_set
from foil.law.clocks import run
from foil.law.effects import Effect, effects
from foil.law.extensions import Extension, extensions
from foil.law.facts import read_event
from foil.law.history import history_of
from foil.law.overrides import laid
from foil.law.traps import Trap, traps
from foil.model.tables import Person, Request
from foil.model.visibility import find_request
from foil.newyork import day_of
from foil.operations.events import Facts, doubts_of, resolved_facts


@dataclass(frozen=True)
class Preview:
    """What recording would do: `facts` as they would be stored, the clocks it touches, questions
    to answer first, the traps it would open, and what it would put off."""

    facts: Facts
    effects: tuple[Effect, ...]
    questions: tuple[str, ...]
    traps: tuple[Trap, ...]
    extensions: tuple[Extension, ...] = ()


def preview(
    person: Person, session: Session, request: Request, facts: Facts, *, now: datetime
) -> Preview:
    """Count the request with one more event, in the form `foil clock` reads; nothing is written.

    Raises FactsError or BadInput for facts that cannot stand.
    """
    request = find_request(session, person, request.number)
    known = recorded(session, request)
    resolved = resolved_facts(known, facts, request.head_seq + 1)
    event = read_event(resolved)
    doubts = doubts_of(session, request, known, event, now)
    rules = basis(session).rules_for(request)
    if rules is None:
        return Preview(resolved, (), doubts, ())
    before, today = known.standing, day_of(now)
    after = history_of([*known.events, event], before.items)
    days = days_set(session, [request.id])[request.id]
    old, new = laid(run(before, rules), days), laid(run(after, rules), days)
    there = {trap.says for trap in traps(before, old, today)}
    opened = tuple(trap for trap in traps(after, new, today) if trap.says not in there)
    put_off = tuple(each for each in extensions(after, new) if each.event == event.id)
    return Preview(resolved, effects(old, new), doubts, opened, put_off)
