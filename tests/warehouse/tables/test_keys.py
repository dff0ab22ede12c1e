"""Keys and references of tables: what is written down holds, and the checks find where it does not."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.checks.running import checks, run_checks
from warehouse.tables.keys import KEYS, REFERENCES, foreign_keys, primary_key
from warehouse.tables.schema import tables

_WITHOUT_KEY = {"presentation", "report_movement", "report_document"}
_REFERENCES = {f"{table}.{column}": (table, column) for table, column in REFERENCES}


def _add_row(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Give an empty table a row of zeros and empty texts."""
    columns = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})").fetchall()  # noqa: S608
    values = ", ".join(f"TRY_CAST({_plain(kind)} AS {kind})" for _, kind in columns)
    if connection.execute(f"FROM {table} LIMIT 1").fetchone() is None:
        connection.execute(f"INSERT INTO {table} SELECT {values}")


def _plain(kind: str) -> str:
    return "[]" if kind.endswith("[]") else "'2024-01-01'" if kind in ("DATE", "TIMESTAMP WITH TIME ZONE") else "'0'"


def _found(connection: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    (check,) = [check for check in checks() if check.name == name]
    return {str(row[0]) for row in connection.execute(check.sql).fetchall()}


def test_every_table_has_a_key_or_is_known_to_have_none() -> None:
    assert set(KEYS) | _WITHOUT_KEY == set(tables())


@pytest.mark.parametrize("table", KEYS)
def test_a_row_that_stands_twice_is_found(broken: duckdb.DuckDBPyConnection, table: str) -> None:
    assert run_checks(broken, [check for check in checks() if check.name == "keys"]) == []
    _add_row(broken, table)
    broken.execute(f"INSERT INTO {table} FROM {table} LIMIT 1")
    assert table in _found(broken, "keys")


@pytest.mark.parametrize(("table", "column"), _REFERENCES.values(), ids=_REFERENCES)
def test_a_row_that_refers_to_none_is_found(broken: duckdb.DuckDBPyConnection, table: str, column: str) -> None:
    assert table not in _found(broken, "orphans")
    _add_row(broken, table)
    ((kind,),) = broken.execute(
        f"SELECT column_type FROM (DESCRIBE {table}) WHERE column_name = '{column}'"  # noqa: S608
    ).fetchall()
    broken.execute(f"UPDATE {table} SET {column} = CAST('987654' AS {kind})")  # noqa: S608
    assert table in _found(broken, "orphans")


def test_references_name_keys(copy: duckdb.DuckDBPyConnection) -> None:
    for (table, column), (other, key) in REFERENCES.items():
        copy.execute(f"SELECT {column} FROM {table} LIMIT 0")  # noqa: S608
        assert (key,) in KEYS[other]


def test_every_column_named_as_a_key_is_one(copy: duckdb.DuckDBPyConnection) -> None:
    known = {(key.table, key.column) for key in foreign_keys(tables())}
    known |= {(table, column) for table in KEYS for column in primary_key(table)}
    columns = {table: copy.execute(f"FROM {table} LIMIT 0").description or [] for table in tables()}
    named = {(table, row[0]) for table, own in columns.items() for row in own if row[0].endswith("_key")}
    assert named - known == set()
