"""The rows on officials, movements and documents of a snapshot without some articles, and how rows are numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from reference.folding import norm
from warehouse.identity import Ledger
from warehouse.official_rows import official_rows
from warehouse.retold import Retold, select
from warehouse.rows import Account, Event, Row
from warehouse.topic_rows import topic_rows


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one table: rows whose `column` is one of `gone` make room for `rows`."""

    column: str
    gone: Collection[object]
    rows: Sequence[Row] = ()


def officials_without(
    connection: duckdb.DuckDBPyConnection, told: Retold, places: Mapping[int, int | None], touched: Collection[int]
) -> dict[str, Change]:
    """Return what changes in the tables on the officials with the keys `touched`; `places` are reports' ceremonies."""
    by_event: dict[object, list[Account]] = defaultdict(list)
    for key in sorted(told.reports):
        if any(row["official_key"] in touched for row in told.officials[key]):
            event = places[key] if places[key] is not None else ("undated", key)
            by_event[event].append(told.account(key, officials=touched))
    events = [
        Event(accounts, {"ceremony_key": event} if isinstance(event, int) else {})
        for event, accounts in by_event.items()
    ]
    known = {
        row["official_id"]: row["official_key"]
        for row in select(connection, "SELECT official_id, official_key FROM old.official", [])
    }
    ids = {key: official_id for official_id, key in known.items()}
    members: dict[str, set[str]] = {official_id: set() for official_id in known}
    for own in told.officials.values():
        for row in own:
            if row["official_key"] in touched:
                members[ids[row["official_key"]]].add(row["mention_id"])
    ledger = Ledger(
        {stable: frozenset(named_by) for stable, named_by in members.items()}, known_aliases(connection, "official")
    )
    new, _ = official_rows(events, ledger)
    del new["person_correction"]
    keys = keys_by_id(new["official"], "official_key", "official_id", known)
    for table in new.values():
        for row in table:
            row["official_key"] = keys[row["official_key"]]
    number_anew(connection, new["position"], "position", "position_key")
    number_anew(connection, new["appearance"], "appearance", "appearance_key")
    number_anew(connection, new["official_mention"], "official_mention", "mention_key")
    return {table: Change("official_key", touched, rows) for table, rows in new.items()}


def topics_without(told: Retold, movements: Collection[int], documents: Collection[int]) -> dict[str, Change]:
    """Return what changes in the tables on the movements and documents with these keys."""
    accounts = [
        told.account(key, officials=(), movements=movements, documents=documents) for key in sorted(told.reports)
    ]
    rows = topic_rows([Event(accounts)])
    found = {}
    for name, rows_by_report, gone in (
        ("movement", told.movements, movements),
        ("document", told.documents, documents),
    ):
        column = f"{name}_key"
        known = {norm(row["name"]): row[column] for own in rows_by_report.values() for row in own}
        keys = {row[column]: known[norm(row["name"])] for row in rows[name]}
        for table in (name, f"report_{name}"):
            found[table] = Change(column, gone, [row | {column: keys[row[column]]} for row in rows[table]])
    return found


def known_aliases(connection: duckdb.DuckDBPyConnection, kind: str) -> dict[str, str | None]:
    """Return the ids of one kind that the snapshot knows as retired, with their successors."""
    return dict(connection.execute("SELECT old_id, id FROM old.alias WHERE kind = ?", [kind]).fetchall())


def keys_by_id(rows: Iterable[Row], key: str, stable: str, known: dict[str, int]) -> dict[int, int]:
    """Return the snapshot's keys for those that new rows carry: that of before where the id is known."""
    free = max(known.values(), default=0)
    keys = {}
    for row in rows:
        if row[stable] not in known:
            free += 1
        keys[row[key]] = known.get(row[stable], free)
    return keys


def number_anew(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], table: str, key: str) -> None:
    """Give rows keys that the snapshot has not used."""
    found = connection.execute(f"SELECT coalesce(max({key}), 0) FROM old.{table}").fetchone()  # noqa: S608
    for number, row in enumerate(rows, found[0] + 1 if found else 1):
        row[key] = number
