"""Ten business days to decide an appeal."""

from foil.law.clocks import article_78
from foil.law.clocks.docket import ANSWERS, Docket
from foil.law.clocks.running import Running, last_day
from foil.law.clocks.spans import business_days
from foil.law.event import Event

BUSINESS_DAYS = 10
AUTHORITY = ("pol-89-4-a", "pol-89-4-b", "gcl-20", "gcl-24")


def sent(docket: Docket, event: Event) -> None:
    """An appeal sent meets the appeal clocks it answers; its ten days wait for receipt.

    It meets the appeals from the denials it names; for other items, every appeal that has arisen;
    where none has, the one that silence would open next (engine row 9).
    Authority: pol-89-4-a, pol-89-4-b
    """
    _meet(docket, event)
    _start(docket, event, event.items or (), ("appeal_received",))


def start(docket: Docket, event: Event) -> None:
    """An appeal received: ten business days from that day, itself not counted.

    Authority: pol-89-4-a, pol-89-4-b, nycrr-1401-7-f, gcl-20, gcl-24
    """
    waiting = docket.named(("decide_appeal",), event)
    covered = {item for running in waiting for item in running.items}
    _start(docket, event, tuple(n for n in event.items or () if n not in covered), ())
    for running in [docket.part(running, event.items or ()) for running in waiting]:
        zero = running.span.day_zero
        days = (zero, event.act_day)
        if "appeal_received" in running.needs:
            running.needs, running.arises_on = (), event.act_day
            running.from_kind, running.from_event = event.kind, event.id
            zero, days = event.act_day, (event.act_day, event.act_day)
        span = business_days(docket.rules, BUSINESS_DAYS, zero, min(days), max(days))
        docket.recount(running, span)


def _start(docket: Docket, event: Event, items: tuple[int, ...], needs: tuple[str, ...]) -> None:
    if not items:
        return
    docket.start(
        Running(
            "decide_appeal",
            items,
            event.kind,
            event.id,
            business_days(docket.rules, BUSINESS_DAYS, event.act_day),
            AUTHORITY,
            event.act_day,
            silence=article_78.from_silence,
            needs=needs,
        )
    )


def _spent(docket: Docket, answers: set[str]) -> list[Running]:
    """Appeals from the denials named that are taken already: another takes no other's place."""
    appeals = [clock for clock in docket.done if clock.kind == "appeal" and not clock.parent]
    return [clock for clock in appeals if clock.from_event in answers]


def _meet(docket: Docket, event: Event) -> None:
    left, day = set(event.items or ()), event.act_day
    docket.break_silence(docket.matching(ANSWERS, left), left, day)
    answers = set(event.of or ())
    open_now = [clock for clock in docket.matching(("appeal",), left) if clock.arises_on <= day]
    expressly = [clock for clock in open_now if clock.from_event in answers and not clock.parent]
    for clocks in (expressly, open_now):
        items = frozenset(left)
        for clock in clocks:
            if not items.isdisjoint(clock.items):
                left.difference_update(docket.meet(clock, event, None, items).items)
        left -= {item for clock in _spent(docket, answers) for item in clock.items}
        if not left:
            return
    for clock in sorted(docket.matching(ANSWERS, left), key=last_day):
        for early in docket.hear(clock, left):
            left.difference_update(docket.meet(early, event).items)
