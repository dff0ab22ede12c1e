"""Taking addresses out of the frontier so that no byte of them is left in its files."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from crawler.forgotten import Forgotten, is_domain
from crawler.store import Store

_REDIRECTED = "redirects to another site"
_SOME = 500


@dataclass(frozen=True, slots=True)
class Rows:
    """What the frontier knows of what is forgotten.

    `urls` by their keys; `roots`, what was asked for that each goes with; `places` of their pages, with that too.
    """

    urls: dict[int, str] = field(default_factory=dict)
    roots: dict[int, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


class Unknowing(Store):
    """The frontier's file, opened to take addresses out of it."""

    def find(self, forgotten: Forgotten) -> Rows:
        """Return the rows of what is still to be removed, of what redirects to it, and of where an address leads."""
        rows = Rows()
        for name in forgotten.unfinished:
            if not is_domain(name):
                key, known = self._row(name)
                if known is not None:
                    self._add(rows, key, forgotten.root_of(name) or name)
        own = list(rows.urls)
        for domain in filter(is_domain, forgotten.unfinished):
            like = f"%{domain}%"
            query = "SELECT key, url, address FROM url WHERE url LIKE ? OR address LIKE ?"
            for key, url, address in self._db.execute(query, (like, like)).fetchall():
                if forgotten.covers(url) or forgotten.covers(address):
                    self._add(rows, key, domain)
        self._follow(rows, own)
        for some in _batches(rows.urls):
            marks = ", ".join("?" * len(some))
            query = f"SELECT key, record FROM page WHERE key IN ({marks})"  # noqa: S608
            rows.places.update((place, rows.roots[key]) for key, place in self._db.execute(query, some))
        return rows

    def remove(self, rows: Rows, forgotten: Forgotten, shards: Collection[str]) -> None:
        """Take rows out, and the names of archive files but those of `shards`; write the file anew without them.

        Raises OSError, also where another process reads the file for so long that its journal cannot be emptied.
        """
        with self._transaction():
            for some in _batches(rows.urls):
                marks = ", ".join("?" * len(some))
                self._db.execute(f"DELETE FROM page WHERE key IN ({marks})", some)  # noqa: S608
                self._db.execute(f"DELETE FROM url WHERE key IN ({marks})", some)  # noqa: S608
            known = self._db.execute("SELECT name FROM shard").fetchall()
            self._db.executemany("DELETE FROM shard WHERE name = ?", (row for row in known if row[0] not in shards))
            for domain in filter(is_domain, forgotten.lines):
                self._db.execute(
                    f"UPDATE url SET reason = '{_REDIRECTED}' WHERE state = 'failed' AND reason LIKE ?",  # noqa: S608
                    (f"{_REDIRECTED} (%{domain})",),
                )
        self._write_anew()

    def _write_anew(self) -> None:
        try:
            self._db.execute("VACUUM")
            (busy, _, _) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EBUSY
            raise OSError(number, str(error), str(self._path)) from error
        if busy:
            raise OSError(errno.EBUSY, "another process is reading it; run the command again", str(self._path))

    def _follow(self, rows: Rows, own: Iterable[int]) -> None:
        """Add where the addresses of `own` lead, then all that redirects to what is found."""
        if not rows.urls:
            return
        leads = dict(self._db.execute("SELECT key, alias FROM url WHERE alias IS NOT NULL AND state = 'alias'"))
        todo = list(own)
        while todo:
            goal = leads.get(key := todo.pop())
            if goal is not None and self._add(rows, goal, rows.roots[key]):
                todo.append(goal)
        leading: dict[int, list[int]] = {}
        for key, goal in leads.items():
            leading.setdefault(goal, []).append(key)
        todo = list(rows.urls)
        while todo:
            goal = todo.pop()
            todo += [key for key in leading.get(goal, []) if self._add(rows, key, rows.roots[goal])]

    def _add(self, rows: Rows, key: int, root: str) -> bool:
        """Note a row, where it is there and not noted yet."""
        found = self._db.execute("SELECT url FROM url WHERE key = ?", (key,)).fetchone()
        if found is None or key in rows.urls:
            return False
        rows.urls[key], rows.roots[key] = found[0], root
        return True


def _batches(keys: Iterable[int]) -> list[list[int]]:
    every = list(keys)
    return [every[start : start + _SOME] for start in range(0, len(every), _SOME)]
