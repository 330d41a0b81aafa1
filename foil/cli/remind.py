"""`foil remind`: what a timer calls each morning where no worker runs."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import click

from foil.archive.store import Folder
from foil.errors import FoilError
from foil.insight.mornings import due_day
from foil.law.words import near
from foil.model.database import Database
from foil.newyork import now
from foil.operations import reminders
from foil.operations.invitations import invite
from foil.operations.mail_settings import postbox
from foil.operations.mailing import send_waiting
from foil.operations.reminders import Due, look
from foil.operations.stale import recount_stale
from foil.operations.worker import Worker
from foil.settings import settings

UNSET = "Reminders reach no one: mail is not set up. Set it up in Settings, Mail."


@click.command("remind")
@click.option("--dry-run", is_flag=True, help="Say who would be told what; send nothing.")
@click.pass_obj
def remind(data: Path | None, dry_run: bool) -> None:
    """Mail each person what is due, if it is past 6 in the morning in New York and nobody has.

    `foil work`, and with it `foil serve`, does this by itself. Run from a timer, it may run as
    often as you like: nothing is told twice.
    """
    found = settings(data)
    with closing(Database.existing(found)) as database:
        with database.reading() as session:
            set_up = postbox(session) is not None
            if dry_run:
                click.echo("\n".join(lines(look(session, now=now()), set_up=set_up)))
                return
        if not set_up:
            raise FoilError(UNSET)
        worker = Worker(database, Folder.of(found))
        recount_stale(worker)
        reminders.remind(worker)
        invite(worker)
        sent = send_waiting(worker)
    click.echo(f"{sent} {'mail was' if sent == 1 else 'mails were'} sent.")


def lines(due: Iterable[Due], *, set_up: bool) -> Iterable[str]:
    """Who would be told what, in lines of text."""
    if not set_up:
        yield UNSET
    yield f"As of 6:00 a.m. on {near(due_day(now()))}, and not told yet:"
    for each in due:
        yield f"{each.person.email}: {'nothing' if not each.owed else ''}".rstrip()
        yield from (f"  {owed.found.line}" for owed in each.owed)
