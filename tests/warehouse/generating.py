"""Work tables of any size, filled by SQL from hashes: for what has to hold, and be quick, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.sql import run_script
from warehouse.tables.schema import create_tables

AWARDS, OFFICIALS = 5, 4
"""Rows of awards and of officials in a relevant report."""

_SQL = Path(__file__).with_suffix(".sql")


def generated(
    articles: int, seed: int = 1, *, awards: int = AWARDS, officials: int = OFFICIALS, **config: str | int
) -> duckdb.DuckDBPyConnection:
    """Return a database with work tables of so many articles and the tables of a snapshot, empty."""
    settings: dict[str, str | bool | int | float | list[str]] = {"threads": 2, **config}
    connection = duckdb.connect(config=settings)
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    connection.execute("CREATE SCHEMA work")
    run_script(connection, "tables/work")
    create_tables(connection)
    connection.execute("SET VARIABLE seed = ?", [seed])
    for statement in _SQL.read_text(encoding="utf-8").partition("\n\n")[2].strip().removesuffix(";").split(";\n"):
        values = {"articles": articles, "awards": awards, "officials": officials}
        used = {name: value for name, value in values.items() if f"${name}" in statement}
        connection.execute(statement, used)
    return connection
