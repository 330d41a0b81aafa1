"""The timetable of § 89(5), for State agencies alone: a vendor's claim of a trade secret."""

from foil.law.clocks import article_78
from foil.law.clocks.clock import Against, Stake
from foil.law.clocks.docket import Docket
from foil.law.clocks.running import Running
from foil.law.clocks.spans import business_days
from foil.law.event import Event
from foil.law.periods import authority, length

STEPS: dict[str, tuple[str, Against, Stake | None]] = {
    "notice": ("exception_statement", "agency", None),
    "statement": ("exception_decision", "agency", None),
    "decision": ("exception_appeal", "requester", "final"),
    "appeal": ("exception_appeal_decision", "agency", None),
}
"""What each step starts: the clock, whose it is, its stake."""

CLOCKS = tuple(row[0] for row in STEPS.values())


def step(docket: Docket, event: Event) -> None:
    """A step of the exception procedure: it ends the clock before it and starts the next.

    The vendor has ten business days from the notice for its statement, the agency seven to
    decide, whoever lost seven to appeal, the appeal ten to be decided. After it a requester has
    the four months of CPLR 217. Agencies of a city or county have no such procedure.
    Authority: pol-89-5-b, pol-89-5-c, pol-89-5-d, pol-89-5-h
    """
    if docket.rules.agency.jurisdiction != "state":
        return
    docket.close(CLOCKS, event)
    name = str(event.detail("step") or "notice")
    if name == "appeal_decision":
        article_78.after_exception(docket, event)
    if name not in STEPS:
        return
    kind, against, stake = STEPS[name]
    received = min(event.days("received"), default=event.act_day)
    span = business_days(docket.rules, length(kind), received)
    if against == "requester":
        span = span._replace(act_on=docket.rules.calendar.back(span.earliest))
    docket.start(
        Running(
            kind,
            event.items or (),
            event.kind,
            event.id,
            span,
            (*authority(kind), "pol-89-5-h", "gcl-20", "gcl-24"),
            event.act_day,
            against,
            stake,
        )
    )
