"""Search: what is found is what one may see, and nothing else is told of."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import event, insert, select, update

from foil.archive.store import Folder
from foil.cli import main
from foil.insight.search import Asked, search
from foil.insight.snippets import Piece, places, snippet
from foil.model.query import read_query
from foil.model.tables import Document, Page
from foil.operations.documents import attach
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests.integration.desk import draft
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

CONTRACT = "The Department requests approval of a sole source procurement. FOIL-2026-056-01234."
SECRET = "A sole source canary nobody else may read."


@pytest.fixture
def desk(site: Site) -> Site:
    """Two requests with a file each: one of the whole office's, one private to the keeper."""
    store = Folder.of(site.settings)
    files = {"contract.txt": (CONTRACT, False), "secret.txt": (SECRET, True)}
    for name, (words, private) in files.items():
        kept = store.keep(io.BytesIO(words.encode()))
        with site.database.writing() as session:
            made = draft(session, site.keeper, NOW, private=private, agency="nypd")
            attach(site.keeper, session, made, kept, name, now=NOW)
    read_all(Worker(site.database, store, now=lambda: NOW))
    return site


def test_the_hit_is_shown_among_its_words(desk: Site) -> None:
    page = desk.client(desk.keeper).get("/search?find=%22sole+source%22").text
    assert "2 pages in 2 files of those you may see." in page
    assert "<mark>sole source</mark> procurement" in page


def test_what_one_may_not_see_is_not_counted_shown_or_exported(desk: Site) -> None:
    client = desk.client(desk.add("paralegal"))
    page = client.get("/search?find=sole").text
    assert "1 page in 1 file of those you may see." in page
    for answer in (page, client.get("/search.csv?find=canary+OR+sole").text):
        assert "anary" not in answer.replace("canary+OR", "").replace("canary OR", "")
        assert "secret.txt" not in answer
    nothing = client.get("/search?find=canary").text
    assert "No page you may see holds that. 1 page was looked through." in nothing
    assert 'href="/replies"' in nothing


@pytest.mark.parametrize(
    ("narrowed", "pages"),
    [
        ("", 2), ("&agency=nypd", 2), ("&agency=mta", 0), ("&request=fd-0001", 1), ("&kind=pdf", 0),
        ("&kind=other", 2), ("&kind=letter", 0), ("&since=2026-11-22", 2), ("&since=2026-11-23", 0),
        ("&until=2026-11-21", 0), ("&until=2026-11-22", 2), ("&black=1", 0), ("&unread=1", 0),
        ("&matter=9", 0), ("&campaign=9", 0), ("&technology=drones", 0), ("&since=soon", 2),
    ],
)  # fmt: skip
def test_it_is_narrowed_by_what_the_address_says(desk: Site, narrowed: str, pages: int) -> None:
    page = desk.client(desk.keeper).get(f"/search?find=sole{narrowed}")
    assert page.status_code == 200
    assert f"{pages} page{'s' if pages != 1 else ''} in" in page.text


def test_what_cannot_be_looked_for_comes_back_with_the_reason(desk: Site) -> None:
    answer = desk.client(desk.keeper).get("/search?find=NOT+drones")
    assert answer.status_code == 422
    assert "NOT only leaves pages out" in answer.text
    assert 'value="NOT drones"' in answer.text
    assert desk.client(desk.keeper).get("/search.csv?find=NOT+drones").status_code == 422


def test_a_search_is_kept_taken_away_and_brought_back(desk: Site) -> None:
    client = desk.client(desk.keeper)
    kept = client.post("/search/keep?find=sole&agency=nypd", data={"view_name": "Sole sources"})
    assert kept.location == "/search?find=sole&agency=nypd"
    assert "Sole sources" in client.get("/search").text
    assert "Sole sources" not in client.get("/requests").text
    gone = client.post("/views/1/drop")
    assert gone.location == "/search?gone=1"
    assert "is taken away" in client.get(gone.location).text
    assert client.post("/views/1/restore").location == "/search?find=sole&agency=nypd"
    unnamed = client.post("/search/keep?find=sole", data={"view_name": " "})
    assert unnamed.status_code == 422
    assert "Give it a name" in unnamed.text


