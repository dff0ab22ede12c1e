"""Which mentions are one person: decided anew for names that a change can touch, else as it was before.

The decision on a name depends on the mentions of that name and on those of names a slip apart that share a ceremony or
an office with it (`warehouse.people.officials`), and so on from name to name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from warehouse.people.entries import PersonCorrection, apply, names_of
from warehouse.people.entry_rows import person_correction_rows
from warehouse.people.mentions import Mention, name_key
from warehouse.people.officials import identify, may_be_one
from warehouse.people.slips import slip_keys
from warehouse.sql import run_on, run_script
from warehouse.tables.derivation import insert_rows

_MENTIONS = """
SELECT mention_id, article_id, CASE WHEN held THEN event END AS ceremony, name, titles, scope,
    coalesce(report.date, article.day) AS day, report.place, list(norm) OVER (PARTITION BY article_id) AS named
FROM work.official JOIN work.report USING (article_id) JOIN work.article ON id = article_id
QUALIFY bool_or(norm IN (FROM work.name_reach)) OVER (PARTITION BY article_id) ORDER BY article_id, n
"""
_TOUCHED = """
SELECT DISTINCT norm AS name FROM work.official JOIN work.event_reach USING (article_id)
UNION SELECT DISTINCT name FROM former.official_mention JOIN former.report USING (report_key)
JOIN former.article USING (article_key)
WHERE article_id IN (FROM work.event_reach UNION FROM work.changed)
    OR article_id NOT IN (SELECT article_id FROM work.report)
"""
_JOINED = """
SELECT list(DISTINCT name) FROM former.official_mention GROUP BY official_key HAVING count(DISTINCT name) > 1
"""
_NAMED = """
SELECT unnest([id, url]) AS name, id FROM work.article
UNION ALL SELECT unnest([article_id, url]), home FROM work.article_address
"""
_TOGETHER = """
SELECT DISTINCT other FROM pair JOIN work.name_key AS one USING (name)
JOIN work.name_key AS two ON two.name = other AND two.key = one.key
WHERE one.key <> ''
"""


def decide_persons(connection: duckdb.DuckDBPyConnection, entries: Sequence[PersonCorrection], *, anew: bool) -> None:
    """Fill the tables person and person_correction in `work`; `entries` are the operator's joins and splits.

    `anew` decides of all names, else of those that a report touches which was grouped anew, and of those in entries;
    the others are taken from the snapshot `former`.
    """
    run_script(connection, "people/names")
    names = None if anew else _reach(connection, names_of(entries))
    known = connection.execute("SELECT DISTINCT name FROM work.name_key").fetchall()
    _fill(connection, "work.name_reach", [("name", [name for (name,) in known if names is None or name in names])])
    ids, mentions = _mentions(connection, names)
    articles = _articles(connection) if any(who.article for entry in entries for who in entry.people) else {}
    persons, outcomes = apply(identify(mentions), mentions, entries, articles)
    insert_rows(connection, "work.person_correction", person_correction_rows(outcomes, ids))
    firsts = [min(ids[n] for n in person) for person in persons]
    pairs = [(ids[n], first) for person, first in zip(persons, firsts, strict=True) for n in person]
    decided = _strings([("mention_id", [one for one, _ in pairs]), ("person", [two for _, two in pairs])])
    run_on(connection, decided, "INSERT INTO work.person FROM incoming")
    if not anew:
        run_script(connection, "people/persons_before")


def _mentions(connection: duckdb.DuckDBPyConnection, names: set[str] | None) -> tuple[list[str], list[Mention]]:
    ids, mentions = [], []
    named: dict[tuple[str, ...], tuple[str, ...]] = {}
    for batch in connection.execute(_MENTIONS).to_arrow_reader(10_000):
        for row in batch.to_pylist():
            if names is not None and name_key(row["name"]) not in names:
                continue
            ids.append(row["mention_id"])
            others = tuple(sorted(row["named"]))
            mentions.append(
                Mention(
                    row["article_id"],
                    row["ceremony"],
                    row["name"],
                    tuple(row["titles"]),
                    row["scope"],
                    row["day"],
                    row["place"],
                    named.setdefault(others, others),
                )
            )
    return ids, mentions


def _articles(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the article that each address and id stands for."""
    return dict(connection.execute(_NAMED).fetchall())


def _reach(connection: duckdb.DuckDBPyConnection, named: set[str]) -> set[str]:
    """Return the names that a change can touch: those of reports grouped anew, and what is decided with them."""
    joined: dict[str, set[str]] = defaultdict(set)
    for (spellings,) in connection.execute(_JOINED).fetchall():
        keys = {name_key(name) for name in spellings}
        for key in keys:
            joined[key] |= keys
    alike: dict[str, list[str]] = defaultdict(list)
    for (name,) in connection.execute("SELECT DISTINCT name FROM work.name_key ORDER BY 1").fetchall():
        for key in slip_keys(name):
            alike[key].append(name)
    reached: set[str] = set()
    found = named | {name_key(name) for (name,) in connection.execute(_TOUCHED).fetchall()}
    while found:
        found |= {other for name in found for other in joined.get(name, ())}
        reached |= found
        found = _together(connection, found, alike) - reached
    return reached


def _together(connection: duckdb.DuckDBPyConnection, names: Iterable[str], alike: dict[str, list[str]]) -> set[str]:
    """Return the names a slip apart from these that share a ceremony or an office with them."""
    pairs = sorted(
        {
            (name, other)
            for name in names
            for key in slip_keys(name)
            for other in alike.get(key, ())
            if name != other and may_be_one(name, other)
        }
    )
    _fill(connection, "pair", [("name", [one for one, _ in pairs]), ("other", [two for _, two in pairs])])
    found = {other for (other,) in connection.execute(_TOGETHER).fetchall()}
    connection.execute("DROP TABLE pair")
    return found


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[tuple[str, list[str]]]) -> None:
    temporary = "" if "." in table else "TEMP"
    run_on(connection, _strings(columns), f"CREATE {temporary} TABLE {table} AS FROM incoming")


def _strings(columns: Sequence[tuple[str, list[str]]]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns})
