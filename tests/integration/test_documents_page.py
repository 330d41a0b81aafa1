"""Documents: brought whole or not at all, found again, taken out byte for byte."""

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.model.tables import Document, DocumentOpening
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

BYTES = b"%PDF-1.7\n" + bytes(range(256)) * 64
ADDRESS = "/requests/FD-0001/bring"


@pytest.fixture
def client(site: Site) -> FlaskClient:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED)
    return site.client(site.keeper)


def bring(client: FlaskClient, name: str = "letter.pdf", data: bytes = BYTES, **form: str) -> int:
    files = (io.BytesIO(data), name)
    return client.post(ADDRESS, data={**form, "files": files}).status_code


def test_a_file_comes_back_byte_for_byte_as_an_attachment(client: FlaskClient, site: Site) -> None:
    assert bring(client, "determination “final”.html", b"<script>alert(1)</script>" + BYTES) == 303
    listed = client.get("/documents?find=determination").text
    opened = re.search(r'href="(/documents/\d+/pages/1)" data-open', listed)
    assert opened
    assert "/download" not in listed
    link = re.search(r'href="(/documents/\d+/download)"', client.get(opened[1]).text)
    assert link
    answer = client.get(link[1], buffered=True)
    assert answer.data == b"<script>alert(1)</script>" + BYTES
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    with site.database.reading() as session:
        (taken,) = session.scalars(select(DocumentOpening))
    assert taken.person_id == site.keeper.id


def test_a_file_belongs_to_an_event_or_waits_in_the_tray(client: FlaskClient, site: Site) -> None:
    assert bring(client, event="e3") == 303
    assert bring(client, "unread.eml", b"mail", unfiled="yes") == 303
    with site.database.reading() as session:
        kept = session.scalars(select(Document).order_by(Document.id)).all()
    assert [(each.event, each.unfiled) for each in kept] == [("e3", False), (None, True)]
    assert "letter.pdf" in client.get("/requests/FD-0001").text
    assert "unread.eml" in client.get("/").text


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({}, "Choose at least one file."),
        ({"files": (io.BytesIO(b""), "empty.pdf")}, "empty.pdf is empty"),
        ({"files": (io.BytesIO(b"x"), "x.pdf"), "event": "e9"}, "has no event"),
    ],
)
def test_what_cannot_be_stored_is_said_and_nothing_is_half_stored(
    client: FlaskClient, site: Site, form: dict[str, object], says: str
) -> None:
    answer = client.post(ADDRESS, data=form)
    assert answer.status_code == 422
    assert says in answer.text
    with site.database.reading() as session:
        assert session.scalars(select(Document)).all() == []


def test_a_form_too_large_is_one_sentence_and_a_clean_state(
    client: FlaskClient, site: Site
) -> None:
    site.app.config["MAX_CONTENT_LENGTH"] = 10_000
    answer = client.post(ADDRESS, data={"files": (io.BytesIO(BYTES), "large.pdf")})
    assert answer.status_code == 413
    assert "A form takes at most 100 MiB" in answer.text
    assert list(site.settings.incoming.iterdir()) == []
    with site.database.reading() as session:
        assert session.scalars(select(Document)).all() == []


def test_a_store_that_cannot_be_written_is_one_sentence(client: FlaskClient, site: Site) -> None:
    documents: Path = site.settings.documents
    documents.rmdir()
    documents.write_bytes(b"")
    answer = client.post(ADDRESS, data={"files": (io.BytesIO(BYTES), "letter.pdf")})
    assert answer.status_code >= 400
    assert "could not be stored" in answer.text
    with site.database.reading() as session:
        assert session.scalars(select(Document)).all() == []


def test_the_list_says_what_was_looked_through(client: FlaskClient) -> None:
    assert "No file has come yet." in client.get("/documents").text
    bring(client)
    assert "No document you may see is like that." in client.get("/documents?find=zebra").text
    assert "letter.pdf" not in client.get("/documents?unfiled=1").text
    assert "letter.pdf" in client.get("/documents?find=FD-0001").text
