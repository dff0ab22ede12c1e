"""The tables of the frontier, and how its file is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FORMAT = 2
"""Version of the tables, kept in SQLite's `user_version`."""

_TABLES = """
CREATE TABLE url (
  key INTEGER PRIMARY KEY,          -- 63 bits of the SHA-256 of the canonical address
  url TEXT NOT NULL,                -- canonical address
  address TEXT,                     -- what to ask for, where it is another; its scheme, where that and host tell it
  source TEXT NOT NULL,             -- slug of the outlet, '' for imported pages
  host TEXT NOT NULL,               -- host and port of the address: requests to it are paced
  kind TEXT NOT NULL,               -- feed, sitemap, listing, tag, article
  state TEXT NOT NULL,              -- queued, fetching, done, failed, skipped, alias, aside
  rank INTEGER NOT NULL,            -- 0 seeds, 1 articles, 2 later pages of listings, 3 cut off
  due REAL NOT NULL,                -- earliest time of the next request
  tries INTEGER NOT NULL DEFAULT 0,
  hops INTEGER NOT NULL DEFAULT 0,  -- redirects that led here
  depth INTEGER NOT NULL DEFAULT 1, -- page of a listing, level of a sitemap
  reason TEXT,                      -- why failed or skipped
  final INTEGER NOT NULL DEFAULT 0, -- 1: failed or skipped for good, not taken up by the next run
  published TEXT,                   -- day that the feed, sitemap or address gives for the article
  etag TEXT,
  modified TEXT,                    -- Last-Modified as sent
  asked REAL,                       -- when it was last asked for and dealt with
  alias INTEGER,                    -- key of the address that this one redirects to
  topic REAL NOT NULL DEFAULT 1     -- how likely an article is to be of the topic; those that are not stay aside
);
CREATE INDEX url_queue ON url (source, host, rank, due) WHERE state = 'queued';
CREATE INDEX url_fetching ON url (key) WHERE state = 'fetching';
CREATE INDEX url_failed ON url (source) WHERE state = 'failed';
CREATE INDEX url_skipped ON url (source) WHERE state = 'skipped';
CREATE INDEX url_aside ON url (source) WHERE state = 'aside';
CREATE TABLE page (                 -- every version of a page that the archive holds
  key INTEGER NOT NULL,
  digest BLOB NOT NULL,             -- first 16 bytes of the SHA-256 of the decoded body
  record TEXT NOT NULL,
  fetched REAL NOT NULL,
  PRIMARY KEY (key, digest)
) WITHOUT ROWID;
CREATE TABLE shard (                -- archive files whose pages are all in `page`
  name TEXT PRIMARY KEY,
  size INTEGER,                     -- bytes, as it was read last
  problem TEXT                      -- what of it is damaged
) WITHOUT ROWID;
CREATE TABLE rest (                 -- hosts that asked to be left alone
  host TEXT PRIMARY KEY,
  until REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE outlet (               -- how an outlet was described when its lists were read last
  source TEXT PRIMARY KEY,
  digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started REAL NOT NULL,
  finished REAL,
  what TEXT NOT NULL DEFAULT ''     -- what was asked for: only a run for the same goes on with one that was cut off
);
"""
_STEPS = {
    1: """
ALTER TABLE url ADD COLUMN topic REAL NOT NULL DEFAULT 1;
CREATE INDEX url_aside ON url (source) WHERE state = 'aside';
CREATE TABLE outlet (source TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
ALTER TABLE run ADD COLUMN what TEXT NOT NULL DEFAULT '';
ALTER TABLE shard ADD COLUMN size INTEGER;
ALTER TABLE shard ADD COLUMN problem TEXT;
CREATE TABLE rest (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
""",
}
"""From one format to the next."""


class FrontierError(ValueError):
    """The frontier's file is of a newer format, or no frontier at all."""


def open_database(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection to the frontier at `path`, made where there is none (but not to read); raises FrontierError.

    In WAL mode with `synchronous=NORMAL` a killed process loses nothing. A power cut may lose the last transactions,
    never their order; the archive, which is synced record by record, then gives them back (see `crawler.memory`).
    """
    if read_only:
        return _open_to_read(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        db = sqlite3.connect(path, isolation_level=None, timeout=30)
    except sqlite3.OperationalError as error:
        raise FrontierError(f"{path}: {error}") from error
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -16000")
        (found,) = db.execute("PRAGMA user_version").fetchone()
        if found > FORMAT:
            raise _newer(path, found)
        if found < FORMAT:
            changes = "".join(_STEPS[step] for step in range(found, FORMAT)) if found else _TABLES
            db.executescript(f"BEGIN IMMEDIATE;{changes}PRAGMA user_version = {FORMAT};COMMIT;")
    except sqlite3.OperationalError as error:  # a full disk, a folder without leave to write
        db.close()
        raise FrontierError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        db.close()
        raise FrontierError(f"{path}: not a frontier: {error}") from error
    except FrontierError:
        db.close()
        raise
    return db


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that changes nothing; one that looks at no journal where the folder lets none be opened.

    Leave to write is asked for first, because only a connection that has it takes the journal's files away again.
    """
    problem: sqlite3.Error | None = None
    for how in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
        db = None
        try:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=30)
            db.execute("PRAGMA query_only = ON")
            (found,) = db.execute("PRAGMA user_version").fetchone()
            db.execute("SELECT 1 FROM url LIMIT 1")
        except sqlite3.Error as error:
            problem = problem or error
            if db is not None:
                db.close()
            continue
        if found > FORMAT:
            db.close()
            raise _newer(path, found)
        return db
    raise FrontierError(f"{path}: cannot be read: {problem}") from problem


def _newer(path: Path, found: int) -> FrontierError:
    return FrontierError(f"{path}: of format {found}, made by a newer thidua; this one reads format {FORMAT}")
