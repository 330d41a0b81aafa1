"""The worker: what is due is done once, whoever is killed, and nothing else is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Thread

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text, update

from foil.archive.store import Folder
from foil.cli import main
from foil.errors import Busy, FoilError
from foil.insight.basis import basis, count_stale
from foil.model.database import Database
from foil.model.tables import ClockRow, Lease, Person, Request
from foil.newyork import now as this_instant
from foil.operations import rules, stale, work
from foil.operations.leases import LASTS, release, take
from foil.operations.stale import recount_stale
from foil.operations.work import LONGEST_PAUSE, SWEEPS_EVERY, sweep, work_on, work_once
from foil.operations.worker import Worker
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history

PATIENCE = 60  # seconds


def held_by(database: Database, name: str) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Lease.holder).where(Lease.name == name)))


def stale_requests(database: Database, person: Person) -> int:
    with database.reading() as session:
        return count_stale(person, session, basis(session))


def wait_until(holds: Callable[[], bool]) -> None:
    patience = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < patience
        time.sleep(0.02)


@pytest.fixture
def worker(database: Database, store: Folder, now: datetime) -> Worker:
    return Worker(database, store, now=lambda: now)


def another(worker: Worker, later: timedelta = timedelta(0)) -> Worker:
    instant = worker.now() + later
    return Worker(worker.database, worker.store, now=lambda: instant)


class TestLeases:
    def test_one_at_a_time_holds_it(self, database: Database, now: datetime) -> None:
        with database.writing() as session:
            assert take(session, "count", "a", now=now)
        with database.writing() as session:
            assert not take(session, "count", "b", now=now + LASTS - timedelta(seconds=1))
            assert take(session, "post", "b", now=now)

    def test_its_holder_keeps_it_longer(self, database: Database, now: datetime) -> None:
        with database.writing() as session:
            assert take(session, "count", "a", now=now)
        with database.writing() as session:
            assert take(session, "count", "a", now=now + LASTS / 2)
        with database.writing() as session:
            assert not take(session, "count", "b", now=now + LASTS)

    def test_one_that_ran_out_is_anyones(self, database: Database, now: datetime) -> None:
        with database.writing() as session:
            assert take(session, "count", "a", now=now)
        with database.writing() as session:
            assert take(session, "count", "b", now=now + LASTS)

    def test_one_that_is_given_back_is_anyones_and_only_its_holder_gives_it(
        self, database: Database, now: datetime
    ) -> None:
        with database.writing() as session:
            assert take(session, "count", "a", now=now)
        with database.writing() as session:
            release(session, "count", "b")
        assert held_by(database, "count") == ["a"]
        with database.writing() as session:
            release(session, "count", "a")
        with database.writing() as session:
            assert take(session, "count", "b", now=now)

    def test_of_many_at_once_one_gets_it(self, database: Database, now: datetime) -> None:
        got: list[str] = []
        ready = Barrier(6)

        def reach(holder: str) -> None:
            ready.wait()
            with database.writing() as session:
                if take(session, "count", holder, now=now):
                    got.append(holder)

        threads = [Thread(target=reach, args=(f"worker-{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(got) == 1
        assert held_by(database, "count") == got


@pytest.fixture
def waiting(database: Database, person: Person, outsider: Person, now: datetime) -> list[Request]:
    """Five requests counted before the office entered a closing."""
    made = [history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED) for _ in range(5)]
    with database.writing() as session:
        rules.add_closing(outsider, session, date(2026, 11, 9), "Snow", now=now)
    return made


class TestRecount:
    def test_everything_older_is_counted_again_a_batch_at_a_time(
        self,
        worker: Worker,
        person: Person,
        waiting: list[Request],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(stale, "BATCH", 2)
        assert stale_requests(worker.database, person) == 5
        recount_stale(worker)
        assert stale_requests(worker.database, person) == 0
        assert held_by(worker.database, "recount") == []

    def test_where_nothing_is_older_nothing_is_written(
        self, worker: Worker, person: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        history(worker.database, person, now, SENT)
        monkeypatch.setattr(worker.database, "writing", None)
        recount_stale(worker)

    def test_while_another_does_it_this_one_leaves_it_alone(
        self, worker: Worker, person: Person, waiting: list[Request], now: datetime
    ) -> None:
        with worker.database.writing() as session:
            take(session, "recount", "another", now=now)
        recount_stale(worker)
        assert stale_requests(worker.database, person) == 5
        recount_stale(another(worker, LASTS))
        assert stale_requests(worker.database, person) == 0

    def test_one_that_cannot_be_counted_holds_up_no_other_and_is_named(
        self, worker: Worker, person: Person, waiting: list[Request]
    ) -> None:
        broken = {"broken": '{"kind":"unheard_of"}', "id": waiting[1].id}
        with worker.database.writing() as session:
            statement = "UPDATE event SET facts = :broken WHERE request_id = :id"
            session.execute(text(statement), broken)
        with pytest.raises(FoilError, match=r"^FD-0002 cannot be counted .*foil verify"):
            recount_stale(worker)
        assert stale_requests(worker.database, person) == 1

    def test_it_ends_between_two_batches(
        self,
        worker: Worker,
        person: Person,
        waiting: list[Request],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(stale, "BATCH", 2)
        counted = stale.recount_batch

        def last(*given: object, **named: object) -> int:
            worker.ending.set()
            return counted(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(stale, "recount_batch", last)
        recount_stale(worker)
        assert stale_requests(worker.database, person) == 3
        assert held_by(worker.database, "recount") == []


class TestSweep:
    def test_a_cut_off_upload_is_swept_up_once_an_hour(self, worker: Worker) -> None:
        part = worker.store.incoming / "cut-off.part"  # type: ignore[attr-defined]
        for again in (timedelta(0), SWEEPS_EVERY):
            part.write_bytes(b"half")
            os.utime(part, (0, 0))
            instant = worker.now() + again
            worker.now = lambda instant=instant: instant  # type: ignore[misc]
            sweep(worker)
            assert not part.exists()
        part.write_bytes(b"half")
        os.utime(part, (0, 0))
        sweep(worker)
        assert part.exists()


def busy(_: Worker) -> None:
    raise Busy("Another save is holding the record.")


class TestLoop:
    def test_what_fails_is_one_sentence_and_the_rest_is_done(self, worker: Worker) -> None:
        done: list[str] = []
        jobs = {"First": busy, "Second": lambda _: done.append("second")}
        assert work_once(worker, jobs) == ["First. Another save is holding the record."]
        assert done == ["second"]

    def test_it_goes_on_until_it_is_ended_and_says_a_failure_once(
        self, worker: Worker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(work, "LOOKS_EVERY", 0)
        clock = [worker.now()]
        worker.now = lambda: clock[0]
        tried: list[datetime] = []
        said: list[str] = []

        def fail(_: Worker) -> None:
            tried.append(clock[0])
            busy(worker)

        def pass_time(_: Worker) -> None:
            clock[0] += timedelta(seconds=1)
            if clock[0] - tried[0] > timedelta(minutes=5):
                worker.ending.set()

        work_on(worker, said.append, {"Failing": fail, "Time": pass_time})
        assert said == ["Failing. Another save is holding the record."]
        pauses = [after - before for before, after in pairwise(tried)]
        assert pauses == sorted(pauses)
        assert pauses[0] < pauses[-1] == LONGEST_PAUSE

    def test_once_does_what_is_due(
        self,
        database_url: str,
        tmp_path: Path,
        person: Person,
        worker: Worker,
        waiting: list[Request],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("FOIL_DATABASE_URL", database_url)
        result = CliRunner().invoke(main, ["--data", str(tmp_path), "work", "--once"])
        assert (result.exit_code, result.output) == (0, "")
        assert stale_requests(worker.database, person) == 0

    def test_once_says_in_one_sentence_what_failed(
        self,
        database_url: str,
        tmp_path: Path,
        worker: Worker,
        waiting: list[Request],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("FOIL_DATABASE_URL", database_url)
        with worker.database.writing() as session:
            session.execute(text("UPDATE event SET facts = '{}'"))
        result = CliRunner().invoke(main, ["--data", str(tmp_path), "work", "--once"])
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Not every date is counted anew. FD-0001 cannot")

    def test_without_a_record_it_says_so(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(main, ["--data", str(tmp_path / "none"), "work", "--once"])
        assert result.exit_code == 1
        assert "There is no record here yet" in result.stderr


def test_a_worker_killed_in_the_middle_loses_nothing_and_its_lease_runs_out(
    database: Database,
    database_url: str,
    tmp_path: Path,
    store: Folder,
    person: Person,
    now: datetime,
) -> None:
    made = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
    with database.writing() as session:
        copies(session, made.id, 600)
        session.execute(update(Request).values(basis=""))
    before = clocks_each(database)
    command = [sys.executable, "-m", "foil", "--data", str(tmp_path), "work"]
    environ = {**os.environ, "FOIL_DATABASE_URL": database_url}
    process = subprocess.Popen(command, env=environ)
    wait_until(lambda: 0 < stale_requests(database, person) < 600)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    left = stale_requests(database, person)
    assert 0 < left < 600
    assert len(held_by(database, "recount")) == 1
    recount_stale(Worker(database, store))
    assert stale_requests(database, person) == left
    recount_stale(Worker(database, store, now=lambda: this_instant() + LASTS))
    assert stale_requests(database, person) == 0
    assert clocks_each(database) == before


def test_a_worker_asked_to_end_gives_its_leases_back(
    database: Database, database_url: str, tmp_path: Path, person: Person
) -> None:
    command = [sys.executable, "-m", "foil", "--data", str(tmp_path), "work"]
    environ = {**os.environ, "FOIL_DATABASE_URL": database_url}
    process = subprocess.Popen(command, env=environ)
    with database.reading() as session:
        checks = select(func.count()).select_from(text("self_check"))
        assert session.scalar(checks) == 0

    def checked() -> bool:
        with database.reading() as session:
            return session.scalar(checks) == 1

    wait_until(checked)
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0
    assert held_by(database, "self-check") == []


def copies(session: object, request_id: int, many: int) -> None:
    """Copies of a request's rows, until there are that many requests more."""
    run = session.execute  # type: ignore[attr-defined]
    request = (
        "agency, technology, law, requester, owner_id, private, public_title, working_title, "
        "next_step, head_seq, head_hash, basis, made_at, made_by"
    )
    for n in range(1, many):
        new = {"new": request_id + n, "old": request_id, "number": f"FD-{request_id + n:04d}"}
        for statement in (
            f"INSERT INTO request (id, number, {request}) "
            f"SELECT :new, :number, {request} FROM request WHERE id = :old",
            "INSERT INTO item (request_id, number, words) "
            "SELECT :new, number, words FROM item WHERE request_id = :old",
            "INSERT INTO event (request_id, seq, id, facts, recorded_at, recorded_by, prev, hash) "
            "SELECT :new, seq, id, facts, recorded_at, recorded_by, prev, hash FROM event "
            "WHERE request_id = :old",
        ):
            run(text(statement), {k: v for k, v in new.items() if f":{k}" in statement})


def clocks_each(database: Database) -> set[int]:
    """How many clocks each request has."""
    with database.reading() as session:
        many = select(func.count(ClockRow.n)).group_by(ClockRow.request_id)
        return set(session.scalars(many))
