"""What a backfill is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crawler.commoncrawl.protocol import DATA, INDEX


@dataclass(frozen=True, slots=True, kw_only=True)
class BackfillOptions:
    """What to fetch: captures from the month of the day `since` to that of `until`, both included.

    `limit` is the most records to fetch; `all_topics` takes articles whatever their address says; `dry_run` reads the
    index only. `index` is the list of collections, `data` the server of the WARC files, `contact` who is asking, and
    `max_disk` the most bytes that archive and frontier together may take.
    """

    since: dt.date
    until: dt.date
    limit: int | None = None
    all_topics: bool = False
    dry_run: bool = False
    index: str = INDEX
    data: str = DATA
    contact: str | None = None
    max_disk: int | None = None

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """The first moment of the span and the one after its last, in UTC."""
        first = dt.datetime(self.since.year, self.since.month, 1, tzinfo=dt.UTC)
        after = dt.datetime(self.until.year, self.until.month, 1, tzinfo=dt.UTC) + dt.timedelta(days=32)
        return first, after.replace(day=1)
