"""Matters: opening one, letting people see it, and who sees a request of one, or a private one."""

import pytest
from flask.testing import FlaskClient

from foil.model.tables import Person
from tests.integration.desk import SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

STEPS = "/requests/FD-0001/next-step"


@pytest.fixture
def other(site: Site) -> Person:
    return site.add("paralegal")


@pytest.fixture
def client(site: Site, other: Person) -> FlaskClient:
    history(site.database, site.keeper, NOW, SENT)
    return site.client(site.keeper)


def open_one(client: FlaskClient, name: str = "People v. Doe") -> str:
    answer = client.post("/matters", data={"name": name})
    assert answer.status_code == 303
    location: str = answer.location
    return location


def test_whoever_opens_a_matter_sees_it_and_nobody_else(
    site: Site, client: FlaskClient, other: Person
) -> None:
    matter = open_one(client)
    assert "People v. Doe" in client.get("/matters").text
    outsider = site.client(other)
    assert "People v. Doe" not in outsider.get("/matters").text
    assert outsider.get(matter).status_code == 404
    assert outsider.post(matter, data={"person": other.id}).status_code == 404


def test_a_request_of_a_matter_is_seen_by_its_members_alone(
    site: Site, client: FlaskClient, other: Person
) -> None:
    matter = open_one(client)
    outsider, number = site.client(other), matter.rpartition("/")[2]
    assert outsider.get("/requests/FD-0001").status_code == 200
    whose = {"owner": site.keeper.id, "matter": number}
    assert client.post(STEPS, data=whose).status_code == 303
    assert outsider.get("/requests/FD-0001").status_code == 404
    assert "matter: " in client.get("/requests/FD-0001").text
    assert "FD-0001" in client.get(f"/requests?matter={number}").text
    assert client.post(matter, data={"person": other.id}).status_code == 303
    assert outsider.get("/requests/FD-0001").status_code == 200


def test_its_owner_must_be_a_member(client: FlaskClient, other: Person) -> None:
    number = open_one(client).rpartition("/")[2]
    answer = client.post(STEPS, data={"owner": other.id, "matter": number})
    assert answer.status_code == 422
    assert "Let them see the matter first" in answer.text


def test_a_private_request_is_seen_by_its_own_people(
    site: Site, client: FlaskClient, other: Person
) -> None:
    outsider = site.client(other)
    assert client.post(STEPS, data={"owner": site.keeper.id, "private": "yes"}).status_code == 303
    assert outsider.get("/requests/FD-0001").status_code == 404
    whose = {"owner": site.keeper.id, "deputy": other.id, "private": "yes"}
    assert client.post(STEPS, data=whose).status_code == 303
    assert outsider.get("/requests/FD-0001").status_code == 200


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_matter_needs_a_name(client: FlaskClient, name: str) -> None:
    answer = client.post("/matters", data={"name": name})
    assert answer.status_code == 422
    assert 'href="#name"' in answer.text


def test_someone_who_is_not_there_is_not_added(client: FlaskClient) -> None:
    matter = open_one(client)
    assert client.post(matter, data={"person": 99}).status_code == 422
    assert client.post(matter, data={}).status_code == 422


def test_it_is_renamed_closed_and_opened_again(client: FlaskClient, site: Site) -> None:
    matter = open_one(client)
    assert client.post(f"{matter}/name", data={"name": "Doe v. City"}).status_code == 303
    answer = client.post(f"{matter}/name", data={"name": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.text
    assert client.post(f"{matter}/close", data={"to": "closed"}).status_code == 303
    page = client.get(matter).text
    assert "Doe v. City" in page
    assert "no more requests go into it" in page
    whose = {"owner": site.keeper.id, "matter": matter.rpartition("/")[2]}
    answer = client.post(STEPS, data=whose)
    assert answer.status_code == 422
    assert "re-open it first" in answer.text
    assert client.post(f"{matter}/close", data={"to": "open"}).status_code == 303
    assert client.post(STEPS, data=whose).status_code == 303
    assert "1 of 1 open" in client.get(matter).text
    row = client.get("/matters").text.partition("Doe v. City")[2]
    assert '<td data-label="Open" class="num">1</td>' in row


def test_a_member_is_taken_off_once_they_keep_nothing_of_it(
    site: Site, client: FlaskClient, other: Person
) -> None:
    matter = open_one(client)
    off = f"{matter}/members/{other.id}/off"
    assert client.get(off).status_code == 404
    client.post(matter, data={"person": other.id})
    number = matter.rpartition("/")[2]
    client.post(STEPS, data={"owner": site.keeper.id, "deputy": other.id, "matter": number})
    assert "Paralegal keeps 1 of its requests" in client.get(off).text
    answer = client.post(off)
    assert answer.status_code == 422
    assert "Paralegal keeps FD-0001 of it" in answer.text
    client.post(STEPS, data={"owner": site.keeper.id, "matter": number})
    assert "Paralegal sees nothing of it from then on: not its 1 request" in client.get(off).text
    assert client.post(off).status_code == 303
    outsider = site.client(other)
    for address in (matter, off, f"{matter}/members/{site.keeper.id}/off", "/requests/FD-0001"):
        assert outsider.get(address).status_code == 404, address
    for deed in ("name", "close", f"members/{site.keeper.id}/off"):
        assert outsider.post(f"{matter}/{deed}", data={"name": "Mine"}).status_code == 404, deed


def test_the_last_member_at_work_stays(site: Site, client: FlaskClient) -> None:
    matter = open_one(client)
    off = f"{matter}/members/{site.keeper.id}/off"
    assert "Nobody else at work would see it any more" in client.get(off).text
    assert client.post(off).status_code == 422


def test_the_office_s_own_word_is_used(site: Site, client: FlaskClient) -> None:
    form = {"office_name": "Metro desk", "kind": "newsroom"}
    client.post("/settings/office", data=form)
    page = client.get("/matters").text
    assert "<h1>Stories</h1>" in page
    assert "Open a story" in page
