"""The people of the office: first run, adding someone, links that work once, switching off."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from foil.operations import accounts, office, opening_mail
from tests.integration.site import NOW, PASSWORD, Site, close, dear_hasher, open_site, site

__all__ = ["site"]

FIRST = {
    "person_name": "Paralegal",
    "title": "Paralegal",
    "email": "First@Example.org",
    "password": PASSWORD,
    "office_name": "Defense unit",
    "kind": "newsroom",
    "office_address": "120 Example Street\nNew York, NY 10013",
    "office_telephone": "212-555-0100",
    "office_email": "foil@example.org",
    "office_signature_block": "Defense unit",
}


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Site]:
    opened = open_site(tmp_path, founded=False)
    yield opened
    close(opened)


def test_every_page_leads_to_first_run_until_there_is_an_account(new_site: Site) -> None:
    client = new_site.client()
    for address in ("/", "/sign-in", "/settings/people", "/agencies"):
        assert client.get(address).location == "/first-run"
    assert client.post("/sign-in", data=FIRST).location == "/first-run"


def test_first_run_makes_the_account_and_the_office_and_signs_in(new_site: Site) -> None:
    client = new_site.client()
    assert client.get("/first-run").status_code == 200
    assert client.post("/first-run", data=FIRST).location == "/"
    assert client.get("/settings/people").status_code == 200
    with new_site.database.reading() as session:
        person = accounts.person_by_email(session, "first@example.org")
        kept = office.the_office(session)
    assert person
    assert kept
    assert (person.role, person.name) == ("administrator", "Paralegal")
    assert person.password_hash.startswith("$argon2id$")
    assert person.opens_mail
    assert (kept.name, kept.matter_word) == ("Defense unit", "story")


def test_a_password_takes_a_thief_memory_to_guess() -> None:
    hashed = dear_hasher().hash(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_first_run_is_gone_once_it_was_done(new_site: Site) -> None:
    new_site.client().post("/first-run", data=FIRST)
    stranger = new_site.client()
    assert stranger.get("/first-run").status_code == 404
    again = {**FIRST, "email": "second@example.org"}
    assert stranger.post("/first-run", data=again).status_code == 404
    with new_site.database.reading() as session:
        assert accounts.person_by_email(session, "second@example.org") is None


def test_first_run_with_mistakes_comes_back_filled(new_site: Site) -> None:
    wrong = {**FIRST, "email": "nowhere", "office_name": " ", "password": "short", "kind": ""}
    answer = new_site.client().post("/first-run", data=wrong)
    assert answer.status_code == 422
    assert answer.text.startswith("<!doctype html>")
    assert "<title>Error: First run" in answer.text
    for field in ("email", "office_name", "password", "kind"):
        assert f'href="#{field}"' in answer.text
    assert 'value="Paralegal"' in answer.text
    assert 'value="short"' not in answer.text


def code_of(opened: Site) -> str:
    code: str = opened.app.extensions["foil"].code
    return code


def asked(client: FlaskClient, **how: object) -> bool:
    return b'name="code"' in client.get("/first-run", **how).data  # type: ignore[arg-type]


def test_whoever_is_not_this_machine_s_user_must_know_the_code(new_site: Site) -> None:
    client = new_site.client()
    assert not asked(client)
    assert not asked(client, base_url="http://127.0.0.1:8340")
    assert not asked(client, base_url="http://[::1]:8340")
    assert asked(client, base_url="http://foil.example.org")
    assert asked(client, headers={"X-Forwarded-For": "203.0.113.9"})
    new_site.app.extensions["foil"].open_first_run = False
    assert asked(client)


def test_the_code_opens_first_run_and_nothing_else_does(new_site: Site) -> None:
    new_site.app.extensions["foil"].open_first_run = False
    client, code = new_site.client(), code_of(new_site)
    for given in ("", "00000000", code[:-1]):
        answer = client.post("/first-run", data={**FIRST, "code": given})
        assert answer.status_code == 422
        assert 'href="#code"' in answer.text
    spoken = f" {code[:4]}-{code[4:]}".lower()
    assert client.post("/first-run", data={**FIRST, "code": spoken}).status_code == 303


def test_someone_added_chooses_their_own_password_by_a_link(site: Site) -> None:
    keeper = site.client(site.keeper)
    form = {"person_name": "Paralegal", "email": "para@example.org", "role": "member"}
    shown = keeper.post("/settings/people", data=form)
    assert shown.status_code == 201
    link = "/link/" + shown.text.partition("/link/")[2].partition('"')[0]
    newcomer = site.client()
    assert "Paralegal" in newcomer.get(link).text
    assert newcomer.post(link, data={"password": "short"}).status_code == 422
    assert newcomer.post(link, data={"password": PASSWORD}).location == "/"
    assert newcomer.get("/requests").status_code == 200
    assert newcomer.get("/settings/people").status_code == 403
    for again in (newcomer, site.client()):
        assert again.get(link).status_code == 404
        assert again.post(link, data={"password": PASSWORD}).status_code == 404


def test_a_link_runs_out_and_a_new_one_ends_the_old(site: Site) -> None:
    with site.database.writing() as session:
        who = accounts.Introduction("para@example.org", "Paralegal")
        added, first = accounts.add_person(site.keeper, session, who, "member", now=NOW)
        _, second = accounts.new_link(site.keeper, session, added.id, now=NOW)
    client = site.client()
    assert client.get(f"/link/{first}").status_code == 404
    assert client.get(f"/link/{second}").status_code == 200
    site.clock.set(NOW + timedelta(days=7))
    assert client.get(f"/link/{second}").status_code == 404


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"person_name": "", "email": "a@example.org", "role": "member"}, "person_name"),
        ({"person_name": "A", "email": "a example.org", "role": "member"}, "email"),
        ({"person_name": "A", "email": "KEEPER@example.org", "role": "member"}, "email"),
        ({"person_name": "A", "email": "a@example.org", "role": "owner"}, "role"),
    ],
)
def test_someone_who_cannot_be_added(site: Site, form: dict[str, str], field: str) -> None:
    answer = site.client(site.keeper).post("/settings/people", data=form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_an_account_switched_off_is_out_at_once_and_back_when_switched_on(site: Site) -> None:
    other = site.add("paralegal")
    client, keeper = site.client(other), site.client(site.keeper)
    assert keeper.post(f"/settings/people/{other.id}/switch", data={"to": "off"}).status_code == 303
    assert client.get("/").status_code == 303
    form = {"email": other.email, "password": PASSWORD}
    assert site.client().post("/sign-in", data=form).status_code == 422
    assert keeper.post(f"/settings/people/{other.id}/link").status_code == 403
    keeper.post(f"/settings/people/{other.id}/switch", data={"to": "on"})
    assert site.client().post("/sign-in", data=form).status_code == 303


def test_nobody_switches_their_own_account_off(site: Site) -> None:
    keeper = site.client(site.keeper)
    address = f"/settings/people/{site.keeper.id}/switch"
    assert keeper.post(address, data={"to": "off"}).status_code == 403
    assert keeper.get("/").status_code == 200


def test_one_s_own_details(site: Site) -> None:
    keeper = site.client(site.keeper)
    form = {"person_name": "Senior staff attorney", "title": "Attorney", "telephone": "212"}
    assert keeper.post("/settings", data=form).status_code == 303
    shown = keeper.get("/settings").text
    assert 'value="Senior staff attorney"' in shown
    assert "data-shortcuts" not in shown
    assert keeper.post("/settings", data={**form, "person_name": ""}).status_code == 422


def test_the_office_s_details(site: Site) -> None:
    keeper = site.client(site.keeper)
    form = {"office_name": "Metro desk", "kind": "newsroom", "office_email": "not an address"}
    assert keeper.post("/settings/office", data=form).status_code == 422
    form["office_email"] = "foil@example.org"
    assert keeper.post("/settings/office", data=form).status_code == 303
    assert 'value="Metro desk"' in keeper.get("/settings/office").text


def test_who_opens_the_mail_is_said_here_and_somebody_always_does(site: Site) -> None:
    client, member = site.client(site.keeper), site.add("reader")
    with site.database.writing() as session:
        opening_mail.open_mail(site.keeper, session, site.keeper.id, opens=True)
    refused = client.post(f"/settings/people/{site.keeper.id}/mail", data={"to": "off"})
    assert "Somebody must open the mail" in client.get(refused.location).text
    client.post(f"/settings/people/{member.id}/mail", data={"to": "on"})
    client.post(f"/settings/people/{site.keeper.id}/mail", data={"to": "off"})
    assert "opens the mail" in client.get("/settings/people").text
    client.post(f"/settings/people/{member.id}/switch", data={"to": "off"})
    with site.database.reading() as session:
        keeper = accounts.person_by_email(session, site.keeper.email)
    assert keeper
    assert keeper.opens_mail  # the one who switched the last one off
