"""Opening the record: `reading()` for looking, `writing()` around the shortest part of a save."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session

from foil.errors import Unreachable
from foil.model.trouble import UNMADE, UNREACHABLE, sentences
from foil.settings import Settings, prepare

WAIT_SECONDS = 10
ONE_WRITER = 0x464F494C  # "FOIL": the key of the lock every writer takes on PostgreSQL
OPENED = count(1)
"""Numbers the connections of this process, so that no two share one."""


class Database:
    """One office's record. Sessions never load by surprise and keep their rows after commit."""

    def __init__(self, url: str, wait_seconds: float = WAIT_SECONDS) -> None:
        """Open `url`. A save waits `wait_seconds` for another to end, then says so.

        Raises Unreachable where the URL names no database we know.
        """
        try:
            self.engine = _engine(url, wait_seconds)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise Unreachable(UNREACHABLE.format(error)) from error
        self._reader = self.engine.execution_options(foil="read")
        self._writer = self.engine.execution_options(foil="write")

    @classmethod
    def of(cls, settings: Settings) -> "Database":
        """The database of these settings, its data folder made if it was not there."""
        prepare(settings)
        return cls(settings.database_url)

    @classmethod
    def existing(cls, settings: Settings) -> "Database":
        """The database of these settings, for a command that makes nothing.

        Raises Unreachable where there is none.
        """
        url = make_url(settings.database_url)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            raise Unreachable(UNMADE)
        return cls(settings.database_url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the record at one moment and cannot change it."""
        with sentences(), Session(self._reader, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The session of one save: alone among writers, committed when the block ends, undone
        when it raises.

        Raises Busy where another save does not end in time, Full where there is no room.
        """
        with (
            sentences(),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection()  # begins now, so that whatever is read is read alone
            yield session

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def _engine(url: str, wait_seconds: float) -> Engine:
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        # The connection used last knows best what was saved: see `moment`. One in memory is alone.
        pool = {"pool_use_lifo": True} if where.database else {}
        timeout = {"timeout": wait_seconds}
        engine = create_engine(url, hide_parameters=True, connect_args=timeout, **pool)
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    milliseconds = int(wait_seconds * 1000)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        _begin_postgresql(connection, milliseconds)

    return engine


def moment(session: Session) -> Hashable | None:
    """What names the record as this session sees it: equal to another session's only where nothing
    was saved in between. None in the session of a save, whose changes may yet be undone.

    SQLite tells a connection when another one has saved, and counts the rows it changed itself;
    PostgreSQL's snapshot is another after each transaction that changed anything.
    """
    connection = session.connection()
    if connection.get_execution_options().get("foil") != "read":
        return None
    if connection.dialect.name != "sqlite":
        snapshot: str = connection.scalar(text("SELECT pg_current_snapshot()::text"))
        return snapshot
    raw: Any = connection.connection.dbapi_connection
    others = raw.execute("PRAGMA data_version").fetchone()[0]
    return connection.info["opened"], others, raw.total_changes


def _open_sqlite(connection: Any, record: Any) -> None:
    """Write-ahead log, full sync on commit, foreign keys held. BEGIN is ours to say: the driver's
    own deferred BEGIN makes two saves at once fail with "database is locked"."""
    connection.isolation_level = None
    record.info["opened"] = next(OPENED)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("foil") == "read"
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection, milliseconds: int) -> None:
    """Readers see one moment; writers go one at a time, as on SQLite: the journal is one chain."""
    if connection.get_execution_options().get("foil") == "read":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    else:
        connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_WRITER})"))
