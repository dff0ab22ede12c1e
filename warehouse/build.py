"""Building the database file of a snapshot: rows from items, and the file from rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.award_rows import award_rows
from warehouse.correcting import Outcome
from warehouse.correction_rows import correction_rows
from warehouse.identity import Identities, Ledger
from warehouse.official_rows import official_rows
from warehouse.parts import Item
from warehouse.people import PersonCorrection
from warehouse.rows import Row, report_rows
from warehouse.schema import create_tables, create_views, tables
from warehouse.topic_rows import award_type_rows, province_rows, source_rows, topic_rows

STORAGE = "v1.0.0"
"""Storage version: readable by DuckDB 1.2 and later."""
_MEMBERS = {
    "ceremony": "SELECT ceremony_id, article_id FROM report "
    "JOIN ceremony USING (ceremony_key) JOIN article USING (article_key)",
    "official": "SELECT official_id, mention_id FROM official_mention JOIN official USING (official_key)",
    "award": "SELECT award_id, award_report_id FROM award_report JOIN award USING (award_key)",
}


def compile_rows(
    items: Sequence[Item],
    ledgers: Mapping[str, Ledger],
    outcomes: Sequence[Outcome] = (),
    people: Sequence[PersonCorrection] = (),
) -> dict[str, list[Row]]:
    """Return the rows of every table but run; `ledgers` (ceremony, official, award) give the ids of before.

    `outcomes` are what became of the corrections, which `items` carry already, `people` joins and splits of persons.
    """
    rows, events, ceremonies = report_rows(items, ledgers.get("ceremony", Ledger()))
    awards, award_ids = award_rows(events, ledgers.get("award", Ledger()))
    officials, official_ids = official_rows(events, ledgers.get("official", Ledger()), people)
    return {
        **rows,
        **awards,
        **officials,
        **topic_rows(events),
        "correction": correction_rows(outcomes, rows["article"]),
        "source": source_rows(items),
        "province": province_rows(),
        "award_type": award_type_rows(),
        "alias": _aliases({"ceremony": ceremonies, "official": official_ids, "award": award_ids}),
    }


def write_database(path: Path, rows: Mapping[str, Sequence[Row]], *, memory: str = "2GB") -> None:
    """Write the database file at `path`, which must not exist; it is closed and whole on return."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "storage_compatibility_version": STORAGE,
        "memory_limit": memory,
        "temp_directory": f"{path}.spill",
    }
    with duckdb.connect(str(path), config=config) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        connection.execute("BEGIN")
        create_tables(connection)
        for table in tables():
            insert(connection, table, rows.get(table, ()))
        create_views(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table; every row names all columns of the table that are not null, and no other."""
    schema = connection.execute(f"FROM {table} LIMIT 0").to_arrow_table().schema
    unknown = {name for row in rows for name in row} - set(schema.names)
    if unknown:
        raise KeyError(f"table {table} has no column {', '.join(sorted(unknown))}")
    for start in range(0, len(rows), 100_000):
        batch = pa.Table.from_pylist(list(rows[start : start + 100_000]), schema=schema)
        connection.register("incoming", batch)
        connection.execute(f"INSERT INTO {table} FROM incoming")
        connection.unregister("incoming")


def read_ledgers(path: Path) -> dict[str, Ledger]:
    """Return what a snapshot's database knows of ids, by kind."""
    ledgers = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        for kind, query in _MEMBERS.items():
            members: dict[str, set[str]] = {}
            for stable, member in connection.execute(query).fetchall():
                members.setdefault(stable, set()).add(member)
            aliases = connection.execute("SELECT old_id, id FROM alias WHERE kind = ?", [kind]).fetchall()
            ledgers[kind] = Ledger({k: frozenset(v) for k, v in members.items()}, dict(aliases))
    return ledgers


def _aliases(identities: Mapping[str, Identities]) -> list[Row]:
    return [
        {"kind": kind, "old_id": old, "id": new}
        for kind, found in sorted(identities.items())
        for old, new in sorted(found.aliases.items())
    ]
