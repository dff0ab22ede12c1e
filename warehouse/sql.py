"""The scripts of the room, files of SQL beside its modules, and the rows that go into DuckDB and come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 10_000


@cache
def read_data(name: str) -> str:
    """Return the text of a file of the room, such as "tables/views/columns.txt"."""
    return resources.files("warehouse").joinpath(name).read_text(encoding="utf-8")


def read_script(name: str) -> str:
    """Return the SQL of a script, such as "derivation/award"."""
    return read_data(f"{name}.sql")


def run_script(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of a script."""
    connection.execute(read_script(name))


def run_on(connection: duckdb.DuckDBPyConnection, incoming: pa.Table, *statements: str) -> None:
    """Run statements that read the rows given, as the table `incoming`."""
    connection.register("incoming", incoming)
    for statement in statements:
        connection.execute(statement)
    connection.unregister("incoming")


def rows_of(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()
) -> Iterator[dict[str, Any]]:
    """Give the rows of a query by the names of their columns, some at a time."""
    for batch in connection.execute(query, parameters).to_arrow_reader(_BATCH):
        yield from batch.to_pylist()
