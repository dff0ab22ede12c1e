"""Checks of a snapshot: queries in `checks/*.sql` that must return no rows, each blocking or a warning.

The first line of a file says which and what: `-- blocking: an award without its ceremony`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import duckdb

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
    """A check that found rows: how many, and the first of them in words."""

    check: Check
    rows: int
    example: str

    def __str__(self) -> str:
        return f"{self.check.name}: {self.check.meaning} ({self.rows} rows; first: {self.example})"


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
    findings = []
    for check in checks() if chosen is None else chosen:
        result = connection.execute(check.sql)
        names = [column[0] for column in result.description or []]
        rows = result.fetchall()
        if rows:
            example = ", ".join(f"{name} {value}" for name, value in zip(names, rows[0], strict=True))
            findings.append(Finding(check, len(rows), example[:300]))
    return sorted(findings, key=lambda finding: (finding.check.level != "blocking", finding.check.name))
