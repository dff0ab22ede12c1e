from __future__ import annotations

import duckdb
import pytest

from warehouse.keys import ForeignKey, foreign_keys, orphans, primary_key
from warehouse.publish import Published
from warehouse.schema import tables


@pytest.fixture(scope="module")
def columns(published: Published) -> dict[str, list[str]]:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        return {table: [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()] for table in tables()}


def test_every_column_named_as_a_key_is_one(columns: dict[str, list[str]]) -> None:
    known = {(key.table, key.column) for key in foreign_keys(columns)}
    known |= {(table, column) for table, names in columns.items() for column in primary_key(table, names)}
    named = {(table, column) for table, names in columns.items() for column in names if column.endswith("_key")}
    assert named - known == set()
    assert ("article", "syndicated_of") in known


def test_keys_hold_in_a_snapshot(published: Published, columns: dict[str, list[str]]) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        for table, names in columns.items():
            key = ", ".join(primary_key(table, names))
            if key:
                twice = f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1"  # noqa: S608 (names of ours)
                rows = connection.execute(twice).fetchall()
                assert rows == [], table
        for foreign in foreign_keys(columns):
            assert connection.execute(orphans(foreign)).fetchall() == [], foreign


def test_an_orphan_would_be_found() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE award AS SELECT 1 AS award_key")
        connection.execute("CREATE TABLE recipient (recipient_key INTEGER, award_key INTEGER)")
        connection.execute("INSERT INTO recipient VALUES (1, 1), (2, 7), (3, NULL)")
        (key,) = foreign_keys({"award": ["award_key"], "recipient": ["recipient_key", "award_key"]})
        assert key == ForeignKey("recipient", "award_key", "award", "award_key")
        assert connection.execute(orphans(key)).fetchall() == [(7,)]
