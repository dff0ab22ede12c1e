"""The data dictionary as Markdown: every table, view, column and macro with its type, keys and comment."""

from __future__ import annotations

import duckdb

from warehouse.tables.keys import KEYS, REFERENCES
from warehouse.tables.schema import create_tables, create_views, macro_comments, tables, views

_HEAD = """# Data dictionary

What the tables and views of a snapshot hold. This page is made from the comments in the database by `make answers`;
they are also in every snapshot: `SELECT table_name, column_name, comment FROM duckdb_columns()`.

Whole numbers that end in `_key` hold within one snapshot and join its tables; the text ids (`award_id`, `ceremony_id`,
`official_id`, `article_id`) stay from snapshot to snapshot. Keys are not declared in the file, since older tools do not
read indexes, but checked at every publish. Answers to common questions are in [cookbook.md](cookbook.md).
"""


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    with duckdb.connect() as connection:
        create_tables(connection)
        create_views(connection)
        parts = [_HEAD, "## Tables\n"]
        parts += [_relation(connection, name) for name in tables()]
        parts += ["## Views\n"]
        parts += [_relation(connection, name) for name in views()]
        parts += ["## Macros\n", *(_macro(connection, name) for name in macro_comments())]
        return "\n".join(parts)


def _relation(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the section on a table or view."""
    comment = connection.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = $name"
        " UNION ALL SELECT comment FROM duckdb_views() WHERE view_name = $name",
        {"name": name},
    ).fetchone()
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = ?"
        " ORDER BY column_index",
        [name],
    ).fetchall()
    lines = [f"### {name}\n", f"{comment[0] if comment else ''}\n"]
    if name in KEYS:
        lines.append(f"Key: {', or '.join(', '.join(f'`{c}`' for c in columns) for columns in KEYS[name])}.\n")
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [
        f"| `{column}` | {_type(kind)}{'' if nullable or name in views() else ', not null'} "
        f"| {_cell(told)}{_reference(name, column)} |"
        for column, kind, nullable, told in columns
    ]
    return "\n".join(lines) + "\n"


def _macro(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    found = connection.execute("SELECT parameters FROM duckdb_functions() WHERE function_name = ?", [name]).fetchone()
    return f"### {name}({', '.join(found[0]) if found else ''})\n\n{macro_comments()[name]}\n"


def _reference(table: str, column: str) -> str:
    other = REFERENCES.get((table, column))
    return f" → `{other[0]}.{other[1]}`" if other else ""


def _type(kind: str) -> str:
    return kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
