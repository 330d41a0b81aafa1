"""Files within files: each kept, read, and a document of its own beside its container, in every
request that the container comes to."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import pytest
from sqlalchemy import func, select

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.tables import Content, Document, Member, Page, Person
from foil.operations import contents, members
from foil.operations.documents import attach
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests import production
from tests.integration.desk import draft


@pytest.fixture
def worker(database: Database, store: Folder, now: datetime) -> Worker:
    return Worker(database, store, now=lambda: now)


def bring(worker: Worker, person: Person, name: str, content: bytes) -> str:
    """The file, brought to a request of its own; the request's number."""
    kept = worker.store.keep(BytesIO(content))
    with worker.database.writing() as session:
        request = draft(session, person, worker.now())
        attach(person, session, request, kept, name, now=worker.now())
        return request.number


def told(worker: Worker) -> Sequence[tuple[str, str, int, str]]:
    """Every document: its name, where from, how deep, and how the reading of it ended."""
    with worker.database.reading() as session:
        wanted = select(Document, Content.state).join(Content, Content.sha256 == Document.sha256)
        rows = session.execute(wanted.order_by(Document.id)).all()
        return [(d.name, d.source, members.depth(session, d), state) for d, state in rows]


def test_a_zip_of_zips_comes_apart_and_each_file_says_where_it_was(
    worker: Worker, person: Person
) -> None:
    bring(worker, person, "Production.zip", production.nested(9))
    read_all(worker)
    assert told(worker) == [
        ("Production.zip", "", 0, "read"),
        ("inner1.zip", "from Production.zip", 1, "read"),
        ("1.txt", "from Production.zip, folder beside", 1, "read"),
        ("inner0.zip", "from inner1.zip", 2, "read"),
        ("0.txt", "from inner1.zip, folder beside", 2, "read"),
        ("deepest.txt", "from inner0.zip", 3, "read"),
    ]
    with worker.database.reading() as session:
        assert "The deepest of 9." in session.scalars(select(Page.text)).all()


def test_a_container_brought_to_a_second_request_has_its_files_there_too(
    worker: Worker, person: Person
) -> None:
    content = production.with_script(3)
    bring(worker, person, "script.pdf", content)
    read_all(worker)
    bring(worker, person, "again.pdf", content)
    read_all(worker)
    names = [(name, source) for name, source, _, _ in told(worker)]
    assert names == [
        ("script.pdf", ""),
        ("notes.txt", "from script.pdf, folder ../.."),
        ("invoice.pdf", "from script.pdf"),
        ("again.pdf", ""),
        ("notes.txt", "from again.pdf, folder ../.."),
        ("invoice.pdf", "from again.pdf"),
    ]
    with worker.database.reading() as session:
        assert session.scalar(select(func.count(Content.sha256))) == 3


def test_a_zip_that_holds_itself_ever_deeper_ends(worker: Worker, person: Person) -> None:
    bring(worker, person, "deep.zip", production.nested(1, depth=9))
    read_all(worker)
    deepest = max(depth for _, _, depth, _ in told(worker))
    assert deepest == members.DEEPEST
    with worker.database.reading() as session:
        left = session.scalars(select(Member.says).where(Member.sha256.is_(None))).all()
    assert set(left) == {members.TOO_DEEP}


def test_what_was_too_deep_in_one_file_is_not_where_it_comes_by_itself(
    worker: Worker, person: Person
) -> None:
    bring(worker, person, "deep.zip", production.nested(1, depth=9))
    read_all(worker)
    bring(worker, person, "inner.zip", production.nested(1, depth=4))
    read_all(worker)
    assert told(worker)[-1][0] == "deepest.txt"


def test_a_bomb_stays_inside_and_what_is_honest_beside_it_is_read(
    worker: Worker, person: Person
) -> None:
    bring(worker, person, "bomb.zip", production.bomb())
    read_all(worker)
    assert [name for name, *_ in told(worker)] == ["bomb.zip", "honest.txt"]
    with worker.database.reading() as session:
        [left] = session.scalars(select(Member).where(Member.sha256.is_(None)))
    assert (left.name, "far more than it weighs" in left.says) == ("zeros.bin", True)


def test_names_of_files_in_files_are_never_paths(worker: Worker, person: Person) -> None:
    names = ["../../../etc/passwd", "/etc/shadow", "C:\\Windows\\win.ini", "a/\u202egpj.exe", ".."]
    files = {name: f"Text of file {n}.".encode() for n, name in enumerate(names)}
    bring(worker, person, "names.zip", production.zipped(files))
    read_all(worker)
    assert [name for name, *_ in told(worker)] == [
        "names.zip", "passwd", "shadow", "win.ini", "gpj.exe", "unnamed",
    ]  # fmt: skip


def test_a_file_larger_than_a_piece_is_taken_out_whole(
    worker: Worker, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = production.video(10, size=9 << 20)
    bring(worker, person, "large.zip", production.zipped({"camera.mp4": whole}, pack=0))
    read_all(worker)
    with worker.database.reading() as session:
        [content] = session.scalars(select(Content).where(Content.state == "unread"))
    with worker.store.open(content.sha256) as file:
        assert file.read() == whole
    assert "a video of 10 seconds" in content.says


def test_reading_it_again_takes_nothing_out_twice(worker: Worker, person: Person) -> None:
    bring(worker, person, "Production.zip", production.nested(9))
    read_all(worker)
    before = told(worker)
    with worker.database.writing() as session:
        for sha256 in session.scalars(select(Content.sha256)).all():
            contents.read_again(session, sha256)
    read_all(worker)
    assert told(worker) == before
    with worker.database.reading() as session:
        assert session.scalar(select(func.count(Page.id))) == 6


def test_what_hangs_on_a_mail_and_came_beside_it_is_no_second_document(
    worker: Worker, person: Person
) -> None:
    copy = production.born_digital(1, 1)
    files = {"reply.eml": production.mail(1, [("copy.pdf", copy), ("note.txt", b"A note.")])}
    kept = {name: worker.store.keep(BytesIO(b)) for name, b in {**files, "copy.pdf": copy}.items()}
    with worker.database.writing() as session:
        request = draft(session, person, worker.now())
        for name, each in kept.items():
            attach(person, session, request, each, name, now=worker.now(), route="mail")
    read_all(worker)
    assert [(name, deep) for name, _, deep, _ in told(worker)] == [
        ("reply.eml", 0),
        ("copy.pdf", 0),
        ("note.txt", 1),
    ]
