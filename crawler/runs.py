"""The part of the frontier that knows runs: what a new one takes up again, and what it reads anew."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping

from crawler.holdings import Holdings

OLDER, NEWER = "older than asked for", "newer than asked for"
"""Why articles of other days than those asked for are skipped."""
_LONGEST_WAIT = 3600.0
"""Seconds after which what is queued is due at the latest."""
_PIECE = 2000
"""Addresses of one transaction where many are changed."""


class Runs(Holdings):
    """The frontier's runs."""

    def begin_run(
        self,
        sources: Collection[str],
        *,
        resume_within: float,
        what: str = "",
        since: str | None = None,
        until: str | None = None,
    ) -> float:
        """Begin a run, or go on with one for the same that was cut off in the last seconds; return when it began.

        `resume_within` are these seconds, and `what` tells what is asked for. What was being fetched is queued again
        behind all others, so that kills in a row do not ask for one page each time. A new run also queues what failed
        or was skipped for a reason that may pass; of what was skipped for its day, the articles from `since` to
        `until`. With `since` it reads the lists anew, for an earlier run may not have gone back so far.
        """
        now = time.time()
        with self._transaction():
            last = "SELECT started, finished, what FROM run ORDER BY id DESC LIMIT 1"
            row = self._db.execute(last).fetchone()
            self._db.execute("UPDATE url SET state = 'queued', due = ?, rank = 3 WHERE state = 'fetching'", (now,))
        if row and row[1] is None and now - resume_within < row[0] <= now and row[2] == what:
            return float(row[0])
        with self._transaction():  # where the clock was set back, nothing waits for a time that is far off
            self._db.execute("UPDATE url SET due = ? WHERE state = 'queued' AND due > ?", (now, now + _LONGEST_WAIT))
        if since is not None:
            self.read_anew(sources)
        lists = "(kind = 'article' OR depth > 1)"  # those to start from are queued as the outlet's file has them today
        day = "substr(coalesce(published, ?1) || '-31', 1, 10) >= ?1 AND substr(coalesce(published, ?2), 1, 10) <= ?2"
        for source in sorted(sources):
            self._queue_again(source, f"state = 'failed' AND {lists}", now)
            self._queue_again(
                source,
                f"state = 'skipped' AND {lists} AND (reason NOT IN ('{OLDER}', '{NEWER}') OR {day})",
                now,
                days=(since or "", until or "9999"),
            )
        with self._transaction():
            self._db.execute("INSERT INTO run (started, what) VALUES (?, ?)", (now, what))
        return now

    def _queue_again(self, source: str, which: str, now: float, *, days: tuple[str, str] = ("", "")) -> None:
        """Queue what was left for a reason that may pass, piece by piece: at once it would fill the journal."""
        query = (  # the state literally, so that its index serves
            f"SELECT key FROM url WHERE {which} AND source = ?3 AND final = 0 AND key > ?4"  # noqa: S608
            f" ORDER BY key LIMIT {_PIECE}"
        )
        again = "UPDATE url SET state = 'queued', tries = 0, hops = 0, due = ? WHERE key = ?"
        last: int | None = -1
        while last is not None:
            with self._transaction():
                keys = [key for (key,) in self._db.execute(query, (*days, source, last))]
                self._db.executemany(again, [(now, key) for key in keys])
            last = keys[-1] if len(keys) == _PIECE else None

    def describe(self, digests: Mapping[str, str]) -> None:
        """Note how outlets are described; where that changed, their lists are asked for as if for the first time."""
        known = dict(self._db.execute("SELECT source, digest FROM outlet").fetchall())
        changed = {source: digest for source, digest in digests.items() if known.get(source) != digest}
        if changed:
            self.read_anew(changed)
            with self._transaction():
                self._db.executemany("INSERT OR REPLACE INTO outlet VALUES (?, ?)", changed.items())

    def read_anew(self, sources: Iterable[str]) -> None:
        """Have the lists of outlets asked for as if they never had been, whether they changed or not."""
        anew = "UPDATE url SET asked = NULL, etag = NULL, modified = NULL WHERE kind != 'article'"
        chosen = sorted(sources)
        with self._transaction():
            self._db.execute(f"{anew} AND source IN ({', '.join('?' * len(chosen))})", chosen)

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
                    "UPDATE url SET state = 'queued', tries = 0, hops = 0, final = 0, due = ?, topic = 1"
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
