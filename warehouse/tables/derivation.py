"""The tables of a snapshot, derived from what was read and decided: the work tables of `work.sql`.

Python decides what belongs together; every row of a snapshot is made of those decisions by the SQL in `derivation/`,
one file a family of tables, in the order below. The result depends on the content of the work tables alone, not on the
order of their rows or the number of threads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from reference.outlets import find_outlet
from reference.provinces import PROVINCES
from warehouse.sql import run_on, run_script
from warehouse.tables.look_ups import award_type_rows, code_label_rows, grantor_rows, province_rows
from warehouse.tables.places import province_today

STEPS = ("article", "ceremony", "award", "official", "topic", "source")
"""The files of `derivation/`, in the order in which they build on one another."""
_TEMPORARY = ("province_then", "outlet", "account")


def derive(connection: duckdb.DuckDBPyConnection, steps: Sequence[str] = STEPS) -> None:
    """Fill the tables of a snapshot, which are there and empty, from the work tables of the same connection.

    `run` is left to the caller. Raises duckdb.ConstraintException where a row lacks what was to be decided of it.
    """
    insert_rows(connection, "province", province_rows())
    insert_rows(connection, "award_type", award_type_rows())
    insert_rows(connection, "grantor", grantor_rows())
    insert_rows(connection, "code_label", code_label_rows())
    _make_look_ups(connection)
    for step in steps:
        run_script(connection, f"tables/derivation/{step}")
    for table in _TEMPORARY:
        connection.execute(f"DROP TABLE temp.{table}")


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table; columns that a row does not name are null, and it names no other."""
    schema = connection.execute(f"FROM {table} LIMIT 0").to_arrow_table().schema
    if unknown := {name for row in rows for name in row} - set(schema.names):
        raise KeyError(f"table {table} has no column {', '.join(sorted(unknown))}")
    run_on(connection, pa.Table.from_pylist(list(rows), schema=schema), f"INSERT INTO {table} FROM incoming")


def _make_look_ups(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what the SQL looks up: the province of today by slug and day, and the outlets known by domain."""
    connection.execute(
        "CREATE TEMP TABLE province_then (province VARCHAR NOT NULL, since DATE NOT NULL, province_today VARCHAR)"
    )
    insert_rows(connection, "temp.province_then", list(_provinces_then()))
    connection.execute(
        "CREATE TEMP TABLE outlet (source VARCHAR NOT NULL, name VARCHAR, kind VARCHAR, province VARCHAR)"
    )
    found = connection.execute(
        "SELECT DISTINCT source FROM work.article WHERE source IS NOT NULL ORDER BY 1"
    ).fetchall()
    known = [(source, outlet) for (source,) in found if (outlet := find_outlet(source))]
    rows = [{"source": s, "name": o.name, "kind": o.kind, "province": o.province} for s, o in known]
    insert_rows(connection, "temp.outlet", rows)


@cache
def _provinces_then() -> tuple[dict[str, Any], ...]:
    """Return from which day on a slug means which province of today, as `province_today` tells it.

    It changes on days alone on which some province begins.
    """

    def changes() -> Iterator[dict[str, Any]]:
        days = sorted({dt.date.min, *(unit.valid_from for unit in PROVINCES)})
        for slug in sorted({unit.slug for unit in PROVINCES}):
            before: str | None = ""
            for day in days:
                now = province_today(slug, day)
                if now != before:
                    yield {"province": slug, "since": day, "province_today": now}
                before = now

    return tuple(changes())
