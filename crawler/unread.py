"""Articles that the frontier knows and the archive has no page of, counted: what a collection does not tell of."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from crawler.schema import FrontierError, open_database

_WITHOUT_PAGE = """
SELECT host, substr(published, 1, 7), count(*), sum(state = 'aside') FROM url
WHERE kind = 'article' AND source != '' AND state NOT IN ('done', 'alias')
    AND NOT EXISTS (SELECT 1 FROM page WHERE page.key = url.key) GROUP BY 1, 2
UNION ALL SELECT DISTINCT host, NULL, 0, 0 FROM url WHERE kind != 'article'
ORDER BY 1, 2, 3
"""


class Unread(NamedTuple):
    """Addresses of articles on one host that are queued, failed, left alone or left aside."""

    host: str
    month: str | None
    """Of publication, as `2024-06`, by the feed, the sitemap or the address; None where none of them tells it."""
    addresses: int
    """How many; a row with 0 names a host whose lists are crawled."""
    aside: int
    """How many of them are left aside because their headline is of another topic."""


def unread(frontier: Path) -> list[Unread]:
    """Return what the frontier in a file knows and has not archived, by host and month; raises FrontierError.

    The time of the find says nothing of an article's age, so it is not taken for its month.
    """
    with closing(open_database(frontier, read_only=True)) as db:
        try:
            return [Unread(*row) for row in db.execute(_WITHOUT_PAGE)]
        except sqlite3.DatabaseError as error:
            raise FrontierError(f"{frontier}: {error}") from error
