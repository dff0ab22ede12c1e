"""Opening published snapshots for reading, whatever other programs do with them.

A program that opened the file for writing, as DuckDB does unless told otherwise, locks all others out. A snapshot never
changes, so its bytes can be read all the same, and a copy of them is opened in its place.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.snapshots.folder import Snapshots


@contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that reads a snapshot's database for the length of the block; the caller holds the home's lock.

    Raises duckdb.Error where the file is damaged, OSError on a full disk.
    """
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.IOException as error:
        if not is_locked(error):
            raise
    else:
        with connection:
            yield connection
        return
    with _copied(database) as copy, duckdb.connect(str(copy), read_only=True) as connection:
        yield connection


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, database: Path, name: str) -> Iterator[None]:
    """Attach a snapshot's database to a connection for reading, as `name`, for the length of the block.

    The connection is in no transaction when the block begins and ends. Raises as `reading` does.
    """
    try:
        connection.execute(_attach(database, name))
    except duckdb.IOException as error:
        if not is_locked(error):
            raise
    else:
        try:
            yield
        finally:
            connection.execute(f"DETACH {name}")
        return
    with _copied(database) as copy:
        connection.execute(_attach(copy, name))
        try:
            yield
        finally:
            connection.execute(f"DETACH {name}")


def newest_readable(snapshots: Snapshots, damaged: Collection[Path] = ()) -> Path | None:
    """Return the database of the newest snapshot that can be read and is not `damaged`, None where there is none."""
    for number in reversed(snapshots.numbers()):
        if snapshots.database(number) in damaged:
            continue
        try:
            with reading(snapshots.database(number)):
                return snapshots.database(number)
        except duckdb.Error:
            continue
    return None


def is_sound(database: Path) -> bool:
    """Tell whether all tables of a snapshot can be read to their last row."""
    try:
        with reading(database) as connection:
            for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                connection.execute(f"SELECT sum(hash(t)) FROM {table} AS t").fetchall()  # noqa: S608 (names of the schema)
    except duckdb.Error:
        return False
    return True


@contextmanager
def _copied(database: Path) -> Iterator[Path]:
    copy = database.with_name(f"{database.name}.read.tmp")
    try:
        yield Path(shutil.copyfile(database, copy))
    finally:
        copy.unlink(missing_ok=True)


def _attach(database: Path, name: str) -> str:
    quoted = str(database).replace("'", "''")
    return f"ATTACH '{quoted}' AS {name} (READ_ONLY)"


def is_locked(error: duckdb.Error) -> bool:
    """Tell whether a file could not be opened because another program has it open for writing."""
    return isinstance(error, duckdb.IOException) and "could not set lock" in str(error).lower()
