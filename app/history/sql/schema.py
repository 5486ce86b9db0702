"""The shape of the database: brought up to date at start, refused where it is newer."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from app.domain.history import SchemaError
from app.history.sql.database import Database

MIGRATIONS: Final = Path(__file__).parent.parent / "migrations"
_LOCK: Final = 7_206_541_973_042


async def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables to a revision, all in one transaction; other processes wait.

    Raises:
        SchemaError: the database was written by a newer release.
        HistoryUnavailableError: the database does not answer.
    """
    config = _config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}

    def run(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        current = _current(connection)
        if current is not None and current not in known:
            message = (
                f"the database stands at revision {current}, which this release does not know: a "
                "newer release has written it; start that release, or restore an older copy"
            )
            raise SchemaError(message)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    await database.write(run)


def head_revision() -> str:
    """Give the newest revision that this release knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
