"""Dates an agency gives: the approximate date of an acknowledgement, a date certain after it."""

from datetime import date

from foil.law.calendars import Calendar
from foil.law.clocks import appeal
from foil.law.clocks.clock import Reading
from foil.law.clocks.docket import Docket
from foil.law.clocks.running import Running
from foil.law.clocks.spans import Span, stated
from foil.law.event import Event
from foil.law.rules import Rules

AUTHORITY = {
    "approximate_date": ("pol-89-3-a-response", "case-oustatcher-2021", "ao-18430"),
    "date_certain": ("pol-89-3-a-20bd", "ao-18430"),
}
DATES = ("approximate_date", "date_certain")


def days(rules: Rules, event: Event, calendar: Calendar | None = None) -> list[date]:
    """The days a letter promises: stated, or so many business days after the letter's date.

    Those are counted by the controlling calendar, or by the one given.
    """
    if not event.promised:
        return []
    add = (calendar or rules.calendar).add
    dated = min(event.days("dated"), default=event.act_day)
    found = []
    for given in event.promised:
        if given.day is not None:
            found.append(given.day)
        elif given.business_days is not None:
            found.append(add(dated, given.business_days))
    return sorted(found)


def widened(rules: Rules, event: Event, promised: list[date]) -> Span:
    """The span of dates a letter gives. Its portal's calendar only widens earliest and latest."""
    span = stated(rules, promised, event.act_day)
    other = days(rules, event, rules.own) or promised
    latest = max(span.latest, rules.calendar.roll(other[-1]))
    return span._replace(earliest=min(span.due, other[0]), latest=latest, act_on=latest)


def start(docket: Docket, event: Event, kind: str, promised: list[date]) -> None:
    """A date given: missed, it is a denial that may be appealed, beside any earlier one.

    Authority: pol-89-3-a-20bd, ao-18430, case-oustatcher-2021
    """
    _start(docket, event, kind, widened(docket.rules, event, promised))


def _start(docket: Docket, event: Event, kind: str, span: Span) -> None:
    docket.start(
        Running(
            kind,
            event.items or (),
            event.kind,
            event.id,
            span,
            AUTHORITY[kind],
            event.act_day,
            silence=appeal.from_silence,
        )
    )


def put_off(docket: Docket, event: Event) -> None:
    """An extension: the old dates are put off, or were broken first; a new date certain runs.

    Without a date nothing is put off. An appeal that silence opened before it stays. The Committee
    allows one date certain: by that choice it runs on beside those of later extensions; the courts
    let each put it off, and then it is a contested reading.
    Authority: pol-89-3-a-20bd, ao-19241, ao-19644, case-save-monroe
    """
    promised = days(docket.rules, event)
    if not promised:
        return
    items = event.items or ()
    each = docket.rules.chosen("extensions") == "each"
    docket.close(("determine", *DATES) if each else ("determine", DATES[0]), event, "ended")
    if not each:
        first = tuple(item for item in items if item not in docket.put_off)
        docket.close(("date_certain",), event.about(first), "ended")
    span = widened(docket.rules, event, promised)
    if not each or docket.put_off.keys().isdisjoint(items):
        _start(docket, event, "date_certain", span)
    else:
        _start_by_first(docket, event, span)
    for item in items:
        docket.put_off.setdefault(item, span)


def _start_by_first(docket: Docket, event: Event, span: Span) -> None:
    """A later extension's date; by the Committee's reading the first of each item holds.

    Authority: ao-19241, ao-19644, case-save-monroe
    """
    firsts: dict[Span | None, list[int]] = {}
    for item in event.items or ():
        firsts.setdefault(docket.put_off.get(item), []).append(item)
    for first, items in firsts.items():
        readings = (Reading("extensions", "one", first.day_zero, first.due),) if first else ()
        part = event.about(tuple(items))
        _start(docket, part, "date_certain", span._replace(readings=readings))


def reopen(docket: Docket, event: Event) -> None:
    """A re-opening starts its date; every earlier appeal and four-month clock stays.

    Authority: pol-89-3-a-20bd
    """
    promised = days(docket.rules, event)
    if promised:
        start(docket, event, "date_certain", promised)
