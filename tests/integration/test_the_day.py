"""The day before, the day and the day after, at 11:30 at night in New York, for every clock, on
Today, in the list and on the request's page, over the Mondays after the clocks change."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.integration.desk import history
from tests.integration.site import NOW, Site, site
from tests.integration.test_today_page import part, said

__all__ = ["site"]

NEW_YORK = ZoneInfo("America/New_York")
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
    """A clock whose day is `end`, by what happened; `says` are words of its row on Today."""

    happened: Callable[[date], list[Facts]]
    says: str
    agency: str = "nypd"


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
    "acknowledge": Watched(lambda d: asked(business(d, 5)), "acknowledges, grants or denies"),
    "determine": Watched(lambda d: known(business(d, 20)), "determination"),
    "approximate_date": Watched(
        lambda d: [
            *asked(business(d, 10)),
            theirs("acknowledged", business(d, 10), promised=[{"date": d.isoformat()}]),
        ],
        "date",
    ),
    "date_certain": Watched(
        lambda d: [
            *known(business(d, 25)),
            theirs("extended", business(d, 10), promised=[{"date": d.isoformat()}]),
        ],
        "date",
    ),
    "decide_appeal": Watched(
        lambda d: [
            theirs("denied", business(d, 12)),
            ours("appealed", business(d, 10)),
            ours("appeal_received", business(d, 10)),
        ],
        "decision on the appeal",
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
    "appeal": Watched(lambda d: [theirs("denied", days(d, 30))], "Appeal the denial"),
    "article_78": Watched(
        lambda d: [theirs("appeal_decided", decided(d), outcome="denied")], "Article 78"
    ),
    "exception_appeal": Watched(claimed("decision", 7), "Appeal the decision", "ogs"),
    "notice_of_appeal": Watched(
        lambda d: [ours("decided_by_court", days(d, 31), notice_of_entry=days(d, 30))],
        "Notice of appeal",
    ),
    "service": Watched(sued, "Serve the petition"),
    "clarify": Watched(
        lambda d: [theirs("clarification_asked", days(d, 9), answer_by=d.isoformat())],
        "question",
    ),
    "affidavit": Watched(
        lambda d: [
            theirs(
                "clarification_asked", days(d, 9), answer_by=d.isoformat(), **{"for": "affidavit"}
            )
        ],
        "affidavit",
    ),
    "pay": Watched(
        lambda d: [theirs("fee_asked", days(d, 9), pay_by=d.isoformat())], "Pay or dispute"
    ),
    "collect_files": Watched(
        lambda d: [theirs("granted", days(d, 9), collect_by=d.isoformat())], "Collect"
    ),
    "publication": Watched(
        lambda d: [theirs("released", days(d, 9), part="whole", public_on=d.isoformat())],
        "Yours alone",
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


def night(end: date, after: int) -> datetime:
    """Half past eleven at night in New York, so many days after `end`."""
    return datetime.combine(end + timedelta(days=after), time(23, 30), NEW_YORK)


def opened(site: Site, watched: Watched, end: date) -> Callable[[str, int], str]:
    """Reads a page's words so many days after `end`, at 11:30 at night in New York."""
    history(site.database, site.keeper, NOW, *watched.happened(end), agency=watched.agency)
    site.clock.set(night(end, -1))
    client = site.client(site.keeper)

    def read(address: str, after: int) -> str:
        site.clock.set(night(end, after))
        return client.get(address).text

    return read


def rows(text: str, start: str, end: str, words: str) -> list[str]:
    """The rows of a card of Today whose words hold these."""
    found = re.findall(r"<(?:article|li)\b.*?</(?:article|li)>", part(text, start, end), re.DOTALL)
    return [row for each in found if words in (row := said(each))]


def everywhere_else(read: Callable[[str, int], str]) -> None:
    """The list and the request's page lead with it on the same days."""
    for address in ("/requests", "/requests/FD-0001"):
        before, on, after = (said(read(address, n)) for n in (-1, 0, 1))
        assert "1 day left" in before, address
        assert re.search(r"\btoday\b", on), address
        assert "1 day left" not in after, address


@pytest.mark.parametrize("when", DAYS)
@pytest.mark.parametrize("kind", OURS)
def test_ours_is_there_until_its_day_is_over(site: Site, kind: str, when: str) -> None:
    watched, end = OURS[kind], DAYS[when]
    read = opened(site, watched, end)

    def today(after: int) -> list[str]:
        return rows(read("/", after), "Yours to do", "Late from agencies", watched.says)

    assert ["1 day left" in row for row in today(-1)] == [True]
    assert ["today" in row for row in today(0)] == [True]
    assert not any("left" in row or " today " in row for row in today(1))
    everywhere_else(read)


@pytest.mark.parametrize("when", DAYS)
@pytest.mark.parametrize("kind", AGENCY)
def test_an_agency_is_late_from_the_day_after(site: Site, kind: str, when: str) -> None:
    watched, end = AGENCY[kind], DAYS[when]
    read = opened(site, watched, end)

    def coming(after: int) -> bool:
        return bool(rows(read("/", after), "Next three weeks", "</aside>", watched.says))

    assert [coming(after) for after in (-1, 0, 1)] == [True, True, False]
    late = [part(read("/", after), "Late from agencies", "</section>") for after in (-1, 0, 1)]
    assert ["— Contracts" in each for each in late] == [False, False, kind in LATE]
    everywhere_else(read)
