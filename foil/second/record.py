"""Every item of a request lived through, each by itself."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from foil.second import answered, appealed, asked, court, practical
from foil.second.agency import Agency
from foil.second.clock import Clock
from foil.second.days import Calendar
from foil.second.defaults import filled
from foil.second.facts import Happening, happenings
from foil.second.request import Request
from foil.second.story import Story

HAPPENS: Mapping[str, Callable[[Story, Happening], None]] = {
    "sent": asked.sent,
    "received": asked.received,
    "delivery_failed": asked.bounced,
    "acknowledged": asked.acknowledged,
    "extended": asked.extended,
    "reopened": asked.reopened,
    "denied": answered.denied,
    "no_records": answered.denied,
    "referred": answered.denied,
    "closed": answered.closed,
    "granted": answered.granted,
    "released": answered.released,
    "withdrawn": answered.withdrawn,
    "appealed": appealed.appealed,
    "appeal_received": appealed.appeal_received,
    "appeal_decided": appealed.appeal_decided,
    "clarification_asked": practical.clarification_asked,
    "clarified": practical.clarified,
    "fee_asked": practical.fee_asked,
    "fee_paid": practical.fee_paid,
    "exception_claimed": practical.exception,
    "sued": court.sued,
    "served": court.served,
    "decided_by_court": court.decided_by_court,
    "notice_of_appeal": court.notice_of_appeal,
    "ordered": court.ordered,
    "tolled": court.toll,
}
"""What moves a clock; the other kinds move none."""


def second_clocks(facts: Mapping[str, Any], agency: Agency) -> list[Clock]:
    """Each item's clocks, from the dictionary that `foil clock` reads."""
    rows = facts["events"]
    named = {item for row in rows for item in row.get("items") or ()}
    items = sorted(set(facts.get("items") or named or {1}))
    closings = frozenset(date.fromisoformat(day) for day in facts.get("closings") or ())
    request = Request(
        agency,
        Calendar(facts.get("calendar") or "gcl-24", closings),
        filled(happenings(rows), items),
        facts.get("rules") or {},
    )
    return [clock for item in items for clock in Story(request, item).live(_silence, _happens)]


def _happens(story: Story, act: Happening) -> None:
    if act.kind in HAPPENS:
        HAPPENS[act.kind](story, act)


def _silence(story: Story, missed: Clock) -> None:
    if missed.kind == "decide_appeal":
        appealed.silent_decision(story, missed)
    else:
        answered.silent_appeal(story, missed)
