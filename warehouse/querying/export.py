"""Exports: tables and views of a snapshot as Parquet, CSV or a workbook, with a description (`datapackage.json`).

Exports hold facts, evidence and addresses; texts are in no snapshot, and so in no export. The same snapshot makes the
same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from warehouse.querying.datapackage import Column, Written, describe, read_me
from warehouse.tables.schema import tables

Format = Literal["parquet", "csv", "xlsx"]
DESCRIPTION = "datapackage.json"
_READ_ME = "README.md"
_MOMENT = """strftime({0}, '%Y-%m-%dT%H:%M:%S') || printf('%+03d:00', timezone_hour({0}))"""
"""A time as ISO 8601 has it, which the description promises; in Vietnam's zone, as everywhere in thidua."""
_UNSAFE = "[=+@\\t\\r-]"
"""With these signs text becomes a formula in spreadsheet programs; an apostrophe before them keeps it text."""
_NAMES = """
SELECT table_name AS name, false AS view, comment FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT view_name, true, comment FROM duckdb_views() WHERE NOT internal
"""


class ExportError(ValueError):
    """A snapshot was not exported."""


def export(
    database: Path,
    folder: Path,
    *,
    format: Format = "parquet",
    only: Sequence[str] = (),
    views: Sequence[str] = (),
    name: str = "thidua",
    spreadsheet: bool = False,
) -> list[Path]:
    """Write the tables of a snapshot (all, or `only` some) and `views` of it into `folder`; return the files' paths.

    Parquet and CSV have a file a table, xlsx one workbook of all. With `spreadsheet`, CSV is made for spreadsheet
    programs: with a byte order mark, and with an apostrophe before text that they would take for a formula. What a
    former export left in the folder is replaced. The description is written last, so that a folder with it is whole.
    Raises ExportError.
    """
    if format not in get_args(Format):
        raise ExportError(f"there is no format {format}; there are {', '.join(get_args(Format))}")
    if spreadsheet and format != "csv":
        raise ExportError("only CSV needs to be made for spreadsheet programs")
    if not database.is_file():
        raise ExportError(f"not exported: there is no snapshot at {database}")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
            chosen = _chosen(connection, only, views)
            with _work_folder(folder) as work:
                written = _write(connection, chosen, work, format, name, spreadsheet)
                package = describe(name, written, format, about=_about(connection), sources=_sources(connection))
                (work / _READ_ME).write_text(read_me(package, format), encoding="utf-8")
                (work / DESCRIPTION).write_text(
                    json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
                files = [*dict.fromkeys(one.path.name for one in written), _READ_ME, DESCRIPTION]
                _remove_former(folder)
                for file in files:
                    (work / file).replace(folder / file)
    except (OSError, duckdb.Error) as error:
        said = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
        raise ExportError(f"not exported: {' '.join(said.split())[:300]}") from None
    return [folder / file for file in files]


def names_of(database: Path) -> tuple[list[str], list[str]]:
    """Return the names of a snapshot's tables and of its views, in the order of the schema."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = _named(connection)
    return [name for name, view, _ in rows if not view], [name for name, view, _ in rows if view]


def _named(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, bool, str]]:
    order = {name: i for i, name in enumerate(tables())}
    rows = [(name, view, comment or "") for name, view, comment in connection.execute(_NAMES).fetchall()]
    return sorted(rows, key=lambda row: (row[1], order.get(row[0], len(order)), row[0]))


@contextmanager
def _work_folder(folder: Path) -> Iterator[Path]:
    """Make the folder of an export and one in it to write to, which goes in the end; one of a killed export too."""
    folder.mkdir(parents=True, exist_ok=True)
    work = folder / ".export.tmp"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _remove_former(folder: Path) -> None:
    """Remove the description of a former export, and then the files that it names."""
    description = folder / DESCRIPTION
    try:
        named = [str(one["path"]) for one in json.loads(description.read_text(encoding="utf-8"))["resources"]]
    except (OSError, ValueError, KeyError, TypeError):
        named = []
    description.unlink(missing_ok=True)
    for name in named:
        if Path(name).name == name and name.endswith(tuple(f".{known}" for known in get_args(Format))):
            (folder / name).unlink(missing_ok=True)


def _chosen(connection: duckdb.DuckDBPyConnection, only: Sequence[str], views: Sequence[str]) -> list[tuple[str, str]]:
    rows = _named(connection)
    for kind, given, there in (
        ("table", only, [row[0] for row in rows if not row[1]]),
        ("view", views, [row[0] for row in rows if row[1]]),
    ):
        unknown = sorted(set(given) - set(there))
        if unknown:
            raise ExportError(f"there is no {kind} {', '.join(unknown)}; there are {', '.join(there)}")
    return [(name, comment) for name, view, comment in rows if (name in views if view else not only or name in only)]


def _write(
    connection: duckdb.DuckDBPyConnection,
    chosen: Sequence[tuple[str, str]],
    work: Path,
    format: Format,
    name: str,
    spreadsheet: bool,
) -> list[Written]:
    held = [(table, comment, _columns(connection, table)) for table, comment in chosen]
    if format == "xlsx":
        return _workbook(connection, held, work / f"{name}.xlsx")
    written = []
    for table, comment, columns in held:
        path = work / f"{table}.{format}"
        if format == "parquet":
            _copy(connection, f'FROM "{table}"', path, "FORMAT parquet, COMPRESSION zstd")
        else:
            selected = ", ".join(_csv_value(column, spreadsheet) for column in columns)
            _copy(connection, f'SELECT {selected} FROM "{table}"', path, "FORMAT csv, HEADER")  # noqa: S608 (own names)
            if spreadsheet:
                _mark(path)
        written.append(Written(table, comment, columns, _count(connection, table), path))
    return written


def _workbook(
    connection: duckdb.DuckDBPyConnection, held: Sequence[tuple[str, str, tuple[Column, ...]]], path: Path
) -> list[Written]:
    from warehouse.querying.workbook import Sheet, write_workbook

    def batches() -> Iterator[Sheet]:
        for table, _, _ in held:
            reader = connection.execute(f'FROM "{table}"').to_arrow_reader(2_048)
            yield Sheet(table, reader.schema, reader)

    found = connection.execute("SELECT built FROM run").fetchone()
    built = found[0].astimezone(dt.UTC).replace(tzinfo=None, microsecond=0) if found else None
    sheets = write_workbook(path, batches(), created=built)
    return [
        Written(table, comment, columns, _count(connection, table), path, tuple(names))
        for (table, comment, columns), names in zip(held, sheets, strict=True)
    ]


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, options: str) -> None:
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{target}' ({options})")


def _csv_value(column: Column, spreadsheet: bool) -> str:
    name = f'"{column.name}"'
    value = name
    if column.type.endswith("]") or column.type.startswith(("STRUCT", "MAP")):
        value = f"CAST(to_json({name}) AS VARCHAR)"
    elif column.type == "TIMESTAMP WITH TIME ZONE":
        value = _MOMENT.format(name)
    elif column.type == "VARCHAR" and spreadsheet:
        value = f"CASE WHEN regexp_matches({name}, '^{_UNSAFE}') THEN '''' || {name} ELSE {name} END"
    return f"{value} AS {name}"


def _mark(path: Path) -> None:
    """Put a byte order mark before a file, by which Excel knows UTF-8."""
    marked = path.with_name(f"{path.name}.marked")
    with path.open("rb") as plain, marked.open("wb") as out:
        out.write(b"\xef\xbb\xbf")
        shutil.copyfileobj(plain, out)
    marked.replace(path)


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[Column, ...]:
    rows = connection.execute(
        "SELECT column_name, data_type, comment, is_nullable FROM duckdb_columns() WHERE table_name = ? "
        "ORDER BY column_index",
        [table],
    ).fetchall()
    return tuple(Column(name, kind, comment or "", not nullable) for name, kind, comment, nullable in rows)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() or (0,)  # noqa: S608 (own names)
    return int(count)


def _about(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    found = connection.execute("SELECT snapshot, built FROM run").fetchone()
    if found is None:
        return {}
    return {"version": f"{found[0]:06d}", "created": found[1].replace(microsecond=0).isoformat()}


def _sources(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT coalesce(name, source), source FROM source ORDER BY source").fetchall()
    return [(name, f"https://{source}/") for name, source in rows]
