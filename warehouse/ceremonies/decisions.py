"""Which reports tell of one event: decided anew where a change can reach, else as the former snapshot has it.

Two reports are compared only where they share a key (`warehouse.ceremonies.blocking`), and a component is decided by
its own reports alone; so a changed report can touch those that share a key with it, their components, and no other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.ceremonies.blocking import LARGEST_BLOCK
from warehouse.ceremonies.events import AwardSaid, Facts, make_facts
from warehouse.ceremonies.grouping import group_events
from warehouse.copies.originals import Member, copies_among
from warehouse.sql import read_script, rows_of, run_on, run_script

_OFFICIALS = """
SELECT article_id, name, titles FROM work.official SEMI JOIN work.compared USING (article_id) ORDER BY article_id, n
"""
_AWARDS = """
SELECT article_id, award, class, recipient, status, count, qualifier, named, as_read
FROM work.award SEMI JOIN work.compared USING (article_id) ORDER BY article_id, row
"""


def decide_events(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Fill the tables report and known in `work`.

    `anew` decides of all; else what no article of the table changed can touch is taken from the snapshot `former`.
    """
    copies = fill_copies(connection)
    connection.execute(f"SET VARIABLE largest_block = {LARGEST_BLOCK}")
    run_script(connection, "ceremonies/reach_all" if anew else "ceremonies/reach")
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
        run_script(connection, "ceremonies/gathered_before")
    run_script(connection, "ceremonies/reports")
    run_script(connection, "intake/known")


def fill_copies(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Make the table copy in `work`, and return which relevant reports repeat which: others have no say."""
    groups: dict[str, list[Member]] = defaultdict(list)
    original: dict[str, str] = {}
    for key, outlet, credit, published, first in connection.execute(read_script("copies/repeated")).fetchall():
        age = (published is None, published.timestamp() if published else 0.0, key)
        groups[first or key].append(Member(key, outlet, credit, age))
        if first is not None:
            original[key] = first
    copies = {copy: first for group in groups.values() for copy, first in copies_among(group, original).items()}
    incoming = pa.table({"article_id": pa.array(sorted(copies), pa.string())})
    run_on(connection, incoming, "CREATE TABLE work.copy AS FROM incoming")
    return copies


def _facts(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[Facts], list[int]]:
    connection.execute("CREATE TABLE work.compared AS FROM work.event_reach UNION FROM work.event_around")
    ids, facts, ages = [], [], []
    with connection.cursor() as one, connection.cursor() as other:
        named, given = _beside(one, _OFFICIALS), _beside(other, _AWARDS)
        for row in rows_of(connection, read_script("ceremonies/facts")):
            key = row.pop("article_id")
            ids.append(key)
            ages.append(row.pop("age"))
            officials = [(official["name"], official["titles"]) for official in named(key)]
            awards = [said for award in given(key) for said in _said(award)]
            facts.append(make_facts(**row, officials=officials, awards=awards))
    return ids, facts, ages


def _beside(cursor: duckdb.DuckDBPyConnection, query: str) -> Callable[[str], list[dict[str, Any]]]:
    """Return what gives the rows of an article; it is asked for them in the order of the rows."""
    rows = groupby(rows_of(cursor, query), key=itemgetter("article_id"))
    groups = ((key, list(group)) for key, group in rows)
    ahead = next(groups, None)

    def rows_about(article_id: str) -> list[dict[str, Any]]:
        nonlocal ahead
        while ahead is not None and ahead[0] < article_id:
            ahead = next(groups, None)
        return ahead[1] if ahead is not None and ahead[0] == article_id else []

    return rows_about


def _said(row: dict[str, Any]) -> Iterator[AwardSaid]:
    """Give an award as it is right and as it was read: a mended number does not take an event's reports apart."""
    read = json.loads(row["as_read"]) if row["as_read"] else {}
    for count in dict.fromkeys((row["count"], read.get("count", row["count"]))):
        yield AwardSaid(
            row["award"], row["class"], row["recipient"], row["status"], count, row["qualifier"], row["named"]
        )
