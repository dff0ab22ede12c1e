"""What of the news is in a snapshot: the table `coverage`, by outlet and month of publication.

A trend in awards may be one in articles: every view of a trend carries what was read and was relevant in the same time.
What was read is counted in the snapshot; what was found and not read only the crawler knows, so its rows come in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

import duckdb
import pyarrow as pa

from warehouse.sql import run_on


class Unread(NamedTuple):
    """Addresses of articles of one outlet and month that were found and not read."""

    source: str
    """Domain of the outlet."""
    month: dt.date | None
    """First day of the month in which they were published, None where nothing told it to the crawler."""
    addresses: int
    """How many; a row with 0 says that the outlet is crawled."""
    aside: int
    """How many of them are left unread because their headline is of another topic."""


_UNREAD = pa.schema([("source", pa.string()), ("month", pa.date32()), ("addresses", pa.int64()), ("aside", pa.int64())])
_READ = """
CREATE OR REPLACE TEMP TABLE read_by_month AS
SELECT source, CAST(date_trunc('month', coalesce(report.published, CAST(article.published AS DATE))) AS DATE) AS month,
    count(*) AS read, count(*) FILTER (relevant) AS relevant,
    count(*) FILTER (relevant AND syndicated_of IS NOT NULL) AS copies,
    count(*) FILTER (relevant AND telling.report_key IS NOT NULL) AS with_awards
FROM article LEFT JOIN report USING (article_key)
    LEFT JOIN (SELECT DISTINCT report_key FROM award_report WHERE status = 'conferred') AS telling USING (report_key)
GROUP BY ALL
"""
_PUT_TOGETHER = """
INSERT INTO coverage
WITH counted AS (
    SELECT source, month, sum(read) AS read, sum(relevant) AS relevant, sum(copies) AS copies,
        sum(with_awards) AS with_awards, sum(addresses) AS unread, sum(aside) AS aside
    FROM (FROM read_by_month UNION ALL BY NAME FROM unread_by_month) GROUP BY source, month
), crawled AS (SELECT DISTINCT source, true AS is_crawled FROM unread_by_month)
SELECT source, month, CASE WHEN is_crawled THEN coalesce(read, 0) + coalesce(unread, 0) END AS found,
    CASE WHEN is_crawled THEN coalesce(aside, 0) END AS aside, coalesce(read, 0) AS read,
    coalesce(relevant, 0) AS relevant, coalesce(copies, 0) AS copies, coalesce(with_awards, 0) AS with_awards
FROM counted LEFT JOIN crawled USING (source)
WHERE coalesce(read, 0) + coalesce(unread, 0) > 0
ORDER BY source NULLS LAST, month NULLS LAST
"""


def fill(connection: duckdb.DuckDBPyConnection, unread: Iterable[Unread] = ()) -> None:
    """Fill the table coverage; the tables article, report and award_report have to be filled.

    An outlet of which `unread` has no row is one that nobody crawls: what there is to find of it is not known.
    """
    rows = [row._asdict() for row in unread]
    incoming = pa.Table.from_pylist(rows, schema=_UNREAD)
    run_on(connection, incoming, "CREATE OR REPLACE TEMP TABLE unread_by_month AS FROM incoming")
    _write(connection)


def refill(connection: duckdb.DuckDBPyConnection, gone: Iterable[str] = ()) -> None:
    """Count anew what is read, after articles went; what was found and not read stays, but for the domains `gone`."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE unread_by_month AS SELECT source, month, found - read AS addresses, aside"
        " FROM coverage WHERE found IS NOT NULL AND NOT list_contains(?, source)",
        [list(gone)],
    )
    connection.execute("DELETE FROM coverage")
    _write(connection)


def _write(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_READ)
    connection.execute(_PUT_TOGETHER)
    connection.execute("DROP TABLE read_by_month; DROP TABLE unread_by_month")
