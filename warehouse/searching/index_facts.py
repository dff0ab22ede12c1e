"""What the search index holds of an article besides its text, read from a snapshot's database."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb

from warehouse.snapshots.opening import attached

Facts = dict[str, list[Any]]
"""Values by field of the index."""
_FACTS = """
WITH wanted AS MATERIALIZED (
    SELECT article_key, article_id, url, source, title, published, text_hash, syndicated_of FROM article {which}),
given AS (
    SELECT report_key, {evidence} AS evidence, {awards} AS awards
    FROM award_report JOIN award USING (award_key) {told} GROUP BY report_key),
people AS (SELECT report_key, {people} AS people FROM official_mention {told} GROUP BY report_key),
names AS (SELECT province, arg_max(name, valid_from) AS name FROM province GROUP BY province),
found AS (
    SELECT wanted.article_id, wanted.text_hash, ceremony_id, wanted.url, source, wanted.title,
        coalesce(ceremony.date, report.date) AS date,
        coalesce(report.published, CAST(wanted.published AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) AS published,
        coalesce(ceremony.province, report.province) AS province,
        evidence, awards, people, report.place, report.venue,
        coalesce(report.relevant, false) AS relevant, syndicated_of IS NULL AS original
    FROM wanted LEFT JOIN report USING (article_key) LEFT JOIN ceremony USING (ceremony_key)
    LEFT JOIN given USING (report_key) LEFT JOIN people USING (report_key))
SELECT found.*, names.name FROM found LEFT JOIN names USING (province)
"""


_SOME = {
    "which": "WHERE article_id IN (SELECT unnest(?))",
    "told": "WHERE report_key IN (SELECT report_key FROM report JOIN wanted USING (article_key))",
    "evidence": "list(award_report.evidence ORDER BY evidence_start, award_report_id)",
    "awards": "list_sort(list_distinct(list(award_name_vi)))",
    "people": "list_sort(list_distinct(list(name)))",
}
_STATES = {
    "which": "",
    "told": "",
    "evidence": "sum(hash(award_report.evidence, evidence_start, award_report_id))",
    "awards": "sum(hash(award_name_vi))",
    "people": "sum(hash(name))",
}
"""All articles, with sums that differ where the lists do: much less work where the lists themselves are not needed."""


def facts_of(connection: duckdb.DuckDBPyConnection, ids: Collection[str]) -> dict[str, Facts]:
    """Return what the index holds of these articles besides their texts, by article id."""
    found = connection.execute(f"{_FACTS.format(**_SOME)} ORDER BY article_id", [sorted(ids)])
    names = [column[0] for column in found.description or []]
    return {row[0]: _facts(dict(zip(names, row, strict=True))) for row in found.fetchall()}


def text_hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the SHA-256 of each article's text by the article's id."""
    return dict(connection.execute("SELECT article_id, text_hash FROM article ORDER BY article_id").fetchall())


def changed_between(former: Path, database: Path) -> list[str]:
    """Return the ids of all articles that two snapshots' indexes hold otherwise, or only one of them does.

    A few may be among them that are the same, such as one that names an award twice and named it once.
    """
    with (
        duckdb.connect() as connection,
        attached(connection, former, "former"),
        attached(connection, database, "latter"),
    ):
        for name in ("former", "latter"):
            connection.execute(f"USE {name}")
            connection.execute(
                f"CREATE TEMP TABLE {name}_facts AS SELECT article_id, hash(facts) AS facts"  # noqa: S608
                f" FROM ({_FACTS.format(**_STATES)}) AS facts"
            )
        query = (
            "SELECT article_id FROM former_facts FULL JOIN latter_facts USING (article_id)"
            " WHERE former_facts.facts IS DISTINCT FROM latter_facts.facts ORDER BY article_id"
        )
        found = connection.execute(query).fetchall()
        connection.execute("USE memory")
    return [article_id for (article_id,) in found]


def _facts(row: dict[str, Any]) -> Facts:
    seen = row["date"] or row["published"]
    days = {name: row[name].isoformat() if row[name] else None for name in ("date", "published")}
    one = ("article_id", "ceremony_id", "url", "source", "title", "province", "relevant", "original")
    values: Facts = {
        **{name: [row[name]] for name in one},
        **{name: [day] for name, day in days.items()},
        "year": [seen.year if seen else None],
        "evidence": list(dict.fromkeys(row["evidence"] or ())),
        "awards": row["awards"] or [],
        "people": row["people"] or [],
        "places": [row["name"], row["place"], row["venue"]],
    }
    return {name: [value for value in told if value is not None] for name, told in values.items()}
