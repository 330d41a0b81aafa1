"""`foil demo`: sample requests to try the desk with, and away with them again."""

from contextlib import closing
from pathlib import Path

import click

from foil.cli.acting import acting
from foil.model.database import Database
from foil.newyork import now
from foil.operations.demo import erase as take_away
from foil.operations.demo import furnish
from foil.settings import settings


@click.command()
@click.option("--erase", is_flag=True, help="Take the samples away; what is real stays.")
@click.option("--as", "email", metavar="EMAIL", help="Whose they are, where several people work.")
@click.pass_obj
def demo(data: Path | None, erase: bool, email: str | None) -> None:
    """Add about thirty invented requests, at every stage, with dates around today."""
    with closing(Database.existing(settings(data))) as database:
        with database.writing() as session:
            person = acting(session, email)
            if erase:
                says = f"{take_away(person, session, now=now())} sample requests are gone."
            else:
                added = furnish(person, session, now=now())
                says = f"{added} sample requests are in; `foil demo --erase` takes them away."
    click.echo(says)
