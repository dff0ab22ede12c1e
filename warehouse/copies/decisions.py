"""Which articles stand, and which repeat another: decided anew where a change can reach, else as it was before.

Two articles are compared only where they share a key (`warehouse.copies.lookalikes`), and joined ones form a kin; so a
changed article can touch those that share a key with it, and their kin, and no other.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.copies.duplicates import find_duplicates
from warehouse.intake.take_in import read_bands, read_items
from warehouse.sql import run_on, run_script

_SCHEMA = pa.schema([(name, pa.string()) for name in ("id", "home", "original", "origin", "credit", "kin")])


def decide_standing(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Make the table standing in `work`: of each article id the article that it is, and whose text that has.

    `anew` decides of all; else what no article of the table changed can touch is taken from the snapshot `former`.
    """
    run_script(connection, "copies/text_reach_all" if anew else "copies/text_reach")
    items = read_items(connection, "work.text_reach")
    found = find_duplicates(items, around=read_bands(connection, "work.text_around"))
    rows = [
        {
            "id": own,
            "home": item.id,
            "original": item.original,
            "origin": item.origin,
            "credit": item.credit,
            "kin": item.kin,
        }
        for item in found
        for own in (item.id, *(twin.id for twin in item.twins))
    ]
    incoming = pa.Table.from_pylist(rows, schema=_SCHEMA)
    run_on(connection, incoming, "CREATE TABLE work.standing AS FROM incoming")
    if not anew:
        run_script(connection, "copies/standing_before")
