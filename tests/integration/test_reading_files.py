"""Files are read in the background: every page once, whoever is killed."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module
from io import BytesIO

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import delete, select

from foil.archive.store import Folder
from foil.insight.search import Asked, search
from foil.model.database import Database
from foil.model.query import read_query
from foil.model.tables import Content, ContentFinding, Mention, Page, Person
from foil.operations import contents, reading_files
from foil.operations.documents import attach
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests import production
from tests.integration.desk import draft
from tests.redacted import BAD, SECRET


@pytest.fixture
def worker(database: Database, store: Folder, now: datetime) -> Worker:
    return Worker(database, store, now=lambda: now)


@pytest.fixture(scope="module")
def report() -> bytes:
    """A PDF of five pages, each with words of its own."""
    from weasyprint import HTML

    pages = "".join(
        f"<p style='break-after: page'>Page {n} of the contract file.</p>" for n in "12345"
    )
    made: bytes = HTML(string=pages).write_pdf()
    return made


def bring(worker: Worker, person: Person, *files: bytes) -> list[str]:
    """The files, brought to one request; their sums."""
    kept = [worker.store.keep(BytesIO(file)) for file in files]
    with worker.database.writing() as session:
        request = draft(session, person, worker.now())
        for n, each in enumerate(kept):
            attach(person, session, request, each, f"{n}.pdf", now=worker.now())
    return [each.sha256 for each in kept]


def rows(worker: Worker) -> tuple[Sequence[Content], Sequence[Page]]:
    with worker.database.reading() as session:
        found = session.scalars(select(Content).order_by(Content.size)).all()
        return found, session.scalars(select(Page).order_by(Page.sha256, Page.number)).all()


def test_every_page_is_read_once_however_often_the_file_comes(
    worker: Worker, person: Person, report: bytes
) -> None:
    bring(worker, person, report, report)
    read_all(worker)
    read_all(worker)
    [content], pages = rows(worker)
    assert (content.state, content.pages, content.done, content.taken_by) == ("read", 5, 5, "")
    assert [page.text for page in pages] == [f"Page {n} of the contract file." for n in "12345"]
    assert "pypdfium2" in content.program


def test_a_long_file_is_saved_slice_by_slice(
    worker: Worker, person: Person, report: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_files, "MOST", 2)
    seen: list[int] = []
    save = contents.save

    def counted(*given: object, **named: object) -> bool:
        more = save(*given, **named)  # type: ignore[arg-type]
        seen.append(len(rows(worker)[1]))
        return more

    monkeypatch.setattr(contents, "save", counted)
    bring(worker, person, report)
    read_all(worker)
    assert seen == [0, 2, 4]  # what others see within each save: the slices before it
    assert rows(worker)[0][0].done == 5


def test_what_cannot_be_read_says_why_and_stops_nothing_else(
    worker: Worker, person: Person, report: bytes
) -> None:
    bring(worker, person, b"%PDF-1.7 nothing", b"\x00\x01\x02", report)
    read_all(worker)
    told = {content.state: content.says for content in rows(worker)[0]}
    assert told["read"] == ""
    assert {content.state for content in rows(worker)[0]} == {"read", "unread"}
    assert all(content.says.endswith(".") for content in rows(worker)[0] if content.state != "read")


def test_a_page_that_breaks_its_reader_is_left_out_and_the_others_are_read(
    worker: Worker, person: Person, report: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foil.archive.slices import Slicer
    from foil.sandbox import Outran

    read = Slicer.read

    def breaks_on_three(self: Slicer, path: object, after: int, most: int) -> object:
        if after < 3 <= after + most:
            raise Outran("It broke.")
        return read(self, path, after, most)  # type: ignore[arg-type]

    monkeypatch.setattr(Slicer, "read", breaks_on_three)
    bring(worker, person, report)
    read_all(worker)
    [content], pages = rows(worker)
    assert content.state == "read"
    assert [page.number for page in pages if not page.by] == [3]
    with worker.database.reading() as session:
        assert session.scalars(select(ContentFinding.says)).all() == [
            f"Page 3 {reading_files.DEFEATED}"
        ]


def test_what_breaks_the_writing_of_one_file_ends_the_reading_of_no_other(
    worker: Worker, person: Person, report: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = bring(worker, person, b"The first file's words.", report)
    save = contents.save

    def breaks(session: object, sha256: str, *given: object, **named: object) -> bool:
        if sha256 == first:
            raise RuntimeError("a fault of ours")
        return save(session, sha256, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(contents, "save", breaks)
    monkeypatch.setattr(reading_files, "LOOKS_EVERY", 0.01)
    readers = reading_files.Readers(worker, 1)
    readers.start()
    until = time.monotonic() + 30
    while {row.sha256: row.state for row in rows(worker)[0]}[second] != "read":
        assert time.monotonic() < until
        time.sleep(0.05)
    worker.ending.set()
    readers.join()
    assert {row.sha256: row.state for row in rows(worker)[0]}[first] == "pending"


def test_one_that_stops_saying_that_it_reads_loses_the_file_and_what_it_saves_late(
    worker: Worker, person: Person, report: bytes
) -> None:
    [sha256] = bring(worker, person, report)
    with worker.database.writing() as session:
        assert contents.take(session, "killed", now=worker.now()) is not None
        assert contents.take(session, "other", now=worker.now()) is None
    later = worker.now() + contents.LASTS
    read_all(Worker(worker.database, worker.store, now=lambda: later))
    with worker.database.writing() as session:
        nothing = contents.Slice("application/pdf", 5, (), ())
        assert not contents.save(session, sha256, "killed", 0, nothing, now=later)
    assert rows(worker)[0][0].state == "read"


def test_a_file_that_ends_the_worker_again_and_again_is_left_to_a_person(
    worker: Worker, person: Person, report: bytes
) -> None:
    bring(worker, person, report)
    at = worker.now()
    for _ in range(contents.TRIES):
        with worker.database.writing() as session:
            assert contents.take(session, "killed", now=at) is not None
        at += contents.LASTS + timedelta(seconds=1)
    with worker.database.writing() as session:
        assert contents.take(session, "next", now=at) is None
    assert rows(worker)[0][0].state == "refused"


def test_it_can_be_thrown_away_and_made_again(
    worker: Worker, person: Person, report: bytes
) -> None:
    [sha256] = bring(worker, person, report)
    read_all(worker)
    before = [(page.number, page.text, page.by) for page in rows(worker)[1]]
    with worker.database.writing() as session:
        contents.read_again(session, sha256)
    assert rows(worker)[1] == []
    read_all(worker)
    assert [(page.number, page.text, page.by) for page in rows(worker)[1]] == before


def test_what_patterns_find_is_saved_with_its_page_and_place(
    worker: Worker, person: Person
) -> None:
    bring(worker, person, production.born_digital(0, 2))
    read_all(worker)
    with worker.database.reading() as session:
        wanted = (
            select(Mention, Page).join(Page, Page.id == Mention.page_id).order_by(Mention.start)
        )
        found = [
            (mention.kind, mention.value, page.number, page.text[mention.start : mention.end])
            for mention, page in session.execute(wanted)
        ]
    assert found == [
        ("contract", "CT1-056-20211400123", 1, "CT1-056-20211400123"),
        ("pin", "05621P0014", 1, "05621P0014"),
        ("amount", "1250000.00", 1, "$1,250,000.00"),
    ]


@pytest.mark.parametrize("how", ["a box painted over", "an annotation"])
def test_words_under_a_black_box_are_in_no_row_and_in_no_index(
    worker: Worker, person: Person, how: str
) -> None:
    bring(worker, person, BAD[how])
    read_all(worker)
    with worker.database.reading() as session:
        told = session.scalars(select(ContentFinding)).one()
        seen = [search(person, session, read_query(each), Asked()).pages for each in SECRET.split()]
        met = search(person, session, read_query("officers"), Asked()).pages
    assert (told.what, told.page) == (contents.COVERED, 1)
    assert "ask counsel" in told.says
    assert (seen, met) == ([0, 0], 1)
    [page] = rows(worker)[1]
    assert "Informant" not in page.text


def test_what_breaks_a_limit_is_refused_with_the_limit(worker: Worker, person: Person) -> None:
    endless = production.pdf([["A page."]]).replace(b"/Count 1", b"/Count 99999")
    bomb = production.zipped({"xl/workbook.xml": b"\0" * (12 << 20)})
    bring(worker, person, bomb, endless)
    read_all(worker)
    told = {content.state: content.says for content in rows(worker)[0]}
    assert set(told) == {"refused"}
    assert all(content.says for content in rows(worker)[0])


def test_a_file_that_came_before_files_were_read_waits_like_any_other(
    worker: Worker, person: Person, report: bytes
) -> None:
    bring(worker, person, report, report)
    with worker.database.writing() as session:
        session.execute(delete(Content))
        with Operations.context(MigrationContext.configure(session.connection())):
            migration = "foil.model.migrations.versions.0032_files_that_came_before"
            import_module(migration).upgrade()
    assert [(each.state, each.done) for each in rows(worker)[0]] == [("pending", 0)]
    read_all(worker)
    assert [(each.state, each.done) for each in rows(worker)[0]] == [("read", 5)]
