"""Five business days to make the record available, deny it, or acknowledge with a date."""

from foil.law.clocks import appeal
from foil.law.clocks.docket import Docket
from foil.law.clocks.receipt import Receipt, claimed_again, owed, receipt
from foil.law.clocks.running import Running
from foil.law.event import Event
from foil.law.periods import authority, length

BUSINESS_DAYS = length("acknowledge")
AUTHORITY = authority("acknowledge")


def await_receipt(docket: Docket, event: Event) -> None:
    """A request sent: until its receipt is known the five days are counted from the sending.

    A copy sent once the agency has received or answered the request starts nothing.
    Authority: pol-89-3-a-response, gcl-20, gcl-24
    """
    docket.by_post = docket.by_post or event.by in ("post", "certified")
    known = [run for run in docket.matching(("acknowledge",), event.items or ()) if not run.needs]
    items = docket.fresh(event, known)
    _start(docket, event, items, Receipt(event.act_day), ("received",))


def start(docket: Docket, event: Event) -> None:
    """A request received: five business days from receipt by the agency, that day not counted.

    Where receipt is claimed twice, ours gives the date and theirs only moves the latest. A receipt
    claimed once the agency has answered starts nothing.
    Authority: pol-89-3-a-response, gcl-20, gcl-24
    """
    earlier = docket.matching(("acknowledge",), event.items or ())
    received = receipt(docket.rules, event)
    _start(docket, event, docket.fresh(event, earlier), received, ())
    for running in [docket.part(running, event.items or ()) for running in earlier]:
        if "received" in running.needs:
            running.needs, running.arises_on = (), event.act_day
            running.from_kind, running.from_event = event.kind, event.id
            docket.recount(running, owed(docket.rules, BUSINESS_DAYS, received))
        else:
            span = running.plain or running.span
            docket.recount(running, claimed_again(docket.rules, BUSINESS_DAYS, span, received))


def undelivered(docket: Docket, event: Event) -> None:
    """A sending that bounced was never received: its clock ends, and another sending's runs on.

    What its silence had opened goes with it.

    Authority: pol-89-3-a-response
    """
    for running in docket.named(("acknowledge",), event):
        part = docket.part(running, event.items or ())
        docket.recount(part, part.plain or part.span)
        docket.meet(part, event, "ended")


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
            "acknowledge",
            items,
            event.kind,
            event.id,
            owed(docket.rules, BUSINESS_DAYS, received),
            AUTHORITY,
            event.act_day,
            silence=appeal.from_silence,
            needs=needs,
        )
    )
