"""The events a reply may be, as facts in the form `foil clock` reads: what filing it as it was read
would record, and a denial besides where it is not sure that it is none."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from foil.replies.kinds import EVENT

DENIAL = "denial"
NOTHING = frozenset({"bounce", "auto_reply", "receipt"})
"""What starts nothing against us, where that is sure."""
PLAUSIBLE = timedelta(days=120)
"""How long before it came a letter may be dated whose date is in doubt: an older day in it is the
request's, or another letter's."""
NOTICE = ("appeal_notice", "officer_named")
OWN: Mapping[str, tuple[str, ...]] = {
    "denied": ("exemptions", "grounds", *NOTICE, "answer_by"),
    "no_records": ("certified", *NOTICE),
    "clarification_asked": ("answer_by",),
    "fee_asked": ("pay_by",),
    "appeal_decided": ("outcome",),
    "released": ("more_by", "public_on"),
}
"""What is taken over from the reading, by the event it goes into."""


def kinds(reading: Mapping[str, Any]) -> tuple[str, ...]:
    """What the reply may be, `foil.replies.kinds`' words, what it seems to be first."""
    found = [kind for kind in reading.get("kinds", ()) if kind in EVENT]
    if "kind" in reading.get("unsure", ()) and not set(found) & NOTHING:
        found.append(DENIAL)
    return tuple(dict.fromkeys(found))


def dated(reading: Mapping[str, Any], received: date) -> date | None:
    """The day the letter gives itself; None where it gives none that can be: a day after it came,
    or one in doubt and long before."""
    if not reading.get("dated"):
        return None
    day = date.fromisoformat(reading["dated"])
    doubtful = "dated" in reading.get("unsure", ())
    if day > received or (doubtful and received - day > PLAUSIBLE):
        return None
    return day


def possible(reading: Mapping[str, Any], received: date) -> Iterator[dict[str, object]]:
    """Each event the reply may be; `received` is the day it reached us."""
    day = dated(reading, received)
    paper = {"dated": day.isoformat() if day else None, "received": received.isoformat()}
    for kind in kinds(reading):
        event = EVENT[kind]
        if event is not None and kind not in NOTHING:
            facts = {"kind": event, "papers": [paper], **_own(kind, event, reading)}
            yield {name: value for name, value in facts.items() if value not in (None, [])}


def _own(kind: str, event: str, reading: Mapping[str, Any]) -> dict[str, object]:
    own = {name: reading.get(name) for name in OWN.get(event, ())}
    if event == "denied":
        own["scope"] = "part" if kind == "partial_grant" else "whole"
    if event == "closed":
        own["as"] = DENIAL  # what else it could be starts nothing
    if event in ("acknowledged", "extended", "reopened"):
        own["promised"] = reading.get("promised")
    return own
