"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy has once for each."""

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def insert_into(table: Table, *, is_sqlite: bool) -> SqliteInsert | PostgresInsert:
    """Begin an insert of the database at hand."""
    return SqliteInsert(table) if is_sqlite else PostgresInsert(table)
