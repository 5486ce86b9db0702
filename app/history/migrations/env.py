"""Runs revisions on the connection that the caller opened, inside its transaction."""

from alembic import context
from sqlalchemy import Connection

from app.history.sql.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
