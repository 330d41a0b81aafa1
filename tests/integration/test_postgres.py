"""The tests' own PostgreSQL: it answers, and it leaves nothing behind when it is left alone."""

import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

POSTGRES = Path(__file__).parents[1] / "postgres.py"


def test_it_answers_and_may_make_databases(postgres_url: str) -> None:
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("create database another"))
        assert connection.scalar(text("show server_encoding")) == "UTF8"
        assert connection.scalar(text("select lower('ÉTÉ')")) == "été"
        connection.execute(text("drop database another"))
    engine.dispose()


def test_it_ends_when_the_tests_are_killed() -> None:
    starter = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, {str(POSTGRES)!r}], stdin=subprocess.PIPE)\n"
        "time.sleep(60)\n"
    )
    tests = subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE, text=True)
    with tests:
        assert tests.stdout
        url = make_url(tests.stdout.readline().strip())
        folder = Path(str(url.query["host"]))
        assert (folder / "data" / "postmaster.pid").exists()
        tests.kill()
        deadline = time.monotonic() + 30
        while folder.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not folder.exists()
