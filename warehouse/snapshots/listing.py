"""The snapshots of a home at a glance."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.snapshots.folder import SnapshotError, Snapshots
from warehouse.snapshots.notes import Note, load_notes
from warehouse.snapshots.opening import is_locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One snapshot: what it holds, and what was noted of it.

    `bytes` is the size of database and index. Where its file cannot be read, `problem` says why, and figures and
    `built` are None. `forgotten` is the number of articles taken out of it since it was built. One that is pinned or
    was rolled back and is not kept is listed with the problem that it is gone.
    """

    snapshot: int
    built: dt.datetime | None = None
    articles: int | None = None
    ceremonies: int | None = None
    awards: int | None = None
    bytes: int = 0
    current: bool = False
    pinned: Note | None = None
    withdrawn: Note | None = None
    forgotten: int = 0
    problem: str | None = None


def list_snapshots(snapshots: Snapshots) -> list[Listed]:
    """Return all snapshots that are kept, and those of which something is noted, in order; nothing is locked."""
    notes = load_notes(snapshots.home)
    try:
        current = snapshots.current()
    except SnapshotError:
        current = None
    kept = set(snapshots.numbers())
    return [
        Listed(
            snapshot=number,
            current=number == current,
            pinned=notes.pinned.get(number),
            withdrawn=notes.withdrawn.get(number) if number != current else None,
            **(_found(snapshots, number) if number in kept else {"problem": "it is gone"}),
        )
        for number in sorted(kept | set(notes.pinned))
    ]


def _found(snapshots: Snapshots, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {"bytes": _size(snapshots.database(number)) + _size(snapshots.index(number))}
    try:
        with duckdb.connect(str(snapshots.database(number)), read_only=True) as connection:
            row = connection.execute(
                "SELECT built, info, (SELECT count(*) FROM article), (SELECT count(*) FROM ceremony),"
                " (SELECT count(*) FROM award) FROM run"
            ).fetchone()
    except duckdb.Error as error:
        return found | {"problem": "open for writing in another program" if is_locked(error) else "it cannot be read"}
    if row is None:
        return found | {"problem": "it cannot be read"}
    built, info, articles, ceremonies, awards = row
    figures = {"articles": articles, "ceremonies": ceremonies, "awards": awards}
    return found | figures | {"built": built, "forgotten": _forgotten(info)}


def _forgotten(info: str) -> int:
    """Return how many articles the row on the build says to have been forgotten."""
    try:
        return int(json.loads(info)["forgotten"]["articles"])
    except (ValueError, KeyError, TypeError):
        return 0


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            return sum(file.stat().st_size for file in path.iterdir())
        return path.stat().st_size
    except FileNotFoundError:
        return 0
