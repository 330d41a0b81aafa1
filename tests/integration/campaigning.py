"""A campaign for the tests: its ask, the agencies it goes to, and the work on it."""

from collections.abc import Sequence
from datetime import date, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from foil.archive.store import Folder
from foil.catalog.directory import SHIPPED
from foil.insight.campaign_recipients import Recipient, recipients
from foil.insight.campaigns import ask_row
from foil.letters.draft import Draft
from foil.letters.merge import EACH
from foil.letters.request import usual_items, usual_vendors
from foil.model.database import Database
from foil.model.tables import Person
from foil.operations import campaign_asks, campaign_recipients, campaigns
from foil.operations.campaign_work import carry_on, start
from foil.operations.worker import Worker

SINCE, UNTIL = date(2019, 1, 1), date(2026, 11, 22)
UNDER_FOIL = tuple(each.slug for each in SHIPPED.load().values() if each.foil)
CONTEXT = get_context("forkserver")


def ask(technology: str = "facial-recognition") -> Draft:
    """The usual ask about a technology, to each agency."""
    return Draft(
        agency=EACH,
        technology=technology,
        vendors=usual_vendors(technology),
        since=SINCE,
        until=UNTIL,
        items=usual_items(EACH, SINCE, UNTIL),
    )


def campaign(
    database: Database,
    person: Person,
    slugs: Sequence[str],
    now: datetime,
    name: str = "Facial recognition, everywhere",
    asked: Draft | None = None,
) -> int:
    """A campaign that asks these agencies; nothing is drafted. Its id."""
    with database.writing() as session:
        begun = campaigns.begin_campaign(person, session, name, now=now)
        campaign_asks.write_ask(person, session, begun.id, asked or ask(), now=now)
        campaign_recipients.add_agencies(person, session, begun.id, slugs, now=now)
        return begun.id


def working(database: Database, store: Folder, now: datetime) -> Worker:
    """A worker whose clock stands still."""
    return Worker(database, store, lambda: now)


def done(
    database: Database, store: Folder, person: Person, number: int, what: str, now: datetime
) -> None:
    """Ask for the drafts, or for finishing them, and have it done."""
    with database.writing() as session:
        start(person, session, number, what)
    carry_on(working(database, store, now))


def stand(database: Database, person: Person, number: int) -> list[Recipient]:
    """How every agency of the campaign stands."""
    with database.reading() as session:
        return recipients(person, session, ask_row(person, session, number), number)


def carry_on_until_killed(url: str, folder: Path, now: datetime, pipe: Connection) -> None:
    """What a process does that is to be killed: it says when it begins."""
    database = Database(url, wait_seconds=30)
    pipe.send("begun")
    carry_on(working(database, Folder(folder / "documents", folder / "incoming"), now))
    pipe.send("done")


def killed_after(url: str, folder: Path, now: datetime, seconds: float) -> bool:
    """Carry on in a process of its own and kill it; whether it had come to its end before."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=carry_on_until_killed, args=(url, folder, now, theirs))
    process.start()
    theirs.close()
    ours.recv()
    ended = ours.poll(seconds) and bool(ours.recv())
    process.kill()
    process.join()
    ours.close()
    return bool(ended)
