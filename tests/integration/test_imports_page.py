"""The pages that take a sheet in and out, and one request already under way."""

import csv
import io
import re
import time
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from foil.model.tables import ClockRow, Document, Event, Request, SheetImport
from foil.operations import imports
from foil.operations.imports import Brought
from tests.integration.desk import ACKNOWLEDGED, DENIED, RECEIVED, SENT, history
from tests.integration.sheets import csv_of, row
from tests.integration.site import NOW, Site, site

__all__ = ["site"]

ROWS = [
    row("Vans", sent="8/3/2026", promised="12/15/2026", notes="=1+1"),
    row("Denied", sent="8/3/2026", denied="11/13/2026", status="Rejected"),
    row("When?", sent="soon"),
]


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def bring(client: FlaskClient, path: Path, **form: str) -> TestResponse:
    with path.open("rb") as file:
        return client.post("/import", data={**form, "files": (io.BytesIO(file.read()), path.name)})


def settled(client: FlaskClient, address: str) -> TestResponse:
    """The page once nothing goes on any more."""
    for _ in range(100):
        answer = client.get(address)
        if "Refresh" not in answer.headers:
            return answer
        time.sleep(0.1)  # a reading in another thread
    raise AssertionError("it goes on and on")


def test_a_sheet_is_read_shown_saved_and_undone(
    client: FlaskClient, site: Site, tmp_path: Path
) -> None:
    answer = bring(client, csv_of(tmp_path / "office.csv", ROWS))
    assert (answer.status_code, answer.location) == (303, "/import/1")
    page = settled(client, "/import/1").text
    assert "2 of 3 rows can be brought in" in page
    assert "“soon” is not a date" in page
    assert "month first, as the sheet’s other dates show" in page
    assert "not read; kept with its row" not in page
    assert "Acknowledged (promising" in page
    assert client.post("/import/1/save").status_code == 303
    page = settled(client, "/import/1").text
    assert "2 requests brought in" in page
    assert "Denied" in client.get("/").text
    listed = client.get("/requests/FD-0001/history").text
    assert "office.csv, row 2" in listed
    assert "=1+1" in listed
    assert client.post("/import/1/undo").status_code == 303
    assert "every request of it was taken out again" in client.get("/import/1").text
    with site.database.reading() as session:
        assert session.scalars(select(Request)).all() == []


def test_an_import_worked_on_since_says_so(client: FlaskClient, site: Site, tmp_path: Path) -> None:
    bring(client, csv_of(tmp_path / "office.csv", ROWS))
    settled(client, "/import/1")
    client.post("/import/1/save")
    settled(client, "/import/1")
    step = {"next_step": "Call", "next_step_on": "2026-12-01"}
    assert client.post("/requests/FD-0001/next-step", data=step).status_code == 303
    page = client.get("/import/1").text
    assert "FD-0001 has been worked on since" in page
    assert "Undo the whole import" not in page
    answer = client.post("/import/1/undo", follow_redirects=True)
    assert "FD-0001 has been worked on since, so the import is not undone" in answer.text


def test_what_is_no_sheet_is_one_sentence(client: FlaskClient, tmp_path: Path) -> None:
    answer = client.post("/import", data={})
    assert (answer.status_code, "Choose the sheet first" in answer.text) == (422, True)
    path = tmp_path / "letter.csv"
    path.write_bytes(b"%PDF-1.7")
    bring(client, path)
    assert "This is no sheet that can be read" in settled(client, "/import/1").text
    assert client.post("/import/1/drop").location == "/import"


def test_a_reading_goes_on_beside_its_page(client: FlaskClient, site: Site, tmp_path: Path) -> None:
    path = csv_of(tmp_path / "office.csv", ROWS)
    with site.database.writing() as session:
        sheet = imports.receive(site.keeper, session, [Brought(path, path.name)], now=NOW)
        sheet.total, sheet.counted = 10_000, 2_400
    answer = client.get("/import/1")
    assert answer.headers["Refresh"] == "1"
    assert "2,400 of 10,000 rows read." in answer.text
    site.clock.set(NOW.replace(hour=16))
    answer = client.get("/import/1")
    assert "Refresh" not in answer.headers
    assert "The desk was closed while it was at this sheet." in answer.text
    assert client.post("/import/1/drop").location == "/import"
    with site.database.reading() as session:
        assert session.scalars(select(SheetImport)).all() == []


