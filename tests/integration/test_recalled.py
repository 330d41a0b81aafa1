"""Files an agency replaced, removed or asked back are marked, and stay."""

import io
import re

import pytest
from flask.testing import FlaskClient

from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

RECORD = "/requests/FD-0001/record"
BACK = "asked for this back on Saturday, November 21, 2026."


@pytest.fixture
def client(site: Site) -> FlaskClient:
    """Two parts of the records came, with a file each; the first is asked back."""
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED)
    client = site.client(site.keeper)
    for seq, (name, part) in enumerate([("first.pdf", "part"), ("second.pdf", "part")], 3):
        came = {"paper1-received": f"2026-11-{seq + 10}", "part": part, "items": ["1"]}
        files = [(io.BytesIO(name.encode()), name)]
        sent = {**came, "seq": str(seq), "files": files}
        assert client.post(f"{RECORD}/released", data=sent).status_code == 303
    return client


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def recall(client: FlaskClient, **answers: object) -> None:
    told = {"paper1-received": "2026-11-21", "items": ["1"], "what": "return_asked", "seq": "5"}
    assert client.post(f"{RECORD}/recalled", data={**told, **answers}).status_code == 303


def around(page: str, name: str) -> str:
    """What stands with a file, up to the next one."""
    return said(page).split(name)[1].split(".pdf")[0]


def test_the_form_asks_which_records_it_is_about(client: FlaskClient) -> None:
    form = client.get(f"{RECORD}/recalled").text
    assert "Which records it is about" in form
    assert re.findall(r'name="of" value="(\w+)"', form) == ["e5", "e4"]


@pytest.mark.parametrize("page", ["/requests/FD-0001", "/requests/FD-0001/documents", "/documents"])
def test_the_files_concerned_are_marked_and_the_others_not(client: FlaskClient, page: str) -> None:
    assert "recalled" not in client.get(page).text
    recall(client, of=["e4"])
    text = client.get(page).text
    assert f"NYPD {BACK}" in around(text, "first.pdf")
    assert BACK not in around(text, "second.pdf")


def test_nothing_is_hidden_or_deleted_and_it_was_not_known_before(client: FlaskClient) -> None:
    recall(client, of=["e4"])
    assert client.get("/documents/1/download", buffered=True).data == b"first.pdf"
    earlier = said(client.get("/requests/FD-0001?known_on=2026-11-20").text)
    assert "first.pdf" in earlier
    assert BACK not in earlier


def test_named_by_nobody_the_latest_records_are_meant_and_a_mended_event_keeps_its_mark(
    client: FlaskClient,
) -> None:
    recall(client, what="replaced")
    replaced = "NYPD replaced this on Saturday, November 21, 2026."
    page = client.get("/requests/FD-0001/documents").text
    assert replaced in around(page, "second.pdf")
    assert replaced not in around(page, "first.pdf")
    mended = {"paper1-received": "2026-11-13", "part": "part", "items": ["1"], "pages": "3"}
    answer = client.post(f"{RECORD}/released", data={**mended, "replaces": "e5", "seq": "6"})
    assert answer.status_code == 303
    assert replaced in around(client.get("/documents").text, "second.pdf")


def test_both_at_once(client: FlaskClient) -> None:
    recall(client, of=["e4", "e5"], what="removed")
    page = client.get("/requests/FD-0001/documents").text
    assert page.count("removed this on") == 2
