"""The day a request or an appeal counts as received: whatever the hour, or not after one."""

from datetime import date, time
from typing import NamedTuple

from foil.law.calendars import ONE, Calendar
from foil.law.clocks.clock import Reading
from foil.law.clocks.spans import Span, business_days
from foil.law.event import Event
from foil.law.rules import Rules
from foil.newyork import NEW_YORK

FOUR_PM = time(16)
PORTAL = "nyc-portal"


class Receipt(NamedTuple):
    """`day` by the choice in force; `first` and `last` by any, where another is, the agency's own
    calendar beside the controlling one; `starts` each option's own day, where they differ."""

    day: date
    first: date | None = None
    last: date | None = None
    starts: tuple[tuple[str, date], ...] = ()


def receipt(rules: Rules, event: Event) -> Receipt:
    """The day zero of what an agency owes from receipt.

    The City's portal counts any hour of the day; the Committee counts what comes at 4 p.m. or
    later, or on a day off, as come on the next business day; an agency may have an hour of its own.
    Authority: openrecords-faq, ao-17063, ao-17452, ao-16343, nycrr-2-110-3-a, gcl-19
    """
    day = event.act_day
    controls, own = rules.calendar, rules.own
    if event.at is None and controls.roll(day) == day and (own is None or own.roll(day) == day):
        return Receipt(day)
    calendars = (controls,) if own is None else (controls, own)
    starts, *others = (_starts(rules, event, each) for each in calendars)
    last = max([*starts.values(), *(late for each in others for late in each.values())])
    chosen = starts.get(rules.chosen("receipt"), day)
    differ = any(each != day for each in starts.values())
    return Receipt(chosen, day, last, tuple(starts.items()) if differ else ())


def owed(rules: Rules, length: int, received: Receipt) -> Span:
    """An agency's business days from a receipt, each way of reading its hour beside them.

    Authority: gcl-20, gcl-24
    """
    span = business_days(rules, length, received.day, received.first, received.last)
    if not received.starts:
        return span
    add = rules.calendar.add
    readings = [Reading("receipt", name, day, add(day, length)) for name, day in received.starts]
    return span._replace(readings=tuple(readings))


def claimed_again(rules: Rules, length: int, span: Span, again: Receipt) -> Span:
    """The same period where receipt is claimed twice: the later claim only moves the latest."""
    last = max(span.day_zero, again.last or again.day)
    latest = max(span.latest, business_days(rules, length, last).latest)
    return span._replace(latest=latest, act_on=latest)


def _starts(rules: Rules, event: Event, calendar: Calendar) -> dict[str, date]:
    """The day by each option there is for this agency; any hour's is the day itself."""
    day = event.act_day
    at = event.at.astimezone(NEW_YORK).time() if event.at is not None else None
    starts = {"any_hour": day}
    own = rules.agency.own("closes_at", day)
    if own is not None:
        closes = time.fromisoformat(str(own.value))
        starts["agency"] = _next(calendar, day, at is not None and at > closes)
    if rules.agency.own_calendar != PORTAL or rules.chosen("receipt") == "four_pm":
        starts["four_pm"] = _next(calendar, day, at is not None and at >= FOUR_PM)
    return starts


def _next(calendar: Calendar, day: date, late: bool) -> date:
    """That day or, where it was late in it or nobody is there, the next business day."""
    return calendar.roll(day + ONE if late else day)
