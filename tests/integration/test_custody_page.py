"""How far the reading of files is, and one document's custody, on pages."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.archive.store import Folder
from foil.model.tables import Content, Document, Request
from foil.operations.documents import attach
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests import production
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

RELEASED = {
    "kind": "released",
    "dated": "2026-11-18",
    "received": "2026-11-18",
    "items": [1],
    "part": "part",
}


@pytest.fixture
def client(site: Site) -> FlaskClient:
    """A request with a production on its fourth event: a zip of zips, and a locked PDF."""
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, RELEASED)
    store = Folder.of(site.settings)
    files = {"Production.zip": production.nested(9), "locked.pdf": production.locked(1)}
    kept = {name: store.keep(BytesIO(content)) for name, content in files.items()}
    with site.database.writing() as session:
        request = session.scalars(select(Request)).one()
        for name, each in kept.items():
            attach(site.keeper, session, request, each, name, now=NOW, event="e4")
    return site.client(site.keeper)


def read(site: Site) -> None:
    read_all(Worker(site.database, Folder.of(site.settings), now=lambda: NOW))


def seen(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_request_shows_how_far_each_file_is_and_each_production(
    client: FlaskClient, site: Site
) -> None:
    before = client.get("/requests/FD-0001/documents").text
    assert "0 of 2 files read, 2 waiting." in seen(before)
    assert before.count("data-going") == 3  # both files, and the line of the production
    read(site)
    after = client.get("/requests/FD-0001/documents").text
    assert "data-going" not in after
    assert "7 files, all done: 6 read, 1 for a person to read; 6 pages." in seen(after)
    assert "Nobody can read it by program: the PDF cannot be read: it is locked" in seen(after)
    places = [after.index(name) for name in (">Production.zip", ">inner1.zip", ">deepest.txt")]
    assert places == sorted(places)
    assert 'class="deep-3"' in after


def test_the_list_of_documents_says_it_too(client: FlaskClient, site: Site) -> None:
    read(site)
    page = seen(client.get("/documents").text)
    assert "read, 1 page" in page
    assert ", from inner0.zip" in page


def test_custody_says_how_a_file_came_where_it_lay_and_who_took_it(
    client: FlaskClient, site: Site
) -> None:
    read(site)
    with site.database.reading() as session:
        deepest = session.scalars(select(Document).where(Document.name == "deepest.txt")).one()
    assert client.get(f"/documents/{deepest.id}/download", buffered=True).status_code == 200
    opened = client.get(f"/documents/{deepest.id}/pages/1").text
    assert f'href="/documents/{deepest.id}/custody"' in opened
    text = client.get(f"/documents/{deepest.id}/custody").text
    assert f'href="/documents/{deepest.id}/pages/1"' in text
    page = seen(text)
    assert deepest.sha256 in page
    assert "Lay in Production.zip , in it inner1.zip , in it inner0.zip" in page
    assert "part of that production" in page
    assert "taken out of a file" in page
    assert "copy of a document taken" in page
    assert "pypdfium2" in page
    assert "1 with the file’s own words" in page


def test_only_an_administrator_has_a_file_read_again(client: FlaskClient, site: Site) -> None:
    read(site)
    member = site.client(site.add("member"))
    assert "Read again" not in member.get("/documents/1/custody").text
    assert member.post("/documents/1/read-again").status_code == 403
    assert client.post("/documents/1/read-again").status_code == 303
    with site.database.reading() as session:
        sha256 = session.scalar(select(Document.sha256).where(Document.id == 1))
        assert session.get_one(Content, sha256).state == "pending"
    assert "document read again" in client.get("/documents/1/custody").text


def test_a_long_list_of_files_is_shown_in_part_and_whole(
    client: FlaskClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foil.web import request

    monkeypatch.setattr(request, "FIRST", 1)
    page = client.get("/requests/FD-0001/documents").text
    assert "1 of 2 shown" in seen(page)
    assert "shown" not in seen(client.get("/requests/FD-0001/documents?all=1").text)
