"""Ten business days to decide an appeal."""

from foil.law.clocks import article_78
from foil.law.clocks.docket import Docket, Running
from foil.law.clocks.spans import business_days
from foil.law.event import Event

BUSINESS_DAYS = 10
AUTHORITY = ("pol-89-4-a", "pol-89-4-b", "gcl-20", "gcl-24")


def sent(docket: Docket, event: Event) -> None:
    """An appeal sent meets the appeal clocks it answers; its ten days wait for receipt.

    An appeal from silence meets every such clock that has arisen, or, sent before its time, the
    next one to arise (engine row 9).
    Authority: pol-89-4-a, pol-89-4-b
    """
    _meet(docket, event)
    _start(docket, event, ("appeal_received",))


def start(docket: Docket, event: Event) -> None:
    """An appeal received: ten business days from that day, itself not counted.

    Authority: pol-89-4-a, pol-89-4-b, nycrr-1401-7-f, gcl-20, gcl-24
    """
    waiting = docket.matching(("decide_appeal",), event.items or ())
    if not waiting:
        _start(docket, event, ())
    for running in waiting:
        days = (running.span.day_zero, event.act_day)
        if "appeal_received" in running.needs:
            running.needs, running.arises_on = (), event.act_day
            running.from_kind, running.from_event = event.kind, event.id
            running.span = business_days(docket.rules, BUSINESS_DAYS, event.act_day)
        else:
            running.span = business_days(
                docket.rules, BUSINESS_DAYS, running.span.day_zero, min(days), max(days)
            )


def _start(docket: Docket, event: Event, needs: tuple[str, ...]) -> None:
    docket.start(
        Running(
            "decide_appeal",
            event.items or (),
            event.kind,
            event.id,
            business_days(docket.rules, BUSINESS_DAYS, event.act_day),
            AUTHORITY,
            event.act_day,
            silence=article_78.from_silence,
            needs=needs,
        )
    )


def _meet(docket: Docket, event: Event) -> None:
    items, day = event.items or (), event.act_day
    answers = set(event.of or ())
    docket.break_silence(("acknowledge", "determine", "approximate_date", "date_certain"), items)
    running = docket.matching(("appeal",), items)
    expressly = [clock for clock in running if clock.from_event in answers and not clock.parent]
    if not expressly:
        expressly = [clock for clock in running if clock.arises_on <= day]
    if not expressly:
        expressly = sorted(running, key=lambda clock: clock.arises_on)[:1]
    for clock in expressly:
        docket.meet(clock, event)
