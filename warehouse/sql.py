"""The scripts of the room: files of SQL that stand beside its modules."""

from __future__ import annotations

from functools import cache
from importlib import resources

import duckdb


@cache
def read_script(name: str) -> str:
    """Return the SQL of the script of that name."""
    return resources.files("warehouse").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def run_script(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of a script."""
    connection.execute(read_script(name))
