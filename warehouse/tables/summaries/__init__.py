"""Tables that follow from other tables of a snapshot, kept because a view would work them out at every question.

Each has a file `<table>.sql` here with the statement that fills it from tables that are filled before; it is run at
every publish, and anew when articles went.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import duckdb


@cache
def summaries() -> dict[str, str]:
    """Return the statement that fills each of these tables, by the table's name."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return {f.name.removesuffix(".sql"): f.read_text(encoding="utf-8") for f in files if f.name.endswith(".sql")}


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill these tables, which are empty; all others are filled."""
    for statement in summaries().values():
        connection.execute(statement)


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill those of them anew that the database in use has."""
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    there = {name for (name,) in connection.execute(query).fetchall()}
    for table, statement in summaries().items():
        if table in there:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 (a file's name)
            connection.execute(statement)
