"""A throwaway PostgreSQL for the tests, made from the system's own package.

Run as a program it makes a cluster in a temporary folder, prints its address on one line, and waits
for its standard input to close. That happens when the tests end, however they end; then it stops
the server and removes the folder. Nothing is asked of a PostgreSQL that may already be running.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MISSING = "PostgreSQL is not installed; run `sh .ci/native test` to install it, then try again."
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
PATIENCE = 60  # seconds for the server to answer; it takes one


def programs() -> Path | None:
    """The folder of the newest server's programs, or None where none is installed."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(debian, key=lambda path: int(path.parent.parent.name), reverse=True)
    found = newest[0] if newest else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def as_server() -> dict[str, Any]:
    """Popen's arguments for a user the server agrees to run as: it refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in known else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def make_cluster(folder: Path, programs: Path, who: dict[str, Any]) -> None:
    """Lay out an empty cluster in `folder`/data, owned by the server's user."""
    if who:
        os.chown(folder, who["user"], who["group"])
    make: list[Any] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "foil",
        "-A",
        "trust",
        "--no-sync",
    ]
    make += ["--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(make, cwd=folder, check=True, stdout=subprocess.DEVNULL, **who)


def start(folder: Path, programs: Path, who: dict[str, Any]) -> "subprocess.Popen[bytes]":
    """Start the server on a socket in `folder` alone, and wait until it answers."""
    run: list[Any] = [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", ""]
    for setting in FAST:
        run += ["-c", setting]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(run, cwd=folder, stdout=log, stderr=log, **who)
    ask: list[Any] = [programs / "createdb", "-h", folder, "-U", "foil", "foil"]
    patience = time.monotonic() + PATIENCE
    while subprocess.run(ask, cwd=folder, stderr=subprocess.DEVNULL, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > patience:
            server.kill()
            sys.exit(f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')}")
        time.sleep(0.05)
    return server


def main() -> None:
    """Serve until standard input closes."""
    found = programs()
    if found is None:
        sys.exit(MISSING)
    folder, who = Path(tempfile.mkdtemp(prefix="foil-pg-")), as_server()
    try:
        make_cluster(folder, found, who)
        server = start(folder, found, who)
        print(f"postgresql+psycopg://foil@/foil?host={folder}", flush=True)
        sys.stdin.buffer.read()
        server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a checkpoint
        server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
