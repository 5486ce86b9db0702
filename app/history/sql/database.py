"""Connections: reads outside of transactions, writes in short ones, and patience with faults."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from app.domain.history import HistoryUnavailableError, SchemaError

Result = TypeVar("Result")
Work = Callable[[AsyncConnection], Awaitable[Result]]

_BUSY_MS: Final = 5_000
_PATIENCE_SECONDS: Final = 8.0
_FIRST_PAUSE_SECONDS: Final = 0.02
_LONGEST_PAUSE_SECONDS: Final = 0.5
_POOL_SIZE: Final = 8
# serialization failure, deadlock, the server starts or stops, too many connections
_PASSING_STATES: Final = ("40001", "40P01", "57P01", "57P02", "57P03", "53300", "08")
_PASSING_WORDS: Final = ("database is locked", "database table is locked", "database is busy")


class Database:
    """One database: an SQLite file or a PostgreSQL server.

    Every write is made so that it can be repeated: a fault after the commit looks like one before.
    """

    def __init__(self, url: str, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        """Prepare connections; none is opened yet.

        Raises:
            SchemaError: the address is none, or names a database that is not supported.
        """
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise SchemaError("PRESEND_DATABASE_URL is not the address of a database") from error
        self._patience = patience_seconds
        if parsed.get_backend_name() == "sqlite":
            self._reader, self._writer = _sqlite_engines(parsed)
        elif parsed.get_backend_name() == "postgresql":
            self._writer = create_async_engine(
                parsed.set(drivername="postgresql+asyncpg"),
                pool_size=_POOL_SIZE,
                max_overflow=0,
                pool_timeout=patience_seconds,
            )
            self._reader = self._writer.execution_options(isolation_level="AUTOCOMMIT")
        else:
            message = f"the database {parsed.get_backend_name()} is not supported"
            raise SchemaError(message)

    @property
    def is_sqlite(self) -> bool:
        """Tell whether it is a file of this machine."""
        return self._writer.dialect.name == "sqlite"

    async def read(self, work: Work[Result]) -> Result:
        """Run statements that change nothing.

        Raises:
            HistoryUnavailableError: the database did not answer in time.
        """

        async def once() -> Result:
            async with self._reader.connect() as connection:
                return await work(connection)

        return await self._patiently(once)

    async def write(self, work: Work[Result]) -> Result:
        """Run statements in one transaction; `work` may be run again after a fault.

        Raises:
            HistoryUnavailableError: the database did not answer in time.
        """

        async def once() -> Result:
            async with self._writer.begin() as connection:
                return await work(connection)

        return await self._patiently(once)

    async def close(self) -> None:
        """Close all connections."""
        await self._reader.dispose()
        await self._writer.dispose()

    async def _patiently(self, once: Callable[[], Awaitable[Result]]) -> Result:
        deadline = time.monotonic() + self._patience
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                return await once()
            except (DBAPIError, OSError, PoolTimeoutError) as error:
                if isinstance(error, ProgrammingError | IntegrityError | DataError):
                    raise
                if not _passes(error) or time.monotonic() + pause > deadline:
                    cause = getattr(error, "orig", error)
                    message = f"the database does not answer: {cause}"
                    raise HistoryUnavailableError(message) from error
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)


def _passes(error: Exception) -> bool:
    """Tell whether a fault goes away by itself: a lock, a restart, a lost connection."""
    if not isinstance(error, DBAPIError):
        return True
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return True
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(state, str):
        return state.startswith(_PASSING_STATES)
    return any(words in str(error.orig) for words in _PASSING_WORDS)


def _sqlite_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """Make an engine for reads and one with a single connection for writes.

    Within a process writers queue for that connection, so that only processes meet at the file's
    lock. The driver's own transactions are switched off: it would begin them without the lock, and
    a reader that turns writer cannot wait for another.
    """
    url = url.set(drivername="sqlite+aiosqlite")
    reader = create_async_engine(url, pool_size=_POOL_SIZE, max_overflow=0)
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=_PATIENCE_SECONDS)
    for engine in (reader, writer):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)

    @event.listens_for(writer.sync_engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 -- SQLAlchemy's event has no narrower type
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return reader, writer


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
