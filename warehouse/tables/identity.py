"""Ids that stay from snapshot to snapshot.

A thing keeps its id while more than half of what it was made of stays together. A new thing gets an id derived from
its smallest member, so that a build from nothing gives the same ids each time. Ids that merged or split away stay
known as aliases.
"""

from __future__ import annotations

import duckdb

KINDS = ("ceremony", "official", "award")
"""What has ids of this sort, and their prefixes."""
TABLES = """
CREATE TABLE work.member (kind VARCHAR, grp VARCHAR, member VARCHAR);
CREATE TABLE work.ledger (kind VARCHAR, id VARCHAR, member VARCHAR);
CREATE TABLE work.retired (kind VARCHAR, old_id VARCHAR, id VARCHAR);
"""
"""What things are made of now (none of no member, none with a member in common), and what was known of ids before."""
_KEPT = """
CREATE TEMP TABLE born AS SELECT kind, grp, min(member) AS first FROM work.member GROUP BY ALL;
CREATE TEMP TABLE heir AS
SELECT kind, id, grp, shared, first FROM (
    SELECT ledger.kind, ledger.id, grp, count(*) AS shared
    FROM work.ledger JOIN work.member USING (kind, member) GROUP BY ALL
) JOIN born USING (kind, grp)
QUALIFY row_number() OVER (PARTITION BY kind, id ORDER BY shared DESC, first) = 1;
INSERT INTO work.identity
SELECT kind, grp, id FROM heir
JOIN (SELECT kind, id, count(*) AS members FROM work.ledger GROUP BY ALL) USING (kind, id)
WHERE 2 * shared > members QUALIFY row_number() OVER (PARTITION BY kind, grp ORDER BY shared DESC, id) = 1;
CREATE TEMP TABLE taken AS
SELECT kind, id FROM work.ledger UNION SELECT kind, old_id FROM work.retired;
"""
_NEW = """
INSERT INTO work.identity
SELECT kind, grp, id FROM (
    SELECT kind, grp, first, kind || '-' || left(sha256(first || $salt), 12) AS id
    FROM born ANTI JOIN work.identity USING (kind, grp)
) ANTI JOIN taken USING (kind, id) ANTI JOIN work.identity USING (kind, id)
QUALIFY row_number() OVER (PARTITION BY kind, id ORDER BY first) = 1
"""
_ALIASES = """
CREATE TEMP TABLE gone AS
SELECT DISTINCT ledger.kind, ledger.id AS old_id, identity.id FROM work.ledger
LEFT JOIN heir USING (kind, id) LEFT JOIN work.identity ON identity.kind = heir.kind AND identity.grp = heir.grp
WHERE NOT EXISTS (FROM work.identity AS used WHERE used.kind = ledger.kind AND used.id = ledger.id);
INSERT INTO work.alias
FROM gone UNION ALL
SELECT retired.kind, retired.old_id, CASE WHEN gone.old_id IS NULL THEN retired.id ELSE gone.id END
FROM work.retired LEFT JOIN gone ON gone.kind = retired.kind AND gone.old_id = retired.id
WHERE NOT EXISTS (FROM gone AS again WHERE again.kind = retired.kind AND again.old_id = retired.old_id);
DROP TABLE born; DROP TABLE heir; DROP TABLE taken; DROP TABLE gone;
"""


def assign_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables identity and alias in `work`, of what the tables of `TABLES` hold there."""
    connection.execute(_KEPT)
    salt = 0
    while _left(connection):
        connection.execute(_NEW, {"salt": f"#{salt}" if salt else ""})
        salt += 1
    connection.execute(_ALIASES)


def _left(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) FROM born ANTI JOIN work.identity USING (kind, grp)").fetchone()
    return bool(found and found[0])
