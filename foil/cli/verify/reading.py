"""The record's rows by plain SQL, at one moment, on either database."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foil.errors import FoilError, Unreachable
from foil.settings import Settings

COUNTED = {
    "request": "requests",
    "event": "events",
    "journal": "journal lines",
    "document": "documents",
}


class Reading:
    """Rows of the record as they stood when this was opened. Writes nothing."""

    def __init__(self, connection: Any, failures: tuple[type[Exception], ...]) -> None:
        self._connection = connection
        self._failures = failures

    @classmethod
    def of(cls, settings: Settings) -> "Reading":
        """Open the record of these settings. Raises Unreachable where there is none."""
        if settings.database_url.startswith("sqlite:///"):
            return cls(*_sqlite(settings.database_url.removeprefix("sqlite:///")))
        return cls(*_postgresql(settings.database_url.replace("+psycopg", "", 1)))

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query. Raises FoilError where the database cannot give them."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql)
            yield from cursor
        except self._failures as error:
            first = str(error).splitlines()[0]
            raise FoilError(f"The record cannot be read ({first}); restore a backup.") from error
        finally:
            cursor.close()

    def summary(self) -> str:
        """How much was looked at, in words."""
        counts = (
            f"{next(self.rows(f'SELECT count(*) FROM {table}'))[0]:,} {words}"  # noqa: S608
            for table, words in COUNTED.items()
        )
        return ", ".join(counts)

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()


def read_json(text: str) -> dict[str, Any]:
    """A stored JSON object; empty where it can no longer be read, which its hash has told."""
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _sqlite(path: str) -> tuple[sqlite3.Connection, tuple[type[Exception], ...]]:
    if not Path(path).is_file():
        raise Unreachable("There is no record here yet. Run `foil init` or `foil serve` first.")
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    connection.isolation_level = None
    connection.execute("BEGIN")
    return connection, (sqlite3.Error,)


def _postgresql(url: str) -> tuple[Any, tuple[type[Exception], ...]]:
    import psycopg

    try:
        connection = psycopg.connect(url, autocommit=True)
    except psycopg.Error as error:
        first = str(error).splitlines()[0]
        says = f"The record cannot be opened ({first}); look at FOIL_DATABASE_URL."
        raise Unreachable(says) from error
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return connection, (psycopg.Error,)
