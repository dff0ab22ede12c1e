"""The SQL behind the pages: files in `queries/`, each one statement with named parameters, and what they give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("queries")
_NAME = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One SELECT with the names of its parameters (`$name`)."""

    sql: str
    names: frozenset[str]

    @property
    def bare(self) -> str:
        """The statement without its last semicolon and comments in front, to stand in another."""
        return "\n".join(line for line in self.sql.splitlines() if not line.startswith("--")).strip().removesuffix(";")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a statement with the names and DuckDB types of their columns; `total` counts those left out too."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    total: int

    @property
    def records(self) -> list[dict[str, Any]]:
        """The rows by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@cache
def statement(name: str) -> Statement:
    """Return the statement in `queries/<name>.sql`, such as `person/posts`; raises FileNotFoundError."""
    sql = (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return Statement(sql, frozenset(_NAME.findall(sql)))
