"""`foil serve`: the desk in a browser on this machine."""

import os
import signal
import socket
import tempfile
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import click

from foil.cli.child import Child, command
from foil.errors import FoilError
from foil.settings import Settings, prepare, settings

BODY_LIMIT = 128 * 2**20  # no single request is larger; larger files go through `foil file`
THREADS = 8
AT_A_TIME = 2**18  # bytes taken from a connection at once; waitress's own 8 KiB are slow for files


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port.  [default: FOIL_PORT, 8340]")
@click.pass_obj
def serve(data: Path | None, host: str, port: int | None) -> None:
    """Open the desk in a browser on this machine."""
    found = settings(data)
    port = port or found.port
    prepare(found)
    spool_in(found.folder)
    listening = listen(host, port)
    signal.signal(signal.SIGTERM, _end)
    click.echo(f"Data folder: {found.folder}")
    run(found, listening, here_only=is_loopback(host))


def run(found: Settings, listening: socket.socket, *, here_only: bool) -> None:
    """Bring the record up to date, say where the desk is, and serve until interrupted."""
    import waitress

    from foil.model.database import Database
    from foil.model.schema import migrate
    from foil.operations.accounts import anyone
    from foil.web.app import create_app, first_run_code

    database = Database.of(found)
    migrate(database)
    with database.reading() as session:
        begun = anyone(session)
    database.close()
    app = create_app(found, open_first_run=here_only)
    host, port = listening.getsockname()[:2]
    click.echo(f"FOIL Desk: http://{'localhost' if here_only else _named(host)}:{port}")
    if not begun and not here_only:
        click.echo(f"First run asks for this code: {first_run_code(found)}")
    worker = Child(command(found), lambda says: click.echo(says, err=True))
    worker.start()
    try:
        waitress.serve(
            app,
            sockets=[listening],
            threads=THREADS,
            max_request_body_size=BODY_LIMIT,
            recv_bytes=AT_A_TIME,
            ident=None,
            clear_untrusted_proxy_headers=False,  # first run asks whether anyone passed it on
        )
    except KeyboardInterrupt:
        pass  # asked to end before waitress listens for that: an end in order all the same
    finally:
        worker.end()


def spool_in(folder: Path) -> None:
    """Let whatever spools a large body do it on the data folder's disk, not in /tmp."""
    spool = folder / "incoming"
    os.environ["TMPDIR"] = str(spool)
    tempfile.tempdir = None


def listen(host: str, port: int) -> socket.socket:
    """A socket on this address. Raises FoilError where it is taken or not ours to have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise FoilError(
            f"Port {port} on {host} cannot be used ({error.strerror}); another program, or "
            "another desk, may have it. Stop that one or choose another with --port."
        ) from error
    return listening


def _end(_signal: int, _frame: FrameType | None) -> None:
    """End as Ctrl+C does: in order, and the worker with us."""
    raise KeyboardInterrupt


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _named(host: str) -> str:
    """An address people can type: the machine's name where every address is listened on."""
    if host in ("0.0.0.0", "::"):  # noqa: S104
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host
