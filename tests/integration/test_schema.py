"""Migrations make the tables the models name, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from foil.errors import FoilError
from foil.model.database import Database
from foil.model.schema import migrate
from foil.model.search import INDEX
from foil.model.tables import Base


def test_migrations_make_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, type_, _: type_ != "table" or not name.startswith(INDEX),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_a_newer_record_is_refused(database: Database) -> None:
    set_version = text("UPDATE alembic_version SET version_num = :version")
    with database.writing() as session:
        ours = session.scalar(text("SELECT version_num FROM alembic_version"))
        session.execute(set_version, {"version": "9999"})
    with pytest.raises(FoilError, match="newer FOIL Desk"):
        migrate(database)
    with database.writing() as session:
        session.execute(set_version, {"version": ours})


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'foil.sqlite'}")
    with database.writing() as session:
        session.execute(text("CREATE TABLE document (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(database)
    with database.reading() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    database.close()
    assert tables == ["document"]
