"""What an agency asks of the requester: to clarify, swear, pay or collect by a day."""

from collections.abc import Iterable
from datetime import date

from foil.law.clocks.docket import Docket
from foil.law.clocks.running import Running
from foil.law.clocks.spans import ONLY, Span, business_days, days_to_act, stated
from foil.law.event import Event
from foil.law.periods import length

LETTER_DAYS = length("letter_answer")
"""What the NYPD's letters give to clarify or pay."""


def clarify(docket: Docket, event: Event) -> None:
    """A clarification or affidavit asked for: to the day stated, else by the agency's habit.

    It ends no clock of the agency's (engine row 13). The letter itself is the authority.
    """
    kind = "affidavit" if event.detail("for") == "affidavit" else "clarify"
    _start(docket, event, kind, event.detail("answer_by"))


def pay(docket: Docket, event: Event) -> None:
    """A fee asked for. Disputing it does not stop the day (engine row 13)."""
    _start(docket, event, "pay", event.detail("pay_by"))


def collect(docket: Docket, event: Event) -> None:
    """Records granted, to be fetched by a day the agency states."""
    day = event.detail("collect_by")
    if day is not None:
        _start(docket, event, "collect_files", day)


def done(*kinds: str) -> "Done":
    """The effect of an act that answers what was asked."""
    return Done(kinds)


class Done:
    """Meets the clocks of some duties for an event's items."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self.kinds = tuple(kinds)

    def __call__(self, docket: Docket, event: Event) -> None:
        """Meet them: in time by the day the act was done, else late."""
        docket.close(self.kinds, event)


def _start(docket: Docket, event: Event, kind: str, day: object) -> None:
    span, needs = _span(docket, event, kind, day)
    docket.start(
        Running(
            kind,
            event.items or (),
            event.kind,
            event.id,
            span,
            (),
            event.act_day,
            "requester",
            "practical",
            needs=needs,
        )
    )


def _span(docket: Docket, event: Event, kind: str, day: object) -> tuple[Span, tuple[str, ...]]:
    """To the day stated; else as the NYPD's letters give, or as the City's portal closes."""
    rules = docket.rules
    if isinstance(day, date):
        return _safe(docket, stated(rules, [day], event.act_day)), ()
    routes = {paper.how for paper in event.papers}
    if "portal" not in routes and rules.agency.slug == "nypd":
        return days_to_act(rules, LETTER_DAYS, {ONLY: event.act_day}), ()
    span = business_days(rules, length(kind), event.act_day)
    return _safe(docket, span), () if "portal" in routes else ("answer_by",)


def _safe(docket: Docket, span: Span) -> Span:
    """A day for the requester: the safe one is the last business day up to the earliest."""
    return span._replace(act_on=docket.rules.calendar.back(span.earliest))
