"""Rows by their keys are what the database would give."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.snapshots.folder import Snapshots
from web.rows import KEYED, Rows
from web.snapshot import Snapshot, identity_of
from web.statements import Statement, statement

NUMBERS = st.lists(st.tuples(st.integers(-5, 5), st.text(max_size=3) | st.none()), max_size=20)


@pytest.fixture(scope="module")
def snapshot(home: Path) -> Snapshot:
    snapshots = Snapshots(home)
    return Snapshot(snapshots, identity_of(snapshots), seconds=10)


@pytest.mark.parametrize("name", KEYED)
def test_each_key_has_the_rows_that_the_statement_gives(snapshot: Snapshot, name: str) -> None:
    asked = snapshot.ask(statement(name))
    assert asked.rows or name == "ceremony/announced", "a story that tries nothing"  # tests/web/ceremony has that one
    keys = [row[0] for row in asked.rows]
    assert keys == sorted(keys)
    for key in set(keys):
        assert snapshot.rows[name].of(key) == [row for row in asked.records if row[asked.columns[0]] == key]
    if keys:
        assert snapshot.rows[name].between(min(keys), max(keys)) == asked.records
        assert snapshot.rows[name].of(type(keys[0])(-1)) == []


@settings(deadline=None)
@given(NUMBERS, st.integers(-6, 6), st.integers(-6, 6))
def test_what_is_between_two_keys_comes_in_order(told: list[tuple[int, str | None]], first: int, last: int) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE told (place INTEGER, key INTEGER, word VARCHAR)")
        if told:
            connection.executemany("INSERT INTO told VALUES (?, ?, ?)", [(i, *row) for i, row in enumerate(told)])
        rows = Rows(connection, Statement("SELECT key, word FROM told ORDER BY key, place", frozenset()))
    expected = sorted((row for row in told if first <= row[0] <= last), key=lambda row: row[0])
    assert [tuple(row.values()) for row in rows.between(first, last)] == expected
    assert [tuple(row.values()) for row in rows.of(first)] == [row for row in told if row[0] == first]


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with duckdb.connect() as connection:
        rows = Rows(connection, Statement("SELECT range AS key FROM range(1000)", frozenset()))
    assert rows.of(999) == [{"key": 999}]
    assert list(tmp_path.iterdir()) == []
