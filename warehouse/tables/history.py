"""The history of awards: what each snapshot said of them, a row each time that it changed.

A snapshot takes over the history of the newest one before it and adds what is new, changed or vanished since, so that
the table grows by what changed and not by the snapshot. It is compared with the history itself: what a snapshot says
is always what its history says last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path

import duckdb

from warehouse.snapshots.opening import attached

QUOTED = (
    "ceremony_id",
    "date",
    "handed_over",
    "province",
    "award",
    "award_name_vi",
    "class",
    "grantor",
    "recipient",
    "count",
    "qualifier",
    "status",
    "reports",
    "reports_agreeing",
    "conflict",
    "source",
    "url",
)
"""The columns of award whose values are kept: those that are quoted."""

_LAST = """
SELECT award_history.* FROM award_history
JOIN (SELECT award_id, max(snapshot) AS snapshot FROM award_history GROUP BY award_id) USING (award_id, snapshot)
WHERE change <> 'vanished'
"""
_CHANGES = f"""
INSERT INTO award_history BY NAME
SELECT award_id, $number AS snapshot, $built AS built,
    CASE WHEN last.snapshot IS NULL THEN 'new' WHEN now.award_key IS NULL THEN 'vanished' ELSE 'changed' END AS change,
    heir.id AS successor, {", ".join(f"now.{name}" for name in QUOTED)}
FROM award AS now FULL JOIN ({_LAST}) AS last USING (award_id)
LEFT JOIN alias AS heir ON heir.kind = 'award' AND heir.old_id = award_id AND now.award_key IS NULL
WHERE now.award_key IS NULL OR last.snapshot IS NULL
    OR ({", ".join(f"now.{name}" for name in QUOTED)}) IS DISTINCT FROM ({", ".join(f"last.{name}" for name in QUOTED)})
ORDER BY award_id
"""  # noqa: S608 (names of columns)
_FIRST = f"""
INSERT INTO award_history BY NAME
SELECT award_id, snapshot, built, 'new' AS change, {", ".join(QUOTED)} FROM former.award, former.run ORDER BY award_id
"""  # noqa: S608 (names of columns)
_WITHOUT = f"""
CREATE TEMP TABLE renewed AS
SELECT award_id FROM old.award JOIN old.award_report USING (award_key) JOIN old.report USING (report_key)
WHERE article_key IN (SELECT unnest($articles))
UNION SELECT award_id FROM old.award_history WHERE url IN (SELECT unnest($urls))
UNION SELECT award_id FROM (SELECT award_id, {", ".join(QUOTED)} FROM new.award
    EXCEPT SELECT award_id, {", ".join(QUOTED)} FROM old.award)
UNION SELECT award_id FROM old.award ANTI JOIN new.award USING (award_id)
"""  # noqa: S608 (names of columns)
_STAYING = """
INSERT INTO new.award_history
SELECT * REPLACE (CASE WHEN successor NOT IN (FROM renewed) OR successor IN (SELECT award_id FROM new.award)
    THEN successor END AS successor)
FROM old.award_history WHERE award_id NOT IN (FROM renewed)
"""
_BEGUN_ANEW = f"""
INSERT INTO new.award_history BY NAME
SELECT award_id, snapshot, built, 'new' AS change, {", ".join(QUOTED)}
FROM new.award JOIN renewed USING (award_id), old.run ORDER BY award_id
"""  # noqa: S608 (names of columns)


def carry_history(connection: duckdb.DuckDBPyConnection, former: Path | None, number: int, built: dt.datetime) -> None:
    """Fill award_history and snapshot of the snapshot that is being made, whose awards and aliases are there.

    `former` is the database of the newest snapshot that can be read, None for the first one. The connection's own
    database is the new snapshot; it is in no transaction. Raises duckdb.Error where `former` cannot be read.
    """
    with attached(connection, former, "former") if former else nullcontext():
        if former:
            _take_over(connection)
        connection.execute(_CHANGES, {"number": number, "built": built})
        connection.execute("INSERT INTO snapshot VALUES (?, ?)", [number, built])


def history_without(connection: duckdb.DuckDBPyConnection, articles: Collection[int], urls: Collection[str]) -> None:
    """Fill new.award_history when articles are taken out of the snapshot `old`; new.award is there already.

    The history of every award to which they contributed, or that changes without them, begins anew with what the
    snapshot says now; that of an award which is none any more goes whole. `articles` are their keys in `old`, `urls`
    those of their addresses that stand in old.award_history, which may be those of articles long gone from there.
    """
    connection.execute(_WITHOUT, {"articles": sorted(articles), "urls": sorted(urls)})
    connection.execute(_STAYING)
    connection.execute(_BEGUN_ANEW)
    connection.execute("DROP TABLE renewed")


def _take_over(connection: duckdb.DuckDBPyConnection) -> None:
    """Copy the history of the former snapshot; one from before there was any says what itself says."""
    found = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'former'").fetchall()
    if ("award_history",) in found:
        connection.execute("INSERT INTO award_history BY NAME FROM former.award_history")
        connection.execute("INSERT INTO snapshot BY NAME FROM former.snapshot")
    else:
        connection.execute(_FIRST)
        connection.execute("INSERT INTO snapshot BY NAME SELECT snapshot, built FROM former.run")
