"""The database in which a publish works (`work.sql`): what was read and decided, of which a snapshot is derived."""

from __future__ import annotations

import duckdb

from warehouse.sql import run_script
from warehouse.tables.identity import TABLES


def create_work(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty tables of a publish in `work`."""
    run_script(connection, "tables/work")
    connection.execute(TABLES)
