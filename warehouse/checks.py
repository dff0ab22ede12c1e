"""Checks of a snapshot: queries in `checks/*.sql` that must return no rows, each blocking or a warning.

The first line of a file says which and what: `-- blocking: an award without its ceremony`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import duckdb

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
    return tuple(found)


def run_checks(connection: duckdb.DuckDBPyConnection, chosen: Sequence[Check] | None = None) -> list[Finding]:
    """Run the checks (all by default) and return what they find, blocking findings first."""
    found = (run_check(connection, check) for check in (checks() if chosen is None else chosen))
    return in_order(finding for finding in found if finding)


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> Finding | None:
    """Run one check; return what it finds, None where it finds nothing. Raises duckdb.Error where it cannot be run."""
    result = connection.execute(check.sql)
    names = [column[0] for column in result.description or []]
    first = result.fetchmany(SHOWN)
    rows = len(first)
    while more := len(result.fetchmany(10_000)):
        rows += more
    return Finding(check, rows, tuple(dict(zip(names, row, strict=True)) for row in first)) if rows else None


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they are told: blocking ones first, then by name."""
    return sorted(findings, key=lambda finding: (finding.check.level != "blocking", finding.check.name))


def in_words(row: Mapping[str, Any]) -> str:
    """Return a row as "award_id award-1, count 0"."""
    return ", ".join(f"{name} {value}" for name, value in row.items())
