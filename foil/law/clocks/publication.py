"""When a release becomes public on the City's portal: a reporter's own time with it."""

from datetime import date

from foil.law.clocks.docket import Docket, next_day
from foil.law.clocks.running import Running
from foil.law.clocks.spans import ONLY, Span, business_days, days_to_act, stated
from foil.law.event import Event
from foil.law.periods import authority, length, period

AUTHORITY = authority("publication")


def start(docket: Docket, event: Event) -> None:
    """Records released on the portal: public on the day stated, else by the rule of that day.

    Fourteen calendar days under Local Law 199 of 2025, twenty business days before it.
    Authority: charter-3012, openrecords-pr-600
    """
    given = event.detail("public_on")
    on_portal = any(paper.how == "portal" for paper in event.papers)
    if isinstance(given, date):
        span = stated(docket.rules, [given], event.act_day)
    elif on_portal and docket.rules.agency.own_calendar == "nyc-portal":
        span = _by_rule(docket, event)
    else:
        return
    docket.start(
        Running(
            "publication",
            event.items or (),
            event.kind,
            event.id,
            span._replace(act_on=docket.rules.calendar.back(span.earliest), latest=span.due),
            AUTHORITY,
            event.act_day,
            "requester",
            "practical",
            how="ended",
            stopped_on=next_day(span.due),
            by="act",
        )
    )


def _by_rule(docket: Docket, event: Event) -> Span:
    day, rules = event.act_day, docket.rules
    lasts = period("publication", day)
    if lasts is not None and lasts.unit == "business_days":
        return business_days(rules, lasts.length, day)
    span = days_to_act(rules, length("publication"), {ONLY: day})
    return span._replace(due=span.earliest)
