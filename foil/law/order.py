"""Questions about an event that can hardly be as written: asked before it is recorded."""

from collections.abc import Sequence
from datetime import date

from foil.law.clocks.clock import Clock
from foil.law.event import Event, Paper
from foil.law.history import History
from foil.law.words import HAPPENED, long

NEEDS_BEFORE = {
    "appeal_received": ("appealed", "no appeal has been recorded as sent"),
    "appeal_decided": ("appealed", "no appeal has been recorded as sent"),
    "extended": ("sent received acknowledged", "the request has not been recorded as sent"),
    "acknowledged": ("sent received", "the request has not been recorded as sent"),
}


def questions(
    history: History, clocks: Sequence[Clock], event: Event, today: date
) -> tuple[str, ...]:
    """What looks impossible or early in an event, one question each; none where all is well."""
    asked = [*_future(event, today), *_papers(event), *_sequence(history, event)]
    if event.kind == "appealed":
        asked += _early(clocks, event)
    return tuple(asked)


def _future(event: Event, today: date) -> list[str]:
    days = {event.act_day, *event.days("received")}
    return [f"{long(day)} has not come yet. Is the date right?" for day in days if day > today]


def _papers(event: Event) -> list[str]:
    return [said for paper in event.papers if (said := _paper(paper))]


def _paper(paper: Paper) -> str | None:
    written = [day for day in (paper.dated, paper.postmarked) if day is not None]
    if paper.received is not None and written and paper.received < max(written):
        return (
            f"It would have come on {long(paper.received)}, before it was written. Is that right?"
        )
    if paper.dated and paper.postmarked and paper.postmarked < paper.dated:
        return f"The postmark is older than the letter, {long(paper.dated)}. Is that right?"
    return None


def _sequence(history: History, event: Event) -> list[str]:
    asked = []
    kinds = {earlier.kind for earlier in history.events}
    if event.kind in NEEDS_BEFORE:
        wanted, says = NEEDS_BEFORE[event.kind]
        if kinds.isdisjoint(wanted.split()):
            asked.append(f"{HAPPENED[event.kind]}, but {says}. Record that first?")
    sent = [earlier.act_day for earlier in history.events if earlier.kind == "sent"]
    if sent and event.kind != "sent" and event.act_day < min(sent):
        asked.append(
            f"{long(event.act_day)} is before the request was sent, {long(min(sent))}. "
            "Is the date right?"
        )
    return asked


def _early(clocks: Sequence[Clock], event: Event) -> list[str]:
    mine = [c for c in clocks if c.kind == "appeal" and set(c.items) & set(event.items or ())]
    if any(clock.arises_on <= event.act_day for clock in mine):
        return []
    if not mine:
        return ["Nothing has been denied, in words or by silence. Is this an appeal?"]
    first = min(clock.arises_on for clock in mine)
    return [
        f"Nothing is denied before {long(first)}: an appeal sent earlier may be refused as "
        "premature. Record it all the same?"
    ]
