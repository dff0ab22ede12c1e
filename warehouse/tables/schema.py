"""The tables, macros and views of a snapshot, made from `schema/*.sql` and `views/*.sql` with their comments.

What stands behind "--" on the line of a table, column, view or macro becomes its comment. A column of a view without
one has that of `views/columns.txt`, where names are explained that mean the same in every view.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import duckdb

from warehouse.sql import read_data, read_script

TABLES = ("look_ups", "articles", "ceremonies", "officials", "awards", "recipients", "topics", "corrections")
"""The files of tables, in the order in which the dictionary has them."""
VIEWS = ("macros", "provinces", "coverage", "awards", "recipients", "ceremonies", "people")
"""The files of views, in an order in which each finds what it stands on."""
_TABLE = re.compile(r"^CREATE TABLE (\w+) \( -- (.+)$")
_COLUMN = re.compile(r"^    (\w+) .+?, -- (.+)$")
_VIEW = re.compile(r"^CREATE VIEW (\w+) AS -- (.+)$")
_VIEW_COLUMN = re.compile(r"^    (?:.*\W)?(\w+),? -- (.+)$")
_MACRO = re.compile(r"^CREATE MACRO (\w+)\([^)]*\) AS (?:\( |TABLE )?-- (.+)$")
_TABLE_MACRO = re.compile(r"^CREATE MACRO (\w+)\([^)]*\) AS TABLE", re.MULTILINE)


def tables() -> list[str]:
    """Return the names of the tables in the order of the schema."""
    return list(table_comments())


def views() -> list[str]:
    """Return the names of the views in the order of their files."""
    return list(view_comments())


@cache
def table_comments() -> dict[str, dict[str, str]]:
    """Return the comments of each table's columns by their names, and under "" that of the table itself."""
    return _comments(_read("schema", TABLES), _TABLE, _COLUMN)


@cache
def view_comments() -> dict[str, dict[str, str]]:
    """Return the comments of views as `table_comments` does; of columns those alone that are explained at the view."""
    return _comments(_read("views", VIEWS), _VIEW, _VIEW_COLUMN)


@cache
def macro_comments() -> dict[str, str]:
    """Return the comment of each macro."""
    return {
        found[1]: found[2] for line in read_script("tables/views/macros").splitlines() if (found := _MACRO.match(line))
    }


@cache
def table_macros() -> frozenset[str]:
    """Return the names of the macros that give tables."""
    return frozenset(_TABLE_MACRO.findall(read_script("tables/views/macros")))


@cache
def shared_comments() -> dict[str, str]:
    """Return the comments of columns that mean the same in every view."""
    return dict(line.split(": ", 1) for line in read_data("tables/views/columns.txt").splitlines())


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table, empty, with its comments."""
    connection.execute(_read("schema", TABLES))
    for table, comments in table_comments().items():
        _explain(connection, "TABLE", table, comments)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros and views, with their comments; the tables have to be there."""
    connection.execute(_read("views", VIEWS))
    for macro, comment in macro_comments().items():
        kind = "MACRO TABLE" if macro in table_macros() else "MACRO"
        connection.execute(f"COMMENT ON {kind} {macro} IS {_quote(comment)}")
    found = connection.execute("SELECT table_name, column_name FROM duckdb_columns() ORDER BY table_name, column_index")
    columns: dict[str, list[str]] = {}
    for view, column in found.fetchall():
        columns.setdefault(view, []).append(column)
    for view, comments in view_comments().items():
        own = {"": comments[""], **{column: shared_comments().get(column, "") for column in columns[view]}}
        _explain(connection, "VIEW", view, own | comments)


def _read(folder: str, files: Sequence[str]) -> str:
    return "\n".join(read_script(f"tables/{folder}/{name}") for name in files)


def _explain(connection: duckdb.DuckDBPyConnection, kind: str, name: str, comments: dict[str, str]) -> None:
    targets = {f'COLUMN {name}."{column}"' if column else f"{kind} {name}": told for column, told in comments.items()}
    connection.execute(";\n".join(f"COMMENT ON {target} IS {_quote(told)}" for target, told in targets.items()))


def _comments(sql: str, of_whole: re.Pattern[str], of_column: re.Pattern[str]) -> dict[str, dict[str, str]]:
    comments: dict[str, dict[str, str]] = {}
    own: dict[str, str] = {}
    for line in sql.splitlines():
        if found := of_whole.match(line):
            own = comments[found[1]] = {"": found[2]}
        elif found := of_column.match(line):
            own[found[1]] = found[2]
    return comments


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
