"""Migrations: from nothing and from every earlier revision, never from a newer one."""

import asyncio
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.domain.history import HistoryUnavailableError, SchemaError
from app.history.sql import schema
from app.history.sql.database import Database
from app.history.sql.history import SqlHistory
from app.history.sql.tables import metadata

pytestmark = pytest.mark.anyio

_SCRIPTS = ScriptDirectory(str(schema.MIGRATIONS))
REVISIONS = sorted(script.revision for script in _SCRIPTS.walk_revisions())


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


@pytest.mark.parametrize("revision", ["base", *REVISIONS])
async def test_every_revision_leads_to_the_tables_of_this_release(
    database_url: str, revision: str
) -> None:
    database = Database(database_url)
    if revision != "base":
        await schema.upgrade(database, revision)
    await schema.upgrade(database)
    await schema.upgrade(database)
    differences = await database.write(_differences)
    await database.close()
    assert not differences


async def test_rows_of_the_first_revision_are_kept(database_url: str) -> None:
    database = Database(database_url)
    await schema.upgrade(database, REVISIONS[0])

    def fill(connection: Connection) -> None:
        statement = "INSERT INTO grants (seller, order_key, state) VALUES ('s', 'k', 'requested')"
        connection.execute(text(statement))

    def count(connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM grants")).scalar_one())

    await database.write(fill)
    await schema.upgrade(database)
    kept = await database.read(count)
    await database.close()
    assert kept == 1


async def test_newer_database_is_refused_with_a_clear_word(database_url: str) -> None:
    database = Database(database_url)
    await schema.upgrade(database)
    statement = text("UPDATE alembic_version SET version_num = '9999'")
    await database.write(lambda connection: connection.execute(statement))
    await database.close()
    history = SqlHistory(Database(database_url))
    with pytest.raises(SchemaError, match=r"revision 9999.* newer release"):
        await history.start()
    await history.close()


async def test_processes_that_start_at_once_do_not_trip_over_each_other(database_url: str) -> None:
    histories = [SqlHistory(Database(database_url)) for _ in range(6)]
    await asyncio.gather(*(history.start() for history in histories))
    for history in histories:
        assert await history.is_ready()
        await history.close()


async def test_other_secret_than_before_is_refused(database_url: str) -> None:
    for secret, other in (("one", "two"), ("one", None)):
        first = SqlHistory(Database(database_url), secret)
        await first.start()
        await first.close()
        second = SqlHistory(Database(database_url), other)
        with pytest.raises(SchemaError, match="PRESEND_HASH_SECRET"):
            await second.start()
        await second.close()


async def test_secret_of_its_own_is_found_again(database_url: str) -> None:
    for _ in range(2):
        history = SqlHistory(Database(database_url))
        await history.start()
        await history.close()


async def test_unreachable_database_is_said_to_be_unavailable() -> None:
    url = "postgresql+asyncpg://postgres@/nothing?host=/nonexistent"
    history = SqlHistory(Database(url, patience_seconds=0.1))
    with pytest.raises(HistoryUnavailableError):
        await history.start()
    assert not await history.is_ready()
    await history.close()


async def test_other_databases_are_refused() -> None:
    with pytest.raises(SchemaError, match="mysql"):
        Database("mysql+aiomysql://localhost/presend")
