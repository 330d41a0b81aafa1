"""foil serve, as a person starts it; and any other WSGI server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from foil.cli.child import Child
from foil.cli.serve import is_loopback

PATIENCE = 60  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, str]]:
    """A desk served by a process of its own: its address and what it printed before that."""
    with desk(folder, *options) as (_, said):
        yield said.split("FOIL Desk: ")[1].strip(), said


@contextmanager
def desk(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A desk's own process, and what it printed before it was open."""
    command = [sys.executable, "-m", "foil", "serve", "--data", str(folder), *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environ,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - no thread runs here
    ) as process:
        assert process.stdout
        said = ""
        try:
            while "FOIL Desk: http" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield process, said
        finally:
            process.terminate()
            process.wait(timeout=20)


def heed_ctrl_c() -> None:
    """As in a terminal; what a shell starts in the background would not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def children(process: int) -> list[int]:
    """The processes that this one has begun and that have not ended."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == process and state != "Z":
            found.append(int(status.parent.name))
    return found


def alive(process: int) -> bool:
    """Whether that process still runs."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(holds: Callable[[], object]) -> None:
    patience = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < patience
        time.sleep(0.05)


def worker_of(served: subprocess.Popen[str]) -> int:
    wait_until(lambda: children(served.pid))
    (worker,) = children(served.pid)
    return worker


def read(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.status, answer.read().decode()


def test_one_command_opens_a_desk(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path / "office", "--port", str(port)) as (address, said):
        assert address == f"http://localhost:{port}"
        assert f"Data folder: {tmp_path / 'office'}" in said
        assert "code" not in said
        status, page = read(f"http://127.0.0.1:{port}/")
        assert status == 200
        assert "Set up the desk" in page
        assert 'name="code"' not in page
    kept = {path.name for path in (tmp_path / "office").iterdir()}
    assert {"documents", "incoming", "foil.sqlite", "secret.key"} <= kept


def test_reached_by_others_it_asks_for_the_code_it_printed(tmp_path: Path) -> None:
    port = free_port()
    command = ("--host", "0.0.0.0", "--port", str(port))
    with serving(tmp_path, *command) as (_, said):
        assert 'name="code"' in read(f"http://127.0.0.1:{port}/first-run")[1]
        process_said = said
    assert "http://localhost" not in process_said


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "foil", "serve", "--data", str(tmp_path), "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert re.fullmatch(rf"Port {port} on 127.0.0.1 cannot be used .*--port\.\n", ended.stderr)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_the_desk_ends_its_worker_ends_with_it(tmp_path: Path, how: signal.Signals) -> None:
    with desk(tmp_path, "--port", str(free_port())) as (served, _):
        worker = worker_of(served)
        served.send_signal(how)
        code = served.wait(timeout=PATIENCE)
        assert code == (-signal.SIGKILL if how is signal.SIGKILL else 0)
        if how is not signal.SIGKILL:
            assert not alive(worker)
        wait_until(lambda: not alive(worker))


def test_a_worker_that_dies_is_begun_again_and_the_desk_says_so(tmp_path: Path) -> None:
    with desk(tmp_path, "--port", str(free_port())) as (served, _):
        first = worker_of(served)
        os.kill(first, signal.SIGKILL)
        assert served.stdout
        assert served.stdout.readline().startswith("The worker ended with code -9; it is begun")
        wait_until(lambda: [each for each in children(served.pid) if each != first])


def test_one_that_dies_again_and_again_is_begun_after_growing_pauses() -> None:
    said: list[str] = []
    child = Child([sys.executable, "-c", "raise SystemExit(3)"], said.append, pause=0.02)
    child.start()
    wait_until(lambda: len(said) == 4)
    child.end()
    assert {each.partition(";")[0] for each in said} == {"The worker ended with code 3"}


def test_one_that_cannot_start_is_one_line_and_the_desk_stays_open(tmp_path: Path) -> None:
    said: list[str] = []
    child = Child([str(tmp_path / "nothing")], said.append)
    child.start()
    wait_until(lambda: said)
    child.end()
    assert said[0].startswith("The worker cannot start (No such file or directory); it is begun")


def test_any_wsgi_server_gets_the_app_and_the_code_in_its_log(tmp_path: Path) -> None:
    code = "import foil.web.wsgi as w; print(w.app.test_client().get('/first-run').text)"
    environ = {**os.environ, "FOIL_DATA": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        env=environ,
    )
    assert 'name="code"' in ended.stdout
    assert re.search(r"First run asks for this code: [0-9A-F]{8}", ended.stderr)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("desk.example.org", False),
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, here: bool) -> None:
    assert is_loopback(host) is here
