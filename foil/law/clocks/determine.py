"""Twenty business days from the acknowledgement to grant the request, or say why not and when."""

from collections.abc import Collection
from datetime import date

from foil.law.clocks import appeal, promise
from foil.law.clocks.clock import Reading
from foil.law.clocks.docket import Docket
from foil.law.clocks.running import Running
from foil.law.clocks.spans import Span, business_days
from foil.law.event import Event
from foil.law.periods import length, period
from foil.law.rules import Rules

RUNNING = ("determine", *promise.DATES)
"""What runs where a request has been acknowledged before."""
CITY_DAYS = length("city_determine")


def start(docket: Docket, event: Event) -> None:
    """An acknowledgement: twenty business days from its date, not from receipt of the request.

    A date given beyond the twentieth day moves only `latest`: the Committee reads the twenty days
    as the outer limit (ao-19355), the courts do not, and an office may choose. A second
    acknowledgement puts dates off. There were no twenty days before May 3, 2005.
    Authority: pol-89-3-a-20bd, laws-2005-22, gcl-20, gcl-24, ao-19355, case-save-monroe
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
        promise.put_off(docket, event.about(rest))
    if fresh:
        _begin(docket, event.about(fresh))


def _begin(docket: Docket, event: Event) -> None:
    rules, day = docket.rules, event.act_day
    promised = promise.days(rules, event)
    twenty = period("determine", day)
    if twenty is None:
        if promised:
            promise.start(docket, event, "approximate_date", promised)
        return
    first = min([*event.days("dated"), day])
    span = business_days(rules, twenty.length, day, first)
    rests_on = twenty.authority
    if promised and max(promised) > span.due:
        span = _beyond(rules, span, promised, promise.widened(rules, event, promised).latest)
        rests_on = (*rests_on, "ao-19355", "case-save-monroe")
    if rules.agency.jurisdiction == "nyc" and rules.chosen("city_rule") == "ten":
        span = _ten(rules, span, first, rules.calendar.add(day, twenty.length))
        rests_on = (*rests_on, "rcny-43-1-05-d")
    docket.start(
        Running(
            "determine",
            event.items or (),
            event.kind,
            event.id,
            span,
            rests_on,
            day,
            silence=appeal.from_silence,
        )
    )
    if _adds_a_date(promised, span.due):
        promise.start(docket, event, "approximate_date", promised)


def _beyond(rules: Rules, span: Span, promised: list[date], last: date) -> Span:
    """Twenty days with a date given beyond them: one is the last day, the other a reading.

    Authority: ao-19355, case-save-monroe
    """
    readings = (
        Reading("long_date", "twenty_days", span.day_zero, span.due),
        Reading("long_date", "date_given", span.day_zero, max(promised)),
    )
    late = max(span.latest, last)
    span = span._replace(latest=late, act_on=late, readings=readings)
    if rules.chosen("long_date") == "twenty_days":
        return span
    return span._replace(length=0, unit="date", due=max(promised))


def _ten(rules: Rules, span: Span, first: date, twenty: date) -> Span:
    """The City's own ten days, which an office may count by; the twenty are a reading.

    Authority: rcny-43-1-05-d, case-lecker, ao-8361
    """
    ten = business_days(rules, CITY_DAYS, span.day_zero, first)
    other = Reading("city_rule", "twenty", span.day_zero, twenty)
    return span._replace(
        length=ten.length,
        unit=ten.unit,
        due=ten.due,
        earliest=ten.earliest,
        readings=(other, *span.readings),
    )


def _adds_a_date(promised: list[date], due: date) -> bool:
    return any(day != due for day in promised)
