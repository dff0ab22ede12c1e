"""The database in which a publish works (`work.sql`): of digests and decisions, which the tables of a snapshot are derived from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.identity import TABLES
from warehouse.sql import run_script


def create_work(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty tables of a publish in `work`."""
    run_script(connection, "work")
    connection.execute(TABLES)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table of `work`; a row names columns of the table and no other."""
    if not rows:
        return
    schema = connection.execute(f"FROM work.{table} LIMIT 0").to_arrow_table().schema
    if unknown := {name for row in rows for name in row} - set(schema.names):
        raise KeyError(f"table {table} has no column {', '.join(sorted(unknown))}")
    insert_table(connection, table, pa.Table.from_pylist([dict(row) for row in rows], schema=schema))


def insert_table(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Put an Arrow table into a table of `work`, column by name."""
    connection.register("incoming", rows)
    connection.execute(f"INSERT INTO work.{table} BY NAME FROM incoming")
    connection.unregister("incoming")
