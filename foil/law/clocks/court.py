"""After suit: dates a court or a stipulation sets are entered; a few the law counts."""

from datetime import date, timedelta

from foil.law.clocks.docket import ANSWERS, Docket
from foil.law.clocks.running import Running, last_day
from foil.law.clocks.spans import ONLY, Span, days_to_act, stated
from foil.law.event import CourtDate, Event
from foil.law.periods import authority, length, period

SERVICE_DAYS = length("service")
NOTICE_OF_APPEAL_DAYS = length("notice_of_appeal")
BY_MAIL = timedelta(days=5)
"""Five more days to appeal from a judgment served by mail (CPLR 5513(d)): they move only latest."""


def sue(docket: Docket, event: Event) -> None:
    """A petition filed meets its items' four months and starts the time to serve it.

    Service within fifteen days after the four months expire. About items in suit no
    administrative appeal runs any more (engine row 18).
    Authority: cplr-217-1, cplr-306-b, case-brooklyn-housing
    """
    items = event.items or ()
    docket.break_silence(docket.matching(ANSWERS, items), items, event.act_day)
    for running in docket.matching(("decide_appeal",), items):
        docket.hear(running, items)
    met = docket.close(("article_78",), event)
    docket.in_suit.update(items)
    unserved = set(items)
    for running in sorted(met, key=last_day):
        if mine := unserved.intersection(running.items):
            docket.start(_serve(docket, event, running, tuple(sorted(mine))))
            unserved -= mine


def served(docket: Docket, event: Event) -> None:
    """Service meets its clock.

    Authority: cplr-306-b
    """
    docket.close(("service",), event)


def ordered(docket: Docket, event: Event) -> None:
    """Dates of an order, a stipulation or an agreement, as entered.

    Authority: cplr-217-1
    """
    line = docket.history.line(event)
    given = event.detail("dates")
    rows = [row for row in given if isinstance(row, CourtDate)] if isinstance(given, tuple) else []
    for n, row in enumerate(rows, 1):
        docket.start(_court_date(docket, event, row, f"{line}:{n}"))


def decided(docket: Docket, event: Event) -> None:
    """A judgment served with notice of its entry: thirty days to take an appeal as of right.

    Five more days where it was served by mail move only the latest.
    Authority: cplr-5513-a, case-rogowski, gcl-25-a-1
    """
    entry = event.detail("notice_of_entry")
    if not isinstance(entry, date):
        return
    rules = docket.rules
    last = rules.calendar.roll(entry + timedelta(days=NOTICE_OF_APPEAL_DAYS) + BY_MAIL)
    span = days_to_act(rules, NOTICE_OF_APPEAL_DAYS, {ONLY: entry}, last=last)
    docket.start(
        Running(
            "notice_of_appeal",
            event.items or (),
            event.kind,
            event.id,
            span,
            authority("notice_of_appeal"),
            entry,
            "requester",
            "final",
        )
    )


def noticed(docket: Docket, event: Event) -> None:
    """Our notice of appeal meets its clock; the agency's starts its sixty days to perfect it.

    There were no sixty days before May 27, 2017.
    Authority: pol-89-4-d, laws-2016-487, cplr-5513-a
    """
    if event.source != "agency":
        docket.close(("notice_of_appeal",), event)
        return
    perfect = period("perfect_appeal", event.act_day)
    if perfect is None:
        return
    span = days_to_act(docket.rules, perfect.length, {ONLY: event.act_day})
    docket.start(
        Running(
            "perfect_appeal",
            event.items or (),
            event.kind,
            event.id,
            span._replace(act_on=span.latest),
            perfect.authority,
            event.act_day,
        )
    )


def _serve(docket: Docket, event: Event, sued: Running, items: tuple[int, ...]) -> Running:
    length = timedelta(days=SERVICE_DAYS)
    roll, back = docket.rules.calendar.roll, docket.rules.calendar.back
    span = sued.span
    due = roll(span.due + length)
    earliest = span.earliest + length
    return Running(
        "service",
        items,
        event.kind,
        event.id,
        Span(
            span.due,
            SERVICE_DAYS,
            "days",
            due,
            earliest,
            roll(span.latest + length),
            back(earliest),
        ),
        authority("service"),
        event.act_day,
        "requester",
        "practical",
    )


def _court_date(docket: Docket, event: Event, row: CourtDate, name: str) -> Running:
    span = stated(docket.rules, [row.on], event.act_day)
    agency = row.who == "agency"
    if not agency:
        span = span._replace(act_on=docket.rules.calendar.back(row.on), latest=row.on)
    return Running(
        "court_date",
        row.items or event.items or (),
        event.kind,
        event.id,
        span,
        (),
        event.act_day,
        "agency" if agency else "requester",
        None if agency else "practical",
        line=name,
        says=row.what,
    )
