"""`foil work`: what is due in the background, done as it falls due."""

import os
import signal
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import click

from foil.archive.store import Folder
from foil.errors import FoilError
from foil.model.database import Database
from foil.operations.work import work_on, work_once
from foil.operations.worker import Worker
from foil.settings import settings


@click.command("work")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option("--until-input-ends", is_flag=True, hidden=True)
@click.pass_obj
def work(data: Path | None, once: bool, until_input_ends: bool) -> None:
    """Count dates again after a change of rules, mail what is due, read the mailbox and the files
    that came, check every count each night, sweep up.

    `foil serve` runs this by itself. Run it beside any other server of the desk; several at once
    do nothing twice.
    """
    found = settings(data)
    with closing(Database.existing(found)) as database:
        worker = Worker(database, Folder.of(found))
        if once:
            if failures := work_once(worker):
                raise FoilError(" ".join(failures))
            return
        _end_when_asked(worker.ending)
        if until_input_ends:
            Thread(target=_watch_input, args=(worker.ending,), daemon=True).start()
        work_on(worker, lambda says: click.echo(says, err=True))


def _end_when_asked(ending: Event) -> None:
    """End between two pieces of work where the program would else be stopped at once."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())


def _watch_input(ending: Event) -> None:
    """End when the input does: it is a pipe from `foil serve`, which the system closes even where
    that was killed."""
    while os.read(0, 1):
        pass
    ending.set()
