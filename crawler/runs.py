"""The part of the frontier that knows runs: what a new one takes up again, and how far back outlets have been read."""

from __future__ import annotations

import time
from collections.abc import Iterable

from crawler.holdings import Holdings

_PIECE = 2000
"""Addresses of one transaction where many are changed."""


class Runs(Holdings):
    """The frontier's runs."""

    def begin_run(self, sources: Iterable[str], *, resume_within: float) -> float:
        """Begin a run, or go on with one that was cut off in the last `resume_within` seconds; return when it began.

        What was being fetched is queued again behind all others, so that kills in a row do not ask for one page each
        time. A new run also queues what failed or was skipped for a reason that may pass.
        """
        now = time.time()
        with self._transaction():
            row = self._db.execute("SELECT started, finished FROM run ORDER BY id DESC LIMIT 1").fetchone()
            self._db.execute("UPDATE url SET state = 'queued', due = ?, rank = 3 WHERE state = 'fetching'", (now,))
        if row and row[1] is None and row[0] > now - resume_within:
            return float(row[0])
        for source in sorted(sources):
            for state in ("failed", "skipped"):
                self._queue_again(source, state, now)
        with self._transaction():
            self._db.execute("INSERT INTO run (started) VALUES (?)", (now,))
        return now

    def _queue_again(self, source: str, state: str, now: float) -> None:
        """Queue what is in a state for a reason that may pass, piece by piece: at once it would fill the journal."""
        query = (  # the state literally, so that its index serves
            f"SELECT key FROM url WHERE state = '{state}' AND source = ? AND final = 0 AND key > ?"  # noqa: S608
            f" ORDER BY key LIMIT {_PIECE}"
        )
        again = "UPDATE url SET state = 'queued', tries = 0, hops = 0, due = ? WHERE key = ?"
        last: int | None = -1
        while last is not None:
            with self._transaction():
                keys = [key for (key,) in self._db.execute(query, (source, last))]
                self._db.executemany(again, [(now, key) for key in keys])
            last = keys[-1] if len(keys) == _PIECE else None

    def end_run(self) -> None:
        """Note that the run came to its end."""
        with self._transaction():
            self._db.execute("UPDATE run SET finished = ? WHERE finished IS NULL", (time.time(),))

    def refresh(self, sources: Iterable[str], *, since: str | None = None, until: str | None = None) -> None:
        """Queue the articles of the sources once more, to see whether they changed; but those of other days.

        `since` and `until` are ISO days, the first and the last.
        """
        with self._transaction():
            for source in sorted(sources):
                self._db.execute(
                    "UPDATE url SET state = 'queued', tries = 0, hops = 0, final = 0, due = ?"
                    " WHERE source = ? AND kind = 'article' AND state IN ('done', 'failed', 'skipped')"
                    " AND (published IS NULL OR substr(published || '-31', 1, 10) >= ?"
                    " AND substr(published || '-01', 1, 10) <= ?)",
                    (time.time(), source, since or "", until or "9999"),
                )

    def take_up(self, sources: Iterable[str]) -> None:
        """Queue the articles of the sources that stayed aside because they are of another topic."""
        with self._transaction():
            for source in sorted(sources):
                self._db.execute(
                    "UPDATE url SET state = 'queued', due = ? WHERE source = ? AND state = 'aside'",
                    (time.time(), source),
                )

    def reached(self, source: str) -> str | None:
        """Return the ISO day back to which an outlet's listings have been read without a gap, None where none is."""
        row = self._db.execute("SELECT day FROM reach WHERE source = ?", (source,)).fetchone()
        return None if row is None else str(row[0])

    def reach(self, sources: Iterable[str], day: str) -> None:
        """Note that the listings of the sources have been read back to a day, but for outlets with one that failed."""
        with self._transaction():
            for source in sorted(sources):
                self._db.execute(
                    "INSERT INTO reach SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM url WHERE source = ?1"
                    " AND state = 'failed' AND kind IN ('listing', 'tag'))"
                    " ON CONFLICT DO UPDATE SET day = min(day, excluded.day)",
                    (source, day),
                )
