"""Many at once, and killed at any moment: nothing acknowledged is lost, no chain breaks."""

import random
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from foil.archive.store import Folder
from foil.cli import main
from foil.model.database import Database
from foil.model.tables import Document, Event, Person, Request
from tests.integration.desk import SENT, history
from tests.integration.workers import SHARED, Acknowledged, hear, working

PROCESSES = 4
KILLS = 20
ENOUGH = 60  # saves that four processes must have told of
PATIENCE = 120  # seconds


@pytest.fixture
def shared(database: Database, person: Person, store: Folder, now: datetime) -> Request:
    return history(database, person, now, SENT)


def all_at_once(url: str, folder: Path, seconds: float) -> list[Acknowledged]:
    """Four processes save for so many seconds, longer on a busy machine. Returns all that was
    acknowledged."""
    told: list[Acknowledged] = []
    with ExitStack() as stack:
        workers = [stack.enter_context(working(url, folder, seed)) for seed in range(PROCESSES)]
        threads = [Thread(target=hear, args=(pipe, told)) for _, pipe in workers]
        for thread in threads:
            thread.start()
        began = time.monotonic()
        while (passed := time.monotonic() - began) < PATIENCE:
            if passed > seconds and len(told) > ENOUGH:
                break
            time.sleep(0.1)
        for process, _ in workers:
            process.kill()
        for thread in threads:
            thread.join()
    return told


def verified(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FOIL_DATABASE_URL", url)
    result = CliRunner().invoke(main, ["--data", str(folder), "verify"])
    assert result.exit_code == 0, result.output
    return result.output


def assert_all_there(database: Database, store: Folder, told: Iterable[Acknowledged]) -> None:
    with database.reading() as session:
        wanted = select(Request.number, Event.seq, Event.hash).join(
            Event, Event.request_id == Request.id
        )
        there = {("event", *row) for row in session.execute(wanted)}
        there |= {("document", SHARED, 0, sha) for sha in session.scalars(select(Document.sha256))}
    for one in told:
        assert one in there
        assert one[0] == "event" or store.has(one[3])


def test_four_at_once_lose_nothing_and_break_no_chain(
    database: Database,
    database_url: str,
    store: Folder,
    tmp_path: Path,
    shared: Request,
    seconds: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = all_at_once(database_url, tmp_path, seconds)
    numbers = [number for kind, number, *_ in told if kind == "event" and number != SHARED]
    assert len(numbers) == len(set(numbers)) > 0
    assert len({seq for kind, number, seq, _ in told if kind == "event" and number == SHARED}) > 1
    assert_all_there(database, store, told)
    assert "Everything holds" in verified(tmp_path, database_url, monkeypatch)


def test_killed_at_twenty_random_moments_loses_nothing_acknowledged(
    database: Database,
    database_url: str,
    store: Folder,
    tmp_path: Path,
    shared: Request,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Acknowledged] = []
    for kill in range(KILLS):
        with working(database_url, tmp_path, seed=kill) as (process, pipe):
            if pipe.poll(timeout=30):
                time.sleep(random.random() / 10)
            process.kill()
            hear(pipe, told)
        verified(tmp_path, database_url, monkeypatch)
    assert len(told) >= KILLS
    assert_all_there(database, store, told)
