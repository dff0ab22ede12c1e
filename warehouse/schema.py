"""The tables, macros and views of a snapshot, made from `schema.sql` and `views.sql` with their comments."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import duckdb

_TABLE = re.compile(r"^CREATE TABLE (\w+) \( -- (.+)$")
_COLUMN = re.compile(r"^    (\w+) .+?, -- (.+)$")
_VIEW_COLUMNS = {
    "year": "Year of the ceremony; null where its day is not known.",
    "province": "Slug of the province at the time.",
    "province_today": "Slug of the one of today's 34 that holds its territory.",
    "award": "Code of the award's type.",
    "award_name_vi": "Name of the type.",
    "class": "1, 2 or 3.",
    "recipient": "collective, individual, household, case or mixed.",
    "ceremonies": "Ceremonies at which they were conferred.",
    "awards": "Rows of the table award.",
    "recipients": "Sum of their counts; rounded numbers enter as stated.",
    "without_count": "Rows that state no number.",
    "rounded": "Rows whose number is rounded.",
    "conflicts": "Rows on whose number reports differ.",
}


def tables() -> list[str]:
    """Return the names of the tables in the order of the schema."""
    return [found.group(1) for line in _read("schema.sql").splitlines() if (found := _TABLE.match(line))]


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table, empty, with its comments."""
    connection.execute(_read("schema.sql"))
    table = ""
    for line in _read("schema.sql").splitlines():
        if found := _TABLE.match(line):
            table = found.group(1)
            connection.execute(f"COMMENT ON TABLE {table} IS {_quote(found.group(2))}")
        elif found := _COLUMN.match(line):
            connection.execute(f'COMMENT ON COLUMN {table}."{found.group(1)}" IS {_quote(found.group(2))}')


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros and views, with their comments; the tables have to be there."""
    connection.execute(_read("views.sql"))
    columns = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_views() v ON v.view_name = table_name "
        "WHERE NOT v.internal ORDER BY ALL"
    ).fetchall()
    for view, column in columns:
        connection.execute(f'COMMENT ON COLUMN {view}."{column}" IS {_quote(_VIEW_COLUMNS[column])}')


@cache
def _read(name: str) -> str:
    return resources.files("warehouse").joinpath(name).read_text(encoding="utf-8")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
