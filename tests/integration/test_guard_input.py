"""Hostile input: what no page of ours would send is refused in a sentence, and breaks nothing."""

import logging

import pytest
from flask.testing import FlaskClient

from foil.errors import BadInput
from foil.insight.requests import Wanted, requests
from foil.model.database import Database
from foil.model.tables import Person
from foil.model.trouble import UNKEPT
from tests.integration.site import NOW, Site, site

__all__ = ["site"]  # a fixture

WIDE = "9" * 25  # wider than a column
LONG = "9" * 5000  # longer than Python reads
STRANGE = (WIDE, LONG, "-1", "0", "٣", "\0", "")
BEGUN = {"agency": "nypd", "technology": "facial-recognition", "since": "2019-01-01"}
REQUEST = "/requests/FD-0001"
LETTER = f"{REQUEST}/letters/1"
SAVED = {"records": "contracts", "tab": "t", "version": "1"}
HAPPENED = {"on": "2026-11-20", "seq": "0", "sure": "yes"}


@pytest.fixture
def client(site: Site) -> FlaskClient:
    """A member's browser, with a request begun."""
    member = site.client(site.keeper)
    assert member.post("/new", data=BEGUN).status_code == 303
    return member


@pytest.mark.parametrize(
    "address",
    [
        *(f"/documents/{n}/download" for n in (WIDE, LONG)),
        *(f"/matters/{n}" for n in (WIDE, LONG)),
        f"{REQUEST}/letters/{WIDE}",
        f"{LETTER}/letter.exe",
        f"/link/{WIDE}",
        "/requests/%00",
    ],
)
def test_no_such_address(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        *(f"/requests?{name}={n}" for name in ("owner", "matter") for n in (WIDE, LONG, "-1", "x")),
        *(f"{path}?find={'a' * 60_000}" for path in ("/requests", "/documents", "/agencies")),
        *(f"{path}?find={'a+' * 3000}" for path in ("/requests", "/documents", "/technologies")),
        "/requests?find=%25%27%22%5C_%00&sort=title;drop%20table%20request&stage=%00",
        f"{REQUEST}/record/contacted?file={LONG}&replaces=",
        "/new?agency=%00&technology=nothing",
    ],
)
def test_what_a_list_cannot_mean_is_left_out(client: FlaskClient, asked: str) -> None:
    assert client.get(asked).status_code == 200


@pytest.mark.parametrize("name", ["next_step_by", "owner", "deputy", "matter"])
def test_a_person_or_matter_that_is_not(client: FlaskClient, name: str) -> None:
    for given in (*STRANGE, "999"):
        form = {"next_step": "Call", "next_step_on": "2026-12-01", "owner": "1", name: given}
        answer = client.post(f"{REQUEST}/next-step", data=form)
        assert answer.status_code in (303, 404, 422), given


@pytest.mark.parametrize(
    "name", ["version", "mine", "fee", "since", "do", "technology", "records", "drawn"]
)
def test_a_draft_sent_by_no_page_of_ours(client: FlaskClient, name: str) -> None:
    for given in STRANGE:
        for then in ("", "/look"):
            answer = client.post(LETTER + then, data=SAVED | {name: given})
            assert answer.status_code in (200, 303, 404, 409, 422), (then, given)
    assert client.get(LETTER).status_code == 200


@pytest.mark.parametrize("name", ["items", "tray", "seq", "pages", "on", "reference", "of"])
def test_an_event_sent_by_no_page_of_ours(client: FlaskClient, name: str) -> None:
    kind = "released" if name == "pages" else "contacted"
    for given in STRANGE:
        form = HAPPENED | {"paper1-received": "2026-11-20", name: given}
        for then in ("/preview", ""):
            answer = client.post(f"{REQUEST}/record/{kind}{then}", data=form)
            assert answer.status_code in (200, 303, 404, 409, 422), (then, given)
    assert client.get(REQUEST).status_code == 200


def test_own_words_have_a_longest_text(client: FlaskClient) -> None:
    form = SAVED | {"words-opening": "a" * 20_001, "was-opening": ""}
    answer = client.post(LETTER, data=form)
    assert answer.status_code == 422
    assert "Shorten it: 20,001 characters, and 20,000 fit." in answer.text


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_a_request_s_number_as_typed_is_no_part_of_a_file_s_name(
    client: FlaskClient, ending: str
) -> None:
    answer = client.get(f"/requests/%0afd-0001%0d/letters/1/letter.{ending}")
    assert answer.status_code == 200
    assert f'"FD-0001 request letter.{ending}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"].endswith("; charset=utf-8")
    assert answer.headers["Content-Type"].count("charset") == 1


def test_a_mistake_is_logged_without_what_it_was_about(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.app.view_functions["sign_in.link"] = lambda token: 1 / 0
    with caplog.at_level(logging.ERROR):
        assert site.client().get("/link/canary-token").status_code == 500
    assert "/link/<token>" in caplog.text
    assert "canary" not in caplog.text


def test_a_database_s_trouble_names_no_values(database: Database, person: Person) -> None:
    """Its values are letters, names and hashes of passwords."""
    with pytest.raises(Exception, match="hide_parameters") as raised, database.writing() as session:
        session.add(
            Person(email=person.email, name="Canary", role="member", password_hash="!", made_at=NOW)
        )
    assert "Canary" not in str(raised.value)


def test_a_character_no_database_keeps_is_one_sentence(database: Database, person: Person) -> None:
    said = UNKEPT  # PostgreSQL says so; SQLite finds nothing
    try:
        with database.reading() as session:
            assert not requests(person, session, NOW.date(), Wanted("a\0b")).lines.rows
    except BadInput as error:
        said = str(error)
    assert said == UNKEPT


def test_an_office_s_letterhead_has_nothing_unseen(client: FlaskClient) -> None:
    office = {
        "office_name": "Defense\x01 unit\ufffe",
        "kind": "law",
        "office_address": "1\x0b Main",
    }
    assert client.post("/settings/office", data=office).status_code == 303
    for ending in ("docx", "txt"):
        answer = client.get(f"{LETTER}/letter.{ending}", buffered=True)
        assert answer.status_code == 200
    assert answer.text.startswith("Defense unit\n1\n")
