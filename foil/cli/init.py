"""`foil init`: the data folder, the database and the first administrator."""

import sys
from contextlib import closing
from pathlib import Path

import click

from foil.model.database import Database
from foil.model.schema import migrate
from foil.newyork import now
from foil.operations.accounts import Introduction, anyone, first_account
from foil.settings import secret_key, settings


@click.command("init")
@click.option("--email", help="The administrator's e-mail address; asked for without.")
@click.option("--name", help="The administrator's name; asked for without.")
@click.pass_obj
def init(data: Path | None, email: str | None, name: str | None) -> None:
    """Make the data folder, the database and the first administrator.

    The password is asked for at the terminal, or read as one line of standard input.
    """
    found = settings(data)
    with closing(Database.of(found)) as database:
        migrate(database)
        secret_key(found)
        click.echo(f"Data folder: {found.folder}")
        with database.reading() as session:
            begun = anyone(session)
        if begun:
            click.echo("The record is up to date and has its administrator already.")
        else:
            _begin(database, email or str(click.prompt("E-mail")), name)


def _begin(database: Database, email: str, name: str | None) -> None:
    who = Introduction(email=email, name=name or _asked("Name", email.partition("@")[0]))
    password = _password()
    with database.writing() as session:
        first_account(session, who, password, now=now())
    click.echo(f"{who.name} is the first administrator. Start the desk with `foil serve`.")


def _asked(words: str, otherwise: str) -> str:
    return str(click.prompt(words, default=otherwise)) if sys.stdin.isatty() else otherwise


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
