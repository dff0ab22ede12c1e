"""Which mentions are one person."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.officials import Mention, identify

_MENTIONS = """
SELECT mention_id, article.age, dense_rank() OVER (ORDER BY event) AS place, held, name, titles, scope, coalesce(report.date, article.day) AS day
FROM work.told_official JOIN work.report USING (article_id) JOIN work.article ON id = article_id ORDER BY article_id, n
"""


def decide_persons(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Fill the table official in `work`."""
    rows = connection.execute(_MENTIONS).fetchall()
    mentions = [
        Mention(age, place if held else None, name, tuple(titles), scope, day)
        for _, age, place, held, name, titles, scope, day in rows
    ]
    pairs = [(rows[n][0], min(rows[m][0] for m in person)) for person in identify(mentions) for n in person]
    connection.register(
        "incoming", pa.table({"mention_id": [m for m, _ in pairs], "person": [p for _, p in pairs]}, pa.schema([("mention_id", pa.string()), ("person", pa.string())]))
    )
    connection.execute(
        "INSERT INTO work.official BY NAME SELECT told.*, person FROM (SELECT * EXCLUDE (named_place) FROM work.told_official) AS told JOIN incoming USING (mention_id)"
    )
    connection.unregister("incoming")
