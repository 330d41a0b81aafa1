"""Twenty business days from the acknowledgement to grant the request, or say why not and when."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from foil.law.clocks import appeal, promise
from foil.law.clocks.docket import Docket
from foil.law.clocks.running import Running
from foil.law.clocks.spans import business_days
from foil.law.event import Event

BUSINESS_DAYS = 20
RUNNING = ("determine", *promise.DATES)
"""What runs where a request has been acknowledged before."""
AUTHORITY: tuple[str, ...] = ("pol-89-3-a-20bd", "gcl-20", "gcl-24")


def start(docket: Docket, event: Event) -> None:
    """An acknowledgement: twenty business days from its date, not from receipt of the request.

    A date given beyond the twentieth day moves only `latest`: the Committee reads the twenty days
    as the outer limit (ao-19355), the courts do not. A second acknowledgement puts dates off.
    Authority: pol-89-3-a-20bd, gcl-20, gcl-24, ao-19355, case-save-monroe
    """
    docket.close(("acknowledge",), event)
    running = docket.matching(RUNNING, event.items or ())
    if not running:
        _begin(docket, event)
        return
    again = {item for clock in running for item in clock.items}
    _each(docket, event, [item for item in event.items or () if item not in again])


def extend(docket: Docket, event: Event) -> None:
    """An extension puts dates off. One that comes before any acknowledgement is one, too.

    Authority: pol-89-3-a-response, pol-89-3-a-20bd
    """
    closed = docket.close(("acknowledge",), event)
    if not closed:
        promise.put_off(docket, event)
        return
    _each(docket, event, [item for clock in closed for item in clock.items])


def _each(docket: Docket, event: Event, first: Collection[int]) -> None:
    """The twenty days of the items first answered by this letter; the others' dates put off."""
    items = event.items or ()
    fresh = tuple(item for item in items if item in first)
    rest = tuple(item for item in items if item not in first)
    if rest:
        promise.put_off(docket, replace(event, items=rest) if fresh else event)
    if fresh:
        _begin(docket, replace(event, items=fresh) if rest else event)


def _begin(docket: Docket, event: Event) -> None:
    day = event.act_day
    first = min([*event.days("dated"), day])
    span = business_days(docket.rules, BUSINESS_DAYS, day, first, day)
    promised = promise.days(docket.rules, event)
    authority = AUTHORITY
    if promised and max(promised) > span.due:
        late = max(span.latest, promise.widened(docket.rules, event, promised).latest)
        span = span._replace(latest=late, act_on=late)
        authority = (*AUTHORITY, "ao-19355", "case-save-monroe")
    docket.start(
        Running(
            "determine",
            event.items or (),
            event.kind,
            event.id,
            span,
            authority,
            event.act_day,
            silence=appeal.from_silence,
        )
    )
    if _adds_a_date(promised, span.due):
        promise.start(docket, event, "approximate_date", promised)


def _adds_a_date(promised: list[date], due: date) -> bool:
    return any(day != due for day in promised)
