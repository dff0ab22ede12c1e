"""What the frontier knows of the archive, its pages and its files; and of hosts that want to be left alone."""

from __future__ import annotations

import time
from collections.abc import Mapping

from crawler.entries import host_key
from crawler.store import Store


class Holdings(Store):
    """The part of the frontier that tells of pages archived. Each method that changes something is one transaction."""

    def has_page(self, url: str, digest: bytes) -> bool:
        """Tell whether the archive holds a page of this address (canonical) with this very body."""
        key, _ = self._row(url)
        found = self._db.execute("SELECT 1 FROM page WHERE key = ? AND digest = ?", (key, digest)).fetchone()
        return found is not None

    def shows(self, url: str, digest: bytes) -> bool:
        """Tell whether the newest page that the archive holds of this address (canonical) has this very body."""
        key, _ = self._row(url)
        query = "SELECT digest FROM page WHERE key = ? ORDER BY fetched DESC LIMIT 1"
        found = self._db.execute(query, (key,)).fetchone()
        return found is not None and bytes(found[0]) == digest

    def left_alone(self, url: str) -> str | None:
        """Return why an address (canonical) is left alone for good, as `noarchive` asks; None where it is not."""
        key, _ = self._row(url)
        query = "SELECT reason FROM url WHERE key = ? AND state = 'skipped' AND final = 1"
        found = self._db.execute(query, (key,)).fetchone()
        return None if found is None else str(found[0])

    def has_version(self, url: str, fetched: float) -> bool:
        """Tell whether the archive holds a page of this address (canonical) as it was at a time, seconds since 1970."""
        key, _ = self._row(url)
        found = self._db.execute("SELECT 1 FROM page WHERE key = ? AND fetched = ?", (key, fetched)).fetchone()
        return found is not None

    def keep(
        self,
        url: str,
        *,
        digest: bytes,
        record: str,
        fetched: float,
        source: str = "",
        etag: str | None = None,
        modified: str | None = None,
    ) -> None:
        """Note that the archive holds a page, and that its address is done, unless it is that of a list."""
        with self._transaction():
            key, row = self._row(url)
            if row is None:
                host = host_key(url)
                self._db.execute(
                    "INSERT INTO url (key, url, source, host, kind, state, rank, due)"
                    " VALUES (?, ?, ?, ?, 'article', 'done', 1, ?)",
                    (key, url, source, host, fetched),
                )
            self._db.execute(  # a file that was written anew holds its pages at other places
                "INSERT INTO page VALUES (?, ?, ?, ?) ON CONFLICT (key, digest)"
                " DO UPDATE SET record = excluded.record, fetched = excluded.fetched WHERE excluded.fetched >= fetched",
                (key, digest, record, fetched),
            )
            self._db.execute(  # a list whose links were not read is not done
                "UPDATE url SET state = 'done', reason = NULL, final = 0, etag = ?, modified = ?, asked = ?"
                " WHERE key = ? AND kind = 'article' AND (asked IS NULL OR asked <= ? OR state = 'fetching')",
                (etag, modified, fetched, key, fetched),
            )

    def shards(self) -> dict[str, tuple[int | None, str | None]]:
        """Return the archive's files whose pages are all known here, with their size then and what is damaged."""
        return {name: (size, problem) for name, size, problem in self._db.execute("SELECT * FROM shard")}

    def mark_shard(self, name: str, size: int, problem: str | None = None) -> None:
        """Note that all pages of an archive's file are known here, those apart that are damaged."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?, ?)", (name, size, problem))

    def lose(self, shard: str, there: Mapping[tuple[str, bytes], str]) -> list[str]:
        """Forget the pages of an archive's file that it holds no more; return those asked for again, sorted.

        `there` are the pages that it still holds: canonical address and digest to the place of the record. An address
        is queued again where none of its later versions is left; an imported one, which no crawl could ask for, is
        known no more.
        """
        lost: list[tuple[int, str, float]] = []
        with self._transaction():
            rows = self._db.execute(
                "SELECT key, url, digest, record, fetched FROM page JOIN url USING (key)"
                " WHERE record >= ? AND record < ?",
                (f"{shard}:", f"{shard};"),
            ).fetchall()
            for key, url, digest, record, fetched in rows:
                place = there.get((url, digest))
                if place is None:
                    self._db.execute("DELETE FROM page WHERE key = ? AND digest = ?", (key, digest))
                    lost.append((key, url, fetched))
                elif place != record:
                    self._db.execute("UPDATE page SET record = ? WHERE key = ? AND digest = ?", (place, key, digest))
            self._db.execute("DELETE FROM shard WHERE name = ?", (shard,))
            return sorted({url for key, url, fetched in lost if self._ask_again(key, fetched)})

    def _ask_again(self, key: int, fetched: float) -> bool:
        """Queue the address of a lost page, without what would let its server say that nothing changed."""
        self._db.execute(
            "DELETE FROM url WHERE key = ? AND source = '' AND state = 'done'"
            " AND NOT EXISTS (SELECT 1 FROM page WHERE page.key = url.key)",
            (key,),
        )
        changed = self._db.execute(
            "UPDATE url SET state = 'queued', tries = 0, hops = 0, due = ?, etag = NULL, modified = NULL, topic = 1"
            " WHERE key = ? AND source != '' AND state = 'done'"
            " AND NOT EXISTS (SELECT 1 FROM page WHERE page.key = url.key AND page.fetched >= ?)",
            (time.time(), key, fetched),
        )
        return changed.rowcount > 0

    # Hosts

    def rest(self, host: str, until: float) -> None:
        """Note that a host asks to be left alone up to a time."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO rest VALUES (?, ?)", (host, until))

    def rests(self, now: float) -> dict[str, float]:
        """Return the hosts that ask to be left alone, with until when."""
        return dict(self._db.execute("SELECT host, until FROM rest WHERE until > ?", (now,)).fetchall())
