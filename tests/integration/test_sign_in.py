"""Signing in: sign-ins that end from anywhere, a throttle that locks nobody out for good."""

import re
from datetime import timedelta

import pytest
from argon2 import extract_parameters
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import SignIn
from foil.operations import accounts, sign_ins
from foil.operations.sign_ins import Visitor
from tests.integration.site import NOW, PASSWORD, Site, site

__all__ = ["site"]

KEEPER = "keeper@example.org"


def knock(client: FlaskClient, password: str = "wrong words here", email: str = KEEPER) -> int:
    return client.post("/sign-in", data={"email": email, "password": password}).status_code


def guess(site: Site, times: int) -> None:
    """A stranger's failures, without the time each takes."""
    for _ in range(times):
        with site.database.writing() as session:
            sign_ins.begin_attempt(session, KEEPER, Visitor("203.0.113.9"), now=site.clock())


def test_the_right_words_open_the_page_that_was_asked_for(site: Site) -> None:
    client = site.client()
    asked = client.get("/requests?find=vans")
    assert asked.location == "/sign-in?next=/requests?find%3Dvans"
    form = {"email": " Keeper@Example.org ", "password": PASSWORD, "next": "/requests?find=vans"}
    answer = client.post("/sign-in", data=form)
    assert (answer.status_code, answer.location) == (303, "/requests?find=vans")
    assert client.get("/requests").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:1",
        "",
    ],
)
def test_nobody_is_sent_elsewhere(site: Site, address: str) -> None:
    form = {"email": KEEPER, "password": PASSWORD, "next": address}
    assert site.client().post("/sign-in", data=form).location == "/"


def test_the_wrong_words_say_nothing_of_who_exists(site: Site) -> None:
    answers = [
        site.client().post("/sign-in", data={"email": email, "password": "wrong words here"})
        for email in (KEEPER, "nobody@example.org")
    ]
    assert [each.status_code for each in answers] == [422, 422]
    plain = re.compile(r'value="[^"]*"')
    assert len({plain.sub("", each.text) for each in answers}) == 1


def test_nobody_takes_as_long_as_somebody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tried, hasher = [], accounts._hasher()

    class Telling:
        """Tells what each try costs: the memory, rounds and lanes its hash was made with."""

        hash = hasher.hash

        def verify(self, kept: str, password: str) -> bool:
            tried.append(extract_parameters(kept))
            return hasher.verify(kept, password)

    monkeypatch.setattr(accounts, "_hasher", Telling)
    assert not accounts.password_matches(site.keeper, "wrong words here")
    assert not accounts.password_matches(None, "wrong words here")
    assert len(tried) == 2
    assert tried[0] == tried[1]


def test_guessing_is_held_and_the_hold_ends(site: Site) -> None:
    stranger = site.client()
    assert [knock(stranger) for _ in range(11)] == [422] * 10 + [429]
    assert knock(stranger, PASSWORD) == 429
    site.clock.set(NOW + timedelta(minutes=15, seconds=1))
    assert knock(stranger, PASSWORD) == 303


def test_a_familiar_browser_is_not_held_for_a_stranger_s_guesses(site: Site) -> None:
    counsel = site.client()
    assert knock(counsel, PASSWORD) == 303
    counsel.post("/sign-out")
    guess(site, 10)
    assert knock(site.client(), PASSWORD) == 429
    assert knock(counsel, PASSWORD) == 303


def test_a_familiar_browser_is_held_for_its_own(site: Site) -> None:
    counsel = site.client()
    knock(counsel, PASSWORD)
    counsel.post("/sign-out")
    assert [knock(counsel) for _ in range(11)] == [422] * 10 + [429]


def test_a_one_time_link_opens_while_guessing_is_held(site: Site) -> None:
    guess(site, 10)
    with site.database.writing() as session:
        _, link = accounts.new_link(site.keeper, session, site.keeper.id, now=site.clock())
    answer = site.client().post(f"/link/{link}", data={"password": "four other words then"})
    assert answer.status_code == 303


def test_an_ended_sign_in_opens_nothing(site: Site) -> None:
    here, there = site.client(site.keeper), site.client(site.keeper)
    with site.database.reading() as session:
        older, newer = session.scalars(select(SignIn.id).order_by(SignIn.id))
    here.post(f"/settings/sign-ins/{newer}/end")
    assert there.get("/").status_code == 303
    assert here.get("/").status_code == 200
    here.post(f"/settings/sign-ins/{older}/end")
    assert here.get("/").status_code == 303


def test_a_sign_in_ends_by_itself(site: Site) -> None:
    client = site.client(site.keeper)
    site.clock.set(NOW + sign_ins.LIFE - timedelta(seconds=1))
    assert client.get("/").status_code == 200
    site.clock.set(NOW + sign_ins.LIFE)
    assert client.get("/").status_code == 303


def test_only_one_s_own_sign_ins_can_be_ended(site: Site) -> None:
    other = site.add("paralegal")
    client = site.client(other)
    with site.database.reading() as session:
        number = session.scalars(select(SignIn.id).where(SignIn.person_id == other.id)).one()
    assert site.client(site.keeper).post(f"/settings/sign-ins/{number}/end").status_code == 404
    assert client.get("/").status_code == 200


def test_a_forgotten_browser_shows_when_it_last_saved_something(site: Site) -> None:
    here, there = site.client(site.keeper), site.client(site.keeper)
    form = {"person_name": "Staff attorney", "title": "", "telephone": ""}
    site.clock.set(NOW + timedelta(minutes=9))
    there.post("/settings", data=form)
    assert "Last saved something" not in here.get("/settings").text
    site.clock.set(NOW + timedelta(hours=2))
    there.post("/settings", data=form)
    shown = here.get("/settings").text
    assert shown.count("Last saved something") == 1
    assert "12:30 pm" in shown


def test_signing_out_ends_the_sign_in_itself(site: Site) -> None:
    client = site.client()
    knock(client, PASSWORD)
    with client.session_transaction() as kept:
        token = kept["_user_id"]
    client.post("/sign-out")
    stolen = site.client()
    with stolen.session_transaction() as kept:
        kept["_user_id"] = token
    assert stolen.get("/").status_code == 303


def test_a_changed_password_signs_every_other_browser_out(site: Site) -> None:
    here, there = site.client(site.keeper), site.client(site.keeper)
    form = {"old_password": PASSWORD, "password": "five quite other words now"}
    assert here.post("/settings/password", data=form).status_code == 303
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 303
    assert knock(site.client(), PASSWORD) == 422
    assert knock(site.client(), "five quite other words now") == 303


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("not mine at all", "five quite other words", "old_password"),
        (PASSWORD, "short", "password"),
        (PASSWORD, "keeper@example.org!", "password"),
        (PASSWORD, "aaaaaaaaaaaaaa", "password"),
    ],
)
def test_a_password_that_cannot_stand_is_refused(
    site: Site, old: str, new: str, field: str
) -> None:
    form = {"old_password": old, "password": new}
    answer = site.client(site.keeper).post("/settings/password", data=form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert knock(site.client(), PASSWORD) == 303
