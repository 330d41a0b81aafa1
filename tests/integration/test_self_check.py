"""The nightly self-check: when it is due, what it counts, and what the office sees of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Lease, Person, Request, SelfCheck
from foil.newyork import NEW_YORK
from foil.operations import agencies, matters, rules
from foil.operations.leases import LASTS, take
from foil.operations.self_check import check, due_since
from foil.operations.worker import Worker
from foil.second import Agency, second_clocks
from foil.second.clock import Clock
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.site import Site, site

__all__ = ["site"]

DAY = timedelta(days=1)


def in_new_york(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def a_day_late(facts: Mapping[str, Any], agency: Agency) -> Sequence[Clock]:
    """A second reading that has every acknowledgement due a day later."""
    clocks = second_clocks(facts, agency)
    for clock in clocks:
        if clock.kind == "acknowledge":
            clock.due += DAY
    return clocks


def stumbling(facts: Mapping[str, Any], agency: Agency) -> Sequence[Clock]:
    raise ValueError("a month has no day 31")


def checks(database: Database) -> list[SelfCheck]:
    with database.reading() as session:
        return list(session.scalars(select(SelfCheck).order_by(SelfCheck.id)))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-25T02:59", "2026-11-24T03:00"),
        ("2026-11-25T03:00", "2026-11-25T03:00"),
        ("2026-11-25T23:30", "2026-11-25T03:00"),
        # The clocks go back at 2 on November 1, 2026, and forward at 2 on March 8.
        ("2026-10-31T23:30", "2026-10-31T03:00"),
        ("2026-11-01T01:59", "2026-10-31T03:00"),
        ("2026-11-01T02:59", "2026-10-31T03:00"),
        ("2026-11-01T03:00", "2026-11-01T03:00"),
        ("2026-11-02T02:59", "2026-11-01T03:00"),
        ("2026-03-07T23:30", "2026-03-07T03:00"),
        ("2026-03-08T01:59", "2026-03-07T03:00"),
        ("2026-03-08T03:00", "2026-03-08T03:00"),
        ("2026-03-09T02:59", "2026-03-08T03:00"),
    ],
)
def test_it_is_due_at_three_by_new_yorks_clocks(now: str, due: str) -> None:
    assert due_since(in_new_york(now)) == in_new_york(due)


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-10-31", 25), ("2026-03-07", 23), ("2026-11-24", 24)]
)
def test_a_night_is_as_long_as_the_clocks_make_it(night: str, hours: int) -> None:
    began = in_new_york(f"{night}T03:00")
    next_due = next(
        instant
        for instant in (began + timedelta(minutes=n) for n in range(1, 26 * 60 + 1))
        if due_since(instant) != began
    )
    assert next_due - began == timedelta(hours=hours)


@pytest.mark.parametrize("around", ["2026-11-01", "2026-03-08", "2026-11-25"])
def test_looking_every_quarter_of_an_hour_it_runs_once_a_night(
    database: Database, store: Folder, person: Person, around: str
) -> None:
    first = in_new_york(f"{around}T00:00") - DAY
    clock = [first]
    worker = Worker(database, store, now=lambda: clock[0])
    while clock[0] < first + 3 * DAY:
        check(worker)
        clock[0] += timedelta(minutes=15)
    ran = [each.ran_at.astimezone(NEW_YORK) for each in checks(database)]
    assert ran[0] == first
    assert [f"{each:%H:%M}" for each in ran[1:]] == ["03:00", "03:00", "03:00"]
    assert len({each.date() for each in ran[1:]}) == 3


def test_after_downtime_it_runs_once(
    database: Database, store: Folder, person: Person, now: datetime
) -> None:
    check(Worker(database, store, now=lambda: now))
    later = now + 9 * DAY
    for _ in range(3):
        check(Worker(database, store, now=lambda: later))
    assert [each.ran_at for each in checks(database)] == [now, later]


def test_before_there_is_an_office_there_is_nothing_to_check(
    database: Database, store: Folder, now: datetime
) -> None:
    check(Worker(database, store, now=lambda: now))
    assert checks(database) == []


def test_it_counts_every_open_request_under_the_offices_own_rules(
    database: Database, store: Folder, person: Person, outsider: Person, now: datetime
) -> None:
    for agency in ("nypd", "nysp", "osc", "suffolk-pd", None):
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED, agency=agency)
    history(database, person, now, SENT, {"kind": "withdrawn", "on": "2026-11-02"})
    history(database, person, now)
    with database.writing() as session:
        session.execute(text("UPDATE request SET law = 'foia' WHERE number = 'FD-0005'"))
        rules.add_closing(outsider, session, date(2026, 11, 9), "Snow", now=now)
        rules.choose(outsider, session, "receipt", "four_pm", now=now)
        agencies.correct(outsider, session, "suffolk-pd", "appeal_from", "receipt", now=now)
    check(Worker(database, store, now=lambda: now))
    (kept,) = checks(database)
    assert (kept.requests, kept.differences) == (4, "[]")
    assert kept.clocks > 12


def test_a_difference_is_kept_with_the_request_and_both_rows(
    database: Database, store: Folder, person: Person, now: datetime
) -> None:
    made = history(database, person, now, SENT, RECEIVED)
    check(Worker(database, store, now=lambda: now), a_day_late)
    (found,) = json.loads(checks(database)[0].differences)
    assert found["request"] == made.id
    assert "2026-10-26" in found["first"][0]
    assert "2026-10-27" in found["second"][0]


def test_a_count_that_fails_is_a_difference_and_the_rest_is_counted(
    database: Database, store: Folder, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED)
    broken = history(database, person, now, SENT, RECEIVED)
    with database.writing() as session:
        statement = "UPDATE event SET facts = '{}' WHERE request_id = :id"
        session.execute(text(statement), {"id": broken.id})
    check(Worker(database, store, now=lambda: now))
    (kept,) = checks(database)
    (found,) = json.loads(kept.differences)
    assert kept.requests == 2
    assert found["request"] == broken.id
    assert "says" in found
    later = now + DAY
    check(Worker(database, store, now=lambda: later), stumbling)
    says = {each["says"] for each in json.loads(checks(database)[1].differences)}
    assert "ValueError: a month has no day 31" in says


def test_two_workers_at_once_keep_one_check(
    database: Database, store: Folder, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED)
    other = Worker(database, store, now=lambda: now)

    def meanwhile(facts: Mapping[str, Any], agency: Agency) -> Sequence[Clock]:
        check(other)
        return second_clocks(facts, agency)

    check(Worker(database, store, now=lambda: now), meanwhile)
    check(other)
    assert len(checks(database)) == 1
    with database.reading() as session:
        assert session.scalars(select(Lease)).all() == []


def test_a_worker_that_slept_through_its_lease_keeps_nothing(
    database: Database, store: Folder, person: Person, now: datetime
) -> None:
    history(database, person, now, SENT, RECEIVED)
    other = Worker(database, store, now=lambda: now + LASTS)

    def asleep(facts: Mapping[str, Any], agency: Agency) -> Sequence[Clock]:
        check(other)
        return a_day_late(facts, agency)

    check(Worker(database, store, now=lambda: now), asleep)
    (kept,) = checks(database)
    assert (kept.ran_at, kept.differences) == (now + LASTS, "[]")


def test_one_whose_worker_was_killed_runs_when_the_lease_has_run_out(
    database: Database, store: Folder, person: Person, now: datetime
) -> None:
    with database.writing() as session:
        take(session, "self-check", "killed", now=now)
    check(Worker(database, store, now=lambda: now))
    assert checks(database) == []
    check(Worker(database, store, now=lambda: now + LASTS))
    assert len(checks(database)) == 1


def worker_of(site: Site) -> Worker:
    return Worker(site.database, Folder.of(site.settings), now=site.clock)


@pytest.fixture
def told(site: Site) -> tuple[Request, Request]:
    """One request that everybody sees, one of a matter that only its members see."""
    now = site.clock()
    with site.database.writing() as session:
        matter = matters.open_matter(site.keeper, session, "Canary matter", now=now)
    everyones = history(site.database, site.keeper, now, SENT, RECEIVED)
    secret = history(site.database, site.keeper, now, SENT, RECEIVED, matter_id=matter.id)
    return everyones, secret


PAGES = ("/", "/requests", "/help", "/settings", "/agencies", "/documents", "/nowhere")


def test_a_difference_stands_on_every_page_until_the_next_check_agrees(
    site: Site, told: tuple[Request, Request]
) -> None:
    member, outsider = site.client(site.keeper), site.client(site.add("outsider"))
    assert "Count by hand" not in member.get("/").text
    check(worker_of(site), a_day_late)
    for page in PAGES:
        mine, theirs = member.get(page).text, outsider.get(page).text
        assert "Count by hand." in mine and 'href="/requests/FD-0001"' in mine
        assert 'href="/requests/FD-0002"' in mine
        assert "Count by hand." in theirs
        assert "FD-0001</a> and on 1 request you may not see" in theirs
        assert "FD-0002" not in theirs
    assert "Count by hand" not in site.client().get("/sign-in").text
    site.clock.set(site.clock() + DAY)
    check(worker_of(site))
    for page in PAGES:
        assert "Count by hand" not in member.get(page).text


def test_who_sees_none_of_them_is_told_how_many_there_are(
    site: Site, told: tuple[Request, Request]
) -> None:
    outsider = site.client(site.add("outsider"))
    with site.database.writing() as session:
        session.execute(text("UPDATE request SET matter_id = 1"))
    check(worker_of(site), a_day_late)
    page = outsider.get("/").text
    assert "differ on 2 requests you may not see" in page
    assert "FD-000" not in page


def test_a_check_that_agreed_is_a_quiet_line(site: Site, told: tuple[Request, Request]) -> None:
    assert "ways of counting" not in site.client(site.keeper).get("/help").text
    check(worker_of(site))
    says = "Both ways of counting agreed on 2 open requests on November 22."
    for page in ("/help", "/settings/office"):
        assert says in site.client(site.keeper).get(page).text


def test_administrators_hear_of_a_check_that_is_old_or_never_ran(site: Site) -> None:
    keeper = site.client(site.keeper)
    assert "No self-check has run yet" in keeper.get("/settings/office").text
    check(worker_of(site))
    began = site.clock()
    for hours, old in ((25, False), (26, False), (27, True)):
        site.clock.set(began + timedelta(hours=hours))
        page = keeper.get("/settings/office").text
        assert ("more than 26 hours old" in page) is old
        assert "No self-check has run yet" not in page
