"""What was read of Common Crawl's index, and what became of each capture: an SQLite file beside the frontier.

The index is remembered as it was read. What of it is wanted (months, topic, the pattern of articles) is decided anew
each time, so the same pages of the index serve other months and better patterns.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from crawler.commoncrawl.protocol import Capture
from crawler.store import transaction, write_anew

FORMAT = 1
"""Version of the tables, kept in SQLite's `user_version`."""

State = Literal["new", "kept", "known", "barred", "failed", "unfit"]
"""`kept` and `known` pages are in the archive, `barred` ones ask not to be; `failed` ones are tried again by the next
run, `unfit` ones never: their records are not what they should be."""

_TABLES = """
CREATE TABLE left_out (             -- outlets of which captures are missing here because they are forgotten
  source TEXT NOT NULL,
  line BLOB NOT NULL,               -- SHA-256 of the line of forgotten.csv: the file names nothing that it lost
  PRIMARY KEY (source, line)
) WITHOUT ROWID;
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,             -- slug of the outlet
  url TEXT NOT NULL,                -- as the index has it
  time INTEGER NOT NULL,            -- seconds since 1970
  status INTEGER NOT NULL,
  mime TEXT NOT NULL,
  digest TEXT NOT NULL,             -- SHA-1 of the body in base32
  file TEXT NOT NULL,               -- WARC file at the data server
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  truncated TEXT,                   -- why, where the body is not whole
  state TEXT NOT NULL DEFAULT 'new',
  reason TEXT,
  tries INTEGER NOT NULL DEFAULT 0, -- how often it failed
  UNIQUE (source, file, start)      -- an outlet of another slug reads the index for itself
);
CREATE INDEX capture_time ON capture (source, time);
CREATE TABLE reading (              -- pages of the index that were read, from the first on
  collection TEXT NOT NULL,
  domain TEXT NOT NULL,
  source TEXT NOT NULL,
  pages INTEGER NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (collection, domain, source)
) WITHOUT ROWID;
"""
_COLUMNS = "id, url, time, status, mime, digest, file, start, length, truncated, state, reason, tries"


class CapturesError(ValueError):
    """The file cannot be opened or is of a newer format."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A capture as it is remembered."""

    id: int
    capture: Capture
    state: State
    reason: str | None
    tries: int = 0
    """How often its record could not be had."""


class Captures:
    """The remembered index in one file, made where there is none; a context manager.

    Each change is one transaction, so a kill loses none that was reported; one that cannot be written raises OSError.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
        except sqlite3.OperationalError as error:
            raise CapturesError(f"{path}: {error}") from error
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            (found,) = self._db.execute("PRAGMA user_version").fetchone()
            if found > FORMAT:
                raise CapturesError(
                    f"{path}: of format {found}, made by a newer thidua; this one reads format {FORMAT}"
                )
            if found < FORMAT:
                self._db.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {FORMAT};COMMIT;")
        except sqlite3.Error as error:
            self._db.close()
            raise CapturesError(f"{path}: {error}") from error
        except CapturesError:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def pages(self, collection: str, domain: str, source: str) -> tuple[int, int] | None:
        """Return how many pages a collection's index has on a domain and how many of them are read, or None."""
        row = self._db.execute(
            "SELECT pages, done FROM reading WHERE collection = ? AND domain = ? AND source = ?",
            (collection, domain, source),
        ).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def begin(self, collection: str, domain: str, source: str, pages: int) -> None:
        """Note how many pages a collection's index has on a domain."""
        with self._transaction():
            self._db.execute("INSERT INTO reading VALUES (?, ?, ?, ?, 0)", (collection, domain, source, pages))

    def let_in(self, source: str, lines: Collection[str]) -> None:
        """Have an outlet's index read again where captures are missing that no line of forgotten.csv keeps out now."""
        kept_out = {_hash(line) for line in lines}
        missing = self._db.execute("SELECT line FROM left_out WHERE source = ?", (source,)).fetchall()
        if all(line in kept_out for (line,) in missing):
            return
        with self._transaction():
            self._db.execute("DELETE FROM reading WHERE source = ?", (source,))
            self._db.execute("DELETE FROM left_out WHERE source = ?", (source,))

    def add(
        self,
        collection: str,
        domain: str,
        source: str,
        captures: Iterable[Capture],
        *,
        page: int,
        whole: bool,
        left_out: Iterable[str] = (),
    ) -> None:
        """Note the captures of a page of the index, and that it is read, unless lines of it are lost.

        `left_out` are the lines of forgotten.csv for which captures of the page are not among them.
        """
        with self._transaction():
            self._leave_out((source, line) for line in left_out)
            self._db.executemany(
                "INSERT OR IGNORE INTO capture"
                " (source, url, time, status, mime, digest, file, start, length, truncated)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        source,
                        capture.url,
                        int(capture.time.timestamp()),
                        capture.status,
                        capture.mime,
                        capture.digest,
                        capture.file,
                        capture.offset,
                        capture.length,
                        capture.truncated,
                    )
                    for capture in captures
                ),
            )
            if whole:
                self._db.execute(
                    "UPDATE reading SET done = ? WHERE collection = ? AND domain = ? AND source = ? AND done = ?",
                    (page + 1, collection, domain, source, page),
                )

    def note(self, number: int, state: State, reason: str | None = None) -> None:
        """Note what became of a capture."""
        with self._transaction():
            self._db.execute(
                "UPDATE capture SET state = ?1, reason = ?2, tries = tries + (?1 = 'failed') WHERE id = ?3",
                (state, reason, number),
            )

    def between(self, source: str, since: datetime, until: datetime) -> Iterator[Noted]:
        """Yield the captures of an outlet from `since` up to `until`, the earliest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM capture WHERE source = ? AND time >= ? AND time < ?"  # noqa: S608
            " ORDER BY time, url, id",
            (source, int(since.timestamp()), int(until.timestamp())),
        )
        for number, url, seconds, status, mime, digest, file, start, length, truncated, state, reason, tries in rows:
            time = datetime.fromtimestamp(seconds, UTC)
            capture = Capture(url, time, status, mime, digest, file, start, length, truncated)
            yield Noted(number, capture, state, reason, tries)

    def remove(self, line_of: Callable[[str], str | None]) -> int:
        """Remove the captures for whose address there is a line of forgotten.csv, from the file's bytes too.

        Returns how many; raises OSError, also where another process reads the file.
        """
        rows = self._db.execute("SELECT id, source, url FROM capture")
        found = [(number, source, line) for number, source, url in rows if (line := line_of(url)) is not None]
        with self._transaction():
            self._db.executemany("DELETE FROM capture WHERE id = ?", [(number,) for number, _, _ in found])
            self._leave_out((source, line) for _, source, line in found)
        write_anew(self._db, self._path)  # also where nothing is found: a call before may have been killed here
        return len(found)

    def _leave_out(self, lines: Iterable[tuple[str, str]]) -> None:
        rows = {(source, _hash(line)) for source, line in lines}
        self._db.executemany("INSERT OR IGNORE INTO left_out VALUES (?, ?)", rows)

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self._db, self._path)


def _hash(line: str) -> bytes:
    return hashlib.sha256(line.encode()).digest()
