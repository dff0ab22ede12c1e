"""Rows of a snapshot by the keys that its pages ask for them by, on disk as they would be in memory.

To ask the database for the few of a ceremony takes 2 to 7 ms a statement, for it plans each anew and unpacks two
thousand rows of a column to find ten; here it takes 0.3 ms. Who reads a page of the file has it in memory, and the
system takes it back when it needs the room: 350 MB for the awards of a hundred thousand articles.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from web.statements import Statement

KEYED = (
    "ceremony/head",
    "ceremony/facts",
    "ceremony/evidence",
    "ceremony/presenters",
    "ceremony/reports",
    "ceremony/officials",
    "ceremony/announced",
    "ceremony/topics",
    "ceremony/others",
)
"""Statements in the order of their first column: a key of the snapshot (a whole number), or an id."""
_BATCH = 100_000
Key = int | str


class Rows:
    """The rows of a statement by its first column; threads may share them. Their file goes with them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, statement: Statement) -> None:
        """Ask for all rows, and lay them down; raises OSError where there is no room."""
        with connection.execute(statement.sql).to_arrow_reader(_BATCH) as reader:
            self._table = _laid_down(reader)
        self._keys = self._table.column(0).to_numpy()
        if self._keys.dtype == object:
            self._keys = self._keys.astype(str)

    def of(self, *keys: Key) -> list[dict[str, Any]]:
        """Return the rows of some keys, each a new one."""
        return [row for key in keys for row in self.between(key, key)]

    def between(self, first: Key, last: Key) -> list[dict[str, Any]]:
        """Return the rows of all keys from the first to the last one."""
        start = int(np.searchsorted(self._keys, self._keys.dtype.type(first), "left"))
        end = int(np.searchsorted(self._keys, self._keys.dtype.type(last), "right"))
        found: list[dict[str, Any]] = self._table.slice(start, end - start).to_pylist()
        return found


def _laid_down(reader: pa.RecordBatchReader) -> pa.Table:
    """Return rows in a file without a name (Arrow's IPC format), mapped into memory."""
    number, path = tempfile.mkstemp(prefix="thidua-rows-")
    try:
        with os.fdopen(number, "wb") as file, pa.ipc.new_file(file, reader.schema) as writer:
            for batch in reader:
                writer.write_batch(batch)
        return pa.ipc.open_file(pa.memory_map(path)).read_all()
    finally:
        Path(path).unlink()
