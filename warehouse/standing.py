"""Which articles stand, and which repeat another: decided anew where a change can reach, else as the former snapshot has it.

Two articles are compared only where they share a key (`warehouse.lookalikes`), and joined ones form a kin; so a changed
article can touch those that share a key with it, and their kin, and no other.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.duplicates import find_duplicates
from warehouse.intake import read_bands, read_items

_SCHEMA = pa.schema([(name, pa.string()) for name in ("id", "home", "original", "origin", "credit", "kin")])
_ALL = "CREATE TABLE work.text_reach AS SELECT id FROM work.newest"
_REACH = """
CREATE TEMP TABLE text_key AS SELECT DISTINCT id, unnest(bands) AS key, generate_subscripts(bands, 1) AS band FROM work.capture;
CREATE TEMP TABLE text_dirty AS SELECT DISTINCT key, band FROM text_key JOIN work.changed USING (id);
CREATE TEMP TABLE text_met AS
SELECT DISTINCT id FROM text_key JOIN text_dirty USING (key, band) UNION SELECT id FROM work.changed;
CREATE TABLE work.text_reach AS
SELECT id FROM text_met UNION SELECT article_id FROM former.intake WHERE kin IN (
    SELECT kin FROM former.intake JOIN text_met ON id = article_id);
"""
_AROUND = """
CREATE TABLE work.text_around AS SELECT DISTINCT id FROM text_key
JOIN (SELECT DISTINCT key, band FROM text_key JOIN work.text_reach USING (id)) USING (key, band)
ANTI JOIN work.text_reach USING (id);
DROP TABLE text_key; DROP TABLE text_dirty; DROP TABLE text_met;
"""
_NO_AROUND = "CREATE TABLE work.text_around AS SELECT id FROM work.newest LIMIT 0"
_FORMER = """
INSERT INTO work.standing BY NAME
WITH place AS (
    SELECT article_key, article_id AS id FROM former.article
    UNION ALL SELECT article_key, article_id FROM former.article_address
)
SELECT place.id, article.article_id AS home, original.article_id AS original, article.syndicated_from AS origin, article.credit, kin
FROM place JOIN former.article USING (article_key) LEFT JOIN former.article AS original ON original.article_key = article.syndicated_of
JOIN former.intake ON intake.article_id = place.id
WHERE place.id NOT IN (FROM work.text_reach)
"""


def decide_standing(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Make the table standing in `work`: of each article id the article that it is, and whose text that has.

    `anew` decides of all; else what no article of the table changed can touch is taken from the snapshot `former`.
    """
    connection.execute(_ALL if anew else _REACH)
    connection.execute(_NO_AROUND if anew else _AROUND)
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
    connection.register("incoming", pa.Table.from_pylist(rows, schema=_SCHEMA))
    connection.execute("CREATE TABLE work.standing AS FROM incoming")
    connection.unregister("incoming")
    if not anew:
        connection.execute(_FORMER)
