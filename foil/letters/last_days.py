"""The last days later letters state, as `foil.law` counts them for that agency."""

from collections.abc import Iterable
from datetime import date

from foil.catalog.counting import counted
from foil.law.clocks import Clock
from foil.law.facts import read_facts

APPEAL, DECIDE, SUE = "appeal", "decide_appeal", "article_78"


def to_appeal(agency: str, sent: date, denied: date, received: date) -> date | None:
    """The last day to appeal a letter dated `denied` that came on `received`."""
    events = [_sent(sent), {"kind": "denied", "dated": _iso(denied), "received": _iso(received)}]
    return _due(_clocks(agency, events), APPEAL)


def to_decide(agency: str, sent: date, appealed: date, received: date) -> date | None:
    """The agency's last day to decide an appeal it had on `received`."""
    return _due(_clocks(agency, _appealed(sent, appealed, received)), DECIDE)


def to_sue(agency: str, sent: date, appealed: date, received: date) -> date | None:
    """The last day to sue where no decision on the appeal came."""
    return _due(_clocks(agency, _appealed(sent, appealed, received)), SUE)


def to_sue_after(
    agency: str, sent: date, appealed: date, received: date, decided: date
) -> date | None:
    """The last day to sue over a decision on the appeal that came on `decided`."""
    outcome = {"kind": "appeal_decided", "outcome": "denied"}
    on = {"dated": _iso(decided), "received": _iso(decided)}
    return _due(_clocks(agency, [*_appealed(sent, appealed, received), outcome | on]), SUE)


def _appealed(sent: date, appealed: date, received: date) -> list[dict[str, str]]:
    denied = {"kind": "denied", "dated": _iso(sent), "received": _iso(sent)}
    return [
        _sent(sent), denied,
        {"kind": "appealed", "on": _iso(appealed), "by": "email"},
        {"kind": "appeal_received", "on": _iso(received)},
    ]  # fmt: skip


def _sent(sent: date) -> dict[str, str]:
    return {"kind": "sent", "on": _iso(sent), "by": "portal"}


def _clocks(agency: str, events: Iterable[dict[str, str]]) -> tuple[Clock, ...]:
    return counted(read_facts({"agency": agency, "events": list(events)})).clocks


def _due(clocks: tuple[Clock, ...], kind: str) -> date | None:
    """The newest clock of that kind; the earliest day it can mean."""
    found = [clock.due for clock in clocks if clock.kind == kind]
    return found[-1] if found else None


def _iso(day: date) -> str:
    return day.isoformat()
