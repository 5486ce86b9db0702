"""Connections: reads outside of transactions, writes in short ones, and patience with faults."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
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
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from app.domain.history import HistoryUnavailableError, SchemaError

Result = TypeVar("Result")
Work = Callable[[Connection], Result]
"""Statements on one connection; blocking, and run where that holds nobody up."""

_BUSY_MS: Final = 5_000
_PATIENCE_SECONDS: Final = 8.0
_FIRST_PAUSE_SECONDS: Final = 0.02
_LONGEST_PAUSE_SECONDS: Final = 0.5
_POOL_SIZE: Final = 8
# serialization failure, deadlock, the server starts or stops, too many connections
_PASSING_STATES: Final = ("40001", "40P01", "57P01", "57P02", "57P03", "53300", "08")
_PASSING_WORDS: Final = ("database is locked", "database table is locked", "database is busy")


class _Runner(Protocol):
    """Runs work on one kind of database."""

    async def read(self, work: Work[Result]) -> Result: ...

    async def write(self, work: Work[Result]) -> Result: ...

    async def close(self) -> None: ...


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
        kind = parsed.get_backend_name()
        self._patience = patience_seconds
        self.is_sqlite = kind == "sqlite"
        if self.is_sqlite:
            self._runner: _Runner = _SqliteRunner(parsed)
        elif kind == "postgresql":
            self._runner = _PostgresRunner(parsed, patience_seconds)
        else:
            raise SchemaError(f"the database {kind} is not supported")

    async def read(self, work: Work[Result]) -> Result:
        """Run statements that change nothing.

        Raises:
            HistoryUnavailableError: the database did not answer in time.
        """
        return await self._patiently(lambda: self._runner.read(work))

    async def write(self, work: Work[Result]) -> Result:
        """Run statements in one transaction; `work` may be run again after a fault.

        Raises:
            HistoryUnavailableError: the database did not answer in time.
        """
        return await self._patiently(lambda: self._runner.write(work))

    async def close(self) -> None:
        """Close all connections."""
        await self._runner.close()

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


class _PostgresRunner:
    """A server, spoken to without threads."""

    def __init__(self, url: URL, patience_seconds: float) -> None:
        self._writer = create_async_engine(
            url.set(drivername="postgresql+asyncpg"),
            pool_size=_POOL_SIZE,
            max_overflow=0,
            pool_timeout=patience_seconds,
        )
        self._reader = self._writer.execution_options(isolation_level="AUTOCOMMIT")

    async def read(self, work: Work[Result]) -> Result:
        async with self._reader.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Work[Result]) -> Result:
        async with self._writer.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        await self._writer.dispose()


class _SqliteRunner:
    """A file, read by some threads and written by one.

    A piece of work goes to its thread as a whole: one hop, where a driver that hops for every
    statement makes a dozen. Within a process writers queue for the one thread, so that only
    processes meet at the file's lock.
    """

    def __init__(self, url: URL) -> None:
        self._reader, self._writer = _sqlite_engines(url.set(drivername="sqlite+pysqlite"))
        self._reading = ThreadPoolExecutor(_POOL_SIZE, "history-read")
        self._writing = ThreadPoolExecutor(1, "history-write")

    async def read(self, work: Work[Result]) -> Result:
        def run() -> Result:
            with self._reader.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._reading, run)

    async def write(self, work: Work[Result]) -> Result:
        def run() -> Result:
            with self._writer.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._writing, run)

    async def close(self) -> None:
        """Close connections; a runner that is used again opens new ones."""
        await asyncio.get_running_loop().run_in_executor(self._writing, self._writer.dispose)
        self._reader.dispose()


def _sqlite_engines(url: URL) -> tuple[Engine, Engine]:
    """Make an engine for reads and one for writes.

    The driver's own transactions are switched off: it would begin them without the lock, and a
    reader that turns writer cannot wait for another.
    """
    reader = create_engine(url, pool_size=_POOL_SIZE, max_overflow=0)
    writer = create_engine(url, pool_size=1, max_overflow=0)
    for engine in (reader, writer):
        event.listen(engine, "connect", _prepare_sqlite)

    @event.listens_for(writer, "begin")
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
