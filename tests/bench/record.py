"""The record at 20,000 requests: a recount through the database, and the lists beside their bare
SQL: the same statements, said to SQLite without us."""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, text, update
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import recorded
from foil.insight.requests import Wanted, requests
from foil.insight.rounds import portal_round
from foil.insight.scope import Scope
from foil.insight.today import today
from foil.law.clocks import run
from foil.law.stages import stage_spans
from foil.model.database import Database
from foil.model.schema import migrate
from foil.model.tables import Office, Person, Request
from foil.operations.events import record
from foil.operations.recount import recount_all
from foil.operations.requests import Asked, Particulars, draft
from tests.bench.measure import Measure, best, best_pair

REQUESTS = 20_000
PATTERNS = 200
RECOUNTED = 5_000
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
AGENCIES = ("nypd", "nysp", "doc", "mta", "suffolk-pd", "osc", "city-council", "manhattan-da")
Said = list[tuple[str, Any]]


def measures() -> Iterator[Measure]:
    """The recount, Today, and the list of requests in its two heaviest orders."""
    folder = Path(tempfile.mkdtemp(prefix="foil-bench-"))
    path = folder / "foil.sqlite"
    database = Database(f"sqlite:///{path}")
    try:
        person = fill(database)
        yield recounting(database)
        yield beside_sql("Today", database, path, lambda s: today(person, s, DAY))
        yield beside_sql("requests, by date", database, path, listing(person, Wanted()))
        found = Wanted(words="contract nypd", sort="title")
        yield beside_sql("requests, searched", database, path, listing(person, found))
        urgent = Wanted(ahead="month", sort="stage")
        yield beside_sql("requests, most urgent", database, path, listing(person, urgent))
        yield beside_sql("portal round", database, path, lambda s: looked_at(person, s))
    finally:
        database.close()
        shutil.rmtree(folder)


def recounting(database: Database) -> Measure:
    """5,000 requests counted again, beside the law alone on the same histories."""
    wanted = select(Request).where(Request.id <= RECOUNTED).order_by(Request.id)
    with database.reading() as session:
        under = basis(session)
        histories = [
            (recorded(session, request).standing, rules)
            for request in session.scalars(wanted)
            if (rules := under.rules_for(request))
        ]

    def by_the_law() -> None:
        for standing, rules in histories:
            stage_spans(standing, run(standing, rules))

    def through_the_database() -> None:
        with database.writing() as session:
            session.execute(update(Request).where(Request.id <= RECOUNTED).values(basis=""))
        assert recount_all(database) == RECOUNTED

    name = f"recount of {RECOUNTED:,} requests"
    return Measure(name, best(through_the_database, 2), "the law alone", best(by_the_law, 2))


def beside_sql(
    name: str, database: Database, path: Path, ask: Callable[[Session], object]
) -> Measure:
    """A question asked through us, beside its own statements said to SQLite directly."""

    def ours() -> None:
        with database.reading() as session:
            ask(session)

    with hearing(database) as said:
        ours()
    bare = sqlite3.connect(path)

    def directly() -> None:
        bare.execute("BEGIN")
        for statement, values in said:
            bare.execute(statement, values).fetchall()
        bare.execute("COMMIT")

    took, against = best_pair(ours, directly)
    bare.close()
    return Measure(f"{name} at {REQUESTS:,} requests", took, "its bare SQL", against, aim=3)


def looked_at(person: Person, session: Session) -> object:
    """The first rows of the portal round."""
    return portal_round(session, Scope(person=person, basis=basis(session), limit=20, day=DAY))


def listing(person: Person, wanted: Wanted) -> Callable[[Session], object]:
    """A question for the list of requests."""
    return lambda session: requests(person, session, DAY, wanted)


@contextmanager
def hearing(database: Database) -> Iterator[Said]:
    """The SELECT statements said meanwhile, with their values."""
    said: Said = []

    def heard(_c: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, values))

    event.listen(database.engine, "before_cursor_execute", heard)
    yield said
    event.remove(database.engine, "before_cursor_execute", heard)


def fill(database: Database, requests: int = REQUESTS) -> Person:
    """So many requests: 200 recorded one save at a time, the others copies of their rows."""
    migrate(database)
    dice = random.Random(20261122)
    with database.writing() as session:
        session.add(Office(id=1, name="Defense unit", kind="law", made_at=NOW))
        person = Person(email="a@b.c", name="A", password_hash="!", made_at=NOW)
        session.add(person)
    with database.writing() as session:
        for _ in range(PATTERNS):
            pattern(person, session, dice)
        for table, columns in COPIED.items():
            copy(session, table, columns, requests)
    return person


def pattern(person: Person, session: Session, dice: random.Random) -> None:
    """One request at some point of its life, begun on some day of the last two years."""
    day = DAY - timedelta(days=dice.randint(0, 700))
    agency = dice.choice(AGENCIES)
    titled = Particulars(agency, None, f"Contracts and invoices, {day.year}", f"Trial of {day}")
    request = draft(person, session, titled, [Asked("One"), Asked("Two")], now=NOW)
    ours: dict[str, object] = {"on": day.isoformat()}
    theirs = ("acknowledged", "extended", "denied", "appealed", "appeal_received", "appeal_decided")
    kinds = ["sent", "received", *theirs][: dice.randint(1, 8)]
    for kind in kinds:
        facts: dict[str, object] = {"kind": kind, **ours}
        if kind in ("acknowledged", "extended", "denied", "appeal_decided"):
            facts = {"kind": kind, "dated": ours["on"], "received": ours["on"]}
        record(person, session, request, facts, seq=request.head_seq, now=NOW, sure=True)
        day += timedelta(days=dice.randint(0, 25))
        ours = {"on": day.isoformat()}
    if dice.random() < 0.3:
        request.next_step, request.next_step_on = "Call", DAY + timedelta(days=dice.randint(-5, 90))


COPIED = {
    "request": "agency, law, requester, owner_id, private, public_title, working_title, "
    "next_step_on, next_step, head_seq, head_hash, basis, made_at, made_by",
    "item": "number, words",
    "event": "seq, id, facts, recorded_at, recorded_by, prev, hash",
    "clock": "n, id, kind, items, against, stake, arises_on, due, earliest, latest, act_on, mark, "
    "stopped_on, how, rest",
    "stage_span": "n, item, stage, since, until",
    "feed_day": "clock, what, lead, against, stake, items, day, arises_on, stopped_on, gone_at, "
    "sequence, changed_at",
}


def copy(session: Session, table: str, columns: str, requests: int) -> None:
    """Copy the patterns' rows until there are so many requests."""
    key, number = ("id", "number,") if table == "request" else ("request_id", "")
    for again in range(1, requests // PATTERNS):
        new = f"{key} + {again * PATTERNS}"
        numbered = f"printf('FD-%05d', {new})," if number else ""
        source = f"SELECT {new}, {numbered} {columns} FROM {table} WHERE {key} <= {PATTERNS}"
        session.execute(text(f"INSERT INTO {table} ({key}, {number} {columns}) {source}"))
