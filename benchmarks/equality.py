"""Whether two snapshots hold the same rows, keys included."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from warehouse.snapshots.folder import Snapshots
from warehouse.tables.schema import tables

OF_ITS_TIME = {"run", "snapshot", "award_history"}
"""Tables that tell when and as which number a snapshot was built."""


def prepare_full(home: Path, other: Path) -> None:
    """Copy the snapshots of a home into another, whose next publish can take over nothing but their ids.

    What else lies in the home is left behind, and the snapshots say that other code made them.
    """
    other.mkdir(parents=True)
    shutil.copytree(home / "snapshots", other / "snapshots")
    shutil.copy2(home / "current", other / "current")
    snapshots = Snapshots(other)
    for number in snapshots.numbers():
        with duckdb.connect(str(snapshots.database(number))) as connection:
            connection.execute("UPDATE run SET code_version = 'another'")


def differing(one: Path, other: Path) -> dict[str, int]:
    """Return by table how many rows of two snapshots are in one of them alone; tables that are equal are left out."""
    found = {}
    with duckdb.connect() as connection:
        for name, path in (("one", one), ("other", other)):
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        for table in tables():
            if table in OF_ITS_TIME:
                continue
            sums = [
                connection.execute(f"SELECT count(*), sum(hash(t)::HUGEINT) FROM {name}.{table} AS t").fetchone()  # noqa: S608
                for name in ("one", "other")
            ]
            if sums[0] != sums[1]:
                query = " UNION ALL ".join(
                    f"(FROM {a}.{table} EXCEPT ALL FROM {b}.{table})" for a, b in (("one", "other"), ("other", "one"))
                )
                row = connection.execute(f"SELECT count(*) FROM ({query})").fetchone()  # noqa: S608
                found[table] = int(row[0]) if row else 0
    return found
