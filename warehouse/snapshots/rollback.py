"""Going back to an older snapshot, pinning one, and what the next publish makes of it.

A rollback moves nothing but `current`, and notes of every newer snapshot that it was withdrawn, with what it was made
of: the same inputs with the same code are not published again unless that is asked for. Numbers go on from the highest,
and the history of awards keeps what the withdrawn snapshots said, for they may have been quoted.
"""

from __future__ import annotations

import datetime as dt

import duckdb

from warehouse.searching.index import is_sound
from warehouse.snapshots.folder import SnapshotError, Snapshots
from warehouse.snapshots.notes import Note, Notes, load_notes, save_notes
from warehouse.snapshots.opening import reading


class WithdrawnError(ValueError):
    """What is to be published was published before, and rolled back."""


def roll_back(snapshots: Snapshots, number: int | None, *, by: str, why: str) -> int:
    """Make an older snapshot the current one and return its number.

    Without a number that is the newest kept one below the current. One that was withdrawn itself can be named to take
    a rollback back. The caller holds the home's lock. Raises SnapshotError where there is none, or it is not whole.
    """
    try:
        current = snapshots.current()
    except SnapshotError:  # it is gone: all the more reason
        current = None
    if number is None:
        older = [kept for kept in snapshots.numbers() if current is None or kept < current]
        if not older:
            raise SnapshotError(f"no older snapshot is kept in {snapshots.home}; there is none to go back to")
        number = older[-1]
    elif snapshots.chosen(number) == current:
        raise SnapshotError(f"snapshot {number} is the current one")
    if made_of(snapshots, number) is None:
        raise SnapshotError(f"snapshot {number} is damaged; `thidua check --snapshot {number}` tells what of it")
    notes = load_notes(snapshots.home)
    notes.withdrawn = {n: note for n, note in notes.withdrawn.items() if n > number} | {
        n: _withdrawn(snapshots, n, by, why) for n in snapshots.numbers() if n > number and n not in notes.withdrawn
    }
    save_notes(snapshots.home, notes)
    snapshots.point_to(number)
    return number


def refuse_withdrawn(notes: Notes, inputs_hash: str, code_version: str) -> None:
    """Raise WithdrawnError where a snapshot made of the same was rolled back."""
    if bad := notes.bad(inputs_hash, code_version):
        number, note = bad
        raise WithdrawnError(
            f"not published: it would be snapshot {number} again, which {note.by} rolled back on {note.on:%Y-%m-%d}"
            f"{f' ({note.why})' if note.why else ''}; correct or forget what was wrong, or `thidua publish --again`"
        )


def after_rollback(notes: Notes, before: int | None, number: int) -> list[str]:
    """Return a line of warning where `number` is the first snapshot since a rollback to `before`."""
    newer = [n for n in notes.withdrawn if before is not None and before < n < number]
    if not newer or before is None:
        return []
    note = notes.withdrawn[max(newer)]
    why = f" ({note.why})" if note.why else ""
    return [f"snapshot {max(newer)} was rolled back{why}: look whether `thidua diff {before} {number}` shows it mended"]


def pin(snapshots: Snapshots, number: int, *, by: str, why: str) -> None:
    """Keep a snapshot for good; the caller holds the home's lock. Raises SnapshotError where it is not there."""
    notes = load_notes(snapshots.home)
    notes.pinned[snapshots.chosen(number)] = Note(by=by, on=_now(), why=why)
    save_notes(snapshots.home, notes)


def unpin(snapshots: Snapshots, number: int) -> None:
    """Let a snapshot go when it is old enough; the caller holds the home's lock. Raises SnapshotError."""
    notes = load_notes(snapshots.home)
    if notes.pinned.pop(number, None) is None:
        raise SnapshotError(f"snapshot {number} is not pinned")
    save_notes(snapshots.home, notes)


def made_of(snapshots: Snapshots, number: int) -> tuple[str, str] | None:
    """Return the inputs and code that a snapshot was made of; None where it is not whole, index included."""
    found = _run_of(snapshots, number)
    return found[:2] if found and is_sound(snapshots.index(number), found[2]) else None


def is_made_of(snapshots: Snapshots, number: int, inputs_hash: str, code_version: str) -> bool:
    """Tell whether a snapshot is whole and was made of these inputs by this code."""
    found = _run_of(snapshots, number)
    made = found is not None and found[:2] == (inputs_hash, code_version)
    return made and found is not None and is_sound(snapshots.index(number), found[2])


def _withdrawn(snapshots: Snapshots, number: int, by: str, why: str) -> Note:
    inputs_hash, code_version, _ = _run_of(snapshots, number) or (None, None, 0)
    return Note(by=by, on=_now(), why=why, inputs_hash=inputs_hash, code_version=code_version)


def _run_of(snapshots: Snapshots, number: int) -> tuple[str, str, int] | None:
    try:
        with reading(snapshots.database(number)) as connection:
            found = connection.execute("SELECT inputs_hash, code_version, (SELECT count(*) FROM article) FROM run")
            return found.fetchone()
    except duckdb.Error:
        return None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
