"""A worker killed at any moment while it reads a production: in the end every page is there once,
and every file ended as it would have."""

import hashlib
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import func, select

from foil.archive.store import Folder
from foil.cli import main
from foil.model.database import Database
from foil.model.schema import migrate
from foil.model.tables import Content, Document, Member, Mention, Office, Page, Person
from foil.newyork import now
from foil.operations import contents
from foil.operations.documents import attach
from foil.settings import Settings, prepare
from tests import production
from tests.integration.desk import draft

KILLS = 20
FILES, PAGES, LONGEST = 45, 120, 0.85  # the longest a worker has, in seconds
SOAK = 1_000, 5_000, 12.0  # with `--seconds 60`
LEASE = 0.5  # seconds, so that the next worker need not wait long for what a killed one had
CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["foil.cli", "foil.cli.work", "foil.archive.slices"])

Told = list[tuple[object, ...]]


def work(folder: str) -> None:
    """`foil work`, with a short lease."""
    contents.LASTS = timedelta(seconds=LEASE)
    main(["--data", folder, "work"])


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """`foil work` in a process of its own, killed at the end."""
    process = CONTEXT.Process(target=work, args=(str(folder),))
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()
        process.close()


def office(folder: Path, files: list[tuple[str, bytes]]) -> Database:
    """An office with a mixed production on a request, none of it read."""
    settings = Settings(folder, f"sqlite:///{folder / 'foil.sqlite'}")
    prepare(settings)
    database, store = Database(settings.database_url), Folder.of(settings)
    migrate(database)
    kept = [(n, store.keep(BytesIO(b))) for n, b in files]
    with database.writing() as session:
        session.add(Office(id=1, name="Defense unit", kind="law", made_at=now()))
        email = "paralegal@example.org"
        person = Person(
            email=email, name="Paralegal", role="member", password_hash="!", made_at=now()
        )
        session.add(person)
        session.flush()
        request = draft(session, person, now())
        for name, each in kept:
            attach(person, session, request, each, name, now=now())
    return database


def waiting(database: Database) -> int:
    with database.reading() as session:
        pending = select(func.count()).select_from(Content).where(Content.state == "pending")
        return session.scalar(pending) or 0


def finished(database: Database, folder: Path) -> None:
    """Have the rest read, as soon as nobody holds any of it."""
    until = time.monotonic() + 1_200
    while waiting(database) and time.monotonic() < until:
        time.sleep(LEASE)
        assert CliRunner().invoke(main, ["--data", str(folder), "work", "--once"]).exit_code == 0
    assert waiting(database) == 0


def told(database: Database) -> Told:
    """All that came of it, in an order of its own."""
    with database.reading() as session:
        documents = select(Document.name, Document.source, Document.sha256, Content.state)
        rows: Told = [
            tuple(row)
            for row in session.execute(documents.join(Content, Content.sha256 == Document.sha256))
        ]
        for content in session.scalars(select(Content)):
            rows.append(("file", content.sha256, content.state, content.says, content.pages))
        for page in session.scalars(select(Page)):
            summed = hashlib.sha256(page.text.encode()).hexdigest()
            rows.append(("page", page.sha256, page.number, page.by, page.label, summed))
        rows += [
            ("mention", sha256, number, kind, value, start)
            for sha256, number, kind, value, start in session.execute(
                select(Page.sha256, Page.number, Mention.kind, Mention.value, Mention.start).join(
                    Page, Page.id == Mention.page_id
                )
            )
        ]
        rows += [
            ("member", *row)
            for row in session.execute(select(Member.container, Member.place, Member.sha256))
        ]
    return sorted(rows, key=str)


def test_killed_at_twenty_random_moments_changes_nothing_in_the_end(
    tmp_path: Path, seconds: float
) -> None:
    chance = random.Random(20261125)
    quiet, killed = tmp_path / "quiet", tmp_path / "killed"
    many, pages, longest = (FILES, PAGES, LONGEST) if seconds < 60 else SOAK
    files = list(production.production(many, pages))
    undisturbed, database = office(quiet, files), office(killed, files)
    finished(undisturbed, quiet)
    while_reading = 0
    for _ in range(KILLS):
        with working(killed):
            time.sleep(chance.uniform(0.35, longest))
        while_reading += waiting(database) > 0
    finished(database, killed)
    assert told(database) == told(undisturbed)
    assert {row[2] for row in told(database) if row[0] == "file"} == {"read", "unread"}
    assert while_reading >= KILLS // 2
    for folder in (quiet, killed):
        result = CliRunner().invoke(main, ["--data", str(folder), "verify"])
        assert result.exit_code == 0, result.output
    undisturbed.close()
    database.close()
