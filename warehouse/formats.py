"""Results of queries as CSV, JSON and Parquet."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import decimal
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.query import QueryError, Result


def to_csv(result: Result, out: TextIO) -> None:
    """Write the rows as CSV with a header: null is empty, lists are JSON. `out` is opened with newline=""."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    for row in result.rows:
        writer.writerow([_cell(value) for value in row])


def to_json(result: Result, out: TextIO) -> None:
    """Write the rows as a JSON list of objects, one a line; a name that stands twice gets _2 and so on."""
    names = unique_names(result.columns)
    out.write("[")
    for i, row in enumerate(result.rows):
        values = {name: plain(value) for name, value in zip(names, row, strict=True)}
        out.write((",\n " if i else "\n ") + json.dumps(values, ensure_ascii=False, allow_nan=False))
    out.write("\n]\n" if result.table.num_rows else "]\n")


def to_parquet(result: Result, path: Path) -> None:
    """Write the rows as a Parquet file; raises QueryError where a type has no place in one."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        pq.write_table(result.table.rename_columns(unique_names(result.columns)), temporary, compression="zstd")
        temporary.replace(path)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as error:
        raise QueryError(f"this result cannot be written as Parquet: {' '.join(str(error).split())[:200]}") from None
    except OSError as error:
        raise QueryError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)


def unique_names(names: tuple[str, ...]) -> list[str]:
    """Return the names, those that stand twice numbered from the second on."""
    seen: Counter[str] = Counter()
    taken, unique = set(names), []
    for name in names:
        seen[name] += 1
        new = name if seen[name] == 1 else f"{name}_{seen[name]}"
        while seen[name] > 1 and new in taken:
            seen[name] += 1
            new = f"{name}_{seen[name]}"
        taken.add(new)
        unique.append(new)
    return unique


def plain(value: Any) -> Any:  # noqa: ANN401 (any value that DuckDB has)
    """Return a value as JSON has it: dates in ISO form, decimals as numbers, NaN as null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def _cell(value: Any) -> Any:  # noqa: ANN401 (any value that DuckDB has)
    ready = plain(value)
    return json.dumps(ready, ensure_ascii=False) if isinstance(ready, list | dict) else ready
