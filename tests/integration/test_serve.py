"""foil serve, as a person starts it; and any other WSGI server."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from foil.cli.serve import is_loopback


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, str]]:
    """A desk served by a process of its own: its address and what it printed before that."""
    command = [sys.executable, "-m", "foil", "serve", "--data", str(folder), *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ
    ) as process:
        assert process.stdout
        said = ""
        try:
            while "FOIL Desk: http" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield said.split("FOIL Desk: ")[1].strip(), said
        finally:
            process.terminate()
            process.wait(timeout=20)


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
