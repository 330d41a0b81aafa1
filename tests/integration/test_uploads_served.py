"""Large files on a real server: killed midway, its disk full, and strangers at its door."""

import hashlib
import http.client
import re
import resource
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from foil.archive.store import MIB, Folder
from foil.cli.serve import BODY_LIMIT
from foil.model.tables import Document
from foil.operations.uploads import PIECE
from tests.integration.desk import SENT, history
from tests.integration.site import NOW, PASSWORD, Site, close, open_site
from tests.integration.test_serve import desk, free_port

SIZE = 40 * MIB
SEED = 8
TYPE = "application/offset+octet-stream"


class Browser:
    """One person's connection to a desk: its cookies and its token."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[http.client.HTTPResponse, str]:
        """One request on a connection of its own; the answer and its words."""
        return self.hear(self.send(method, path, body, **headers))

    def send(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> http.client.HTTPConnection:
        """Send a request, and do not wait for its answer."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told["X-CSRFToken"] = self.token
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, told)
        except ConnectionError:
            line.close()
            raise
        return line

    def hear(self, line: http.client.HTTPConnection) -> tuple[http.client.HTTPResponse, str]:
        """The answer to what was sent, and its words."""
        with closing(line):
            answer = line.getresponse()
            said = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer, said

    def sign_in(self) -> None:
        """Sign the first account in, and learn the token of that sign-in."""
        self._learn(self.ask("GET", "/sign-in")[1])
        form = {"email": "keeper@example.org", "password": PASSWORD, "csrf_token": self.token}
        told = {"Content_Type": "application/x-www-form-urlencoded"}
        answer, _ = self.ask("POST", "/sign-in", urlencode(form).encode(), **told)
        assert answer.status == 303
        self._learn(self.ask("GET", "/settings")[1])

    def _learn(self, page: str) -> None:
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        self.token = found[1]

    def begin(self, name: str, size: int) -> str:
        """The address of an upload."""
        told = {"Content_Type": "application/x-www-form-urlencoded", "Upload_Length": str(size)}
        body = urlencode({"name": name, "stamp": "1"}).encode()
        answer, said = self.ask("POST", "/requests/FD-0001/uploads", body, **told)
        assert answer.status in (200, 201), said
        return answer.headers["Location"]

    def piece(self, address: str, at: int, data: bytes) -> tuple[http.client.HTTPResponse, str]:
        """Send one piece."""
        return self.ask("POST", address, data, Upload_Offset=str(at), Content_Type=TYPE)

    def offset(self, address: str) -> int:
        """Where the next piece begins."""
        return int(self.ask("GET", address)[0].headers["Upload-Offset"])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, int]]:
    """An office with one request, and the port its desk is to have."""
    site = open_site(tmp_path_factory.mktemp("served"))
    history(site.database, site.keeper, NOW, SENT)
    yield site, free_port()
    close(site)


def lying(site: Site) -> list[tuple[str, int]]:
    return [(path.suffix, path.stat().st_size) for path in site.settings.incoming.iterdir()]


def break_off(browser: Browser, address: str, at: int, data: bytes) -> socket.socket:
    """Send half of a piece and hold the line."""
    line = socket.create_connection(("127.0.0.1", browser.port), timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    head = (
        f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(data)}\r\n"
        f"Content-Type: {TYPE}\r\nUpload-Offset: {at}\r\nCookie: {cookies}\r\n"
        f"X-CSRFToken: {browser.token}\r\n\r\n"
    )
    line.sendall(head.encode() + data[: len(data) // 2])
    return line


def limit(server: subprocess.Popen[str], size: int) -> None:
    """Let no file of the server's grow beyond that many bytes, as on a full disk."""
    hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, hard))


def test_killed_midway_and_its_disk_full_the_file_comes_whole(served: tuple[Site, int]) -> None:
    site, port = served
    data = Random(SEED).randbytes(SIZE)
    browser = Browser(port)
    with desk(site.settings.folder, "--port", str(port)) as (server, _):
        browser.sign_in()
        address = browser.begin("footage.mp4", SIZE)
        for at in (0, PIECE):
            assert browser.piece(address, at, data[at : at + PIECE])[0].status == 204
        limit(server, PIECE // 2)
        with pytest.raises(ConnectionError):  # there is no room to read a piece in
            browser.piece(address, 2 * PIECE, data[2 * PIECE : 3 * PIECE])
        assert browser.offset(address) == 2 * PIECE
        limit(server, 2 * PIECE + MIB)
        answer, said = browser.piece(address, 2 * PIECE, data[2 * PIECE : 3 * PIECE])
        assert answer.status == 507
        assert "The disk is full. What had arrived of the file is kept; make room" in said
        assert lying(site) == [(".upload", 2 * PIECE)]
        limit(server, resource.RLIM_INFINITY)
        assert browser.piece(address, 2 * PIECE, data[2 * PIECE : 3 * PIECE])[0].status == 204
        line = break_off(browser, address, 3 * PIECE, data[3 * PIECE : 4 * PIECE])
        server.send_signal(signal.SIGKILL)
        server.wait(timeout=60)
        line.close()
    assert lying(site) == [(".upload", 3 * PIECE)]
    with desk(site.settings.folder, "--port", str(port)):
        assert browser.begin("footage.mp4", SIZE) == address
        assert browser.offset(address) == 3 * PIECE
        for at in range(3 * PIECE, SIZE, PIECE):
            assert browser.piece(address, at, data[at : at + PIECE])[0].status == 204
        first, said = browser.ask("POST", f"{address}/finish")
        assert first.status == 200
        assert browser.ask("POST", f"{address}/finish")[1] == said
    with site.database.reading() as session:
        (document,) = session.scalars(select(Document))
    assert (document.size, document.unfiled) == (SIZE, True)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    with Folder.of(site.settings).open(document.sha256) as file:
        assert file.read() == data
    assert lying(site) == []


def refused(port: int, head: str, body: bytes = b"") -> int:
    """The status that someone who is not signed in gets to this; no more of it is sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(f"POST /uploads/{'0' * 32} HTTP/1.1\r\nHost: localhost\r\n{head}".encode())
        line.sendall(body)
        return int(line.recv(4096).split()[1])


def test_a_strangers_body_is_bounded_and_spooled_where_the_record_is(
    served: tuple[Site, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, port = served
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with desk(site.settings.folder, "--port", str(port)):
        assert refused(port, f"Content-Length: {BODY_LIMIT}\r\n\r\n") == 413
        whole = f"Content-Type: {TYPE}\r\nUpload-Offset: 0\r\nContent-Length: {PIECE}\r\n\r\n"
        assert refused(port, whole, b"x" * PIECE) == 401
        browser = Browser(port)
        browser.sign_in()
        address = browser.begin("large.bin", SIZE)
        answer, said = browser.piece(address, 0, b"x" * (PIECE + 1))
        assert (answer.status, "A piece is larger than 8 MiB" in said) == (413, True)
        browser.token = "another"
        assert browser.piece(address, 0, b"x" * PIECE)[0].status == 400
        assert list(tmp_path.iterdir()) == []
        assert all(size == 0 for _, size in lying(site))
