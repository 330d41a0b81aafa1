"""A request begun elsewhere, as far as somebody knows it, turned into ordinary events.

What is not known is said, never guessed: an event whose day nobody knows becomes a next step for
today, save an acknowledgement, for which the earliest day it can have had stands, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foil.errors import BadInput

Facts = dict[str, object]

ORDER = (
    "sent", "received", "acknowledged", "extended", "clarification_asked", "fee_asked", "contacted",
    "released", "granted", "referred", "no_records", "denied", "closed", "appealed",
    "appeal_received", "appeal_decided", "sued", "decided_by_court", "withdrawn",
)  # fmt: skip
"""The order in which things of one day happened."""

LETTERS = frozenset(
    {"acknowledged", "extended", "clarification_asked", "fee_asked", "released", "granted",
     "referred", "no_records", "denied", "closed", "appeal_decided"}
)  # fmt: skip
"""What comes on an agency's letter; a day known of it is the letter's."""

FIND: Mapping[str, str] = {
    "denied": "Find the denial and record it: your 30 days to appeal run from it.",
    "no_records": "Find the “no records” letter and record it: your 30 days to appeal run from it.",
    "closed": "Find the closing and record it: it may be a denial, which has 30 days to appeal.",
    "referred": "Find the referral and record it: it may be a denial, with 30 days to appeal.",
    "released": "Find the day the records came and record it.",
    "granted": "Find the day of the grant and record it.",
    "clarification_asked": "Find what the agency asked and record it: it may close for no answer.",
    "fee_asked": "Find the fee letter and record it: the agency may close for want of payment.",
    "appealed": "Find the day the appeal went and record it: the agency has ten business days.",
    "appeal_decided": "Find the decision on the appeal and record it: four months run from it.",
    "sued": "Find the day the petition was filed, and its index number, and record it.",
    "decided_by_court": "Find the court’s decision and record it.",
    "withdrawn": "Find the day it was withdrawn and record it.",
}
"""The next step where something happened on a day nobody knows."""

BEGAN = "sent", "received"
NO_DAY = "Nothing of it has a day: give at least the day it was sent, or of one letter."
AHEAD = "{} on {}: that day is still to come"
BEFORE = "{} on {}, before the request was sent on {}"
STAND_IN = "its own day was not known, so the day the request {} stands for it"
ENTRY = "its own day was not known, so the day it was entered stands for it"

WORDS: Mapping[str, str] = {
    "sent": "Sent", "received": "Received", "acknowledged": "Acknowledged", "extended": "Extended",
    "clarification_asked": "Clarification asked", "fee_asked": "Fee asked",
    "contacted": "Last contact", "released": "Records released", "granted": "Granted",
    "referred": "Referred", "no_records": "No records", "denied": "Denied", "closed": "Closed",
    "appealed": "Appealed", "appeal_received": "Appeal received",
    "appeal_decided": "Appeal decided", "sued": "Sued", "decided_by_court": "Decided by the court",
    "withdrawn": "Withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: its kind, its day where it is known, its own fields; `how` it
    came or went, `document` the SHA-256 of its file, `note` what is to be said of its day."""

    kind: str
    day: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)
    how: str | None = None
    document: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """One event to record, in the form `foil clock` reads, and what is to be said of how it was
    entered beside that it was entered later."""

    facts: Facts
    note: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """The events, oldest first; and the next step that finding what is missing asks for."""

    events: tuple[Entered, ...]
    to_find: str = ""


def build(
    happened: Sequence[Happened], promised: date | None, today: date, *, counted: bool = True
) -> Built:
    """The events of what happened, and of the last date an agency promised, on whatever letter.

    `counted` is False under another law, where nothing hangs on a day that is missing. Raises
    BadInput where no day is known at all, for a day still to come, and for one before the
    request was sent.
    """
    known = {each: each.day for each in happened if each.day is not None}
    _refuse(known, today)
    dated = list(known)
    undated = counted and any(each.kind == "acknowledged" for each in happened)
    if promised is not None or undated:
        dated = _with_promise(dated, promised, today)
    entered = [Entered(_facts(each), each.note) for each in sorted(dated, key=_order)]
    if not entered:
        raise BadInput(NO_DAY)
    missing = dict.fromkeys(each.kind for each in happened if each.day is None)
    find = [FIND[kind] for kind in missing if counted and kind in FIND]
    return Built(tuple(entered), " ".join(find))


def _order(each: Happened) -> tuple[date, int]:
    return each.day or date.max, ORDER.index(each.kind)


def _refuse(known: Mapping[Happened, date], today: date) -> None:
    began = min((day for each, day in known.items() if each.kind == "sent"), default=date.min)
    for each, day in known.items():
        if day > today:
            raise BadInput(AHEAD.format(WORDS[each.kind], day))
        if day < began:
            raise BadInput(BEFORE.format(WORDS[each.kind], day, began))


def _with_promise(known: Sequence[Happened], promised: date | None, today: date) -> list[Happened]:
    """What is known, with the date promised on its letter: the last that put dates off, else the
    acknowledgement; else on a letter nobody dated, which came no earlier than the request went."""
    gave = [each for each in known if each.kind in ("acknowledged", "extended")]
    if gave:
        last = max(gave, key=_order)
        return [_promising(each, promised) if each is last else each for each in known]
    began = min((each for each in known if each.kind in BEGAN), key=_order, default=None)
    if began is not None:
        note = STAND_IN.format("was sent" if began.kind == "sent" else "was received")
        return [*known, _promising(Happened("acknowledged", began.day, note=note), promised)]
    if promised is not None:
        return [*known, _promising(Happened("extended", today, note=ENTRY), promised)]
    return list(known)


def _promising(each: Happened, promised: date | None) -> Happened:
    if promised is None or "promised" in each.facts:
        return each
    facts = {**each.facts, "promised": [{"date": promised.isoformat()}]}
    return replace(each, facts=facts)


def _facts(each: Happened) -> Facts:
    assert each.day is not None
    facts: Facts = {"kind": each.kind, **each.facts}
    day = each.day.isoformat()
    if each.kind in LETTERS:
        paper = {"dated": day, "how": each.how, "document": each.document}
        return {**facts, "papers": [{name: value for name, value in paper.items() if value}]}
    by = {"by": each.how} if each.how and each.kind in ("sent", "appealed") else {}
    return {**facts, "on": day, **by}
