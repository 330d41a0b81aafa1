"""When something cannot be done: one sentence, and what was written is kept to send again."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event as database_events

from foil.operations.sign_ins import LIFE
from tests.integration.desk import RECEIVED, SENT, history
from tests.integration.site import NOW, Site, close, open_site, site

__all__ = ["site"]

OURS = {"Sec-Fetch-Site": "same-origin"}
WROTE = {"on": "2026-11-21", "said": "A long account <of a call>\nin two lines", "seq": "2"}
ADDRESS = "/requests/FD-0001/record/contacted"


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Site]:
    opened = open_site(tmp_path, tokens=True)
    history(opened.database, opened.keeper, NOW, SENT, RECEIVED)
    yield opened
    close(opened)


def token(text: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found
    return found[1]


def test_a_form_without_its_token_is_refused_and_kept(guarded: Site) -> None:
    client = guarded.client(guarded.keeper)
    answer = client.post(ADDRESS, data={**WROTE, "csrf_token": "old"}, headers=OURS)
    assert answer.status_code == 400
    assert "send it again from here" in answer.text
    kept = 'name="said" value="A long account &lt;of a call&gt;\nin two lines"'
    assert kept in answer.text
    assert f'action="{ADDRESS}"' in answer.text
    again = client.post(ADDRESS, data={**WROTE, "csrf_token": token(answer.text)}, headers=OURS)
    assert again.status_code == 303


def test_words_of_another_site_are_never_put_into_a_form_of_ours(guarded: Site) -> None:
    client = guarded.client(guarded.keeper)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        answer = client.post(ADDRESS, data=WROTE, headers=headers)
        assert answer.status_code == 400
        assert "A long account" not in answer.text


def test_a_form_sent_after_the_sign_in_ended_is_kept_without_its_passwords(site: Site) -> None:
    client = site.client(site.keeper)
    site.clock.set(NOW + LIFE + timedelta(days=1))
    answer = client.post("/settings", data={**WROTE, "password": "secret words"}, headers=OURS)
    assert answer.status_code == 401
    assert "You are signed out" in answer.text
    assert "Sign in in a new tab" in answer.text
    assert "A long account" in answer.text
    assert "secret words" not in answer.text


def test_a_record_that_cannot_be_read_says_so_on_every_page(site: Site) -> None:
    client = site.client(site.keeper)
    site.settings.folder.joinpath("foil.sqlite").write_bytes(b"not a database at all" * 100)
    site.app.extensions["foil"].database.engine.dispose()
    for address in ("/", "/requests", "/settings"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "cannot be opened" in answer.text


def test_a_full_disk_is_one_sentence_and_nothing_changed(site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED)
    client = site.client(site.keeper)
    engine = site.app.extensions["foil"].database.engine

    def small(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1").close()  # type: ignore[attr-defined]

    engine.dispose()
    database_events.listen(engine, "connect", small)
    long = {**WROTE, "said": "word " * 20_000}
    answer = client.post(ADDRESS, data=long, headers=OURS)
    assert answer.status_code == 507
    assert "The disk is full; nothing was changed." in answer.text
    assert "word word" in answer.text
    database_events.remove(engine, "connect", small)
    engine.dispose()
    assert "We spoke" not in client.get("/requests/FD-0001").text


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nowhere", 404, "There is no such page, or none that you may see."),
        ("/agencies/nypdd", 404, "did you mean nypd"),
        ("/requests/FD-9999", 404, "There is no request"),
    ],
)
def test_what_is_not_here(site: Site, address: str, status: int, says: str) -> None:
    answer = site.client(site.keeper).get(address)
    assert answer.status_code == status
    assert says in answer.text


def test_an_address_used_the_wrong_way(site: Site) -> None:
    answer = site.client(site.keeper).get("/sign-out")
    assert answer.status_code == 405
    assert "page’s own buttons" in answer.text
