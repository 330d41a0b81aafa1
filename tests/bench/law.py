"""How long all the clocks of many histories take beside building as many clocks from constants."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from functools import partial

from foil.law.agency import AgencyRules
from foil.law.clocks import Clock, run
from foil.law.event import Event, Paper, Promise
from foil.law.history import History, history_of
from foil.law.rules import Rules, rules_of
from tests.bench.measure import Measure, best_pair

HISTORIES = 100_000
FEW = 10_000
BATCH = 250
"""As many as are held at once: each batch is made, then counted, and only the counting is timed."""
RUNS = 3
FIRST_DAY = date(2024, 1, 2)
LINEAR = 1.2  # a history among many may take as much longer as the machine wavers

Step = tuple[int, str, tuple[int, ...], dict[str, object]]
"""Days after the one before, what happened, to which items, its own fields and its route."""

ONE, TWO, FIVE = (1,), (1, 2), (1, 2, 3, 4, 5)
FILED: tuple[Step, ...] = ((0, "sent", ONE, {}), (0, "received", ONE, {}))
FILED_FIVE: tuple[Step, ...] = ((0, "sent", FIVE, {}), (0, "received", FIVE, {}))
APPEALED: tuple[Step, ...] = ((20, "appealed", ONE, {}), (0, "appeal_received", ONE, {}))

STORIES: tuple[tuple[Step, ...], ...] = (
    FILED,
    (*FILED, (4, "acknowledged", ONE, {"promised": 138}), (29, "contacted", ONE, {})),
    (*FILED, (4, "acknowledged", ONE, {}), (33, "appealed", ONE, {}),
     (1, "appeal_received", ONE, {})),
    (*FILED, (14, "acknowledged", ONE, {}), (20, "extended", ONE, {"promised": 60}),
     (58, "extended", ONE, {"promised": 30}), (40, "released", ONE, {"part": "whole"})),
    (*FILED_FIVE, (2, "acknowledged", FIVE, {}), (12, "released", TWO, {"part": "whole"}),
     (0, "extended", (3,), {"promised": 67}), (0, "denied", (4,), {"scope": "part"}),
     (0, "no_records", (5,), {}), (29, "appealed", (4,), {}), (0, "appeal_received", (4,), {})),
    (*FILED, (4, "acknowledged", ONE, {}), (21, "denied", ONE, {"how": "post"}), *APPEALED,
     (9, "appeal_decided", ONE, {"outcome": "denied"}), (90, "sued", ONE, {}),
     (10, "served", ONE, {})),
    (*FILED, (4, "denied", ONE, {}), *APPEALED, (32, "appeal_decided", ONE, {"outcome": "denied"})),
    (*FILED, (4, "denied", ONE, {}), *APPEALED,
     (10, "appeal_decided", ONE, {"outcome": "remanded", "promised": 65})),
    (*FILED, (5, "acknowledged", ONE, {}), (3, "fee_asked", ONE, {}), (6, "fee_paid", ONE, {}),
     (10, "released", ONE, {"part": "part"}), (0, "denied", ONE, {"scope": "part"})),
    (*FILED, (3, "clarification_asked", ONE, {}), (2, "clarified", ONE, {}),
     (9, "closed", ONE, {})),
    (FILED[0], (0, "delivery_failed", ONE, {}), (1, "sent", ONE, {}), (0, "received", ONE, {}),
     (30, "withdrawn", ONE, {})),
    (*FILED, (4, "acknowledged", ONE, {}), (33, "denied", ONE, {}),
     (14, "reopened", ONE, {"promised": 74})),
)  # fmt: skip
OURS = frozenset({"sent", "received", "delivery_failed", "contacted", "appealed", "withdrawn"})
OURS |= {"appeal_received", "fee_paid", "clarified", "sued", "served"}


def measures() -> Iterator[Measure]:
    """All clocks against as many from constants; and a history among many against among few."""
    city = AgencyRules("nypd", "Police Department", "NYPD", "nyc", "receipt", "nyc-portal")
    parts = list(counted(rules_of(city)))
    took, bare = (sum(part[n] for part in parts) for n in (0, 1))
    name = f"all {sum(part[2] for part in parts):,} clocks of {HISTORIES:,} histories"
    yield Measure(name, took, "as many Clock objects from constants", bare, aim=4)
    few = sum(part[0] for part in parts[: FEW // BATCH])
    for many in (HISTORIES // 2, HISTORIES):
        so_far = sum(part[0] for part in parts[: many // BATCH])
        against = f"{many // FEW} times the first {FEW:,}"
        yield Measure(
            f"the first {many:,} histories", so_far, against, few * many / FEW, aim=LINEAR
        )


def counted(rules: Rules) -> Iterator[tuple[float, float, int]]:
    """Of each batch: the seconds all its clocks take, those of as many constants, and how many."""
    chance = random.Random(7)
    for _ in range(0, HISTORIES, BATCH):
        batch = [history(chance) for _ in range(BATCH)]
        clocks = sum(len(run(each, rules)) for each in batch)
        work, bare = partial(run_all, batch, rules), partial(build, batch[0], rules, clocks)
        yield (*best_pair(work, bare, RUNS, time.process_time), clocks)


def history(chance: random.Random) -> History:
    """One of the stories, begun on some day, each step a day or two sooner or later."""
    day = FIRST_DAY + timedelta(days=chance.randrange(1000))
    story = chance.choice(STORIES)
    events = []
    for n, (gap, kind, items, own) in enumerate(story, 1):
        day += timedelta(days=gap and gap + chance.randrange(3))
        events.append(event(f"e{n}", kind, day, items, own))
    return history_of(events, tuple(sorted({item for _, _, items, _ in story for item in items})))


def event(name: str, kind: str, day: date, items: tuple[int, ...], own: dict[str, object]) -> Event:
    """An event as the record keeps it; an agency's came a day after it was written."""
    promised, how = own.get("promised"), own.get("how", "email")
    details = {key: value for key, value in own.items() if key not in ("promised", "how")}
    ours = kind in OURS
    return Event(
        kind,
        name,
        items,
        on=day if ours else None,
        papers=() if ours else (Paper(str(how), day, None, day + timedelta(days=1)),),
        promised=(Promise(day + timedelta(days=promised)),) if isinstance(promised, int) else (),
        details=details or None,
    )


def run_all(histories: Sequence[History], rules: Rules) -> None:
    for each in histories:
        run(each, rules)


def build(some: History, rules: Rules, many: int) -> None:
    """As many clocks as that, each from the values of one."""
    clock = run(some, rules)[0]
    values = [getattr(clock, field.name) for field in fields(clock)]
    for _ in range(many):
        Clock(*values)
