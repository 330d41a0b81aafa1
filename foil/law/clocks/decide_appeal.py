"""Ten business days to decide an appeal."""

from datetime import date

from foil.law.clocks import article_78
from foil.law.clocks.clock import Reading
from foil.law.clocks.docket import ANSWERS, Docket
from foil.law.clocks.receipt import Receipt, claimed_again, owed, receipt
from foil.law.clocks.running import Running, last_day
from foil.law.clocks.spans import Span
from foil.law.event import Event
from foil.law.periods import authority, length
from foil.law.rules import Rules

BUSINESS_DAYS = length("decide_appeal")
AUTHORITY = authority("decide_appeal")


def sent(docket: Docket, event: Event) -> None:
    """An appeal sent meets the appeal clocks it answers; its ten days wait for receipt.

    It meets the appeals from the denials it names; for other items, every appeal that has arisen;
    where none has, one that the agency's own rule still holds back; else the one that silence
    would open next (engine row 9).
    Authority: pol-89-4-a, pol-89-4-b
    """
    _meet(docket, event)
    _start(docket, event, event.items or (), Receipt(event.act_day), ("appeal_received",))


def start(docket: Docket, event: Event) -> None:
    """An appeal received: ten business days from that day, itself not counted.

    Authority: pol-89-4-a, pol-89-4-b, nycrr-1401-7-f, gcl-20, gcl-24
    """
    waiting = docket.named(("decide_appeal",), event)
    covered = {item for running in waiting for item in running.items}
    received = receipt(docket.rules, event)
    _start(docket, event, tuple(n for n in event.items or () if n not in covered), received, ())
    for running in [docket.part(running, event.items or ()) for running in waiting]:
        if "appeal_received" in running.needs:
            running.needs, running.arises_on = (), event.act_day
            running.from_kind, running.from_event = event.kind, event.id
            docket.recount(running, _span(docket.rules, received, event.act_day))
        else:
            span = running.plain or running.span
            docket.recount(running, claimed_again(docket.rules, BUSINESS_DAYS, span, received))


def _span(rules: Rules, received: Receipt, day: date) -> Span:
    """The ten days; an agency's own shorter time is shown and moves only the earliest.

    Authority: pol-89-4-a, nycrr-9-483-7, nycrr-9-8201-9-c, nycrr-21-8000-7
    """
    span = owed(rules, BUSINESS_DAYS, received)
    own = rules.agency.own("decides_in", day)
    if own is None:
        return span
    early = owed(rules, own.days, received)
    reading = Reading("agency_rule", "decides_in", early.day_zero, early.due)
    earliest = min(span.earliest, early.earliest)
    return span._replace(earliest=earliest, readings=(*span.readings, reading))


def _start(
    docket: Docket,
    event: Event,
    items: tuple[int, ...],
    received: Receipt,
    needs: tuple[str, ...],
) -> None:
    if not items:
        return
    docket.start(
        Running(
            "decide_appeal",
            items,
            event.kind,
            event.id,
            _span(docket.rules, received, event.act_day),
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
    there = docket.matching(("appeal",), left)
    open_now = [clock for clock in there if clock.arises_on <= day]
    expressly = [clock for clock in open_now if clock.from_event in answers and not clock.parent]
    held = [clock for clock in there if clock not in open_now]
    for clocks in (expressly, open_now, held):
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
