"""What every kind of test may ask for: a browser, a PostgreSQL, the same examples each time."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import MISSING, chromium_path

HERE = Path(__file__).parent
LONGEST = ("e2e/test_pages.py", "e2e", "integration")

# What is compiled is kept: each worker, and each `foil` that a test starts, would do it again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--seconds 60` keeps four processes saving for a minute: see `make soak`."""
    parser.addoption(
        "--seconds", type=float, default=1.5, help="how long to save from four at once"
    )


@pytest.fixture
def seconds(request: pytest.FixtureRequest) -> float:
    """How long a test of many processes at once goes on."""
    return float(request.config.getoption("seconds"))


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as cores: a test waits on a browser, a database or a server of
    its own for a third of its time."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no worker ends long before another.

    A file is one worker's: it opens one browser, and one desk where its tests share it.
    """
    turns = {path: _turn(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: turns[item.path])


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: nobody need look through it for what may go."""
    gc.collect()
    gc.freeze()


def _turn(path: Path) -> int:
    """Where in the order a file stands: the longest first."""
    name = path.relative_to(HERE).as_posix()
    return next((n for n, start in enumerate(LONGEST) if name.startswith(start)), len(LONGEST))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium, for Playwright to drive. Fails where there is none."""
    return chromium_path() or pytest.fail(MISSING, pytrace=False)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The SQLAlchemy URL of an empty database in a PostgreSQL of this worker's own.

    Its user may make further databases. It ends with the tests, even when they are killed.
    """
    program = subprocess.Popen(
        [sys.executable, HERE / "postgres.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with program:
        assert program.stdin and program.stdout and program.stderr
        url = program.stdout.readline().strip()
        if not url:
            pytest.fail(program.stderr.read().strip(), pytrace=False)
        yield url
        program.stdin.close()
        program.wait(timeout=60)
