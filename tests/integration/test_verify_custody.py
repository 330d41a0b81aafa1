"""`foil verify` names what is wrong with files, with what was made of them, with who had them."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from foil.archive.store import Folder
from foil.cli import main
from foil.model.database import Database
from foil.model.tables import (
    Content,
    ContentFinding,
    Document,
    Journal,
    Member,
    Mention,
    Page,
    Person,
    Request,
)
from foil.operations.disposal import dispose
from foil.operations.documents import attach, open_document
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests import production
from tests.integration.conftest import NOW, add_person
from tests.integration.desk import SENT, add, history

Verify = Callable[[], str]
RELEASED = {"kind": "released", "on": "2026-11-18", "received": "2026-11-18", "part": "part"}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """An office with a production that was read, and a copy taken of it."""
    folder = tmp_path_factory.mktemp("custody")
    for name in ("documents", "incoming"):
        (folder / name).mkdir()
    (folder / "foil.sqlite").write_bytes(sqlite_template.read_bytes())
    database, store = (
        Database(f"sqlite:///{folder / 'foil.sqlite'}"),
        Folder(folder / "documents", folder / "incoming"),
    )
    person = add_person(database, "paralegal")
    request = history(database, person, NOW, SENT, RELEASED)
    files = {
        "contract.pdf": production.born_digital(0, 3),
        "Production.zip": production.nested(9),
        "locked.pdf": production.locked(1),
    }
    for name, content in files.items():
        kept = store.keep(BytesIO(content))
        with database.writing() as session:
            attach(person, session, request, kept, name, now=NOW, event="e2")
    read_all(Worker(database, store, now=lambda: NOW))
    with database.writing() as session:
        open_document(person, session, 1, now=NOW)
    database.close()
    return folder


@pytest.fixture
def folder(read: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test to harm."""
    return Path(shutil.copytree(read, tmp_path / "office"))


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{folder / 'foil.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def person(database: Database) -> Person:
    with database.reading() as session:
        return session.scalars(select(Person)).one()


@pytest.fixture
def verify(folder: Path) -> Verify:
    def run() -> str:
        return CliRunner().invoke(main, ["--data", str(folder), "verify"]).output

    return run


def test_what_was_read_holds(verify: Verify) -> None:
    assert "Everything holds" in verify()


def test_one_bit_of_a_stored_file_is_named(
    folder: Path, verify: Verify, database: Database
) -> None:
    with database.reading() as session:
        sha256 = session.scalars(
            select(Document.sha256).where(Document.name == "deepest.txt")
        ).one()
    path = folder / "documents" / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[3] ^= 0b100
    path.write_bytes(content)
    assert f"FD-0001: deepest.txt ({sha256}) has changed" in verify()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM page WHERE number = 2", "Page 2 of the file "),
        ("UPDATE page SET number = 7 WHERE number = 3", "is there, and was never read."),
        ("UPDATE content SET done = 2 WHERE done = 3", "is called read, with 2 of 3 pages."),
        ("UPDATE content SET program = '' WHERE done = 3", "Nothing says what program read"),
        ("UPDATE content SET says = '' WHERE state = 'unread'", "and nothing says why."),
        ("UPDATE content SET state = 'lost' WHERE state = 'unread'", "is in no state there is"),
        ("DELETE FROM content WHERE done = 3", "pages are of the file"),
        ("DELETE FROM member WHERE place = 1", "at place 1 in"),
        ("DELETE FROM member WHERE place = 2", "which lacks it."),
        ("UPDATE member SET sha256 = NULL WHERE place = 2", "was left inside"),
        ('UPDATE mention SET "end" = 99999', "stands on no page."),
        ("DELETE FROM document WHERE name = 'deepest.txt'", "came and is gone from the record"),
        ("DELETE FROM document WHERE name = 'inner0.zip'", "lay in a file that is gone."),
        ("UPDATE document SET sha256 = 'x' WHERE id = 1", "the journal never saw it come."),
        ("DELETE FROM document_opening", "person 1 took 1 copies of"),
        (
            "UPDATE journal SET line = replace(line, 'copy', 'note') WHERE line LIKE '%copy of%'",
            "of the journal is not as it was written",
        ),
        ("DELETE FROM journal WHERE line LIKE '%taken out%' AND n < 8", "The journal lacks line"),
    ],
)
def test_each_harm_is_named(verify: Verify, folder: Path, statement: str, says: str) -> None:
    with closing(sqlite3.connect(folder / "foil.sqlite")) as record:  # which holds no references
        record.execute(statement)
        record.commit()
    assert says in verify()


def test_a_recalled_production_is_in_the_journal_file_by_file(
    verify: Verify, database: Database, person: Person
) -> None:
    with database.writing() as session:
        request = session.scalars(select(Request)).one()
        recalled = {"kind": "recalled", "dated": "2026-11-20", "received": "2026-11-20"}
        add(session, person, request, {**recalled, "what": "return_asked", "of": ["e2"]}, NOW)
    with database.reading() as session:
        asked = Journal.line.like("%document asked back by the agency%")
        assert session.scalar(select(func.count()).select_from(Journal).where(asked)) == 8
        assert session.scalar(select(func.count(Document.id))) == 8
    assert "Everything holds" in verify()


def test_disposal_names_each_file_and_takes_what_was_made_of_it(
    verify: Verify, database: Database, person: Person
) -> None:
    with database.writing() as session:
        dispose(person, session, [1], "tried out", now=NOW)
    with database.reading() as session:
        for table in (Content, Page, Mention, Member, ContentFinding, Document):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        gone = Journal.line.like("%document disposed of%")
        assert session.scalar(select(func.count()).select_from(Journal).where(gone)) == 8
    assert "Everything holds" in verify()


def test_what_another_request_names_stays_when_one_is_disposed_of(
    verify: Verify, database: Database, person: Person, folder: Path
) -> None:
    other = history(database, person, NOW, SENT)
    store = Folder(folder / "documents", folder / "incoming")
    kept = store.keep(BytesIO(production.nested(9)))
    with database.writing() as session:
        attach(person, session, other, kept, "again.zip", now=NOW)
    with database.writing() as session:
        dispose(person, session, [1], "tried out", now=NOW)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Content)) == 6
        assert session.scalar(text("SELECT count(*) FROM page")) == 6
    assert "Everything holds" in verify()
