"""The viewer: pictures made here, words in their places, and nothing that one may not see."""

import io
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from foil.archive.store import Folder
from foil.model.tables import Request
from foil.operations.documents import attach
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests.integration.desk import draft, history
from tests.integration.site import NOW, Site, close, open_site
from tests.redacted import BAD, LOW, SECRET, line, pdf

APPROVAL = line("Approval of a sole source procurement.", 72, 700) + LOW
CONTRACT = pdf(APPROVAL, line("Nothing here to find.", 72, 700))
FILES = {
    "contract.pdf": CONTRACT,
    "bad.pdf": BAD["a box painted over"],
    "memo.txt": b"A memo on the <b>sole source</b> of it.",
    "turned.pdf": pdf(line("Sole source, sideways.", 72, 700) + LOW, rotate=90),
    "broken.pdf": b"%PDF-1.7 nothing",
}
AT = {name: number for number, name in enumerate(FILES, 1)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    opened = open_site(tmp_path_factory.mktemp("desk"))
    yield opened
    close(opened)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    """The keeper's browser, over a private request with every file of FILES, each read."""
    store = Folder.of(site.settings)
    with site.database.writing() as session:
        made = draft(session, site.keeper, NOW, private=True)
    for name, content in FILES.items():
        kept = store.keep(io.BytesIO(content))
        with site.database.writing() as session:
            attach(site.keeper, session, made, kept, name, now=NOW)
    read_all(Worker(site.database, store, now=lambda: NOW))
    return site.client(site.keeper)


def address(name: str, page: int = 1, ending: str = "") -> str:
    return f"/documents/{AT[name]}/pages/{page}{ending}"


def test_the_words_lie_on_the_picture_where_they_are_printed(client: FlaskClient) -> None:
    page = client.get(address("contract.pdf") + "?find=%22sole+source%22").text
    assert 'viewBox="0 0 612.0 792.0"' in page
    assert len(re.findall("<rect ", page)) == 2
    word = re.search(r'<tspan x="([\d.]+)" y="([\d.]+)"[^>]*>Approval<', page)
    assert word
    assert float(word[1]) == pytest.approx(72, abs=1)
    assert float(word[2]) == pytest.approx(792 - 700, abs=3)
    assert "is on 1 page of this file" in page
    assert "contract.pdf, page 1 of 2, in the record of the FOIL request to" in page


def test_on_a_turned_page_they_turn_with_it(client: FlaskClient) -> None:
    page = client.get(address("turned.pdf") + "?find=sideways").text
    assert 'viewBox="0 0 792.0 612.0"' in page
    place = re.search(r'<rect x="([\d.]+)" y="([\d.]+)"', page)
    assert place
    assert float(place[1]) == pytest.approx(700, abs=15)


def test_the_picture_is_one(client: FlaskClient) -> None:
    large = client.get(address("contract.pdf", ending=".png"))
    small = client.get(address("contract.pdf", ending=".png") + "?small=1")
    assert large.data.startswith(b"\x89PNG")
    assert large.content_type == "image/png"
    assert len(small.data) < len(large.data)


def test_words_under_a_black_box_are_in_nothing_that_is_sent(client: FlaskClient) -> None:
    page = client.get(address("bad.pdf") + "?find=informant").text
    assert not any(word in page for word in SECRET.split())
    assert "holds words under a black box" in page
    assert "the office has not decided who may look" in page
    assert "/download" not in page
    assert "/download" in client.get(address("contract.pdf")).text
    assert "<rect " not in page


def test_text_is_text_and_what_cannot_be_read_says_why(client: FlaskClient) -> None:
    page = client.get(address("memo.txt") + "?find=sole").text
    assert "&lt;b&gt;<mark>sole</mark> source&lt;/b&gt;" in page
    assert "it is damaged" in client.get(address("broken.pdf")).text
    assert client.get(address("broken.pdf", ending=".png")).status_code == 422


def test_a_page_that_is_not_there_says_how_many_are(client: FlaskClient) -> None:
    answer = client.get(address("contract.pdf", 9))
    assert answer.status_code == 404
    assert "has no page 9 that was read; it has 2" in answer.text


@pytest.mark.parametrize("find", ["NOT+x", "(((", "%22", ""])
def test_what_cannot_be_looked_for_marks_nothing(client: FlaskClient, find: str) -> None:
    answer = client.get(f"{address('contract.pdf')}?find={find}")
    assert answer.status_code == 200
    assert "<rect " not in answer.text


def test_an_outsider_is_told_of_nothing(client: FlaskClient, site: Site) -> None:
    other = site.client(site.add("paralegal"))
    for ending in ("", ".png"):
        answer = other.get(address("contract.pdf", ending=ending))
        assert answer.status_code == 404
        assert "contract" not in answer.text


def test_what_was_released_is_cited_as_produced(site: Site, client: FlaskClient) -> None:
    released = {"kind": "released", "dated": "2026-11-20", "part": "whole"}
    store = Folder.of(site.settings)
    sent = {"kind": "sent", "on": "2026-10-19", "by": "portal"}
    made = history(site.database, site.keeper, NOW, sent, {**released, "received": "2026-11-20"})
    kept = store.keep(io.BytesIO(FILES["contract.pdf"]))
    with site.database.writing() as session:
        row = session.get_one(Request, made.id)
        document = attach(site.keeper, session, row, kept, "contract.pdf", now=NOW, event="e2")
        session.flush()
        number = document.id
    page = client.get(f"/documents/{number}/pages/1").text
    assert "contract.pdf, page 1 of 2, produced by New York City Police Department" in page