def test_the_list_goes_out_as_it_is_narrowed(client: FlaskClient, site: Site) -> None:
    history(site.database, site.keeper, NOW, SENT, RECEIVED, ACKNOWLEDGED, DENIED, title="=Vans")
    history(site.database, site.keeper, NOW, SENT, title="Drones")
    page = client.get("/requests?find=vans").text
    assert 'href="/export/requests.xlsx?find=vans"' in page
    answer = client.get("/export/requests.csv?find=vans", buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    (only,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert (only["Title"], only["Date sent"], only["Date denied"]) == (
        "'=Vans",
        "2026-10-19",
        "2026-11-02",
    )
    assert (only["Act on"], only["Last day"]) == ("2026-12-02", "2026-12-07")
    assert only["Own date is for"] == "Appeal the denial"
    events = client.get("/export/events.csv?find=vans", buffered=True).data.decode("utf-8-sig")
    assert [each["Event"] for each in csv.DictReader(io.StringIO(events))] == [
        "e1", "e2", "e3", "e4",
    ]  # fmt: skip


def test_the_workbook_has_real_dates_and_says_how_it_was_made(
    client: FlaskClient, site: Site
) -> None:
    history(site.database, site.keeper, NOW, SENT, title="@Vans")
    book = load_workbook(io.BytesIO(client.get("/export/requests.xlsx", buffered=True).data))
    assert book.sheetnames == ["Requests", "Events", "Method"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    rows = list(book["Requests"].iter_rows(values_only=True))
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["Title"], told["Date sent"].date()) == ("'@Vans", date(2026, 10, 19))
    method = dict(book["Method"].iter_rows(values_only=True, max_col=2))
    assert method["As of"].date() == date(2026, 11, 22)
    assert "Under which" not in method["Calendar"]
    assert any("received" in str(key) for key in method)


def under_way(**answers: str) -> dict[str, str]:
    return {"agency": "nypd", "title": "Vans", "asked": "1. Contracts\n2. Invoices", **answers}


def test_one_request_under_way_is_entered_with_its_clocks_and_files(
    client: FlaskClient, site: Site
) -> None:
    told = under_way(
        **{
            "sent-on": "2026-08-03", "by": "post", "tracking": "FOIL-2026-056-1",
            "promised-on": "12/15/2026", "denied": "yes", "denied-on": "2026-11-13",
            "denied-scope": "part",
        }
    )  # fmt: skip
    seen = client.post("/under-way/preview", data=told).text
    assert "Denied, Fri, Nov 13" in seen
    assert "provisional: it needs received" in seen
    assert "the day the request was sent stands for it" in seen
    files = {
        "files": (io.BytesIO(b"%PDF request"), "Request.pdf"),
        "denied-files": (io.BytesIO(b"%PDF denial"), "Denial.pdf"),
    }
    answer = client.post("/under-way", data={**told, **files})
    assert (answer.status_code, answer.location) == (303, "/requests/FD-0001")
    with site.database.reading() as session:
        events = session.scalars(select(Event).order_by(Event.seq)).all()
        documents = session.scalars(select(Document).order_by(Document.id)).all()
        clocks = session.scalars(select(ClockRow.kind)).all()
    assert [event.id for event in events] == ["e1", "e2", "e3"]
    assert {event.entered.split(";")[0] for event in events if event.entered} == {
        "a request already under way"
    }
    assert [(each.name, each.event) for each in documents] == [
        ("Request.pdf", "e1"),
        ("Denial.pdf", "e3"),
    ]
    assert documents[1].sha256 in events[2].facts
    assert "appeal" in clocks
    page = client.get("/requests/FD-0001")
    assert page.status_code == 200
    assert "Entered later" in page.text


def test_a_form_that_comes_back_keeps_what_was_written_and_its_files(
    client: FlaskClient, site: Site
) -> None:
    told = under_way(**{"sent-on": "2026-08-03", "denied-on": "soon"})
    answer = client.post(
        "/under-way", data={**told, "files": (io.BytesIO(b"%PDF request"), "Request.pdf")}
    )
    assert answer.status_code == 422
    assert "“soon” is not a date" in answer.text
    assert "Request.pdf" in answer.text
    words = re.findall(r'name="kept" value="([^"]+)"', answer.text)
    again = {**under_way(**{"sent-on": "2026-08-03"}), "kept": words}
    assert client.post("/under-way", data=again).status_code == 303
    with site.database.reading() as session:
        assert session.scalars(select(Document.name)).all() == ["Request.pdf"]
    stranger = site.client(site.add("stranger"))
    assert stranger.post("/under-way", data=again).status_code == 303
    with site.database.reading() as session:
        assert len(session.scalars(select(Document)).all()) == 1


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"agency": ""}, "Choose the agency, or write its name."),
        ({"title": "", "asked": ""}, "Paste what was asked"),
        ({"sent-on": ""}, "Nothing of it has a day"),
        ({"sent-on": "2027-01-01"}, "that day is still to come"),
        ({"denied": "yes", "denied-on": "2026-07-01"}, "before the request was sent"),
        ({"denied-on": "2026-11-13"}, "Give the day only where it happened"),
        ({"matter": "Nobody’s", "title": "x" * 301}, "Shorten it"),
    ],
)
def test_what_cannot_be_entered_says_why(
    client: FlaskClient, site: Site, answers: dict[str, str], says: str
) -> None:
    told = under_way(**{"sent-on": "2026-08-03", **answers})
    answer = client.post("/under-way", data=told)
    assert (answer.status_code, says in answer.text) == (422, True)
    with site.database.reading() as session:
        assert session.scalars(select(Request)).all() == []


def test_another_law_is_kept_without_clocks_and_says_so(client: FlaskClient, site: Site) -> None:
    told = {"agency_words": "FBI", "title": "Stingrays", "sent-on": "2026-08-03"}
    assert client.post("/under-way", data=told).status_code == 303
    page = client.get("/requests/FD-0001").text
    assert "FBI" in page
    assert "another law" in page
    assert "another law" in client.get("/requests?stage=another+law").text
    for tab in ("clock", "history", "letters", "documents", "record"):
        assert client.get(f"/requests/FD-0001/{tab}").status_code == 200
    assert "Stingrays" in client.get("/").text
