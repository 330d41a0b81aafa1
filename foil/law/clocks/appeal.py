"""Thirty days to appeal a denial, in words or by silence."""

from collections.abc import Mapping
from datetime import date, timedelta

from foil.law.clocks.docket import Docket, next_day
from foil.law.clocks.running import Running
from foil.law.clocks.spans import after_silence, days_to_act
from foil.law.event import Event
from foil.law.rules import Rules

DAYS = 30
AUTHORITY = ("pol-89-4-a", "gcl-20", "gcl-25-a-1")
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
    from the letter; the earliest of them is the safe one. Nothing starts for items in suit.
    Authority: pol-89-4-a, gcl-20, gcl-25-a-1, rcny-43-1-06-b, nycrr-9-483-7, case-mingo
    """
    items = tuple(item for item in event.items or () if item not in docket.in_suit)
    if not items:
        return
    rules = docket.rules
    starts, latest = _starts(event, rules)
    span = days_to_act(rules, DAYS, starts, rules.appeal_from, latest)
    docket.start(
        Running(
            "appeal",
            items,
            event.kind,
            event.id,
            span,
            _authority(rules),
            event.act_day,
            "requester",
            "final",
            needs=(*needs, *_missing(event, rules.appeal_from, starts)),
        )
    )


def from_silence(rules: Rules, missed: Running) -> Running:
    """A missed day is a denial: thirty days from it, open from the next day.

    No case found forfeits an appeal from silence for lateness, so its stake is arguable.
    Authority: pol-89-4-a, nycrr-1401-5-e, ao-18430, gcl-25-a-1
    """
    return Running(
        "appeal",
        missed.items,
        missed.from_kind,
        missed.from_event,
        after_silence(rules, DAYS, "days", missed.span),
        SILENCE[missed.kind],
        next_day(missed.span.due),
        "requester",
        "arguable",
        needs=missed.needs,
    )


def _starts(event: Event, rules: Rules) -> tuple[dict[str, date], date]:
    """Each rule's day zero, first paper first, and the last day by the last paper of all."""
    starts: dict[str, date] = {}
    last = event.act_day
    for rule, name in (("letter", "dated"), ("postmark", "postmarked"), ("receipt", "received")):
        days = event.days(name)  # type: ignore[arg-type]
        if days:
            starts[rule] = min(days)
            last = max(last, *days)
    if not starts:
        starts["letter"] = event.act_day
    return starts, rules.calendar.roll(last + timedelta(days=DAYS))


def _missing(event: Event, rule: str, starts: Mapping[str, date]) -> tuple[str, ...]:
    """The fact that would settle the controlling day. A portal's notice or an e-mail is its own."""
    noticed = rule != "receipt" and event.sent[1] == "notice"
    return () if rule in starts or noticed else (FACTS[rule],)


def _authority(rules: Rules) -> tuple[str, ...]:
    own = OF_AGENCY.get(rules.appeal_from)
    return (*AUTHORITY, own) if own else AUTHORITY
