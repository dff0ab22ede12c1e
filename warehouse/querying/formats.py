"""Results of queries as CSV, TSV, JSON, JSON lines, Markdown, Parquet and xlsx."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import decimal
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from warehouse.querying.query import QueryError, Result

if TYPE_CHECKING:
    import pyarrow as pa


FORMULA = "^([=+@\t\r-])"
"""With these signs text becomes a formula in spreadsheet programs; an apostrophe before them keeps it text
(https://owasp.org/www-community/attacks/CSV_Injection)."""


def to_csv(result: Result, out: TextIO, *, delimiter: str = ",", guarded: bool = False) -> None:
    """Write the rows as CSV with a header: null is empty, lists are JSON. `out` is opened with newline="".

    `guarded` text has an apostrophe where a spreadsheet program would take it for a formula.
    """
    writer = csv.writer(out, lineterminator="\n", delimiter=delimiter)
    writer.writerow(result.columns)
    for row in result.rows:
        cells = [_cell(value) for value in row]
        if guarded:
            cells = [
                re.sub(FORMULA, r"'\1", cell) if isinstance(value, str) else cell
                for value, cell in zip(row, cells, strict=True)
            ]
        writer.writerow(cells)


def to_tsv(result: Result, out: TextIO) -> None:
    """Write the rows as `to_csv` does, with tabs between them."""
    to_csv(result, out, delimiter="\t")


def to_json(result: Result, out: TextIO) -> None:
    """Write the rows as a JSON list of objects, one a line; a name that stands twice gets _2 and so on."""
    out.write("[")
    for i, line in enumerate(_objects(result)):
        out.write((",\n " if i else "\n ") + line)
    out.write("\n]\n" if result.table.num_rows else "]\n")


def to_jsonl(result: Result, out: TextIO) -> None:
    """Write the rows as JSON objects, one a line and nothing around them."""
    out.writelines(line + "\n" for line in _objects(result))


def to_markdown(result: Result, out: TextIO) -> None:
    """Write the rows as a table of Markdown: numbers to the right, null empty, lists with commas."""
    numbers = [is_number(field.type) for field in result.table.schema]
    out.write("".join(f"| {_escaped(name)} " for name in result.columns) + "|\n")
    out.write("".join("|---:" if number else "|---" for number in numbers) + "|\n")
    for row in result.rows:
        out.write("".join(f"| {_escaped(text(value))} " for value in row) + "|\n")


def to_parquet(result: Result, path: Path) -> None:
    """Write the rows as a Parquet file; raises QueryError where a type has no place in one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

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


def to_xlsx(result: Result, path: Path) -> None:
    """Write the rows as a workbook of one sheet, or of several where they are more than a sheet holds."""
    import pyarrow as pa

    from warehouse.querying.workbook import Sheet, write_workbook

    for batch in result.table.to_batches(2_048):  # in parts, as other threads of the process wait for each
        _ = Result(pa.Table.from_batches([batch]), result.types, "").rows  # raises QueryError for what cannot be shown
    temporary = path.with_name(f"{path.name}.tmp")
    table = result.table.rename_columns(unique_names(result.columns))
    try:
        write_workbook(temporary, [Sheet("result", table.schema, table.to_batches(2_048))])
        temporary.replace(path)
    except OSError as error:
        raise QueryError(f"{path} cannot be written: {error.strerror or error}") from None
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


def is_number(kind: pa.DataType) -> bool:
    """Tell whether a column holds numbers, which stand to the right."""
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


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


def text(value: Any) -> str:  # noqa: ANN401 (any value that DuckDB has)
    """Return a value as a reader wants it in one cell: lists with commas, "75 năm: 2" for a pair of a structure."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ": ".join(text(inner) for inner in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(text(inner) for inner in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _objects(result: Result) -> list[str]:
    names = unique_names(result.columns)
    return [
        json.dumps(
            {name: plain(value) for name, value in zip(names, row, strict=True)}, ensure_ascii=False, allow_nan=False
        )
        for row in result.rows
    ]


def _cell(value: Any) -> Any:  # noqa: ANN401 (any value that DuckDB has)
    ready = plain(value)
    if isinstance(ready, bool):
        return "true" if ready else "false"
    return json.dumps(ready, ensure_ascii=False) if isinstance(ready, list | dict) else ready


def _escaped(words: str) -> str:
    """Return text that a cell of Markdown shows as it is."""
    return re.sub(r"([\\|`*<>\[\]]|\b_|_\b)", r"\\\1", words).replace("\r", "").replace("\n", "<br>")
