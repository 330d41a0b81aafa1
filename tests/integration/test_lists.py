"""The list of requests as people live in it: filters, orders and views, all in the address."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Request
from foil.operations import campaigns, matters, requests, tags
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, draft, history
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_today import counting

ROW = re.compile(r"data-open>([^<]+)</a>")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Four requests by two owners; one of a matter, one of a campaign, one tagged."""
    opened = open_site(tmp_path_factory.mktemp("lists"))
    keeper, other = opened.keeper, opened.add("another")
    history(opened.database, keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED, title="Denied")
    history(opened.database, keeper, NOW, {**SENT, "on": "2026-11-20"}, title="Sent", agency="nysp")
    with opened.database.writing() as session:
        matter = matters.open_matter(keeper, session, "People v. Doe", now=NOW)
        draft(session, keeper, NOW, title="Ours", agency="mta", matter_id=matter.id)
        mine = draft(session, other, NOW, title="Another’s", agency="doc")
        requests.set_next_step(other, session, mine, "Call", NOW.date(), now=NOW)
        campaign = campaigns.begin_campaign(keeper, session, "Vans everywhere", now=NOW)
        for number in ("FD-0001", "FD-0002"):
            found = session.scalars(select(Request).where(Request.number == number)).one()
            campaigns.put_in_campaign(keeper, session, found, campaign.id, now=NOW)
        tags.tag_request(keeper, session, found, ["Urgent"], now=NOW)
    yield opened
    close(opened)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("campaign=1", ["Denied", "Sent"]),
        ("tag=urgent", ["Sent"]),
        ("tag=URGENT", ["Sent"]),
        ("find=urgent", ["Sent"]),
        ("find=everywhere+denied", ["Denied"]),
        ("matter=1", ["Ours"]),
        ("technology=facial-recognition&agency=doc", ["Another’s"]),
        ("ahead=week&sort=title", ["Another’s", "Denied"]),
        ("ahead=none", ["Ours"]),
        ("ahead=never&campaign=x&sort=title", ["Another’s", "Denied", "Ours", "Sent"]),
        ("sort=title&down=1", ["Sent", "Ours", "Denied", "Another’s"]),
        ("sort=stage", ["Denied", "Sent", "Another’s", "Ours"]),
        ("sort=stage&down=1", ["Another’s", "Ours", "Sent", "Denied"]),
        ("sort=owner&down=1", ["Ours", "Sent", "Denied", "Another’s"]),
        ("sort=campaign", ["Sent", "Denied", "Another’s", "Ours"]),
        ("sort=matter", ["Ours", "Another’s", "Sent", "Denied"]),
        ("sort=newest&down=1", ["Denied", "Sent", "Ours", "Another’s"]),
        ("sort=technology", ["Another’s", "Ours", "Sent", "Denied"]),
    ],
)
def test_narrowed_and_sorted_by_its_address(
    client: FlaskClient, asked: str, rows: list[str]
) -> None:
    assert ROW.findall(client.get(f"/requests?{asked}").text) == rows


def test_each_heading_sorts_and_says_which_way(client: FlaskClient) -> None:
    page = client.get("/requests?agency=nypd&sort=owner").text
    assert (
        'aria-sort="ascending"><a href="/requests?agency=nypd&amp;sort=owner&amp;down=1">' in page
    )
    turned = client.get("/requests?sort=owner&down=1").text
    assert 'aria-sort="descending"><a href="/requests?sort=owner">' in turned
    assert turned.count("aria-sort") == 1


def test_twenty_rows_then_all_of_them(site: Site) -> None:
    other = site.add("busy")
    with site.database.writing() as session:
        for n in range(21):
            draft(session, other, NOW, title=f"Many {n}", agency="dcas", private=True)
    page = site.client(other).get("/requests?agency=dcas&sort=title").text
    assert len(ROW.findall(page)) == 20
    assert "20 of 21 shown" in page
    assert len(ROW.findall(site.client(other).get("/requests?agency=dcas&all=1").text)) == 21


def test_a_view_is_kept_by_name_taken_away_and_brought_back(
    site: Site, client: FlaskClient
) -> None:
    kept = client.post("/views?stage=draft&sort=title&all=1&x=1", data={"view_name": "Drafts"})
    assert (kept.status_code, kept.location) == (303, "/requests?stage=draft&sort=title")
    page = client.get(kept.location).text
    assert 'aria-current="true">Drafts' in page
    office = {"view_name": "Denials", "for": "office"}
    client.post("/views?stage=denied%2C+appeal+open", data=office)
    another = site.client(site.add("reader"))
    theirs = another.get("/requests").text
    assert "Denials" in theirs
    assert "Drafts" not in theirs
    numbers = re.findall(r'action="/views/(\d+)/drop"', page)
    assert another.post(f"/views/{numbers[0]}/drop").status_code == 404
    gone = client.post(f"/views/{numbers[0]}/drop")
    assert "The view “Drafts” is taken away." in client.get(gone.location).text
    assert "Drafts" not in client.get("/requests").text
    assert client.post(f"/views/{numbers[0]}/restore").status_code == 303
    assert "Drafts" in client.get("/requests").text
    office_view = re.findall(
        r'action="/views/(\d+)/drop"', client.get("/requests?stage=denied, appeal open").text
    )
    assert another.post(f"/views/{office_view[0]}/drop").status_code == 403


def test_a_view_without_a_name_comes_back_over_the_same_list(client: FlaskClient) -> None:
    answer = client.post("/views?agency=doc", data={"view_name": " "})
    assert answer.status_code == 422
    assert "Give it a name of up to 80 characters." in answer.text
    assert ROW.findall(answer.text) == ["Another’s"]


@pytest.mark.parametrize("address", ["/requests", "/campaigns", "/campaigns/1"])
def test_the_pages_ask_the_same_however_long(site: Site, address: str) -> None:
    here, client = site.app.extensions["foil"].database, site.client(site.keeper)
    client.get(address)
    with site.database.writing() as session:  # what was remembered is asked anew
        draft(session, site.keeper, NOW, title="One more", agency="oti")
    with counting(here) as few:
        client.get(address)
    with site.database.writing() as session:
        for n in range(4):
            made = draft(session, site.keeper, NOW, title=f"More {n}", agency="oti")
            campaigns.put_in_campaign(site.keeper, session, made, 1, now=NOW)
            tags.tag_request(site.keeper, session, made, [f"Tag {n}"], now=NOW)
    with counting(here) as many:
        client.get(address)
    assert len(few) == len(many)


def test_a_campaign_is_begun_renamed_and_needs_a_name(client: FlaskClient) -> None:
    begun = client.post("/campaigns", data={"name": "Towers"})
    assert "It holds no request that you may see." in client.get(begun.location).text
    assert client.post(begun.location, data={"name": "Towers, 2027"}).status_code == 303
    assert "<h1>Towers, 2027</h1>" in client.get(begun.location).text
    for address in ("/campaigns", begun.location):
        refused = client.post(address, data={"name": " "})
        assert (refused.status_code, "Give it a name" in refused.text) == (422, True)
