"""DuckDB's own time for the rows of a snapshot, read from Parquet into a file of the same form.

Run as `python -m benchmarks.loading` it does so once, for the folder and file named on standard input.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.publishing import run_child
from warehouse.build import STORAGE
from warehouse.tables.schema import create_tables, tables


@dataclass(frozen=True, slots=True)
class Loading:
    """Seconds by the clock and of processor time, the median of some rounds, and how many rows there were."""

    wall: float
    processor: float
    rows: int


def measure_loading(database: Path, folder: Path, *, rounds: int = 3) -> Loading:
    """Write a snapshot's tables as Parquet into `folder`, and return what loading them takes in new processes."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = 0
    with duckdb.connect(str(database), read_only=True) as connection:
        for table in tables():
            place = str(folder / f"{table}.parquet").replace("'", "''")
            found = connection.execute(f"COPY {table} TO '{place}' (FORMAT parquet)").fetchone()
            rows += int(found[0]) if found else 0
    laps = [run_child("benchmarks.loading", {"folder": str(folder)})[0] for _ in range(rounds)]
    return Loading(median(lap["wall"] for lap in laps), median(lap["processor"] for lap in laps), rows)


def _load(folder: Path) -> dict[str, float]:
    target = folder / "loaded.duckdb"
    target.unlink(missing_ok=True)
    wall, processor = time.perf_counter(), time.process_time()
    with duckdb.connect(str(target), config={"storage_compatibility_version": STORAGE}) as connection:
        connection.execute("BEGIN")
        create_tables(connection)
        for table in tables():
            place = str(folder / f"{table}.parquet").replace("'", "''")
            connection.execute(f"INSERT INTO {table} FROM read_parquet('{place}')")
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    taken = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
    target.unlink()
    return taken


if __name__ == "__main__":
    print(json.dumps(_load(Path(json.loads(sys.stdin.read())["folder"]))))
