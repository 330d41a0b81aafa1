"""What each kind of made-up event carries, likely and unlikely."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Fields = dict[str, Any]

ROUTES = (None, None, None, "portal", "email", "attached", "post", "post", "fax", "hand", "other")
NOTICES = ("portal", "email")
HOURS = (
    *("00:10:00", "02:30:00", "10:00:00", "15:59:00", "15:59:59", "16:00:00", "16:00:01"),
    *("16:59:00", "17:00:00", "17:00:01", "17:01:00", "17:30:00", "23:30:00", "23:59:59"),
    *("03:30:00Z", "04:30:00+00:00", "06:30:00Z", "20:00:00Z", "20:59:59Z", "21:00:00Z"),
    *("21:00:01Z", "22:00:00Z", "22:01:00+00:00", "16:00:00-05:00", "17:01:00-04:00"),
)
"""Hours about four, five and midnight, and those that the clocks of March and November move."""
CLOSED_AS = (
    *(None, "fulfilled", "granted", "part", "denial", "referral", "withdrawn"),
    *("no_answer", "no_payment"),
)
OUTCOMES = ("granted", "granted_in_part", "denied", "remanded", "premature", "moot", "untimely")
STEPS = ("notice", "notice", "statement", "decision", "appeal", "appeal_decision")
TOLLABLE = (
    *("article_78", "appeal", "decide_appeal", "determine", "acknowledge", "date_certain"),
    *("service", "notice_of_appeal"),
)
OWN_RULES = (
    *(("closes_at", "17:00"), ("closes_at", "16:30"), ("appeal_waits", 5), ("appeal_days", 30)),
    ("decides_in", 7),
)
"""What agencies' own regulations say, and an hour that none has published."""


def iso(day: date, later: int = 0) -> str:
    """The day so many days later, as facts write it."""
    return (day + timedelta(days=later)).isoformat()


def when(dice: random.Random, day: date, instant: float = 0.1) -> Fields:
    """A day, or an instant of it, or both."""
    fields: Fields = {"on": iso(day)}
    if dice.random() < instant:
        fields = {"at": f"{iso(day)}T{dice.choice(HOURS)}"}
    if dice.random() < 0.02:
        fields["on"] = iso(day)
    return fields


def mark(dice: random.Random, day: date) -> Fields:
    """A receipt: on a day or at an instant, and perhaps who says so."""
    fields = when(dice, day, 0.5)
    if dice.random() < 0.3:
        fields["source"] = dice.choice(("ours", "agency"))
    return fields


def papers(dice: random.Random, day: date) -> Fields:
    """One letter's dates, or the forms in which one happening came."""
    if dice.random() < 0.65:
        return _paper(dice, day, None)
    return {"papers": [_paper(dice, day, dice.choice(ROUTES)) for _ in range(dice.randint(1, 3))]}


def _paper(dice: random.Random, day: date, how: str | None) -> Fields:
    """One paper: dated on or before its postmark, received after both."""
    paper: Fields = {"how": how} if how else {}
    mailed = dice.choice((0, 0, 1, 1, 2, 5))
    came = mailed + dice.choice((0, 1, 2, 3, 5, 9))
    if how in NOTICES:
        mailed = came = 0
    if dice.random() < 0.9:
        paper["dated"] = iso(day)
    if how not in (*NOTICES, "attached") and dice.random() < 0.35:
        paper["postmarked"] = iso(day, mailed)
    if dice.random() < 0.8 or not paper.keys() - {"how"}:
        paper["received"] = iso(day, came)
    return paper


def _promised(dice: random.Random, day: date) -> Fields:
    found: list[Fields] = []
    for _ in range(dice.choice((0, 1, 1, 1, 2))):
        way = dice.random()
        if way < 0.6:
            found.append({"date": iso(day, dice.choice((0, 5, 14, 20, 28, 30, 45, 60, 120)))})
        elif way < 0.9:
            found.append({"business_days": dice.choice((1, 5, 10, 20, 30, 45, 90))})
        else:
            found.append({"text": "when the search is done"})
    return {"promised": found or None}


