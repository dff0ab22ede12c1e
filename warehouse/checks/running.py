"""Checks of a snapshot: queries that must return no rows, each blocking or a warning.

They are the files `checks/*.sql`, whose first line says which and what (`-- blocking: an award without its ceremony`),
and two that follow from the keys and references of the tables (`warehouse.tables.keys`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import duckdb

from warehouse.tables.keys import KEYS, ForeignKey, foreign_keys
from warehouse.tables.schema import tables

SHOWN = 5
"""Rows of a finding that are kept to be shown."""
Level = Literal["blocking", "warning"]
_HEAD = re.compile(r"^-- (blocking|warning): (.+)$")


@dataclass(frozen=True, slots=True)
class Check:
    """One query that must return no rows."""

    name: str
    level: Level
    meaning: str
    sql: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that found rows: how many, and the first of them, by column."""

    check: Check
    rows: int
    first: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return f"{self.check.name}: {self.check.meaning} ({self.rows} rows; first: {in_words(self.first[0])[:300]})"


@cache
def checks() -> tuple[Check, ...]:
    """Return every check, by name; raises ValueError for a file without its first line."""
    found = []
    for file in sorted(resources.files("warehouse").joinpath("checks").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".sql"):
            continue
        sql = file.read_text(encoding="utf-8")
        head = _HEAD.match(sql.splitlines()[0])
        if head is None:
            raise ValueError(f"{file.name} does not begin with its level and meaning")
        level: Level = "blocking" if head.group(1) == "blocking" else "warning"
        found.append(Check(file.name.removesuffix(".sql"), level, head.group(2), sql))
    twice = [_twice(table, columns) for table, keys in KEYS.items() for columns in keys]
    found.append(Check("keys", "blocking", "a key or id stands twice", "\nUNION ALL ".join(twice)))
    orphans = [_orphans(key) for key in foreign_keys(tables())]
    found.append(Check("orphans", "blocking", "a row refers to a row that is not there", "\nUNION ALL ".join(orphans)))
    return tuple(sorted(found, key=lambda check: check.name))


def _twice(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"SELECT '{table}' AS of, concat_ws(' ', {names}) AS id FROM {table} "  # noqa: S608 (names of the schema)
        f"GROUP BY {names} HAVING count(*) > 1"
    )


def _orphans(key: ForeignKey) -> str:
    return (
        f"SELECT '{key.table}' AS of, CAST(\"{key.column}\" AS VARCHAR) AS key, "  # noqa: S608 (names of the schema)
        f"'{key.parent}' AS missing FROM {key.table} AS own WHERE \"{key.column}\" IS NOT NULL AND NOT EXISTS "
        f'(FROM {key.parent} AS other WHERE other."{key.parent_column}" = own."{key.column}")'
    )


def run_checks(connection: duckdb.DuckDBPyConnection, chosen: Sequence[Check] | None = None) -> list[Finding]:
    """Run the checks (all by default) and return what they find, blocking findings first."""
    found = (run_check(connection, check) for check in (checks() if chosen is None else chosen))
    return in_order(finding for finding in found if finding)


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> Finding | None:
    """Run one check; return what it finds, None where it finds nothing. Raises duckdb.Error where it cannot be run."""
    # Into a table first: many rows handed over piece by piece can bring DuckDB 1.5.6 to a standstill.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE finding AS {check.sql}")
    (rows,) = connection.execute("SELECT count(*) FROM finding").fetchone() or (0,)
    result = connection.execute(f"FROM finding LIMIT {SHOWN}")
    names = [column[0] for column in result.description or []]
    first = tuple(dict(zip(names, row, strict=True)) for row in result.fetchall())
    connection.execute("DROP TABLE finding")
    return Finding(check, rows, first) if rows else None


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they are told: blocking ones first, then by name."""
    return sorted(findings, key=lambda finding: (finding.check.level != "blocking", finding.check.name))


def in_words(row: Mapping[str, Any]) -> str:
    """Return a row as "award_id award-1, count 0"."""
    return ", ".join(f"{name} {value}" for name, value in row.items())
