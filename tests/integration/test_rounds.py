"""Rounds: portals looked at and what nothing runs for, worked down one after another."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from foil.insight.basis import basis
from foil.insight.rounds import portal_round
from foil.insight.scope import Scope
from foil.model.visibility import find_request
from foil.operations import matters, references
from foil.operations.looks import record_look
from tests.integration.desk import SENT, add, draft, history
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_today import counting

BY_POST = {"kind": "sent", "on": "2026-10-19", "by": "post"}
RELEASED = {"kind": "released", "papers": [{"received": "2026-11-10"}], "part": "whole"}
LOOKED = {"kind": "contacted", "direction": "looked", "on": "2026-11-01"}
ROWS = re.compile(r'name="number" value="(FD-\d+)"><button[^>]*data-nothing')
OPENRECORDS = "https://a860-openrecords.nyc.gov"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """FD-0001 on OpenRecords and looked at once, FD-0002 there and never, FD-0003 filed by a
    portal nobody knows, FD-0004 by post to an agency without one, FD-0005 answered, FD-0006 of
    another's matter, FD-0007 without any date ahead."""
    opened = open_site(tmp_path_factory.mktemp("rounds"))
    keeper, base = opened.keeper, opened.database
    history(base, keeper, NOW, SENT, LOOKED, title="Looked")
    history(base, keeper, NOW, SENT, title="Never")
    history(base, keeper, NOW, SENT, title="By portal", agency="suffolk-pd")
    history(base, keeper, NOW, BY_POST, title="By post", agency="suffolk-pd")
    history(base, keeper, NOW, SENT, RELEASED, title="Answered")
    other = opened.add("other")
    with base.writing() as session:
        matter = matters.open_matter(other, session, "Hidden", now=NOW)
        hidden = draft(session, other, NOW, title="Hidden", matter_id=matter.id)
        add(session, other, hidden, SENT, NOW)
        long_ago = {"kind": "sent", "on": "2024-01-10", "by": "post"}
        add(session, keeper, draft(session, keeper, NOW, agency="suffolk-pd"), long_ago, NOW)
    with base.writing() as session:
        found = find_request(session, keeper, "FD-0002")
        references.add_reference(keeper, session, found, "request", "FOIL-2026-056-00123")
    yield opened
    close(opened)


def in_round(site: Site, mine: bool = False) -> tuple[list[str], int]:
    """The numbers still to look at, and how many were looked at today."""
    with site.database.reading() as session:
        day = NOW.date()
        scope = Scope(person=site.keeper, basis=basis(session), mine=mine, day=day)
        found = portal_round(session, scope)
    return [row.request.number for row in found.rows], found.looked


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def test_the_longest_not_looked_at_comes_first_and_only_open_ones_on_a_portal(site: Site) -> None:
    assert in_round(site) == (["FD-0002", "FD-0003", "FD-0001"], 0)


def test_each_has_its_page_on_the_portal_where_its_number_is_known(client: FlaskClient) -> None:
    page = client.get("/rounds/portal").text
    assert f'href="{OPENRECORDS}/request/view/FOIL-2026-056-00123"' in page
    assert f'href="{OPENRECORDS}/"' in page
    assert "its portal’s address is not known" in page
    assert "Hidden" not in page


def test_nothing_new_is_recorded_once_a_day_whoever_presses(
    site: Site, client: FlaskClient
) -> None:
    assert ROWS.findall(client.get("/rounds/portal").text)[0] == "FD-0002"
    looked = client.post("/rounds/portal", data={"number": "FD-0002"})
    assert looked.location == "/rounds/portal#go-on"
    other = site.client(site.add("second"))
    other.post("/rounds/portal", data={"number": "fd-0002"})
    assert "looked at today already" in other.get("/rounds/portal").text
    assert "We looked and found nothing" in client.get("/requests/FD-0002").text
    with site.database.reading() as session:
        assert find_request(session, site.keeper, "FD-0002").head_seq == 2
    assert in_round(site) == (["FD-0003", "FD-0001"], 1)
    assert "1 of 3" in client.get("/rounds/portal").text
    with site.database.writing() as session:
        later = NOW + timedelta(days=1)
        assert record_look(site.keeper, session, "FD-0002", now=later)


def test_a_look_that_was_corrected_away_does_not_count(site: Site) -> None:
    with site.database.writing() as session:
        found = find_request(session, site.keeper, "FD-0001")
        called = {"kind": "contacted", "direction": "out", "on": "2026-11-01", "replaces": "e2"}
        add(session, site.keeper, found, called, NOW)
    assert in_round(site)[0][0] == "FD-0001"


def test_something_came_leads_to_recording_it_and_back_into_the_round(client: FlaskClient) -> None:
    left = client.post("/rounds/portal/leave", data={"number": "FD-0003", "to": "record"})
    assert left.location == "/requests/FD-0003/record"
    said = {"direction": "in", "on": "2026-11-20", "seq": "1"}
    other = client.post("/requests/FD-0004/record/contacted", data=said)
    assert other.location == "/requests/FD-0004"
    back = client.post("/requests/FD-0003/record/contacted", data=said)
    assert back.location == "/rounds/portal#go-on"
    again = client.post("/requests/FD-0003/record/contacted", data=said | {"seq": "2"})
    assert again.location == "/requests/FD-0003"
    nowhere = client.post("/rounds/idle/leave", data={"number": "FD-0003", "to": "moon"})
    assert nowhere.status_code == 404
    hidden = client.post("/rounds/idle/leave", data={"number": "FD-0006"})
    assert hidden.status_code == 404
    assert client.post("/rounds/portal", data={"number": "FD-0006"}).status_code == 404


def test_what_nothing_runs_for_gets_a_next_step_and_the_round_goes_on(client: FlaskClient) -> None:
    page = client.get("/rounds/idle").text
    assert "0 of 1" in page
    assert "FD-0007" in page
    for said in ({"next_step": ""}, {"next_step": "Call", "next_step_on": "soon"}):
        wrong = client.post("/rounds/idle", data={"number": "FD-0007", **said})
        assert wrong.status_code == 422
        assert 'href="#words-FD-0007"' in wrong.text or 'href="#on-FD-0007"' in wrong.text
    said = {"number": "FD-0007", "next_step": "Call", "next_step_on": "2026-12-01"}
    assert client.post("/rounds/idle", data=said).location == "/rounds/idle#go-on"
    page = client.get("/rounds/idle").text
    assert "1 of 1" in page
    assert "Every open request that you may see has a date ahead" in page


def test_the_rounds_ask_the_same_however_long(site: Site, client: FlaskClient) -> None:
    here = site.app.extensions["foil"].database
    counts = []
    for _ in range(2):
        for address in ("/rounds/portal", "/rounds/idle"):
            with counting(here) as said:
                client.get(address)
            counts.append(len(said))
        with site.database.writing() as session:
            for agency in ("nypd", "suffolk-pd"):
                made = draft(session, site.keeper, NOW, agency=agency)
                long_ago = {"kind": "sent", "on": "2024-01-10", "by": "post"}
                add(session, site.keeper, made, long_ago, NOW)
    assert counts[:2] == counts[2:]
