"""Which reports tell of one event: decided anew where a change can reach, else as the former snapshot has it.

Two reports are compared only where they share a key (`warehouse.blocking`), and a component is decided by its own
reports alone; so a changed report can touch those that share a key with it, their components, and no other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.blocking import LARGEST_BLOCK
from warehouse.ceremonies import group_events
from warehouse.events import AwardSaid, Facts, make_facts
from warehouse.originals import Member, copies_among
from warehouse.sql import read_script, rows_of, run_on, run_script


def decide_events(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Fill the tables report and known in `work`.

    `anew` decides of all; else what no article of the table changed can touch is taken from the snapshot `former`.
    """
    copies = fill_copies(connection)
    connection.execute(f"SET VARIABLE largest_block = {LARGEST_BLOCK}")
    run_script(connection, "reach_all" if anew else "reach")
    reach = {row[0] for row in connection.execute("FROM work.event_reach").fetchall()}
    ids, facts, ages = _facts(connection)
    places = {article_id: n for n, article_id in enumerate(ids)}
    original = {places[copy]: places[first] for copy, first in copies.items() if copy in places}
    grouping = group_events(facts, ages, original)
    kin = {ids[n]: ids[min(component)] for component in grouping.components for n in component}
    rows = [
        {"article_id": ids[n], "event": ids[min(gathering.members)], "held": gathering.event, "kin": kin[ids[n]]}
        for gathering in grouping.gatherings
        for n in gathering.members
        if ids[n] in reach
    ]
    strings = [(name, pa.string()) for name in ("article_id", "event", "kin")]
    incoming = pa.Table.from_pylist(rows, schema=pa.schema([*strings, ("held", pa.bool_())]))
    run_on(connection, incoming, "CREATE TABLE work.gathered AS SELECT article_id, event, held, kin FROM incoming")
    if not anew:
        run_script(connection, "gathered_before")
    run_script(connection, "reports")
    run_script(connection, "known")


def fill_copies(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Make the table copy in `work`, and return which relevant reports repeat which: others have no say."""
    groups: dict[str, list[Member]] = defaultdict(list)
    original: dict[str, str] = {}
    for key, outlet, credit, published, first in connection.execute(read_script("repeated")).fetchall():
        age = (published is None, published.timestamp() if published else 0.0, key)
        groups[first or key].append(Member(key, outlet, credit, age))
        if first is not None:
            original[key] = first
    copies = {copy: first for group in groups.values() for copy, first in copies_among(group, original).items()}
    incoming = pa.table({"article_id": pa.array(sorted(copies), pa.string())})
    run_on(connection, incoming, "CREATE TABLE work.copy AS FROM incoming")
    return copies


def _facts(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[Facts], list[int]]:
    ids, facts, ages = [], [], []
    for row in rows_of(connection, read_script("facts")):
        ids.append(row.pop("article_id"))
        ages.append(row.pop("age"))
        officials = [(one["name"], one["titles"]) for one in row.pop("officials")]
        awards = [said for one in row.pop("awards") for said in _said(one)]
        facts.append(make_facts(**row, officials=officials, awards=awards))
    return ids, facts, ages


def _said(row: dict[str, Any]) -> Iterator[AwardSaid]:
    """Give an award as it is right and as it was read: a mended number does not take an event's reports apart."""
    read = json.loads(row["as_read"]) if row["as_read"] else {}
    for count in dict.fromkeys((row["count"], read.get("count", row["count"]))):
        yield AwardSaid(
            row["award"], row["class"], row["recipient"], row["status"], count, row["qualifier"], row["named"]
        )
