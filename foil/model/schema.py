"""Bringing a database's tables up to what this release knows, with Alembic, without a file of
settings."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from foil.errors import FoilError
from foil.model.database import Database


def migrate(database: Database) -> None:
    """Run the migrations this database has not seen, all of them or none.

    Raises FoilError where a newer release of FOIL Desk has already changed it.
    """
    with database.writing() as session:
        connection = session.connection()
        _refuse_newer(connection)
        command.upgrade(configuration(connection), "head")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, for these migrations over `connection`."""
    config = Config()
    config.set_main_option("script_location", "foil.model:migrations")
    config.attributes["connection"] = connection
    return config


def _refuse_newer(connection: Connection) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    known = {
        revision.revision
        for revision in ScriptDirectory.from_config(configuration()).walk_revisions()
    }
    if present is not None and present not in known:
        raise FoilError(
            "This record was made by a newer FOIL Desk; run that release, or restore a backup."
        )
