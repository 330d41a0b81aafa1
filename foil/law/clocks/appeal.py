"""Thirty days to appeal a denial, in words or by silence."""

from collections.abc import Mapping
from datetime import date, timedelta

from foil.law.clocks.clock import Reading
from foil.law.clocks.docket import Docket, next_day
from foil.law.clocks.running import Running
from foil.law.clocks.spans import Span, after_silence, business_days, days_to_act
from foil.law.event import Event
from foil.law.periods import authority, length
from foil.law.rules import Rules

DAYS = length("appeal")
AUTHORITY = authority("appeal")
OF_AGENCY = {"receipt": "rcny-43-1-06-b", "postmark": "nycrr-9-483-7"}
FACTS = {"receipt": "received", "letter": "dated", "postmark": "postmarked"}
"""What a record must say for each day the thirty days may be counted from."""
SILENCE = {
    "acknowledge": ("pol-89-4-a", "nycrr-1401-5-e", "nycrr-1401-5-e-1", "ao-18430"),
    "determine": ("pol-89-4-a", "nycrr-1401-5-e", "nycrr-1401-5-e-6", "ao-18430"),
    "approximate_date": ("pol-89-4-a", "nycrr-1401-5-e", "case-oustatcher-2021", "ao-18430"),
    "date_certain": ("pol-89-4-a", "nycrr-1401-5-e", "ao-18430"),
}


def from_denial(docket: Docket, event: Event, needs: tuple[str, ...] = ()) -> None:
    """A denial in words, whole or in part: thirty days, and then the right is gone.

    City agencies' thirty days run from receipt, the State Police's from the postmark, others'
    from the letter; the earliest of them is the safe one. Nothing starts for items in suit. A
    letter that names no appeal moves no day.
    Authority: pol-89-4-a, gcl-20, gcl-25-a-1, rcny-43-1-06-b, nycrr-9-483-7, case-mingo
    """
    items = tuple(item for item in event.items or () if item not in docket.in_suit)
    if not items:
        return
    rules = docket.rules
    starts, last = _starts(event)
    roll = rules.calendar.roll
    span = days_to_act(rules, DAYS, starts, rules.appeal_from, roll(last + timedelta(days=DAYS)))
    rule, rests_on = rules.appeal_from, _authority(rules)
    own = rules.agency.own("appeal_days", event.act_day)
    if own is not None:
        span = _in_business_days(rules, own.days, span, starts, last)
        if not event.papers:
            span = span._replace(readings=())  # no letter to count any other way from
        rule, rests_on = "receipt", (*AUTHORITY, own.authority)
    docket.start(
        Running(
            "appeal",
            items,
            event.kind,
            event.id,
            span,
            rests_on,
            event.act_day,
            "requester",
            "final",
            needs=(*needs, *_missing(event, rule, starts)),
            no_notice=event.detail("appeal_notice") is False,
        )
    )


def from_silence(rules: Rules, missed: Running) -> Running:
    """A missed day is a denial: thirty days from it, open from the next day.

    No case found forfeits an appeal from silence for lateness, so its stake is arguable. An agency
    whose rule makes an appeal wait after a missed date moves the day it opens, never its last day.
    Authority: pol-89-4-a, nycrr-1401-5-e, ao-18430, gcl-25-a-1, nycrr-14-603-6-d
    """
    span = after_silence(rules, DAYS, "days", missed.span)
    rests_on, opens = SILENCE[missed.kind], next_day(missed.span.due)
    own = rules.agency.own("appeal_waits", missed.span.due)
    if own is not None and missed.kind == "approximate_date":
        opens = rules.calendar.add(missed.span.due, own.days)
        last = business_days(rules, own.days, missed.span.latest).latest
        held = after_silence(rules, DAYS, "days", missed.span._replace(latest=last))
        span = span._replace(latest=held.latest)
        rests_on = (*rests_on, own.authority)
    return Running(
        "appeal",
        missed.items,
        missed.from_kind,
        missed.from_event,
        span,
        rests_on,
        opens,
        "requester",
        "arguable",
        needs=missed.needs,
    )


def _in_business_days(
    rules: Rules, n: int, span: Span, starts: Mapping[str, date], last: date
) -> Span:
    """The days of an agency whose rule counts them in business days, from receipt.

    Where no receipt is known, from the letter, else the postmark.
    The safe day stays the statute's thirty calendar days, a reading from each paper's day.
    Authority: nycrr-18-340-9-b, nycrr-9-8201-9-b, gcl-24
    """
    start = starts.get("receipt") or next(iter(starts.values()))
    counted = business_days(rules, n, start, last=max(start, last))
    readings = [
        Reading("appeal_from", name, day, rules.calendar.roll(day + timedelta(days=DAYS)))
        for name, day in starts.items()
    ]
    return span._replace(
        day_zero=start,
        length=n,
        unit="business_days",
        due=counted.due,
        latest=max(span.latest, counted.latest),
        readings=tuple(readings),
    )


def _starts(event: Event) -> tuple[dict[str, date], date]:
    """Each rule's day zero, the first paper's, and the day of the last paper of all."""
    starts: dict[str, date] = {}
    last = event.act_day
    for rule, name in (("letter", "dated"), ("postmark", "postmarked"), ("receipt", "received")):
        days = event.days(name)  # type: ignore[arg-type]
        if days:
            starts[rule] = min(days)
            last = max(last, *days)
    if not starts:
        starts["letter"] = event.act_day
    return starts, last


def _missing(event: Event, rule: str, starts: Mapping[str, date]) -> tuple[str, ...]:
    """The fact that would settle the controlling day. A portal's notice or an e-mail is its own."""
    noticed = rule != "receipt" and event.sent[1] == "notice"
    return () if rule in starts or noticed else (FACTS[rule],)


def _authority(rules: Rules) -> tuple[str, ...]:
    own = OF_AGENCY.get(rules.appeal_from)
    return (*AUTHORITY, own) if own else AUTHORITY
