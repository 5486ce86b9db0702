"""What the tests of the history share: databases of both kinds, empty and thrown away."""

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.history.sql.database import Database
from app.history.sql.history import SqlHistory
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


@pytest.fixture
async def history(database_url: str) -> AsyncIterator[SqlHistory]:
    history = SqlHistory(Database(database_url))
    await history.start()
    yield history
    await history.close()
