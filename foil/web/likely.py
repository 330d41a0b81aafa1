"""Which kinds of event are likely next: a handful, by where a request's items stand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from foil.law.clocks import Clock
from foil.law.history import History
from foil.law.stages import STAGES, stage_at

MOST = 6
BY_STAGE: Mapping[str, tuple[str, ...]] = {
    "draft": ("sent", "received"),
    "sent": ("received", "acknowledged", "delivery_failed", "denied", "contacted"),
    "waiting": ("acknowledged", "denied", "released", "extended", "contacted", "no_records"),
    "past its date": ("acknowledged", "extended", "released", "denied", "appealed", "contacted"),
    "waiting on us": ("clarified", "fee_paid", "contacted", "closed"),
    "denied, appeal open": ("appealed", "released", "wrote", "contacted"),
    "on appeal": ("appeal_received", "appeal_decided", "released", "contacted"),
    "suit open": ("sued", "appeal_decided", "released", "contacted", "tolled"),
    "remanded or re-opened": ("denied", "released", "extended", "appealed", "contacted"),
    "in court": ("served", "ordered", "released", "decided_by_court", "tolled"),
    "producing": ("released", "denied", "extended", "contacted"),
    "answered": ("released", "wrote", "appealed", "published", "reopened"),
    "right lost": ("wrote", "contacted", "reopened"),
    "withdrawn": ("wrote", "closed"),
}
"""What most often comes next, by the stage of an item, the likeliest first."""

AFTER: Mapping[str, str] = {
    "clarify": "clarified",
    "affidavit": "clarified",
    "pay": "fee_paid",
    "service": "served",
    "notice_of_appeal": "notice_of_appeal",
}
"""What answers a clock of ours that runs."""

ONCE = frozenset({"sent", "received", "acknowledged", "sued", "served"})
"""Kinds that hardly happen twice."""
UNASKED = frozenset(AFTER.values()) - {"served"}
"""Kinds that are likely only while their clock runs."""

OTHER_LAW = ("sent", "received", "wrote", "contacted", "closed")
"""What is recorded of a request under another law, whose dates nobody computes here."""


def likely(history: History, clocks: Sequence[Clock], day: date) -> list[str]:
    """The kinds that are likely next on that day, the likeliest first, at most MOST."""
    over = ONCE & {event.kind for event in history.events}
    if not _waits_for_a_receipt(history):
        over |= {"appeal_received"}
    found = dict.fromkeys(_found(history, clocks, day))
    return [kind for kind in found if kind not in over][:MOST]


def _found(history: History, clocks: Sequence[Clock], day: date) -> Iterator[str]:
    running = {AFTER[c.kind] for c in clocks if c.kind in AFTER and c.is_open(day)}
    yield from sorted(running)
    if _waits_for_a_receipt(history):
        yield "appeal_received"
    stages = {stage_at(history, clocks, item, day) for item in history.items}
    for stage in sorted(stages, key=STAGES.index):
        yield from (kind for kind in BY_STAGE[stage] if kind not in UNASKED or kind in running)


def _waits_for_a_receipt(history: History) -> bool:
    """Whether the last appeal has neither been received nor decided, as far as we know."""
    about = [event.kind for event in history.events if event.kind.startswith("appeal")]
    return bool(about) and about[-1] == "appealed"
