"""Four months to sue under CPLR article 78."""

from collections.abc import Collection
from datetime import date

from foil.law.calendars import months_after
from foil.law.clocks import promise
from foil.law.clocks.docket import Docket, next_day
from foil.law.clocks.running import Running, last_day
from foil.law.clocks.spans import after_silence, months_to_act
from foil.law.event import Event
from foil.law.periods import authority, length
from foil.law.rules import Rules

MONTHS = length("article_78")
AUTHORITY = authority("article_78")
SILENT = ("pol-89-4-b", "cplr-217-1", "case-portfolio-media", "gcl-30", "gcl-25-a-1")
RETURNED = frozenset({"remanded", "premature"})


def decided(docket: Docket, event: Event) -> None:
    """A decision on appeal. What it refuses may be taken to court within four months.

    In time, the four months run from its receipt, safely from its date. Late, silence had already
    started them, and a second decision finds them running: either only moves `latest`. A remand or
    a refusal as premature ends the ten days without deciding, and the four months run from the
    tenth day (engine rows 10 to 12).
    Authority: cplr-217-1, pol-89-4-a, pol-89-4-b, case-portfolio-media, gcl-30, gcl-25-a-1
    """
    outcome = event.detail("outcome")
    waiting = docket.named(("decide_appeal",), event)
    closed = docket.close_all(waiting, event, "ended" if outcome in RETURNED else None)
    in_time = [part for part in closed if event.act_day <= part.span.due]
    others = set(event.items or ()).difference(*(part.items for part in in_time))
    late = [part for part in closed if part not in in_time]
    silent = {item for part in late for item in part.items}
    started = _move_latest(docket, event, others - silent)
    started |= _move_latest(docket, event, silent, late)
    if outcome != "granted":
        for part in sorted(in_time, key=last_day):
            tenth = part.span.due if outcome in RETURNED else None
            _from_decision(docket, event, set(part.items) - started, tenth)
            started.update(part.items)
        _from_decision(docket, event, others - started - docket.in_suit)
    promised = promise.days(docket.rules, event)
    if promised:
        promise.start(docket, event, "date_certain", promised)


def after_exception(docket: Docket, event: Event) -> None:
    """The end of the § 89(5) procedure: a requester keeps the four months of CPLR 217.

    Authority: pol-89-5-d, cplr-217-1
    """
    _from_decision(docket, event, event.items or ())


def from_silence(rules: Rules, missed: Running) -> Running:
    """Ten business days without a decision deny the appeal; no letter comes to say so.

    Authority: pol-89-4-b, cplr-217-1, case-portfolio-media, gcl-30, gcl-25-a-1
    """
    return Running(
        "article_78",
        missed.items,
        missed.from_kind,
        missed.from_event,
        after_silence(rules, MONTHS, "months", missed.span),
        SILENT,
        next_day(missed.span.due),
        "requester",
        "final",
        needs=missed.needs,
    )


def _from_decision(
    docket: Docket, event: Event, items: Collection[int], tenth: date | None = None
) -> None:
    """Four months from a decision, or from the tenth day where it decided nothing."""
    if not items:
        return
    rules, starts = docket.rules, _starts(event)
    rule = rules.article_78_from
    rests_on = AUTHORITY
    if tenth is not None:
        starts["silence"], rule, rests_on = tenth, "silence", (*AUTHORITY, "pol-89-4-b")
    docket.start(
        Running(
            "article_78",
            tuple(sorted(items)),
            event.kind,
            event.id,
            months_to_act(rules, MONTHS, starts, rule, _last(event, rules)),
            rests_on,
            event.act_day,
            "requester",
            "final",
            needs=() if event.days("received") else ("received",),
        )
    )


def _move_latest(
    docket: Docket, event: Event, items: Collection[int], late: Collection[Running] = ()
) -> set[int]:
    """Move the latest day of the four months running for those items; says for which they run.

    A late decision moves those its own silence started; one on nothing waiting moves all.
    """
    moved: set[int] = set()
    for running in docket.matching(("article_78",), items):
        if late and running.parent not in late:
            continue
        part = docket.part(running, items)
        span = part.plain or part.span
        last = max(span.latest, _last(event, docket.rules))
        docket.recount(part, span._replace(latest=last))
        moved.update(part.items)
    return moved


def _starts(event: Event) -> dict[str, date]:
    starts: dict[str, date] = {}
    if days := event.days("received"):
        starts["receipt"] = min(days)
    if days := [*event.days("dated"), *event.days("postmarked")]:
        starts["letter"] = min(days)
    return starts or {"letter": event.act_day}


def _last(event: Event, rules: Rules) -> date:
    days = [*event.days("received"), event.act_day]
    return rules.calendar.roll(months_after(max(days), MONTHS))
