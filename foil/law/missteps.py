"""Steps of our own that lose a right: an item left out, an appeal too early or to the wrong
officer, a request sent again instead of an appeal."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from foil.law.clocks.clock import Clock
from foil.law.effects import base
from foil.law.event import Event
from foil.law.trap import Moment, Trap
from foil.law.words import long, numbered

ASKS_AGAIN = re.compile(r"re-?open|re-?consider|re-?submit|re-?new|\bagain\b", re.IGNORECASE)
RIGHTS = {"appeal": "the time to appeal", "article_78": "the four months to sue"}
SETTLED = ("granted", "released", "withdrawn", "appealed", "sued")
"""After these about an item, nobody relies on having asked for it again."""


def left_out(at: Moment) -> Iterator[Trap]:
    """An item left out of the appeal is lost.

    Authority: pol-89-4-a, case-mingo
    """
    if not any(True for _ in at.events("appealed")):
        return
    for clock in at.finals("appeal"):
        is_not = "is not" if len(clock.items) == 1 else "are not"
        yield Trap(
            "left-out",
            f"Of what was denied, {numbered(clock.items)} {is_not} in the appeal: "
            f"{_ends(clock, at.day)}.",
            ("pol-89-4-a", "case-mingo"),
            clock.from_event,
        )


def _ends(clock: Clock, day: date) -> str:
    """When a right ends, the safe day first, or when it has ended."""
    of_one = len(clock.items) == 1
    if day > clock.due:
        return f"{'its right' if of_one else 'their rights'} ended {long(clock.due)}"
    beside = f" (last day {long(clock.due)})" if clock.due != clock.act_on else ""
    return f"{'its right ends' if of_one else 'their rights end'} {long(clock.act_on)}{beside}"


def wrong_officer(at: Moment) -> Iterator[Trap]:
    """The records access officer may not decide an appeal: one sent there alone goes unanswered.

    Authority: nycrr-1401-7-b, pol-89-4-a
    """
    for event in at.events("appealed"):
        if event.detail("to") != "records_officer":
            continue
        items = _left(at, event, "appeal_decided", "withdrawn", "sued")
        for later in at.later(event, "appealed"):
            if later.detail("to") != "records_officer":
                items -= set(later.items or ())
        met = [c for c in _met(at, event) if not items.isdisjoint(c.items)]
        if items:
            yield Trap(
                "wrong-officer",
                "The appeal went to the records access officer, who may not decide it: send it to "
                f"the appeals officer {_by(met, at.day)}.",
                ("nycrr-1401-7-b", "pol-89-4-a"),
                event.id,
            )


def early_appeal(at: Moment) -> Iterator[Trap]:
    """An appeal sent before every reading of the silence is ripe may be refused as premature.

    A denial that comes later needs an appeal of its own.
    Authority: case-legal-aid-premature, case-empire-opa, case-save-monroe
    """
    for event in at.events("appealed"):
        answer = f"decide_appeal:{at.history.line(event)}"
        if not any(base(c) == answer and c.is_open(at.day) for c in at.clocks):
            continue
        silences = [p.latest for c in _met(at, event) for p in _silence_of(at, c)]
        if (ripe := max(silences, default=date.min)) >= event.act_day:
            yield Trap(
                "early-appeal",
                f"By some readings nothing is denied before {long(ripe + timedelta(days=1))}: the "
                "NYPD has refused such an appeal as premature, and a denial that comes later needs "
                "an appeal of its own.",
                ("case-legal-aid-premature", "case-empire-opa", "case-save-monroe"),
                event.id,
            )


def asking_again(at: Moment) -> Iterator[Trap]:
    """Asking again neither stops the time to appeal or sue nor gives back a right it has ended.

    Authority: case-mcgriff, case-mingo
    """
    for event in at.events("sent", "wrote"):
        if event.kind == "wrote" and not ASKS_AGAIN.search(str(event.detail("letter"))):
            continue
        items = _left(at, event, *SETTLED)
        for clock in at.clocks:
            if clock.stake != "final" or clock.kind not in RIGHTS or items.isdisjoint(clock.items):
                continue
            if clock.arises_on <= event.act_day and (says := _asked_again(at, clock)):
                yield Trap("asking-again", says, ("case-mcgriff", "case-mingo"), event.id)


def refiled(at: Moment, asked: date) -> Iterator[Trap]:
    """Filing the same request anew, on the day `asked`, leaves the rights of the first as they
    were, but for items that an answer, a withdrawal, an appeal or a suit has settled since.

    Authority: case-mcgriff, case-mingo
    """
    settled = {
        item
        for event in at.events(*SETTLED)
        if event.act_day >= asked and (event.kind != "released" or event.detail("part") != "part")
        for item in event.items or ()
    }
    left = set(at.history.items) - settled
    for clock in at.clocks:
        if clock.stake != "final" or clock.kind not in RIGHTS or left.isdisjoint(clock.items):
            continue
        if clock.arises_on <= asked and (says := _asked_again(at, clock)):
            yield Trap("asking-again", says, ("case-mcgriff", "case-mingo"), clock.from_event)


def _asked_again(at: Moment, clock: Clock) -> str:
    """What asking again does to a right: nothing, while it runs or once it is gone."""
    if clock.state(at.day) == "late":
        ended = f"{RIGHTS[clock.kind]} for {numbered(clock.items)} ended {long(clock.latest)}"
        return f"Asking again does not revive a lost right: {ended}."
    if not clock.is_open(at.day):
        return ""
    return f"Asking again does not stop the time. {at.lead(clock)}."


def _left(at: Moment, event: Event, *kinds: str) -> set[int]:
    """The event's items that none of those later events is about."""
    later = at.later(event, *kinds)
    parts = [e for e in later if e.kind != "released" or e.detail("part") != "part"]
    return set(event.items or ()).difference(*(e.items or () for e in parts))


def _met(at: Moment, event: Event) -> list[Clock]:
    """The times to appeal that this appeal met."""
    return [c for c in at.clocks if c.kind == "appeal" and c.ended_by == event.id]


def _silence_of(at: Moment, opened: Clock) -> Iterator[Clock]:
    """The agency's clock whose silence opened that appeal; none for a denial in words."""
    if opened.parent is None:
        return
    missed = base(opened).removeprefix("appeal:")
    for clock in at.clocks:
        if base(clock) == missed and not set(clock.items).isdisjoint(opened.items):
            yield clock


def _by(met: list[Clock], day: date) -> str:
    """By when an appeal has still to reach the right officer."""
    running = [clock for clock in met if clock.latest >= day]
    if not running:
        return "at once"
    first = min(running, key=lambda clock: clock.act_on)
    last = (
        f"last day {long(first.due)}" if first.due >= day else f"at the latest {long(first.latest)}"
    )
    if day > first.act_on:
        return f"at once ({last})"
    beside = f" ({last})" if first.due != first.act_on else ""
    return f"by {long(first.act_on)}{beside}"
