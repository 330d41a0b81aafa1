"""`foil import`: brings in a sheet of requests begun elsewhere, all of it or nothing."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foil.cli.acting import acting
from foil.errors import BadInput, FoilError
from foil.model.database import Database
from foil.newyork import day_of, now
from foil.settings import settings

if TYPE_CHECKING:
    from foil.model.tables import Person
    from foil.operations.imports import Brought
    from foil.sheets.dates import Order
    from foil.sheets.told import Line, Reading

REFUSED = (
    "{} cannot be read, so nothing was brought in. "
    "Mend what is wrong, or leave it out with --skip-refused."
)


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar="FILE...",
)
@click.option("--dry-run", is_flag=True, help="Only say how each row is read.")
@click.option("--skip-refused", is_flag=True, help="Leave out rows that cannot be read.")
@click.option(
    "--dates",
    type=click.Choice(["month-first", "day-first"]),
    help="What dates like 3/4/26 mean, where the sheet itself does not show it.",
)
@click.option("--as", "email", metavar="EMAIL", help="Who you are, where several people work.")
@click.pass_obj
def import_(
    data: Path | None,
    files: tuple[Path, ...],
    dry_run: bool,
    skip_refused: bool,
    dates: str | None,
    email: str | None,
) -> None:
    """Bring in a sheet of requests begun elsewhere: FILE.xlsx, or FILE.csv.

    The sheets this desk exports come in without loss; give both where they are two files. Every
    row is entered, or none.
    """
    from foil.operations.imports import Brought

    brought = [Brought(path, path.name) for path in files]
    order: Order | None = None if dates is None else _order(dates)
    with closing(Database.existing(settings(data))) as database:
        with database.reading() as session:
            person = acting(session, email)
        refused = _look(database, person, brought, order, every=dry_run)
        if refused and not (dry_run or skip_refused):
            raise FoilError(REFUSED.format("1 row" if refused == 1 else f"{refused} rows"))
        if not dry_run:
            click.echo(_bring(database, person, brought, order))


def _order(dates: str) -> "Order":
    return "month first" if dates == "month-first" else "day first"


def _look(
    database: Database,
    person: "Person",
    brought: "list[Brought]",
    order: "Order | None",
    *,
    every: bool,
) -> int:
    """Print how the sheet is read, every row or those refused; how many are."""
    from foil.insight.directory import directory
    from foil.operations.imports import reading_of, settled
    from foil.operations.placing import places

    with database.reading() as session:
        where, known = places(person, session), directory(session)
    reading = reading_of(brought, day_of(now()), order, known)
    refused = 0
    for says in _headings(reading) if every else ():
        click.echo(says)
    for line in reading.lines:
        line = settled(line, where)
        refused += bool(line.problem)
        if line.problem:
            click.echo(f"Row {line.n}: {line.problem}", err=not every)
        elif every:
            click.echo("\n".join(_told(line)))
    return refused


def _headings(reading: "Reading") -> Iterator[str]:
    for each in reading.headings:
        meant = each.field.replace("_", " ") if each.field else "not read, kept with its row"
        yield f"Column {each.column}, “{each.said}”: {meant}"
    yield from reading.notes


def _told(line: "Line") -> Iterator[str]:
    told = line.told
    assert told is not None
    events = ", ".join(str(each.facts["kind"]).replace("_", " ") for each in told.events)
    yield f"Row {line.n}: {told.working_title}: {events}"
    for each in told.read:
        how = f", {each.how}" if each.how else ""
        yield f"  {each.of}: {each.said} is {each.day}{how}"
    yield from (f"  {note}" for note in told.notes)
    if told.next_step:
        yield f"  Next step: {told.next_step}"


def _bring(
    database: Database, person: "Person", brought: "list[Brought]", order: "Order | None"
) -> str:
    from foil.insight.sheets import counts
    from foil.model.tables import SheetImport
    from foil.operations import imports

    with database.writing() as session:
        number = imports.receive(person, session, brought, now=now()).id
    imports.read(database, person, number, brought, order=order, now=now)
    with database.writing() as session:
        sheet = session.get_one(SheetImport, number)
        if sheet.state == "failed":
            raise BadInput(sheet.says)
        imports.confirm(person, session, number, now=now())
    imports.save(database, person, number, now=now)
    with database.reading() as session:
        sheet = session.get_one(SheetImport, number)
        if sheet.state != "done":
            raise FoilError(sheet.says)
        good = counts(session, sheet).good
        return f"{good} {'request' if good == 1 else 'requests'} brought in from {sheet.name}."
