"""What the tests of the history share: databases of both kinds, empty and thrown away."""

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.history.sql.database import Database
from app.history.sql.history import SqlHistory
from app.history.sql.tables import metadata
from tools.postgres import PostgresServer, find_programs, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    if find_programs() is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed")
    with postgres_server() as server:
        yield server


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/history.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create(f"t{uuid.uuid4().hex}")


@pytest.fixture(scope="session")
def shared_database(postgres: PostgresServer) -> str:
    return postgres.create("shared")


@pytest.fixture(params=["sqlite", "postgresql"])
async def history(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlHistory]:
    """Give an empty history; on PostgreSQL in a database that is emptied, for a new one is slow."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/history.sqlite3")
    else:
        database = Database(request.getfixturevalue("shared_database"))
    history = SqlHistory(database)
    await history.start()
    if not database.is_sqlite:
        await database.write(_empty)
    yield history
    await history.close()


def _empty(connection: Connection) -> None:
    names = ", ".join(name for name in metadata.tables if name != "secrets")
    connection.execute(text(f"TRUNCATE {names}"))
