"""A request’s numbers and related requests: seen from both ends, taken away, put back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Journal, Reference, Relation
from foil.operations import requests
from foil.operations.disposal import dispose
from foil.operations.relations import KINDS
from foil.operations.requests import Asked, Particulars, People
from foil.web.related import BOTH_ENDS
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

ADDRESS = "/requests/FD-0001/related"
OTHER = ADDRESS.replace("0001", "0002")


@pytest.fixture
def client(site: Site) -> FlaskClient:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    draft(site, "Vans, asked again")
    return site.client(site.keeper)


def draft(site: Site, title: str, *, private: bool = False) -> None:
    told = Particulars("nypd", "facial-recognition", title, title)
    whose = People(owner_id=site.keeper.id, private=private)
    with site.database.writing() as session:
        requests.draft(site.keeper, session, told, [Asked("Contracts")], whose, now=NOW)


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def rows(site: Site, table: type[Relation] | type[Reference]) -> int:
    with site.database.reading() as session:
        return len(session.scalars(select(table)).all())


def test_a_number_is_written_down_taken_away_and_put_back(client: FlaskClient, site: Site) -> None:
    given = {"kind": "court", "reference": " 152896/2026 "}
    assert client.post(f"{ADDRESS}/number", data=given).status_code == 303
    assert client.post(f"{OTHER}/number", data=given).status_code == 303
    assert "Index no. 152896/2026" in said(client.get("/requests/FD-0001").text)
    gone = client.post(f"{ADDRESS}/number/away", data={"number": "1"})
    page = client.get(gone.location).text
    assert "Taken away: 152896/2026" in said(page)
    assert "No number of theirs is written down yet." in said(page)
    assert "152896/2026" in client.get(OTHER).text
    back = {"kind": "court", "reference": "152896/2026"}
    assert all(f'value="{value}"' in page for value in back.values())
    client.post(f"{ADDRESS}/number", data=back)
    assert "152896/2026" in client.get(ADDRESS).text
    client.post(f"{ADDRESS}/number/away", data={"number": "1"})
    client.post(f"{OTHER}/number/away", data={"number": "1"})
    assert rows(site, Reference) == 0
    assert client.post(f"{OTHER}/number/away", data={"number": "1"}).status_code == 404


def test_a_number_that_is_none_is_said_beside_its_field(client: FlaskClient) -> None:
    answer = client.post(f"{ADDRESS}/number", data={"kind": "request", "reference": " "})
    assert answer.status_code == 422
    assert 'href="#reference"' in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_both_ends_say_how_they_are_joined(client: FlaskClient, kind: str) -> None:
    data = {"relation": kind, "other": "fd-0002"}
    assert client.post(f"{ADDRESS}/request", data=data).status_code == 303
    here, there = BOTH_ENDS[kind]
    assert f"{here} FD-0002" in said(client.get(ADDRESS).text)
    assert f"{there} FD-0001" in said(client.get(OTHER).text)
    assert f"{here} FD-0002 , Vans, asked again" in said(client.get("/requests/FD-0001").text)
    assert f"{there} FD-0001" in said(client.get("/requests/FD-0002").text)


def test_a_relation_may_be_told_from_either_end_and_stands_once(
    client: FlaskClient, site: Site
) -> None:
    client.post(f"{ADDRESS}/request", data={"relation": "refiled_as", "other": "FD-0002"})
    client.post(f"{OTHER}/request", data={"relation": "~refiled_as", "other": "FD-0001"})
    assert rows(site, Relation) == 1
    wrong = client.post(f"{OTHER}/request", data={"relation": "refiled_as", "other": "FD-0001"})
    assert wrong.status_code == 422
    assert "It already stands the other way round." in wrong.text


def test_a_relation_taken_away_can_be_put_back(client: FlaskClient, site: Site) -> None:
    client.post(f"{OTHER}/request", data={"relation": "~split_from", "other": "FD-0001"})
    gone = client.post(f"{OTHER}/request/away", data={"relation": "1"})
    assert rows(site, Relation) == 0
    assert parse_qs(urlsplit(gone.location).query) == {
        "gone": ["~split_from"],
        "which": ["FD-0001"],
    }
    assert "Taken away: FD-0001" in said(client.get(gone.location).text)
    assert client.post(f"{OTHER}/request/away", data={"relation": "1"}).status_code == 404
    with site.database.reading() as session:
        lines = session.scalars(select(Journal.line).order_by(Journal.n.desc()).limit(4)).all()
    assert [line.count("joined no more") for line in lines] == [1, 1, 0, 0]
    assert [line.count("joined to another") for line in lines] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"relation": "refiled_as", "other": "FD-0001"}, "other", "That is this request itself"),
        ({"relation": "refiled_as", "other": "FD-0099"}, "other", "There is no request"),
        ({"relation": "refiled_as", "other": ""}, "other", "There is no request"),
        ({"relation": "", "other": "FD-0002"}, "relation", "Choose one of the list."),
        ({"relation": "cousin", "other": "FD-0002"}, "relation", "Choose one of the list."),
    ],
)
def test_what_cannot_be_joined_comes_back_filled(
    client: FlaskClient, data: dict[str, str], field: str, words: str
) -> None:
    answer = client.post(f"{ADDRESS}/request", data=data)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert words in said(answer.text)
    assert f'value="{data["other"]}"' in answer.text


def test_the_other_request_may_be_named_by_the_agency_s_number(
    client: FlaskClient, site: Site
) -> None:
    for address in (ADDRESS, OTHER):
        client.post(f"{address}/number", data={"kind": "request", "reference": "FOIL-1"})
    both = client.post(f"{ADDRESS}/request", data={"relation": "duplicate_of", "other": "FOIL-1"})
    assert "Several requests have the number" in both.text
    client.post(f"{ADDRESS}/number/away", data={"number": "1"})
    one = client.post(f"{ADDRESS}/request", data={"relation": "duplicate_of", "other": "FOIL-1"})
    assert one.status_code == 303
    assert rows(site, Relation) == 1


def test_who_may_not_see_the_other_end_sees_no_relation(client: FlaskClient, site: Site) -> None:
    draft(site, "Sealed drones", private=True)
    client.post(f"{ADDRESS}/request", data={"relation": "referred_to", "other": "FD-0003"})
    assert "Referred to FD-0003" in said(client.get(ADDRESS).text)
    outsider = site.client(site.add("outsider", "administrator"))
    for address in (ADDRESS, "/requests/FD-0001"):
        page = outsider.get(address)
        assert page.status_code == 200
        assert "FD-0003" not in page.text
        assert "Sealed drones" not in page.text
    for data in ({"relation": "duplicate_of", "other": "FD-0003"}, {"relation": "1"}):
        end = "request" if "other" in data else "request/away"
        assert outsider.post(f"{ADDRESS}/{end}", data=data).status_code in (404, 422)
    assert rows(site, Relation) == 1


def test_refiling_says_that_it_stops_no_time(client: FlaskClient) -> None:
    trap = "Asking again does not stop the time. Appeal by "
    assert trap not in said(client.get("/requests/FD-0001").text)
    client.post(f"{ADDRESS}/request", data={"relation": "refiled_as", "other": "FD-0002"})
    for address in (ADDRESS, OTHER, "/requests/FD-0001", "/requests/FD-0002"):
        assert trap in said(client.get(address).text)


def test_a_relation_goes_with_either_of_its_requests(client: FlaskClient, site: Site) -> None:
    client.post(f"{ADDRESS}/request", data={"relation": "refiled_as", "other": "FD-0002"})
    with site.database.writing() as session:
        dispose(site.keeper, session, [2], "kept long enough", now=NOW)
    assert rows(site, Relation) == 0
    assert "It stands alone" in client.get(ADDRESS).text
