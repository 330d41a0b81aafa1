"""`foil next`: Today, in lines: what is not filed, what is yours to do, who is late."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from foil.cli.acting import acting
from foil.cli.day import Day
from foil.insight.ledger import trouble
from foil.insight.replies import Unfiled
from foil.insight.today import Today, today
from foil.insight.unreached import Unreached, unreached
from foil.law.words import lead, listed, near, numbered, title
from foil.model.database import Database
from foil.newyork import day_of, now
from foil.operations.mail_settings import postbox
from foil.settings import settings

TROUBLES = {
    "unset": "Reminders reach no one: mail is not set up. Set it up in Settings, Mail.",
    "never": "No reminder has gone out yet: run `foil serve`, `foil work` or `foil remind`.",
    "old": "Reminders reach no one: run `foil serve`, `foil work` or `foil remind`.",
    "failing": "Reminders do not go out. {}",
}
"""Why reminders reach nobody, said last."""
NO_DATE = "starts no date of yours"


@click.command("next")
@click.option("--mine", is_flag=True, help="Only requests you own or are deputy of.")
@click.option("--all", "everything", is_flag=True, help="Every row, not the first 20 of each list.")
@click.option("--as", "email", metavar="EMAIL", help="Who you are, where several people work.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day to look from; today without.")
@click.pass_obj
def next(  # noqa: A001 - it is named for the command it is
    data: Path | None, mine: bool, everything: bool, email: str | None, as_of: date | None
) -> None:
    """List what is yours to do, soonest first, then who is late and what nothing reminds you of."""
    limit = None if everything else 20
    with closing(Database.existing(settings(data))) as database, database.reading() as session:
        person = acting(session, email)
        day = as_of or day_of(now())
        page = today(person, session, day, mine=mine, limit=limit)
        hidden = unreached(session, day) if person.role == "administrator" else None
        reach = trouble(session, now(), set_up=postbox(session) is not None)
    for line in lines(page):
        click.echo(line)
    if hidden is not None:
        click.echo(_hidden(hidden, day))
    if reach is not None:
        click.echo(TROUBLES[reach.kind].format(reach.says))


def lines(page: Today) -> Iterable[str]:
    """The page in lines of text."""
    day = page.day
    sections = {
        "Not filed yet": (
            _replies(page, day) + _finished(page),
            page.replies.more + page.finished.more + page.in_tray.more,
        ),
        "Yours to do": (_yours(page, day), page.yours.more + page.steps.more),
        "Late from agencies": (_late(page, day), page.late.more),
        "Nothing is running": (_idle(page), page.idle.more),
        "Next three weeks": (_coming(page, day), page.coming.more + page.later.more),
    }
    quiet = True
    for heading, (rows, more) in sections.items():
        if rows:
            quiet = False
            yield heading
            yield from (f"  {row}" for row in rows)
            if more:
                yield f"  and {more} more; --all lists them"
    if quiet:
        yield f"Nothing waits for you on {near(day)}."
    if page.recounting:
        yield f"{page.recounting} requests are still being recounted under the newest rules."


def _replies(page: Today, day: date) -> list[str]:
    """Replies nobody has filed: unconfirmed, each with the date it would start."""
    return [
        f"{_whose(row)}: unconfirmed, {row.would(day) or row.trouble or NO_DATE}. {row.title}"
        for row in page.replies.rows
    ]


def _whose(row: Unfiled) -> str:
    if row.request is not None:
        return row.request.number
    return " or ".join(each.number for each in row.may_be) or "No request"


def _finished(page: Today) -> list[str]:
    letters = [
        f"{row.request.number} {row.request.short}: the {row.letter.kind} letter is finished; "
        "record how it was filed"
        for row in page.finished.rows
    ]
    files = [f"{row.request.number}: {row.document.name}" for row in page.in_tray.rows]
    return letters + files


def _yours(page: Today, day: date) -> list[str]:
    clocks = [
        f"{row.request.number} {title(row.clock, row.request.short)}, "
        f"{numbered(row.clock.items)}. {lead(row.clock, day)}. {row.request.title}"
        for row in page.yours.rows
    ]
    steps = [f"{row.request.number} {near(row.on, day)}: {row.words}" for row in page.steps.rows]
    return clocks + steps


def _late(page: Today, day: date) -> list[str]:
    return [
        f"{row.request.number} {title(row.clock, row.request.short)} was due "
        f"{near(row.clock.due, day)}, {row.business_days} business days ago. {row.request.title}"
        for row in page.late.rows
    ]


def _idle(page: Today) -> list[str]:
    return [
        f"{row.request.number} {row.request.short}: {row.stage}. {row.request.title}"
        for row in page.idle.rows
    ]


def _coming(page: Today, day: date) -> list[str]:
    clocks = [
        (row.clock.due, f"{row.request.number} {title(row.clock, row.request.short)}")
        for row in page.coming.rows
    ]
    steps = [(row.on, f"{row.request.number} {row.words}") for row in page.later.rows]
    return [f"{near(on, day)}: {words}" for on, words in sorted(clocks + steps)]


def _hidden(hidden: Unreached, day: date) -> str:
    """The rights nobody at work is told of, and who could be."""
    many = f"{hidden.rights} rights that can be lost reach"
    told = "1 right that can be lost reaches" if hidden.rights == 1 else many
    whom = (
        f" Switch on again {listed(hidden.once, 'or')} in Settings, People." if hidden.once else ""
    )
    return (
        f"{told} nobody: everyone who may see the request has been switched off. The safe day is "
        f"{near(hidden.first, day)}.{whom}"
    )
