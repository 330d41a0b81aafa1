"""An office's record on each database, people in it, and a store: all real, made for one test."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from foil.archive.store import Folder
from foil.model.database import Database
from foil.model.schema import migrate
from foil.model.tables import Base, Office, Person
from foil.settings import Settings, prepare
from tests.integration.moving import Moving
from tests.integration.site import quick_passwords

__all__ = ["quick_passwords"]  # a fixture

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "foil.sqlite"
    made = Database(f"sqlite:///{path}")
    migrate(made)
    made.close()
    return path


@pytest.fixture(scope="session")
def postgres_record(postgres_url: str) -> Iterator[tuple[str, Engine]]:
    """The URL of a migrated record on PostgreSQL, and an engine to empty it with."""
    _administer(postgres_url, "create database record")
    url = make_url(postgres_url).set(database="record").render_as_string(hide_password=False)
    made = Database(url)
    migrate(made)
    made.close()
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    yield url, engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty record on each database in turn."""
    if request.param == "sqlite":
        path = tmp_path / "foil.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url, engine = request.getfixturevalue("postgres_record")
    yield url
    _empty(engine)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = _opened(database_url)
    yield opened
    opened.close()


@pytest.fixture
def person(database: Database) -> Person:
    """The paralegal, a member of the office."""
    return add_person(database, "paralegal")


@pytest.fixture
def outsider(database: Database) -> Person:
    """An administrator who is a member of no matter."""
    return add_person(database, "administrator", role="administrator")


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    settings = Settings(tmp_path, "sqlite://")
    prepare(settings)
    return Folder.of(settings)


def _opened(url: str) -> Database:
    """That record, by an engine that has compiled the queries of the tests before."""
    path = make_url(url).database
    if url.startswith("sqlite") and path:
        return _SQLITE.at(Path(path))
    return _on_server(url)


_SQLITE = Moving(Path("nowhere"))
_on_server = cache(Database)


def add_person(database: Database, name: str, role: str = "member") -> Person:
    with database.writing() as session:
        if session.get(Office, 1) is None:
            session.add(Office(id=1, name="Defense unit", kind="law", made_at=NOW))
        someone = Person(
            email=f"{name}@example.org",
            name=name.capitalize(),
            role=role,
            password_hash="!",
            made_at=NOW,
        )
        session.add(someone)
    return someone


def _administer(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _empty(engine: Engine) -> None:
    """Leave the record as its migrations made it: a hundred times quicker than another."""
    others = "pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"select pg_terminate_backend(pid) from {others}")
        sequences = connection.scalars(text("select sequencename from pg_sequences")).all()
        statements = [
            f"delete from {table.name}" for table in reversed(Base.metadata.sorted_tables)
        ]
        statements += [f"select setval('{name}', 1, false)" for name in sequences]
        connection.exec_driver_sql("; ".join(statements))
