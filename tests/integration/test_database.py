"""Opening the record: what a reader may do, who waits for whom, and trouble in one sentence."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from foil.errors import Busy, FoilError, Unreachable
from foil.model.database import Database, moment
from foil.model.tables import Person
from foil.settings import Settings
from foil.web.remembered import Remembered


def test_a_reader_cannot_write(database: Database, person: Person) -> None:
    with pytest.raises((FoilError, DBAPIError)), database.reading() as session:
        session.execute(text("UPDATE person SET name = 'Other'"))
    with database.reading() as session:
        assert session.get_one(Person, person.id).name == "Paralegal"


def test_a_save_that_raises_changes_nothing(database: Database, person: Person) -> None:
    def save_and_stumble() -> None:
        with database.writing() as session:
            session.get_one(Person, person.id).name = "Other"
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_stumble()
    with database.reading() as session:
        assert session.get_one(Person, person.id).name == "Paralegal"


def test_a_reader_sees_one_moment(database: Database, person: Person) -> None:
    with database.reading() as reader:
        assert reader.scalar(select(Person.name)) == "Paralegal"
        with database.writing() as writer:
            writer.get_one(Person, person.id).name = "Other"
        assert reader.scalar(select(Person.name)) == "Paralegal"
    with database.reading() as reader:
        assert reader.scalar(select(Person.name)) == "Other"


def test_a_second_save_waits_and_then_says_so(
    database: Database, database_url: str, person: Person
) -> None:
    impatient = Database(database_url, wait_seconds=0.2)
    with database.writing() as session:
        session.get_one(Person, person.id).name = "Other"
        with pytest.raises(Busy, match="Another save is holding the record"):
            with impatient.writing():
                pass
    with impatient.writing() as session:
        session.get_one(Person, person.id).name = "Third"
    impatient.close()


def test_the_moment_is_another_once_anything_is_saved(
    database: Database, database_url: str, person: Person
) -> None:
    def seen() -> object:
        with database.reading() as session:
            return moment(session)

    first = seen()
    assert seen() == first
    with database.writing() as session:
        assert moment(session) is None
        session.get_one(Person, person.id).name = "Other"
    second = seen()
    assert second not in (None, first)
    elsewhere = Database(database_url)
    with elsewhere.writing() as session:
        session.get_one(Person, person.id).name = "Third"
    elsewhere.close()
    assert seen() not in (first, second)


def test_what_is_remembered_is_loaded_anew_once_anything_is_saved(
    database: Database, person: Person
) -> None:
    remembered, loaded = Remembered(), []

    def name() -> str:
        with database.reading() as session:
            return remembered.of(session, "name", lambda: load(session))

    def load(session: Session) -> str:
        loaded.append(found := session.get_one(Person, person.id).name)
        return found

    assert (name(), name()) == ("Paralegal", "Paralegal")
    with database.writing() as session:
        session.get_one(Person, person.id).name = "Other"
    assert (name(), name(), loaded) == ("Other", "Other", ["Paralegal", "Other"])


def test_instants_come_back_as_they_went(database: Database, person: Person, now: datetime) -> None:
    with database.reading() as session:
        assert session.get_one(Person, person.id).made_at == now
        stored = session.scalar(text("SELECT made_at FROM person"))
    assert stored == "2026-11-22T15:30:00.000000Z"


def test_an_instant_without_a_zone_is_refused(database: Database, person: Person) -> None:
    with pytest.raises(Exception, match="without a time zone"), database.writing() as session:
        session.get_one(Person, person.id).made_at = datetime(2026, 11, 22)  # noqa: DTZ001


def test_something_that_is_no_record_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "foil.sqlite").write_bytes(b"not a database at all, whatever its name" * 100)
    opened = Database(f"sqlite:///{tmp_path / 'foil.sqlite'}")
    with pytest.raises(Unreachable, match="cannot be opened"), opened.reading() as session:
        session.scalar(select(Person.id))
    opened.close()


def test_an_empty_record_asks_for_init(tmp_path: Path) -> None:
    opened = Database(f"sqlite:///{tmp_path / 'foil.sqlite'}")
    with pytest.raises(Unreachable, match="foil init"), opened.reading() as session:
        session.scalar(select(Person.id))
    opened.close()


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "mysql://x"])
def test_an_unknown_database_is_one_sentence(url: str) -> None:
    with pytest.raises(Unreachable):
        Database(url)


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    opened = Database(f"postgresql+psycopg://foil@/foil?host={tmp_path}")
    with pytest.raises(Unreachable, match="FOIL_DATABASE_URL"), opened.reading() as session:
        session.scalar(select(Person.id))


def test_a_command_that_makes_nothing_asks_for_a_record(tmp_path: Path) -> None:
    missing = Settings(tmp_path / "none", f"sqlite:///{tmp_path / 'none' / 'foil.sqlite'}")
    with pytest.raises(Unreachable, match="foil init"):
        Database.existing(missing)


FILL = """
import resource, sys
from datetime import datetime, UTC
from foil.model.database import Database, moment
from foil.model.tables import Closing
from foil.errors import FoilError
from datetime import date, timedelta
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
database = Database(sys.argv[1])
day = date(2000, 1, 1)
try:
    while True:
        with database.writing() as session:
            for _ in range(200):
                day += timedelta(days=1)
                at = datetime.now(UTC)
                session.add(Closing(day=day, words="w" * 200, entered_at=at, entered_by=1))
        print(day, flush=True)
except FoilError as error:
    print(type(error).__name__, error)
"""


def test_a_full_disk_is_one_sentence_and_keeps_what_was_saved(
    sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "foil.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    url = f"sqlite:///{path}"
    opened = Database(url)
    with opened.writing() as session:
        session.execute(
            text(
                "INSERT INTO person (id, email, name, title, telephone, role, password_hash, "
                "active, shortcuts, link_hash, made_at) VALUES (1, 'a', 'a', '', '', 'member', "
                "'!', 1, 1, '', '2026-11-22T15:30:00.000000Z')"
            )
        )
    said = subprocess.run(
        [sys.executable, "-c", FILL, url], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said[-1].startswith("Full The "), said
    assert "nothing was changed" in said[-1]
    with opened.reading() as session:
        last = session.scalar(text("SELECT max(day) FROM closing"))
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    assert last == said[-2]
    opened.close()