def test_what_is_found_is_taken_away_as_a_sheet(desk: Site) -> None:
    sheet = desk.client(desk.keeper).get("/search.csv?find=FOIL-2026-056-01234").text
    [row] = csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff")))
    assert (row["file"], row["page"], row["request"]) == ("contract.txt", "1", "FD-0001")
    assert "sole source procurement" in row["words around it"]


def test_it_runs_as_many_queries_for_many_hits_as_for_one(desk: Site) -> None:
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    counts = []
    for words in ("contract OR sole", "canary"):
        asked.clear()
        event.listen(desk.database.engine, "before_cursor_execute", note)
        with desk.database.reading() as session:
            found = search(desk.keeper, session, read_query(words), Asked())
        event.remove(desk.database.engine, "before_cursor_execute", note)
        counts.append((len(found.hits), len(asked)))
    assert [hits for hits, _ in counts] == [2, 1]
    assert counts[0][1] == counts[1][1]


def test_a_sheet_holds_them_all_however_many(desk: Site) -> None:
    with desk.database.writing() as session:
        sha256 = session.scalars(select(Page.sha256).where(Page.text == CONTRACT)).one()
        rows = [{"sha256": sha256, "number": n, "text": "turnstile"} for n in range(2, 40_002)]
        session.execute(insert(Page), rows)
    sheet = desk.client(desk.keeper).get("/search.csv?find=turnstile").text
    assert sheet.count("contract.txt") == 40_000


def test_the_day_it_came_is_the_day_in_new_york(desk: Site) -> None:
    late = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)  # half past ten in the evening of the 22nd
    with desk.database.writing() as session:
        session.execute(update(Document).values(brought_at=late))
    client = desk.client(desk.keeper)
    [row, _] = csv.DictReader(
        io.StringIO(client.get("/search.csv?find=sole").text.lstrip("\ufeff"))
    )
    assert row["came"] == "2026-11-22"
    assert "2 pages in" in client.get("/search?find=sole&until=2026-11-22").text


Command = Callable[..., str]


def test_the_command_says_what_the_page_says(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def foil(*arguments: str) -> str:
        given = ["--data", str(desk.settings.folder), "search", *arguments]
        return CliRunner().invoke(main, given).output

    monkeypatch.delenv("FOIL_DATABASE_URL", raising=False)
    said = foil("sole", "source", "--as", desk.add("paralegal").email)
    assert "1 pages in 1 files of those you may see." in said
    assert "FD-0001 contract.txt, page 1 of 1" in said
    told = json.loads(foil("sole", "--json", "--as", desk.keeper.email))
    assert {hit["file"] for hit in told["hits"]} == {"contract.txt", "secret.txt"}
    assert "Say at least one word" in foil("NOT drones", "--as", desk.keeper.email)


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Sole source, sole-source; SOLE\nSOURCE.", '"sole source"', 3),
        ("José Nuñez", "jose nunez", 2),
        ("procure procured Procurement", "procur*", 3),
        ("a b a b a", '"a b a"', 1),
        ("nothing here", "drones", 0),
        ("body camera, camera", "camera NOT dash", 2),
    ],
)
def test_the_places_of_hits(text: str, query: str, hits: int) -> None:
    assert len(places(text, read_query(query))) == hits


def test_a_snippet_is_a_few_lines_around_the_first_hit() -> None:
    text = "word " * 400 + "here it is, the drone, " + "more " * 400
    shown = snippet(text, read_query("drone"))
    assert Piece("drone", hit=True) in shown
    assert len("".join(piece.text for piece in shown)) < 400
    assert (shown[0].text, shown[-1].text) == ("… ", " …")
    assert snippet("", read_query("drone")) == ()
