"""The timeline and the clocks as they were known on a day: without what had not come by then."""

from datetime import UTC, date, datetime

import pytest

from foil.insight.request import request_page
from foil.model.database import Database
from foil.model.tables import Person
from foil.model.visibility import find_request
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, history
from tests.integration.site import NOW, Site, site
from tests.integration.test_moved_page import said

__all__ = ["site"]

MENDED = {**DENIED, "received": "2026-11-10", "replaces": "e4"}
BANNER = "What had not been received by then is left out"


def kinds(database: Database, person: Person, known_on: date) -> set[str]:
    with database.reading() as session:
        page = request_page(person, session, "FD-0001", date(2026, 11, 22), known_on)
    return {clock.kind for group in (page.clocks.ours, page.clocks.theirs) for clock in group}


@pytest.mark.parametrize(
    ("day", "running"),
    [
        ("2026-10-18", set()),
        ("2026-10-19", {"acknowledge"}),
        ("2026-10-22", {"acknowledge"}),
        ("2026-10-23", {"determine"}),
        ("2026-11-04", {"determine"}),
        ("2026-11-05", {"determine", "appeal"}),
    ],
)
def test_a_letter_counts_from_the_day_it_arrived_though_it_is_dated_before(
    database: Database, person: Person, now: datetime, day: str, running: set[str]
) -> None:
    history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    assert kinds(database, person, date.fromisoformat(day)) == running


@pytest.mark.parametrize(("day", "known"), [(9, False), (10, True), (11, True)])
def test_a_correction_recorded_later_counts_by_when_the_letter_was_received(
    database: Database, person: Person, now: datetime, day: int, known: bool
) -> None:
    request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    with database.writing() as session:
        add(session, person, find_request(session, person, request.number), MENDED, now)
    assert ("appeal" in kinds(database, person, date(2026, 11, day))) is known


def test_the_pages_say_the_day_and_the_way_back(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    client = site.client(site.keeper)
    for address in ("/requests/FD-0001", "/requests/FD-0001/clock"):
        now_page, then = client.get(address).text, client.get(f"{address}?known_on=11/04/2026").text
        assert "As known on …" in now_page
        assert BANNER not in now_page
        assert "As known on Wednesday, November 4, 2026." in said(then)
        assert BANNER in then
        assert f'href="{address}"' in then
        assert "Appeal the denial" in said(now_page)
        assert "Appeal the denial" not in said(then)
        assert 'href="/requests/FD-0001/clock?known_on=2026-11-04"' in then
    assert "NYPD’s determination: 20 days left" in said(then)
    assert "/why" not in then


def test_a_silence_of_that_day_leads_to_that_day_s_clocks(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED)
    page = site.client(site.keeper).get("/requests/FD-0001?known_on=2026-11-02").text
    assert "No acknowledgement, grant or denial by Monday, October 26, 2026" in page
    assert 'href="/requests/FD-0001/clock?known_on=2026-11-02">What it opened' in page


def test_before_anything_was_known_the_page_says_so(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED)
    page = said(site.client(site.keeper).get("/requests/FD-0001?known_on=2026-01-05").text)
    assert "Nothing had come or gone by that day." in page


@pytest.mark.parametrize(
    ("given", "says"),
    [("soon", "That is not a date."), ("2026-11-23", "That day is still to come")],
)
def test_a_day_that_cannot_be_asked_comes_back(site: Site, given: str, says: str) -> None:
    history(site.database, site.keeper, NOW, SENT)
    answer = site.client(site.keeper).get(f"/requests/FD-0001?known_on={given}")
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{given}"' in answer.text


def test_the_last_day_to_ask_for_is_new_york_s(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT)
    site.clock.set(datetime(2026, 11, 24, 4, 30, tzinfo=UTC))  # November 23, 11:30 pm
    client = site.client(site.keeper)
    assert client.get("/requests/FD-0001?known_on=2026-11-23").status_code == 200
    assert client.get("/requests/FD-0001?known_on=2026-11-24").status_code == 422
