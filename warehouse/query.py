"""Asking a snapshot in SQL, safely: in a process of its own, read only, within limits of rows, time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

ROWS = 10_000
SECONDS = 30.0
MEMORY = "1GB"
_HOUSE = Path(__file__).resolve().parent.parent
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")
Parameters = Sequence[Any] | Mapping[str, Any]


class QueryError(ValueError):
    """A statement was refused, failed, or took too long; the message is one line."""


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a query. `types` are DuckDB's names; `truncated` says that there were more rows than the limit."""

    table: pa.Table
    types: tuple[str, ...]
    truncated: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; a name may stand twice."""
        return tuple(self.table.column_names)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The rows as tuples."""
        return list(zip(*(column.to_pylist() for column in self.table.columns), strict=True))


def run_query(
    database: Path,
    sql: str,
    parameters: Parameters | None = None,
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
    memory: str = MEMORY,
) -> Result:
    """Run one SELECT or EXPLAIN on a snapshot's database and return at most `rows` rows.

    Parameters stand as `?`, `$1` or `$name` in the SQL and are text, numbers, truth values or None. Raises QueryError.
    """
    if not database.is_file():
        raise QueryError(f"there is no snapshot at {database}")
    given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters or [])
    asked = {"database": str(database.resolve()), "sql": sql, "parameters": given, "rows": rows, "memory": memory}
    try:
        request = json.dumps(asked).encode()
    except (TypeError, ValueError):
        raise QueryError("parameters are text, numbers, truth values or null") from None
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = str(_HOUSE)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "warehouse.sandbox"],
            input=request,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(f"the query was ended after {seconds:g} seconds") from None
    return _result(done)


def _result(done: subprocess.CompletedProcess[bytes]) -> Result:
    head, _, stream = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        raise QueryError(f"the query's process ended with {_reason(done)}")
    answer = json.loads(head)
    if "error" in answer:
        raise QueryError(answer["error"])
    table = _whole_numbers(pa.ipc.open_stream(stream).read_all())
    return Result(table, tuple(answer["types"]), answer["truncated"])


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"signal {-done.returncode}"
    last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    return f"code {done.returncode}{': ' + last[0][:300] if last else ''}"


def _whole_numbers(table: pa.Table) -> pa.Table:
    """Make sums whole numbers again: DuckDB hands HUGEINT over as a decimal without digits behind the point."""
    for i, column in enumerate(table.schema):
        if pa.types.is_decimal(column.type) and column.type.scale == 0:
            try:
                table = table.set_column(i, column.name, table.column(i).cast(pa.int64()))
            except pa.ArrowInvalid:
                continue
    return table