def _closed(dice: random.Random, day: date) -> Fields:
    return {"as": dice.choice(CLOSED_AS)}


def _denied(dice: random.Random, day: date) -> Fields:
    return {"scope": dice.choice((None, "whole", "part")), **_by(dice, day, "answer_by", 0.1)}


def _released(dice: random.Random, day: date) -> Fields:
    return {
        "part": dice.choice((None, "part", "rest", "whole")),
        **_by(dice, day, "more_by", 0.3),
        **_by(dice, day, "public_on", 0.1),
    }


def _granted(dice: random.Random, day: date) -> Fields:
    return _by(dice, day, "collect_by", 0.4)


def _clarification(dice: random.Random, day: date) -> Fields:
    return {
        "for": dice.choice((None, "description", "affidavit")),
        **_by(dice, day, "answer_by", 0.4),
    }


def _fee(dice: random.Random, day: date) -> Fields:
    return _by(dice, day, "pay_by", 0.4)


def _exception(dice: random.Random, day: date) -> Fields:
    return {"step": dice.choice(STEPS)}


def _decided(dice: random.Random, day: date) -> Fields:
    given = _promised(dice, day) if dice.random() < 0.3 else {}
    return {"outcome": dice.choice(OUTCOMES), **given}


def _by(dice: random.Random, day: date, name: str, likely: float) -> Fields:
    return {name: iso(day, dice.choice((5, 10, 14, 30, 45)))} if dice.random() < likely else {}


def _notice_of_appeal(dice: random.Random, day: date) -> Fields:
    return {"source": dice.choice((None, "ours", "agency"))}


def _judgment(dice: random.Random, day: date) -> Fields:
    return {"notice_of_entry": iso(day, dice.choice((0, 3, 10)))} if dice.random() < 0.6 else {}


def _tolled(dice: random.Random, day: date) -> Fields:
    return {
        "from": iso(day, dice.choice((-20, 0, 0, 10))),
        "to": dice.choice((None, *(iso(day, n) for n in (11, 20, 30, 60, 11, 20, 30, 60)))),
        "clocks": dice.sample(TOLLABLE, dice.randint(1, 3)),
    }


def agency_rules(dice: random.Random, day: date) -> list[Fields]:
    """Rules of an agency's own: some as published, some dated, so that they begin or end."""
    rows = []
    for rule, value in dice.sample(OWN_RULES, dice.choice((1, 1, 2, 3))):
        dated = dice.choice((None, None, "since", "until"))
        rows.append(
            {
                "rule": rule,
                "value": value,
                **({dated: iso(day, dice.choice((0, 5, 20, 60, 120)))} if dated else {}),
            }
        )
    return rows


OWN: Mapping[str, Callable[[random.Random, date], Fields]] = {
    "acknowledged": _promised,
    "extended": _promised,
    "reopened": _promised,
    "closed": _closed,
    "denied": _denied,
    "released": _released,
    "granted": _granted,
    "clarification_asked": _clarification,
    "fee_asked": _fee,
    "exception_claimed": _exception,
    "appeal_decided": _decided,
    "notice_of_appeal": _notice_of_appeal,
    "decided_by_court": _judgment,
    "tolled": _tolled,
}


def own(kind: str, dice: random.Random, day: date) -> Fields:
    """The kind's own fields, those left empty left out."""
    made = OWN[kind](dice, day) if kind in OWN else {}
    return {name: value for name, value in made.items() if value is not None}


def order(dice: random.Random, day: date, items: Sequence[int]) -> Fields:
    """The dates of an order, some for one item."""
    rows = [
        {
            "who": dice.choice(("agency", "us", "court")),
            "what": "answer",
            "on": iso(day, dice.choice((10, 30, 60))),
            **({"items": [dice.choice(items)]} if dice.random() < 0.5 else {}),
        }
        for _ in range(dice.randint(1, 2))
    ]
    return {"dates": rows}
