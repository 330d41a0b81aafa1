"""A history for every clock, made so that its day is the one asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = {"march": date(2027, 3, 15), "november": date(2026, 11, 2)}
"""Mondays: the night before each, the clocks of New York are an hour off Saturday's."""
HOLIDAYS = {
    *(date(2026, 9, 7), date(2026, 10, 12), date(2026, 11, 3), date(2026, 11, 11)),
    *(date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 18)),
    *(date(2027, 2, 12), date(2027, 2, 15)),
}
Facts = dict[str, object]


def business(end: date, n: int) -> str:
    """The day from which the nth business day is `end`."""
    while n:
        n -= end.weekday() < 5 and end not in HOLIDAYS
        end -= timedelta(days=1)
    return end.isoformat()


def days(end: date, n: int) -> str:
    return (end - timedelta(days=n)).isoformat()


def ours(kind: str, on: str, **more: object) -> Facts:
    return {"kind": kind, "on": on, **more}


def theirs(kind: str, day: str, **more: object) -> Facts:
    return {"kind": kind, "dated": day, "received": day, **more}


def asked(day: str) -> list[Facts]:
    return [ours("sent", day, by="portal"), ours("received", day)]


def known(day: str) -> list[Facts]:
    """Asked for, received and acknowledged on one day."""
    return [*asked(day), theirs("acknowledged", day)]


@dataclass(frozen=True)
class Watched:
    """A clock whose day is `end`, by what happened; `says` are words of its row on Today, `stages`
    the request's stage until that day is over and from the day after."""

    happened: Callable[[date], list[Facts]]
    says: str
    agency: str = "nypd"
    stages: tuple[str, str] = ("sent", "sent")


def decided(end: date) -> str:
    """The day of a decision whose four months end on `end`."""
    return {"march": "2026-11-15", "november": "2026-07-02"}[season(end)]


def sued(end: date) -> list[Facts]:
    """A suit whose papers must be served by `end`, fifteen days after the four months."""
    day = {"march": "2026-10-28", "november": "2026-06-18"}[season(end)]
    return [theirs("appeal_decided", day, outcome="denied"), ours("sued", days(end, 20))]


def season(end: date) -> str:
    return next(name for name, day in DAYS.items() if day == end)


def claimed(step: str, n: int) -> Callable[[date], list[Facts]]:
    return lambda end: [theirs("exception_claimed", business(end, n), step=step)]


AGENCY = {
    "acknowledge": Watched(
        lambda d: asked(business(d, 5)),
        "acknowledges, grants or denies",
        stages=("waiting", "past its date"),
    ),
    "determine": Watched(
        lambda d: known(business(d, 20)), "determination", stages=("waiting", "past its date")
    ),
    "approximate_date": Watched(
        lambda d: [
            *asked(business(d, 10)),
            theirs("acknowledged", business(d, 10), promised=[{"date": d.isoformat()}]),
        ],
        "date",
        stages=("waiting", "past its date"),
    ),
    "date_certain": Watched(
        lambda d: [
            *known(business(d, 25)),
            theirs("extended", business(d, 10), promised=[{"date": d.isoformat()}]),
        ],
        "date",
        stages=("waiting", "past its date"),
    ),
    "decide_appeal": Watched(
        lambda d: [
            theirs("denied", business(d, 12)),
            ours("appealed", business(d, 10)),
            ours("appeal_received", business(d, 10)),
        ],
        "decision on the appeal",
        stages=("on appeal", "suit open"),
    ),
    "exception_statement": Watched(claimed("notice", 10), "vendor’s statement", "ogs"),
    "exception_decision": Watched(claimed("statement", 7), "vendor’s claim", "ogs"),
    "exception_appeal_decision": Watched(claimed("appeal", 10), "that appeal", "ogs"),
    "perfect_appeal": Watched(
        lambda d: [ours("notice_of_appeal", days(d, 60), source="agency")], "record and brief"
    ),
    "court_date": Watched(
        lambda d: [
            ours(
                "ordered",
                days(d, 30),
                dates=[{"who": "agency", "what": "answer", "on": d.isoformat()}],
            )
        ],
        "Court date",
    ),
}
"""Clocks against the agency, none with a later day by another reading."""

LATE = {"acknowledge", "determine", "approximate_date", "date_certain", "decide_appeal"}
"""What Today calls late; after the others an open request stands under “Nothing is running”."""

OURS = {
    "appeal": Watched(
        lambda d: [theirs("denied", days(d, 30))],
        "Appeal the denial",
        stages=("denied, appeal open", "right lost"),
    ),
    "article_78": Watched(
        lambda d: [theirs("appeal_decided", decided(d), outcome="denied")],
        "Article 78",
        stages=("suit open", "right lost"),
    ),
    "exception_appeal": Watched(
        claimed("decision", 7), "Appeal the decision", "ogs", ("sent", "right lost")
    ),
    "notice_of_appeal": Watched(
        lambda d: [ours("decided_by_court", days(d, 31), notice_of_entry=days(d, 30))],
        "Notice of appeal",
    ),
    "service": Watched(sued, "Serve the petition", stages=("in court", "in court")),
    "clarify": Watched(
        lambda d: [theirs("clarification_asked", days(d, 9), answer_by=d.isoformat())],
        "question",
        stages=("waiting on us", "sent"),
    ),
    "affidavit": Watched(
        lambda d: [
            theirs(
                "clarification_asked", days(d, 9), answer_by=d.isoformat(), **{"for": "affidavit"}
            )
        ],
        "affidavit",
        stages=("waiting on us", "sent"),
    ),
    "pay": Watched(
        lambda d: [theirs("fee_asked", days(d, 9), pay_by=d.isoformat())],
        "Pay or dispute",
        stages=("waiting on us", "sent"),
    ),
    "collect_files": Watched(
        lambda d: [theirs("granted", days(d, 9), collect_by=d.isoformat())],
        "Collect",
        stages=("producing", "producing"),
    ),
    "publication": Watched(
        lambda d: [theirs("released", days(d, 9), part="whole", public_on=d.isoformat())],
        "Yours alone",
        stages=("answered", "answered"),
    ),
    "court_date": Watched(
        lambda d: [
            ours(
                "ordered", days(d, 30), dates=[{"who": "us", "what": "reply", "on": d.isoformat()}]
            )
        ],
        "Court date",
    ),
}
"""Clocks of ours, each with `end` as the safe day."""

LASTING = {"notice_of_appeal", "service"}
"""Those that by another reading may still be met the day after."""

IDLE = {("agency", kind) for kind in AGENCY.keys() - LATE}
IDLE |= {("ours", kind) for kind in OURS.keys() - LASTING - {"publication"}}
"""Whose requests have nothing ahead of them from the day after; a publication's is answered."""
