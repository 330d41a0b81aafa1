"""Twenty business days from the acknowledgement to grant the request, or say why not and when."""

from datetime import date

from foil.law.clocks import appeal, promise
from foil.law.clocks.docket import Docket, Running
from foil.law.clocks.spans import business_days
from foil.law.event import Event

BUSINESS_DAYS = 20
AUTHORITY: tuple[str, ...] = ("pol-89-3-a-20bd", "gcl-20", "gcl-24")


def start(docket: Docket, event: Event) -> None:
    """An acknowledgement: twenty business days from its date, not from receipt of the request.

    A date given beyond the twentieth day moves only `latest`: the Committee reads the twenty days
    as the outer limit (ao-19355), the courts do not. A second acknowledgement puts dates off.
    Authority: pol-89-3-a-20bd, gcl-20, gcl-24, ao-19355, case-save-monroe
    """
    docket.close(("acknowledge",), event)
    if docket.matching(("determine",), event.items or ()):
        promise.put_off(docket, event)
        return
    dated = event.days("dated")
    span = business_days(
        docket.rules, BUSINESS_DAYS, event.act_day, min(dated, default=None), event.act_day
    )
    promised = promise.days(docket.rules, event)
    authority = AUTHORITY
    if promised and max(promised) > span.due:
        late = max(span.latest, docket.rules.calendar.roll(max(promised)))
        span = span._replace(latest=late, act_on=late)
        authority = (*AUTHORITY, "ao-19355", "case-save-monroe")
    docket.start(
        Running(
            "determine",
            event.items or (),
            event.kind,
            event.id,
            span,
            authority,
            event.act_day,
            silence=appeal.from_silence,
        )
    )
    if _adds_a_date(promised, span.due):
        promise.start(docket, event, "approximate_date", promised)


def _adds_a_date(promised: list[date], due: date) -> bool:
    return bool(promised) and promised != [due]
