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
            new = [found.url for found in finds if self._add(found, run, worth, is_seed=found.depth == 1)]
            if answered is not None:
                self._finish(answered, "done", etag=etag, modified=modified)
        return new

    def _add(self, found: Found, run: float, worth: float = 0.0, *, is_seed: bool = False) -> bool:
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
        state, asked = row
        if found.kind != "article" and self._becomes_list(key, found, now, is_seed=is_seed):
            return False
        if state == "aside" and found.topic >= worth:
            self.waiting[found.source, host_key(found.address)] += 1
            self._db.execute(
                "UPDATE url SET state = 'queued', due = ?, topic = ? WHERE key = ?", (now, found.topic, key)
            )
            return True
        if found.kind == "article":
            again = state == "done" and found.changed is not None and asked is not None and found.changed > asked
        else:
            is_old = state == "done" and asked is not None and (found.changed or asked) + _DAY < asked
            again = state not in {"queued", "fetching"} and (asked is None or asked < run) and not is_old
        if (
            again
            and self._db.execute(
                "UPDATE url SET state = 'queued', tries = 0, hops = 0, due = ?, rank = ?"
                " WHERE key = ? AND (kind = 'article') = ?",  # a list that an article's link leads to stays one
                (now, _rank(found), key, found.kind == "article"),
            ).rowcount
        ):
            self.waiting[found.source, host_key(found.address)] += 1
            self._db.execute(  # an imported page has no source until an outlet's list leads to it
                "UPDATE url SET source = ?, address = ?, host = ? WHERE key = ? AND source = ''",
                (found.source, shortened(found.address, found.url), host_key(found.address), key),
            )
        return False

    def _becomes_list(self, key: int, found: Found, now: float, *, is_seed: bool) -> bool:
        """Queue a list afresh that was known as an article, or as a seed of another kind; return whether it was.

        An address can come in as an article by a list of addresses or a saved page, and no link of it would be read.
        """
        query = "SELECT kind, state, source, host FROM url WHERE key = ?"
        kind, state, source, host = self._db.execute(query, (key,)).fetchone()
        if kind == found.kind or state == "fetching" or (kind != "article" and not is_seed):  # pages may disagree
            return False
        self.waiting[source, host] -= state == "queued"
        self.waiting[found.source, host_key(found.address)] += 1
        self._db.execute(
            "UPDATE url SET kind = ?, rank = ?, state = 'queued', source = ?, address = ?, host = ?, due = ?,"
            " depth = ?, tries = 0, hops = 0, reason = NULL, final = 0, etag = NULL, modified = NULL, asked = NULL,"
            " alias = NULL WHERE key = ?",
            (
                found.kind,
                _rank(found),
                found.source,
                shortened(found.address, found.url),
                host_key(found.address),
                now,
                found.depth,
                key,
            ),
        )
        return True

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
