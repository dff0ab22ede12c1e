"""Exports: the tables of a snapshot as Parquet or CSV files, with a description (`datapackage.json`).

The description follows Data Package (https://specs.frictionlessdata.io/data-package/). Exports hold facts, evidence and
addresses; texts are in no snapshot, and so in no export.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse.schema import tables

Format = Literal["parquet", "csv"]
_TYPES = {
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "VARCHAR": "string",
}


class ExportError(ValueError):
    """A snapshot was not exported."""


def export(
    database: Path, folder: Path, *, format: Format = "parquet", only: Sequence[str] = (), name: str = "thidua"
) -> list[Path]:
    """Write the tables of a snapshot (all, or `only` some) as files into `folder` and return their paths.

    The description is written last, so that a folder with it is whole. Raises ExportError.
    """
    unknown = sorted(set(only) - set(tables()))
    if unknown:
        raise ExportError(f"there is no table {', '.join(unknown)}; there are {', '.join(tables())}")
    if format not in ("parquet", "csv"):
        raise ExportError(f"there is no format {format}; there are parquet and csv")
    chosen = [table for table in tables() if not only or table in only]
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        description = folder / "datapackage.json"
        description.unlink(missing_ok=True)
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
            resources = []
            for table in chosen:
                path = folder / f"{table}.{format}"
                _copy(connection, table, path, format)
                resources.append(_resource(connection, table, path, format))
                written.append(path)
            package = {"name": name, "profile": "data-package", **_about(connection), "resources": resources}
        temporary = description.with_name("datapackage.json.tmp")
        temporary.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        temporary.replace(description)
    except (OSError, duckdb.Error) as error:
        raise ExportError(f"not exported: {' '.join(str(error).split())[:300]}") from None
    return [*written, description]


def _copy(connection: duckdb.DuckDBPyConnection, table: str, path: Path, format: Format) -> None:
    temporary = path.with_name(f"{path.name}.tmp")
    options = "FORMAT parquet, COMPRESSION zstd" if format == "parquet" else "FORMAT csv, HEADER"
    columns = ", ".join(
        f'CAST(to_json("{column}") AS VARCHAR) AS "{column}"' if format == "csv" and "[" in type_ else f'"{column}"'
        for column, type_, _ in _columns(connection, table)
    )
    target = str(temporary).replace("'", "''")
    try:
        connection.execute(f"COPY (SELECT {columns} FROM {table}) TO '{target}' ({options})")  # noqa: S608 (own names)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _resource(connection: duckdb.DuckDBPyConnection, table: str, path: Path, format: Format) -> dict[str, Any]:
    comment = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone()
    count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 (own names)
    fields = [
        {"name": column, "type": _TYPES.get(type_, "array"), "description": text}
        for column, type_, text in _columns(connection, table)
    ]
    return {
        "name": table.replace("_", "-"),
        "path": path.name,
        "format": format,
        "mediatype": "text/csv" if format == "csv" else "application/vnd.apache.parquet",
        "encoding": "utf-8",
        "description": comment[0] if comment else "",
        "rows": count[0] if count else 0,
        "schema": {"fields": fields},
    }


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()


def _about(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    found = connection.execute("SELECT snapshot, built FROM run").fetchone()
    if found is None:
        return {}
    return {"version": f"{found[0]:06d}", "created": found[1].isoformat()}
