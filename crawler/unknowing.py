"""Taking addresses out of the frontier so that no byte of them is left in its files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from crawler.failure_kinds import OTHER_SITE
from crawler.forgotten import Forgotten, is_domain
from crawler.source import is_front_page
from crawler.store import Store, write_anew

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
        """Return the rows of what is still to be removed, of pages that redirect to it, and of where a page leads.

        Where many may lead (front pages, lists, what was not named itself) no page goes with it but the one named.
        """
        rows = Rows()
        for name in forgotten.unfinished:
            if not is_domain(name):
                key, known = self._row(name)
                if known is not None:
                    self._add(rows, key, forgotten.root_of(name) or name)
        own = list(rows.urls)
        for domain in filter(is_domain, forgotten.unfinished):
            like = f"%{domain}%"
            query = (
                "SELECT key, url, in_full(address, host, url) FROM url"
                " WHERE url LIKE ? OR host LIKE ? OR address LIKE ?"
            )
            for key, url, address in self._db.execute(query, (like, like, like)).fetchall():
                if forgotten.covers(url) or forgotten.covers(address):
                    self._add(rows, key, domain)
        self._follow(rows, own, forgotten)
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
            hosts = self._db.execute("SELECT host FROM rest").fetchall()
            self._db.executemany("DELETE FROM rest WHERE host = ?", (h for h in hosts if forgotten.covers_host(*h)))
            self._forget_reasons(forgotten)
        write_anew(self._db, self._path)

    def _forget_reasons(self, forgotten: Forgotten) -> None:
        """Take the hosts of forgotten domains out of the reasons why addresses failed."""
        query = "SELECT DISTINCT reason FROM url WHERE state = 'failed' AND reason LIKE ?"
        said = [reason for (reason,) in self._db.execute(query, (f"{OTHER_SITE} (%)",))]
        named = [reason for reason in said if forgotten.covers_host(reason[len(OTHER_SITE) + 2 : -1])]
        self._db.executemany(
            "UPDATE url SET reason = ? WHERE state = 'failed' AND reason = ?",
            ((OTHER_SITE, reason) for reason in named),
        )

    def _follow(self, rows: Rows, own: Iterable[int], forgotten: Forgotten) -> None:
        """Add the pages where the addresses of `own` lead, and those that lead to what was named."""
        if not rows.urls:
            return
        leads = dict(self._db.execute("SELECT key, alias FROM url WHERE alias IS NOT NULL AND state = 'alias'"))
        led_to = set()
        todo = list(own)
        while todo:
            goal = leads.get(key := todo.pop())
            if goal is not None and self._is_page(goal, forgotten):
                led_to.add(goal)
                if self._add(rows, goal, rows.roots[key]):
                    todo.append(goal)
        leading: dict[int, list[int]] = {}
        for key, goal in leads.items():
            leading.setdefault(goal, []).append(key)
        todo = [key for key, url in rows.urls.items() if key not in led_to or forgotten.was_named(url)]
        while todo:
            goal = todo.pop()
            if self._is_page(goal, forgotten):
                todo += [key for key in leading.get(goal, []) if self._add(rows, key, rows.roots[goal])]

    def _is_page(self, key: int, forgotten: Forgotten) -> bool:
        """Tell whether a row is of an article: neither of a list nor of a front page, to which many may lead."""
        url, kind = self._db.execute("SELECT url, kind FROM url WHERE key = ?", (key,)).fetchone() or ("", "")
        source = forgotten.outlets.of(url)
        return kind == "article" and not (source.is_start(url) if source else is_front_page(url))

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
