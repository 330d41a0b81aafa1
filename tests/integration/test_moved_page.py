"""Dates that moved, on their page, on Today until they are put away, and beside the clock."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from foil.insight.basis import basis
from foil.insight.moved import moved, unseen
from foil.insight.scope import View
from foil.model.database import Database
from foil.model.tables import Person
from foil.model.visibility import find_request
from foil.operations import matters, rules
from foil.operations.recount import recount_all
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, add, history
from tests.integration.site import NOW, Site, site
from tests.integration.test_today import counting

__all__ = ["site"]

SNOW = date(2026, 11, 9)
MENDED = {**DENIED, "dated": "2026-10-30", "replaces": "e4"}
FRIDAY_NIGHT = datetime(2026, 11, 28, 4, 30, tzinfo=UTC)  # Friday, November 27, 11:30 pm


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def correct(site: Site, at: datetime = NOW, **how: object) -> None:
    """A denial whose letter date was mended at that instant."""
    request = history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED, **how)
    with site.database.writing() as session:
        found = find_request(session, site.keeper, request.number)
        add(session, site.keeper, found, MENDED, at)


def snow(site: Site, at: datetime = NOW) -> None:
    """A closing noted at that instant, and every request recounted."""
    with site.database.writing() as session:
        rules.add_closing(site.keeper, session, SNOW, "Snow", "Executive Order 7", now=at)
    recount_all(site.database, lambda: at)


def test_a_desk_where_nothing_moved_says_so(site: Site) -> None:
    client = site.client(site.keeper)
    assert "No date has moved on any request you may see." in said(client.get("/moved").text)
    assert "See what moved" not in said(client.get("/").text)


def test_the_page_groups_by_cause_with_was_and_now_and_the_reasons(site: Site) -> None:
    correct(site)
    snow(site, NOW + timedelta(hours=1))
    page = site.client(site.keeper).get("/moved").text
    words = said(page)
    closing = words.index("Closing: Monday, November 9, 2026")
    correction = words.index("Correction in FD-0001: letter date corrected")
    assert closing < correction
    assert "Open as any other day. → Since: Snow" in words
    assert "Executive Order 7" in words
    assert "due was Tue, Nov 24 → , now Wed, Nov 25" in words[closing:correction]
    assert "safe day was Wed, Dec 2 → , now Fri, Nov 27" in words[correction:]
    assert 'href="/requests/FD-0001/clock#clock-appeal-e4"' in page


@pytest.mark.parametrize(
    ("since", "shown"), [("11/21/2026", True), ("2026-11-22", True), ("2026-11-23", False)]
)
def test_the_list_begins_on_the_day_asked_for(site: Site, since: str, shown: bool) -> None:
    correct(site)
    page = site.client(site.keeper).get("/moved", query_string={"since": since}).text
    assert ("letter date corrected" in page) is shown
    if not shown:
        assert "No date has moved since then" in said(page)


def test_a_day_that_is_none_comes_back_with_a_sentence(site: Site) -> None:
    correct(site)
    answer = site.client(site.keeper).get("/moved?since=soon")
    assert answer.status_code == 422
    assert "That is not a date." in answer.text
    assert 'value="soon"' in answer.text


def test_mine_are_those_i_keep(site: Site) -> None:
    correct(site)
    other = site.client(site.add("paralegal"))
    assert "letter date corrected" in other.get("/moved").text
    assert "No date has moved on a request of yours" in said(other.get("/moved?whose=mine").text)
    assert "See what moved" not in said(other.get("/?whose=mine").text)


def test_who_may_not_see_the_request_sees_nothing_of_it(site: Site) -> None:
    with site.database.writing() as session:
        matter = matters.open_matter(site.keeper, session, "Canary", now=NOW).id
    correct(site, matter_id=matter)
    outsider = site.client(site.add("outsider", "administrator"))
    for address in ("/", "/moved"):
        assert "See what moved" not in said(outsider.get(address).text)
        assert "Contracts" not in outsider.get(address).text


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (FRIDAY_NIGHT - timedelta(days=1), ""),
        (FRIDAY_NIGHT, "1 date moved today"),
        (FRIDAY_NIGHT + timedelta(minutes=30), "1 date moved since yesterday"),
        (FRIDAY_NIGHT + timedelta(days=6), "1 date moved since Friday"),
        (FRIDAY_NIGHT + timedelta(days=7), "1 date moved since November 27, 2026"),
    ],
)
def test_today_says_what_moved_from_the_day_on_until_it_is_put_away(
    site: Site, at: datetime, words: str
) -> None:
    site.clock.set(at)
    if words:
        correct(site, FRIDAY_NIGHT)
    client = site.client(site.keeper)
    page = client.get("/").text
    if not words:
        assert "See what moved" not in said(page)
        return
    assert words in said(page)
    assert "Appeal the denial — Contracts, 2019–2026 : safe day was Wed, Dec 2" in said(page)
    up_to = re.search(r'name="up_to" value="(\d+)"', page)
    assert up_to
    assert client.post("/moved/seen", data={"up_to": up_to[1]}).status_code == 303
    assert "See what moved" not in said(client.get("/").text)
    assert "letter date corrected" in client.get("/moved").text
    snow(site, at)
    assert "2 dates moved today" in said(client.get("/").text)


def test_what_one_person_puts_away_another_still_sees(site: Site) -> None:
    correct(site)
    other = site.client(site.add("paralegal"))
    assert other.post("/moved/seen", data={"up_to": "x"}).status_code == 303
    assert other.post("/moved/seen", data={"up_to": "1"}).status_code == 303
    assert "See what moved" not in said(other.get("/").text)
    assert "1 date moved today" in said(site.client(site.keeper).get("/").text)


def test_a_closing_taken_out_again_leaves_nothing_on_today(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED)
    client = site.client(site.keeper)
    snow(site)
    assert "1 date moved today" in said(client.get("/").text)
    with site.database.writing() as session:
        rules.remove_closing(site.keeper, session, SNOW, now=NOW)
    recount_all(site.database, lambda: NOW)
    assert "See what moved" not in said(client.get("/").text)
    assert said(client.get("/moved").text).count("Closing: Monday, November 9, 2026") == 2


def test_a_clock_says_beside_itself_from_when_it_moved_and_why(site: Site) -> None:
    correct(site)
    client = site.client(site.keeper)
    for address in ("/requests/FD-0001", "/requests/FD-0001/clock"):
        page = said(client.get(address).text)
        assert "Moved from Wed, Dec 2 on November 22, 2026: letter date corrected" in page


def test_what_moved_is_asked_in_the_same_number_of_queries(
    database: Database, person: Person, outsider: Person, now: datetime
) -> None:
    def queries() -> int:
        with database.reading() as session:
            view = View(person=person, basis=basis(session), limit=3)
            with counting(database) as said_now:
                found = moved(session, view), unseen(session, view)
        assert found[0].total == found[1].nets.total
        return len(said_now)

    few = queries()
    for _ in range(5):
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        rules.add_closing(outsider, session, SNOW, "Snow", now=now)
    recount_all(database, lambda: now)
    assert queries() == few
