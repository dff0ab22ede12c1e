"""The crawler's memory of addresses: what is queued, what is done, what failed and why.

Every method that changes something is one transaction, so the file is consistent after a kill at any moment.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from crawler.addresses import shortened
from crawler.entries import Entry, Found, host_key
from crawler.runs import Runs
from crawler.store import Row

_DAY = 86400.0
"""What the time of a change may be rounded by, in seconds."""
MAX_HOPS = 5
"""Most redirects in a row that are followed."""

_COLUMNS = (
    "key, url, in_full(address, host, url), source, host, kind, tries, hops, depth, published, etag, modified, asked,"
    " topic"
)


class Frontier(Runs):
    """The frontier in one SQLite file, made where there is none. A context manager."""

    # Finds

    def add(
        self,
        finds: Iterable[Found],
        *,
        run: float,
        answered: Entry | None = None,
        etag: str | None = None,
        modified: str | None = None,
        worth: float = 0.0,
    ) -> list[str]:
        """Queue what was found and is new, and mark the list it was found on as done; return the addresses queued.

        Articles less likely than `worth` to be of the topic are noted and stay aside. Known feeds, sitemaps and
        listings are queued again when they were last asked before `run` began, known articles when they changed since
        they were fetched or are found in a place that makes them likelier.
        """
        with self._transaction():
            new = [found.url for found in finds if self._add(found, run, worth)]
            if answered is not None:
                self._finish(answered, "done", etag=etag, modified=modified)
        return new

    def _add(self, found: Found, run: float, worth: float = 0.0) -> bool:
        now = time.time()
        key, row = self._row(found.url)
        if row is None:
            is_worth = found.topic >= worth
            self.waiting[found.source, host_key(found.address)] += is_worth
            self._db.execute(
                "INSERT INTO url (key, url, address, source, host, kind, state, rank, due, depth, published, topic)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    found.url,
                    shortened(found.address, found.url),
                    found.source,
                    host_key(found.address),
                    found.kind,
                    "queued" if is_worth else "aside",
                    _rank(found),
                    now,
                    found.depth,
                    found.published,
                    found.topic,
                ),
            )
            return is_worth
        if found.kind != "article":
            return self._add_list(found, key, row, run, now)
        if row.kind != "article":  # a list of the outlet, wherever it is linked from
            return False
        if row.state == "aside" and found.topic >= worth:
            again = "UPDATE url SET state = 'queued', due = ?, topic = ? WHERE key = ?"
            self._db.execute(again, (now, found.topic, key))
            self.waiting[row.source, row.host] += 1
            return True
        if row.state == "done" and found.changed is not None and row.asked is not None and found.changed > row.asked:
            again = "UPDATE url SET state = 'queued', tries = 0, hops = 0, due = ?, rank = ? WHERE key = ?"
            self._db.execute(again, (now, _rank(found), key))
            lane = (row.source, row.host)
            if not row.source:  # an imported page has no source until an outlet's list leads to it
                lane = (found.source, host_key(found.address))
                self._db.execute(
                    "UPDATE url SET source = ?, address = ?, host = ? WHERE key = ?",
                    (found.source, shortened(found.address, found.url), host_key(found.address), key),
                )
            self.waiting[lane] += 1
        return False

    def _add_list(self, found: Found, key: int, row: Row, run: float, now: float) -> bool:
        """Queue a known list again, as its outlet's file has it today, unless it was asked for in this run."""
        is_old = row.state == "done" and row.asked is not None and (found.changed or row.asked) + _DAY < row.asked
        is_list = row.kind != "article"
        if row.state == "fetching" or (is_list and (row.state == "queued" or is_old)):
            return False
        if is_list and row.asked is not None and row.asked >= run:
            return False
        if row.state == "queued":
            self.waiting[row.source, row.host] -= 1
        self.waiting[found.source, host_key(found.address)] += 1
        self._db.execute(
            "UPDATE url SET state = 'queued', kind = ?, source = ?, address = ?, host = ?, depth = ?, rank = ?,"
            " due = ?, tries = 0, hops = 0, final = 0, topic = 1 WHERE key = ?",
            (
                found.kind,
                found.source,
                shortened(found.address, found.url),
                host_key(found.address),
                found.depth,
                _rank(found),
                now,
                key,
            ),
        )
        if row.kind != found.kind:  # or its server would say that nothing changed, and no link would be read
            anew = "UPDATE url SET asked = NULL, etag = NULL, modified = NULL WHERE key = ?"
            self._db.execute(anew, (key,))
        return False

    def lanes_waiting(self, source: str) -> list[tuple[str, str]]:
        """Return the pairs of a source with its hosts that have something queued, as `waiting` counts it."""
        return [lane for lane, number in self.waiting.items() if lane[0] == source and number > 0]

    def has_lists_waiting(self, source: str) -> bool:
        """Tell whether lists of a source are still queued."""
        query = "SELECT 1 FROM url WHERE state = 'queued' AND source = ? AND kind != 'article' LIMIT 1"
        return self._db.execute(query, (source,)).fetchone() is not None

    # The queue

    def lanes(self, sources: Iterable[str]) -> list[tuple[str, str]]:
        """Return the pairs of source and host that have something queued."""
        query = "SELECT DISTINCT source, host FROM url WHERE state = 'queued' AND source = ? ORDER BY host"
        return [tuple(row) for source in sorted(sources) for row in self._db.execute(query, (source,))]

    def count_waiting(self) -> None:
        """Count what is queued, once; from then on `waiting` is kept up by every change."""
        query = "SELECT source, host, count(*) FROM url WHERE state = 'queued' GROUP BY source, host"
        self.waiting = Counter({(source, host): number for source, host, number in self._db.execute(query)})

    def take(self, source: str, host: str) -> Entry | None:
        """Return the next address of a source on a host that is due, now marked as being fetched, or None."""
        with self._transaction():
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM url WHERE state = 'queued' AND source = ? AND host = ? AND due <= ?"  # noqa: S608
                " ORDER BY rank, due, key LIMIT 1",
                (source, host, time.time()),
            ).fetchone()
            if row is None:
                return None
            self._db.execute("UPDATE url SET state = 'fetching' WHERE key = ?", (row[0],))
        self.waiting[source, host] -= 1
        return Entry(*row)

    def next_due(self, source: str, host: str) -> float | None:
        """Return when the next address of a source on a host is due, or None where none is queued."""
        query = "SELECT min(due) FROM url WHERE state = 'queued' AND source = ? AND host = ? AND rank = ?"
        dues = [self._db.execute(query, (source, host, rank)).fetchone()[0] for rank in (0, 1, 2, 3)]
        return min((due for due in dues if due is not None), default=None)

    def put_back(self, entry: Entry) -> None:
        """Queue an address again that was not asked for after all."""
        with self._transaction():
            self._db.execute("UPDATE url SET state = 'queued' WHERE key = ?", (entry.key,))
        self.waiting[entry.source, entry.host] += 1

    # Answers

    def retry(self, entry: Entry, *, due: float, reason: str) -> None:
        """Queue an address for another try, not before `due`."""
        with self._transaction():
            self._db.execute(
                "UPDATE url SET state = 'queued', tries = tries + 1, due = ?, reason = ? WHERE key = ?",
                (due, reason, entry.key),
            )
        self.waiting[entry.source, entry.host] += 1

    def fail(self, entry: Entry, reason: str, *, final: bool) -> None:
        """Note that an address failed; unless `final`, the next run tries again."""
        with self._transaction():
            self._finish(entry, "failed", reason=reason, final=final)

    def set_aside(self, entry: Entry) -> None:
        """Note that an article is of another topic, so stays aside until articles of all topics are asked for."""
        with self._transaction():
            self._db.execute("UPDATE url SET state = 'aside' WHERE key = ?", (entry.key,))

    def skip(self, entry: Entry, reason: str, *, final: bool) -> None:
        """Note that an address is left alone; unless `final`, the next run considers it again."""
        with self._transaction():
            self._finish(entry, "skipped", reason=reason, final=final)

    def unchanged(self, entry: Entry) -> None:
        """Note that the server says that the page is what it was."""
        with self._transaction():
            self._finish(entry, "done", etag=entry.etag, modified=entry.modified)

    def redirect(self, entry: Entry, target: str, address: str, *, run: float) -> str | None:
        """Note that an address leads to another, which is queued unless known; return why it cannot be followed.

        `target` is the canonical form of the new address. A reason is returned, not noted.
        """
        if entry.hops >= MAX_HOPS:
            return "too many redirects"
        with self._transaction():
            if target == entry.url:  # from http to https, say: the same page, asked for in another way
                if address == entry.address:
                    return "redirects to itself"
                self.waiting[entry.source, host_key(address)] += 1
                self._db.execute(
                    "UPDATE url SET state = 'queued', address = ?, host = ?, hops = hops + 1 WHERE key = ?",
                    (shortened(address, target), host_key(address), entry.key),
                )
                return None
            key, row = self._row(target)
            if row is not None and self._leads_to(key, entry.key):
                return "redirect loop"
            self._add(Found(url=target, address=address, source=entry.source, kind=entry.kind, depth=entry.depth), run)
            if row is None:
                self._db.execute(
                    "UPDATE url SET hops = ?, published = ? WHERE key = ?", (entry.hops + 1, entry.published, key)
                )
            self._finish(entry, "alias", alias=key)
        return None

    def _leads_to(self, key: int, goal: int) -> bool:
        for _ in range(MAX_HOPS + 1):
            row = self._db.execute("SELECT alias FROM url WHERE key = ? AND state = 'alias'", (key,)).fetchone()
            if row is None or row[0] is None:
                return False
            key = row[0]
            if key == goal:
                return True
        return True

    # Pages

    def known(self, urls: Iterable[str]) -> set[str]:
        """Return those of some canonical addresses that are known, in whatever state."""
        return {url for url in urls if self._row(url)[1] is not None}

    # What there is

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many articles of each source are in each state."""
        counts: dict[str, dict[str, int]] = {}
        query = "SELECT source, state, count(*) FROM url WHERE kind = 'article' GROUP BY source, state ORDER BY 1, 2"
        for source, state, number in self._db.execute(query):
            counts.setdefault(source, {})[state] = number
        return counts

    def failures(self, source: str) -> list[tuple[str, str]]:
        """Return the addresses of a source that failed, with the reasons, sorted."""
        query = "SELECT url, reason FROM url WHERE source = ? AND state = 'failed' ORDER BY url"
        return [tuple(row) for row in self._db.execute(query, (source,))]


def _rank(found: Found) -> int:
    """Return how soon an address is asked for: seeds, then articles, then later pages of lists."""
    return 1 if found.kind == "article" else 0 if found.depth == 1 else 2
