"""Search over 10,000 and 200,000 indexed pages, beside the bare FTS5 query: the same words, the
count and the best twenty, without permission, files or snippets."""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from foil.insight.search import Asked, search
from foil.model.database import Database
from foil.model.query import read_query
from foil.model.schema import migrate
from foil.model.tables import Content, Document, Office, Page, Person
from foil.operations.requests import Asked as Item
from foil.operations.requests import Particulars, draft
from tests.bench.measure import Measure, best_pair

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
SIZES = (10_000, 200_000)
A_FILE = 40  # pages
REQUESTS = 200
QUERY = '"sole source" OR procur*'
BARE = '"sole source" OR "procur" *'
RARE = 0.01  # of pages hold what is looked for
COMMON = [f"word{n}" for n in range(4_000)]


def measures() -> Iterator[Measure]:
    """One query at both sizes, and how it grows."""
    took = {}
    for size in SIZES:
        ours, theirs = measured(size)
        took[size] = ours
        yield Measure(f"search of {size:,} pages", ours, "bare FTS5", theirs, 1.5)
    many, few = max(SIZES), min(SIZES)
    growth = took[many] / took[few] / (many / few)
    yield Measure("its growth, a page", growth, note=f"times, from {few:,} to {many:,}")


def measured(size: int) -> tuple[float, float]:
    """Seconds for our search of that many pages, and for the bare query."""
    folder = Path(tempfile.mkdtemp(prefix="foil-bench-"))
    database = Database(f"sqlite:///{folder / 'foil.sqlite'}")
    bare = sqlite3.connect(folder / "foil.sqlite")
    try:
        person = fill(database, size)
        return best_pair(lambda: ask(database, person), lambda: ask_bare(bare), 9)
    finally:
        bare.close()
        database.close()
        shutil.rmtree(folder)


def ask(database: Database, person: Person) -> None:
    """Search as the page does."""
    with database.reading() as session:
        assert search(person, session, read_query(QUERY), Asked()).pages


def ask_bare(database: sqlite3.Connection) -> None:
    """The same pages of FTS5 alone: how many, and the best twenty with their text."""
    counted = "SELECT count(*) FROM page_words WHERE page_words MATCH ?"
    assert database.execute(counted, (BARE,)).fetchone()
    wanted = "SELECT rowid, text FROM page_words WHERE page_words MATCH ? ORDER BY rank LIMIT 20"
    assert database.execute(wanted, (BARE,)).fetchall()


def fill(database: Database, pages: int) -> Person:
    """An office with that many pages in files of forty, spread over its requests."""
    migrate(database)
    dice = random.Random(pages)
    with database.writing() as session:
        person = Person(email="a@example.org", name="Staff attorney", password_hash="", made_at=NOW)
        session.add_all([person, Office(id=1, name="Office", kind="law", made_at=NOW)])
        session.flush()
        for n in range(REQUESTS):
            about = Particulars("nypd", "facial-recognition", f"Request {n}")
            draft(person, session, about, [Item("Contracts")], now=NOW)
    for start in range(0, pages, 5_000):
        with database.writing() as session:
            for first in range(start, min(start + 5_000, pages), A_FILE):
                sum_ = f"{first:064x}"
                file = {"sha256": sum_, "size": 1, "type": "application/pdf"}
                read = {"state": "read", "pages": A_FILE, "done": A_FILE, "made_at": NOW}
                session.execute(insert(Content), [{**file, **read}])
                came = {"name": f"{first}.pdf", "brought_at": NOW, "brought_by": person.id}
                of = {"request_id": dice.randrange(REQUESTS) + 1}
                session.execute(insert(Document), [{**file, **came, **of}])
                rows = [
                    {"sha256": sum_, "number": n + 1, "text": words(dice), "by": "text"}
                    for n in range(A_FILE)
                ]
                session.execute(insert(Page), rows)
    return person


def words(dice: random.Random) -> str:
    """A page's text; one in a hundred speaks of what is looked for."""
    said = dice.choices(COMMON, k=150)
    if dice.random() < RARE:
        said[dice.randrange(150)] = dice.choice(("sole source", "procurement", "procured"))
    return " ".join(said)
