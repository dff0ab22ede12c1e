"""What the frontier's methods stand on: the open file, transactions, and rows found by their address."""

from __future__ import annotations

import errno
import hashlib
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from crawler.addresses import in_full
from crawler.entries import Entry
from crawler.schema import open_database

_ROW = "SELECT url, state, asked, kind, source, host FROM url WHERE key = ?"


class Row(NamedTuple):
    """What the frontier knows of an address."""

    state: str
    asked: float | None
    kind: str
    source: str
    host: str


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Make what the block changes in the file at `path` one transaction; raises OSError where it cannot be written."""
    try:
        with db:  # commits, or rolls back where something fails, the commit itself included
            db.execute("BEGIN IMMEDIATE")
            yield
    except sqlite3.OperationalError as error:  # a full disk, most often
        number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, str(error), str(path)) from error


class Store:
    """An open frontier file. A context manager.

    A change that cannot be written raises OSError. With `read_only` nothing is made or changed, and what a
    killed run left in the file's journal may be missing where the folder cannot be written to.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._db = open_database(path, read_only=read_only)
        self._db.create_function("in_full", 3, in_full, deterministic=True)
        self._path = path
        self.waiting: Counter[tuple[str, str]] = Counter()
        """How many addresses are queued for each source and host, kept up from `count_waiting` on."""

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self._db, self._path)

    def _row(self, url: str) -> tuple[int, Row | None]:
        """Return the key of an address, and what is known of it, None where nothing is."""
        key = _hash(url)
        while True:
            row = self._db.execute(_ROW, (key,)).fetchone()
            if row is None or row[0] == url:
                return key, None if row is None else Row(*row[1:])
            key += 1  # two addresses with one hash: the later one has the next key

    def _finish(
        self,
        entry: Entry,
        state: str,
        *,
        reason: str | None = None,
        final: bool = False,
        etag: str | None = None,
        modified: str | None = None,
        alias: int | None = None,
    ) -> None:
        self._db.execute(
            "UPDATE url SET state = ?, reason = ?, final = ?, etag = ?, modified = ?, alias = ?, asked = ?"
            " WHERE key = ?",
            (state, reason, int(final), etag, modified, alias, time.time(), entry.key),
        )


def write_anew(db: sqlite3.Connection, path: Path) -> None:
    """Write the SQLite file at `path` anew, so that no byte of rows that were deleted is left in it or its journal.

    Raises OSError, also where another process reads the file for so long that its journal cannot be emptied.
    """
    try:
        db.execute("VACUUM")
        (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EBUSY
        raise OSError(number, str(error), str(path)) from error
    if busy:
        raise OSError(errno.EBUSY, "another process is reading it; run the command again", str(path))


def _hash(url: str) -> int:
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:8], "big") >> 1
