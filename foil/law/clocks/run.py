"""What each happening does to the clocks: the table of the law, row by row.

`run` reads a history once, in the order things happened, and never asks what day it is.
"""

from collections.abc import Callable, Mapping
from datetime import date

from foil.law.clocks import (
    acknowledge,
    appeal,
    article_78,
    court,
    decide_appeal,
    determine,
    duties,
    exception,
    promise,
    publication,
    toll,
)
from foil.law.clocks.clock import Clock
from foil.law.clocks.docket import ANSWERS, Docket
from foil.law.event import Event
from foil.law.history import History, closed_items
from foil.law.rules import Rules

Effect = Callable[[Docket, Event], None]

COMPLETE = frozenset({"whole", "rest"})
NEEDLESS = ("court_date", "clarify", "affidavit", "appeal")
"""What an answer may make needless, besides the clocks it answers."""
REFUSED_AS = frozenset({"part", "denial", "referral", "no_answer", "no_payment"})
FULFILLED_AS = frozenset({"fulfilled", "granted"})


def deny(docket: Docket, event: Event) -> None:
    """A denial in words, whole or part, no records, or a referral.

    Silent appeals open by then are superseded and stay listed.
    Authority: pol-89-4-a, pol-87-2-opening
    """
    _determined(docket, event)
    appeal.from_denial(docket, event)


def grant(docket: Docket, event: Event) -> None:
    """A grant, or records handed over with nothing withheld; a date for the rest runs on.

    Silent appeals stay open while more is to come.
    Authority: pol-89-3-a-response, pol-89-3-a-20bd
    """
    complete = event.kind != "released" or event.detail("part") in COMPLETE
    _determined(docket, event, silent=complete)
    if event.kind == "released":
        _released(docket, event)
    duties.collect(docket, event)


def close(docket: Docket, event: Event) -> None:
    """A closing is whatever its reasons make it, and most make it a denial.

    Without reasons it may be one, so the appeal runs until someone says.
    Authority: pol-89-4-a, rcny-43-1-05-c-6
    """
    how = event.detail("as")
    if how in FULFILLED_AS:
        grant(docket, event)
    elif how == "withdrawn":
        withdraw(docket, event)
    elif how in REFUSED_AS:
        deny(docket, event)
    elif still_open := _undetermined(docket, event):
        part = event.about(still_open)
        _determined(docket, part)
        appeal.from_denial(docket, part, ("as",))


def withdraw(docket: Docket, event: Event) -> None:
    """A withdrawal ends every clock of its items, those that silence had opened by then included.

    Authority: pol-89-3-a-response
    """
    items = frozenset(event.items or ())
    docket.break_silence(tuple(docket.open), items, event.act_day)
    for running in tuple(docket.open):
        if not items.isdisjoint(running.items):
            docket.part(running, items)
    for running in [each for each in docket.open if items.issuperset(each.items)]:
        if running.how is None:
            docket.meet(running, event, "ended")


def _determined(docket: Docket, event: Event, silent: bool = True) -> None:
    """Answer the agency's clocks and end what that makes needless, silent appeals among it."""
    docket.close(ANSWERS, event)
    for running in docket.matching(NEEDLESS, event.items or ()):
        if running.kind == "court_date":
            if running.against == "agency":
                docket.meet(running, event)
        elif running.kind != "appeal" or (silent and running.stake == "arguable"):
            docket.meet(running, event, "ended")


def _undetermined(docket: Docket, event: Event) -> tuple[int, ...]:
    """The event's items that nothing before it has closed."""
    events = docket.history.events
    done = closed_items(events[: events.index(event)])
    return tuple(item for item in event.items or () if item not in done)


def _released(docket: Docket, event: Event) -> None:
    docket.close(("collect_files",), event, "ended")
    if event.detail("part") in COMPLETE:
        docket.close(("decide_appeal",), event)
    more = event.detail("more_by")
    if isinstance(more, date):
        promise.start(docket, event, "date_certain", [more])
    publication.start(docket, event)


EFFECTS: Mapping[str, Effect] = {
    "sent": acknowledge.await_receipt,
    "received": acknowledge.start,
    "delivery_failed": acknowledge.undelivered,
    "acknowledged": determine.start,
    "extended": determine.extend,
    "reopened": promise.reopen,
    "granted": grant,
    "released": grant,
    "denied": deny,
    "no_records": deny,
    "referred": deny,
    "closed": close,
    "withdrawn": withdraw,
    "appealed": decide_appeal.sent,
    "appeal_received": decide_appeal.start,
    "appeal_decided": article_78.decided,
    "clarification_asked": duties.clarify,
    "clarified": duties.done("clarify", "affidavit"),
    "fee_asked": duties.pay,
    "fee_paid": duties.done("pay"),
    "exception_claimed": exception.step,
    "sued": court.sue,
    "served": court.served,
    "ordered": court.ordered,
    "decided_by_court": court.decided,
    "notice_of_appeal": court.noticed,
    "tolled": toll.start,
}
"""The other kinds move no clock."""


def run(history: History, rules: Rules) -> tuple[Clock, ...]:
    """Every clock of a history, those that silence will start included, in the order they arise."""
    docket = Docket(history, rules)
    for event in history.events:
        effect = EFFECTS.get(event.kind)
        if effect is not None:
            effect(docket, event)
    docket.by_post = _by_post(history, docket.by_post)
    return docket.finish()


def _by_post(history: History, filed: bool) -> bool:
    """Whether the agency answers by post: by the route of its last letter on this request.

    None yet, by the route we filed by.
    """
    for event in reversed(history.events):
        if event.papers:
            routes = {"post" if paper.postmarked else paper.how for paper in event.papers}
            if routes != {None}:
                return "post" in routes
    return filed
