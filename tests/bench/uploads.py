"""A file of a gibibyte brought to a desk in pieces, as a page's script sends it, beside `cp` and
`openssl dgst -sha256` of the same file; and the most memory its server ever had. The server is a
process of its own, reached over loopback."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from foil.archive.store import MIB
from foil.operations.uploads import PIECE
from tests.bench.measure import Measure
from tests.integration.desk import SENT, history
from tests.integration.site import NOW, close, open_site
from tests.integration.test_serve import desk, free_port
from tests.integration.test_uploads_served import TYPE, Browser

SIZE = 1024 * MIB
MEMORY = 150  # MiB the server may have had
TIMES = 3


def measures(size: int = SIZE) -> Iterator[Measure]:
    """The upload against copying and summing the file; the server's memory against its limit."""
    folder = Path(tempfile.mkdtemp(prefix="foil-bench-"))
    try:
        file = made(folder / "footage.mp4", size)
        bare = min(copied(file) for _ in range(TIMES))
        took, memory = uploaded(folder / "office", file)
    finally:
        shutil.rmtree(folder)
    name = f"{size // MIB:,} MiB uploaded in pieces"
    yield Measure(name, took, "cp, then openssl dgst -sha256", bare, aim=2)
    yield Measure("server memory at its most, MiB", memory, "MiB it may have", MEMORY, aim=1)


def made(path: Path, size: int) -> Path:
    """A file that no disk can make smaller."""
    with path.open("wb") as file:
        for _ in range(0, size, PIECE):
            file.write(os.urandom(PIECE))
    return path


def copied(file: Path) -> float:
    """The seconds it takes to copy the file and sum it."""
    copy = file.with_suffix(".copy")
    began = time.perf_counter()
    subprocess.run(["cp", file, copy], check=True)
    subprocess.run(["openssl", "dgst", "-sha256", file], check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - began
    copy.unlink()
    return took


def uploaded(folder: Path, file: Path) -> tuple[float, float]:
    """The seconds of the quickest upload; the most memory (MiB) the server had by then."""
    folder.mkdir()
    site = open_site(folder)
    history(site.database, site.keeper, NOW, SENT)
    close(site)
    port = free_port()
    with desk(folder, "--port", str(port)) as (server, _):
        browser = Browser(port)
        browser.sign_in()
        took = min(upload(browser, file, n, folder) for n in range(TIMES))
        return took, most_memory(server.pid)


def upload(browser: Browser, file: Path, n: int, folder: Path) -> float:
    """The seconds from the first byte to the answer that it is stored whole. What was stored goes
    again, as the copy does: both then write to memory that the machine has at hand."""
    began = time.perf_counter()
    address = browser.begin(f"{n} {file.name}", file.stat().st_size)
    before: HTTPConnection | None = None
    with file.open("rb") as stream:
        for at in range(0, file.stat().st_size, PIECE):
            told = {"Upload_Offset": str(at), "Content_Type": TYPE}
            line = browser.send("POST", address, stream.read(PIECE), **told)
            taken(browser, before)
            before = line
    taken(browser, before)
    answer, said = browser.ask("POST", f"{address}/finish")
    assert answer.status == 200, said
    took = time.perf_counter() - began
    for stored in (folder / "documents").glob("*/*/*"):
        stored.unlink()
    return took


def taken(browser: Browser, line: HTTPConnection | None) -> None:
    """Wait until the piece sent there is safe on the disk, while the next is on its way."""
    if line is not None:
        answer, said = browser.hear(line)
        assert answer.status == 204, said


def most_memory(process: int) -> float:
    """The most memory (MiB) that process ever had at once."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) / 1024
