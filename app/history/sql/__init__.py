"""The history in a database: SQLite by default, PostgreSQL where several replicas share it."""
