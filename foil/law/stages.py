"""Where each item of a request stands: one function of the record, the clocks and the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from foil.law.clocks.clock import Clock
from foil.law.event import Event
from foil.law.history import History

STAGES = (
    "right lost",
    "denied, appeal open",
    "suit open",
    "waiting on us",
    "past its date",
    "remanded or re-opened",
    "on appeal",
    "in court",
    "producing",
    "waiting",
    "sent",
    "answered",
    "withdrawn",
    "draft",
)
"""Most urgent first: a request shows the first of its items' and counts the rest."""

OURS_TO_DO = frozenset({"clarify", "affidavit", "pay"})
THEIRS = frozenset({"acknowledge", "determine", "approximate_date", "date_certain"})
RETURNED = frozenset({"remanded", "premature"})
LIVE = frozenset({"running", "due_today", "past_due"})
DISPOSITIONS = (
    "released",
    "granted",
    "closed",
    "denied",
    "no_records",
    "referred",
    "appeal_decided",
)


@dataclass(frozen=True, slots=True)
class StageSpan:
    """An item's stage from `since` up to, not with, `until`; None: from then on."""

    item: int
    stage: str
    since: date
    until: date | None


def stage_at(history: History, clocks: Sequence[Clock], item: int, day: date) -> str:
    """The stage of one item on a day. An item nothing has been recorded of is a draft."""
    return _Moment(
        [event for event in history.events if item in (event.items or ()) and event.act_day <= day],
        [clock for clock in clocks if item in clock.items],
        day,
    ).stage()


def most_urgent(stages: Iterable[str]) -> str:
    """The stage a request shows for its items together."""
    return min(stages, key=STAGES.index, default="draft")


def stage_spans(history: History, clocks: Sequence[Clock]) -> tuple[StageSpan, ...]:
    """Every item's stages over time: between the boundaries of its clocks nothing changes."""
    spans: list[StageSpan] = []
    for item in history.items:
        days = sorted(_boundaries(history, clocks, item))
        steps = [(day, stage_at(history, clocks, item, day)) for day in days]
        kept = [next(same) for _, same in groupby(steps, itemgetter(1))]
        for n, (since, stage) in enumerate(kept, 1):
            until = kept[n][0] if n < len(kept) else None
            spans.append(StageSpan(item, stage, since, until))
    return tuple(spans)


def _boundaries(history: History, clocks: Sequence[Clock], item: int) -> set[date]:
    days = {event.act_day for event in history.events if item in (event.items or ())}
    for clock in clocks:
        if item in clock.items:
            days.add(clock.arises_on)
            days.update(day + timedelta(days=1) for day in (clock.due, clock.act_on, clock.latest))
            if clock.stopped_on is not None:
                days.add(clock.stopped_on)
    return days


@dataclass(frozen=True, slots=True)
class _Moment:
    """What has happened to one item by a day, and its clocks."""

    events: Sequence[Event]
    clocks: Sequence[Clock]
    day: date

    def stage(self) -> str:
        """The first of the tests that holds, asked in this order."""
        for stage, holds in (
            ("withdrawn", self.withdrawn),
            ("in court", self.in_court),
            ("denied, appeal open", self.appeal_open),
            ("suit open", self.suit_open),
            ("on appeal", self.on_appeal),
            ("right lost", self.right_lost),
            ("waiting on us", self.waiting_on_us),
            ("past its date", self.past_its_date),
            ("remanded or re-opened", self.returned),
            ("producing", self.producing),
            ("answered", self.answered),
            ("waiting", self.received),
        ):
            if holds():
                return stage
        return "sent" if self.events else "draft"

    def last(self, *kinds: str) -> Event | None:
        """The latest event of those kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    def live(self, *kinds: str) -> list[Clock]:
        """The clocks of those kinds (any, if none is named) that still have a day ahead."""
        return [
            clock
            for clock in self.clocks
            if (not kinds or clock.kind in kinds) and clock.state(self.day) in LIVE
        ]

    def late(self, clock: Clock) -> bool:
        """Whether every last day of that clock has passed and nothing was done."""
        return clock.state(self.day) == "late"

    def withdrawn(self) -> bool:
        last = self.last("withdrawn", "reopened", "closed")
        return last is not None and (last.kind == "withdrawn" or last.detail("as") == "withdrawn")

    def in_court(self) -> bool:
        last = self.last("sued", "decided_by_court")
        return last is not None and last.kind == "sued"

    def appeal_open(self) -> bool:
        excused = [clock for clock in self.clocks if clock.excused and self.late(clock)]
        return bool(excused) or any(clock.stake == "final" for clock in self.live("appeal"))

    def suit_open(self) -> bool:
        return bool(self.live("article_78"))

    def on_appeal(self) -> bool:
        return any(self.day <= clock.due for clock in self.live("decide_appeal"))

    def right_lost(self) -> bool:
        lost = any(clock.stake == "final" and self.late(clock) for clock in self.clocks)
        return lost and not self.live()

    def waiting_on_us(self) -> bool:
        return bool(self.live(*OURS_TO_DO))

    def past_its_date(self) -> bool:
        theirs = [clock for clock in self.clocks if clock.kind in THEIRS]
        return any(clock.state(self.day) in ("past_due", "late") for clock in theirs)

    def returned(self) -> bool:
        last = self.last("reopened", *DISPOSITIONS)
        if last is None:
            return False
        return last.kind == "reopened" or last.detail("outcome") in RETURNED

    def producing(self) -> bool:
        last = self.last(*DISPOSITIONS)
        if last is None:
            return False
        part = last.kind == "released" and last.detail("part") == "part"
        return part or last.kind == "granted" or last.detail("outcome") == "granted"

    def answered(self) -> bool:
        return self.last(*DISPOSITIONS) is not None

    def received(self) -> bool:
        last = self.last("received", "acknowledged", "delivery_failed")
        return last is not None and last.kind != "delivery_failed"
