"""`foil file`: puts files of any size in a request's unfiled tray. Records no event; a letter or a
mail among them waits as a reply, with the date it would start."""

from contextlib import closing
from pathlib import Path

import click

from foil.archive.store import Folder
from foil.cli.acting import acting
from foil.model.database import Database
from foil.model.tables import Person, Request
from foil.model.visibility import find_request
from foil.newyork import now
from foil.operations.documents import attach, refuse_empty
from foil.operations.intake import is_reply, take_in
from foil.settings import prepare, settings


@click.command("file")
@click.argument("request")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar="FILE...",
)
@click.option("--as", "email", metavar="EMAIL", help="Who you are, where several people work.")
@click.option("--from", "source", default="", metavar="WORDS", help="Where the files came from.")
@click.pass_obj
def file(
    data: Path | None, request: str, files: tuple[Path, ...], email: str | None, source: str
) -> None:
    """Put files in the unfiled tray of REQUEST (FD-0001).

    Each file is stored by itself: those already printed are kept if a later one cannot be.
    """
    found = settings(data)
    with closing(Database.existing(found)) as database:
        prepare(found)
        store = Folder.of(found)
        with database.reading() as session:
            person = acting(session, email)
            into = find_request(session, person, request)
        for path in files:
            click.echo(_bring(database, store, person, into, path, source))


def _bring(
    database: Database, store: Folder, person: Person, request: Request, path: Path, source: str
) -> str:
    size = path.stat().st_size
    refuse_empty(path.name, size)
    store.make_room(size)
    with path.open("rb") as stream:
        kept = store.keep(stream)
    with database.writing() as session:
        attach(
            person,
            session,
            request,
            kept,
            path.name,
            now=now(),
            route="command",
            source=source,
            unfiled=True,
        )
    told = f"{request.number}: {path.name}, {kept.size:,} bytes, SHA-256 {kept.sha256}"
    if not is_reply(store, kept, path.name):
        return told
    with path.open("rb") as stream:
        taken = take_in(
            person,
            database,
            store,
            stream,
            path.name,
            now=now(),
            route="command",
            source=source,
            request=request.number,
        )
    return f"{told}\n{taken.says}"
