"""The SQLite file that reports of errors wait in: one table, made with the first report.

It has a rollback journal rather than a WAL: it is written rarely, and has to be readable where the home cannot be
written to. Several processes may write; each waits for the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from warehouse.corrections.error_report import ErrorReport, ReportedError

FORMAT = 1
FIELDS = tuple(ErrorReport.model_fields)
_SECONDS = 10.0
"""For which a writer waits while others write; a change takes milliseconds."""
_TABLE = f"""
CREATE TABLE error_report (
    same TEXT NOT NULL, -- one value for what says the same of the same row
    {", ".join(f'"{name}"' for name in FIELDS)}, -- as in ErrorReport; values are JSON, times ISO 8601
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX open_once ON error_report (same) WHERE state = 'open';
"""


class NotKeptError(ReportedError):
    """The queue's file cannot be read or written (disk full, no leave, damaged, busy); the message names the file."""


@contextmanager
def reading(queue: Path) -> Iterator[sqlite3.Connection | None]:
    """Give a connection that changes nothing, None where nothing was reported yet."""
    if not queue.exists():
        yield None
        return
    with telling(queue), connected(queue) as db:
        db.execute("PRAGMA query_only = ON")
        yield db if _format_of(db, queue) else None


@contextmanager
def changing(queue: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection whose changes in the block are one transaction; they are on disk when it ends."""
    with telling(queue), connected(queue, "rwc") as db, db:
        db.execute("BEGIN IMMEDIATE")
        if not _format_of(db, queue):
            for statement in _TABLE.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {FORMAT}")
        yield db


@contextmanager
def connected(queue: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """Give a connection of its own to the file, which with the mode `rwc` is made where there is none."""
    address = f"{queue.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_SECONDS)
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA secure_delete = ON")  # a contact that is erased is gone from the file
        yield db
    finally:
        db.close()


def _format_of(db: sqlite3.Connection, queue: Path) -> int:
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found > FORMAT:
        raise NotKeptError(f"{queue}: of format {found}, made by a newer thidua; this one reads format {FORMAT}")
    return int(found)


_CAUSES: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "there is no leave to write to it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; is there leave to write to its folder?",
    sqlite3.SQLITE_BUSY: "another process is writing to it; try again",
    sqlite3.SQLITE_NOTADB: "it is no queue of reported errors, or damaged",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_IOERR: "it cannot be read or written; is the disk full?",
}


@contextmanager
def telling(queue: Path) -> Iterator[None]:
    """Turn errors of SQLite into NotKeptError with their cause in words."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code says more than is needed
        raise NotKeptError(f"{queue}: {_CAUSES.get(code, str(error))}") from error
