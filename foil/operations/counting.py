"""What further events would change of a history that is at hand, asked of many without asking the
record again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foil.insight.histories import Recorded
from foil.law.clocks import run
from foil.law.effects import Effect, effects
from foil.law.facts import read_event
from foil.law.history import history_of
from foil.law.overrides import laid
from foil.law.rules import Rules
from foil.operations.events import Facts, resolved_facts
from foil.operations.questions import questions


@dataclass(frozen=True)
class Counted:
    """The clocks that further events touch, the questions they raise, and what is recorded then."""

    effects: tuple[Effect, ...]
    questions: tuple[str, ...]
    after: Recorded


def counted(
    known: Recorded,
    told: Sequence[Facts],
    seq: int,
    rules: Rules | None,
    days: Mapping[str, date],
    today: date,
) -> Counted:
    """Count a history with these events after its head `seq`; `rules` are None under another law,
    `days` those that the office set. Raises FactsError or BadInput for facts that cannot stand."""
    before, doubts = known, dict[str, None]()
    for n, facts in enumerate(told, seq + 1):
        event = read_event(resolved_facts(known, facts, n))
        clocks = run(known.standing, rules) if rules and known.events else ()
        doubts |= dict.fromkeys(questions(known.standing, clocks, event, today))
        events = (*known.events, event)
        known = Recorded(events, history_of(events, known.standing.items))
    if rules is None:
        return Counted((), tuple(doubts), known)
    old, new = (laid(run(each.standing, rules), days) for each in (before, known))
    return Counted(effects(old, new), tuple(doubts), known)
