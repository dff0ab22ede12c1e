"""A snapshot without some articles: what stood on these alone goes, the rest is told by those that stay.

What the articles that go have touched is put into work tables, decided and derived anew
(`warehouse.tables.derivation`), and takes the place of what was there. Which reports tell of one ceremony, and which
mentions are one person, stays as it was; where nobody is left who gives its day, it is a ceremony no more. What was
not touched stays as it is, to the last bit, whatever rules it was made by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

import duckdb

from reference.credited import home_domain
from warehouse.awards.decisions import decide_awards
from warehouse.ceremonies.decisions import fill_copies
from warehouse.copies.originals import Member, origin_of
from warehouse.forgetting.retold import Names, Row, retell, select
from warehouse.intake.take_in import retake
from warehouse.sql import read_script, run_on, run_script
from warehouse.tables.derivation import derive, insert_rows
from warehouse.tables.identity import assign_ids
from warehouse.tables.schema import create_tables
from warehouse.tables.work import create_work

COPIED = ("province", "award_type", "grantor", "code_label", "snapshot")
"""Tables that say nothing of an article."""


def write_without(
    connection: duckdb.DuckDBPyConnection, gone: Collection[int], names: Names, named: Callable[[str], bool]
) -> None:
    """Fill the tables of the database `new` with what `old` says without the articles with these keys.

    Left to the caller are run, award_history and the summaries. `names` tells the recipients of award rows;
    `named` whether the article of an operator's entry, an address or id, is one of them, even where `old` has it not.
    The connection's own database is empty, and in no transaction.
    """
    connection.execute("ATTACH ':memory:' AS work")
    create_work(connection)
    _fill(connection, "forgotten", ["article_key"], [{"article_key": key} for key in sorted(gone)])
    columns = ["article_key", "syndicated_of", "syndicated_from"]
    _fill(connection, "reattributed", columns, _renewed(connection))
    run_script(connection, "forgetting/touched")
    _decide(connection, names)
    create_tables(connection)
    derive(connection)
    connection.execute("BEGIN")
    run_script(connection, "forgetting/without")
    for table in COPIED:
        connection.execute(f"INSERT INTO new.{table} FROM old.{table}")
    _keep_entries(connection, gone, named)
    connection.execute("COMMIT")


def tables_told() -> set[str]:
    """Return the tables that `write_without` fills."""
    words = read_script("forgetting/without").split()
    told = {words[n + 2].removeprefix("new.") for n, word in enumerate(words) if word == "INSERT"}
    return told | {*COPIED, "correction", "person_correction"}


def _decide(connection: duckdb.DuckDBPyConnection, names: Names) -> None:
    """Fill the work tables with what is touched, and decide its awards anew."""
    insert_told(connection, names)
    sources = [source for (source,) in connection.execute("SELECT source FROM old.source").fetchall()]
    outlets = [{"source": source, "outlet": home_domain(source)} for source in sources]
    _fill(connection, "outlet_of", ["source", "outlet"], outlets)
    run_script(connection, "forgetting/retold")
    fill_copies(connection)
    for script in ("ceremonies/reports", "awards/told"):
        run_script(connection, script)
    decide_awards(connection, anew=True)
    connection.execute("INSERT INTO work.member SELECT 'award', award_group, award_report_id FROM work.award_member")
    assign_ids(connection)


def insert_told(connection: duckdb.DuckDBPyConnection, names: Names) -> None:
    """Put the reports that are touched in `work`."""
    reports = retell(connection, names)
    run_on(connection, reports, "CREATE TABLE work.told AS SELECT * EXCLUDE (awards, officials) FROM incoming LIMIT 0")
    retake(connection, reports)


def _renewed(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the articles that had a text in common with those that go, where it is now another's or from elsewhere."""
    rows = select(
        connection,
        """
        SELECT *, coalesce(syndicated_of, article_key) AS root, article_key IN (FROM forgotten) AS goes FROM old.article
        WHERE root IN (SELECT coalesce(syndicated_of, article_key) FROM old.article JOIN forgotten USING (article_key))
        ORDER BY article_key
        """,
        [],
    )
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if not row["goes"]:
            groups[row["root"]].append(row)
    renewed = []
    for group in groups.values():
        keys = {row["article_id"]: row["article_key"] for row in group}
        origin = origin_of([_member(row) for row in group])
        for row in group:
            first = keys[origin.article]
            told = {
                "syndicated_of": first if first != row["article_key"] else None,
                "syndicated_from": origin.source if _member(row).outlet != origin.source else None,
            }
            if any(row[name] != value for name, value in told.items()):
                renewed.append({"article_key": row["article_key"], **told})
    return renewed


def _member(article: Row) -> Member:
    published = article["published"]
    outlet = home_domain(article["source"]) if article["source"] else article["article_id"]
    age = (published is None, published.timestamp() if published else 0.0, article["article_id"])
    return Member(article["article_id"], outlet, article["credit"], age)


def _keep_entries(connection: duckdb.DuckDBPyConnection, gone: Collection[int], named: Callable[[str], bool]) -> None:
    """Copy the operator's entries but for those that name an article that goes."""
    lost = {
        name
        for row in select(connection, "SELECT article_id, url FROM old.article JOIN forgotten USING (article_key)", [])
        for name in row.values()
    }
    entries = select(connection, "SELECT correction_key, article_key, article FROM old.correction", [])
    away = [row["correction_key"] for row in entries if row["article_key"] in gone or named(row["article"])]
    connection.execute(
        "INSERT INTO new.correction FROM old.correction WHERE correction_key NOT IN (SELECT unnest(?)) ORDER BY 1",
        [away],
    )
    people = select(connection, "SELECT person_correction_key, articles FROM old.person_correction", [])
    away = [
        row["person_correction_key"]
        for row in people
        if any(article in lost or named(article) for article in row["articles"])
    ]
    connection.execute(
        "INSERT INTO new.person_correction FROM old.person_correction"
        " WHERE person_correction_key NOT IN (SELECT unnest(?)) ORDER BY 1",
        [away],
    )


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], rows: list[Row]) -> None:
    types = {"article_key": "INTEGER", "syndicated_of": "INTEGER"}
    listed = ", ".join(f"{name} {types.get(name, 'VARCHAR')}" for name in columns)
    connection.execute(f"CREATE TEMP TABLE {table} ({listed})")
    insert_rows(connection, f"temp.{table}", rows)
