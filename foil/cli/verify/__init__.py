"""`foil verify`: reads the record its own way and says exactly what is wrong.

It shares no code with what wrote: rows come by plain SQL, hashes are computed here, and every
clock is counted afresh by the law alone.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from foil.cli.verify.chains import event_chains, journal_chain
from foil.cli.verify.counts import counts, to_recount
from foil.cli.verify.custody import custody
from foil.cli.verify.files import documents, leftovers
from foil.cli.verify.reading import Reading
from foil.errors import FoilError
from foil.settings import Settings, settings


@click.command("verify")
@click.pass_obj
def verify(data: Path | None) -> None:
    """Check every chain, count and stored file. Exit code 1 where anything is wrong."""
    found = settings(data)
    with closing(Reading.of(found)) as reading:
        wrong = 0
        for says in _wrong(reading, found):
            click.echo(says)
            wrong += 1
        for says in _notes(reading, found):
            click.echo(f"Note: {says}")
        summary = reading.summary()
    if wrong:
        raise FoilError(
            f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong in {summary}; "
            "keep a copy of the data folder as it is, then restore a backup."
        )
    click.echo(f"Everything holds: {summary}.")


def _wrong(reading: Reading, found: Settings) -> Iterator[str]:
    yield from event_chains(reading)
    yield from journal_chain(reading)
    yield from counts(reading)
    yield from documents(reading, found.documents)
    yield from custody(reading)


def _notes(reading: Reading, found: Settings) -> Iterator[str]:
    yield from leftovers(reading, found)
    if waiting := to_recount(reading):
        yield f"{waiting} requests wait to be recounted; the desk does it when it starts."
