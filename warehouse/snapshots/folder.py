"""Where snapshots are: numbered files that never change, and a small file that names the current one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

KEEP = 10
"""Snapshots kept, the current one included."""

_MEND = "`thidua publish` makes another"


class SnapshotError(ValueError):
    """There is no snapshot to read, or the one named is gone."""


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots of one home folder: `snapshots/000001.duckdb`, its index beside it, and `current`."""

    home: Path

    @property
    def folder(self) -> Path:
        """The folder of the numbered files."""
        return self.home / "snapshots"

    @property
    def pointer(self) -> Path:
        """The file that names the current snapshot."""
        return self.home / "current"

    def database(self, number: int) -> Path:
        """Return the path of a snapshot's database."""
        return self.folder / f"{number:06d}.duckdb"

    def index(self, number: int) -> Path:
        """Return the folder of a snapshot's search index."""
        return self.folder / f"{number:06d}.index"

    def pending(self, number: int) -> Path:
        """Return the marker that stands while a snapshot's files are put in place."""
        return self.folder / f"{number:06d}.pending"

    def numbers(self) -> list[int]:
        """Return the numbers of all published snapshots, in order."""
        found = {int(path.stem) for path in self.folder.glob("*.duckdb") if path.stem.isdigit()}
        return sorted(n for n in found if not self.pending(n).exists() or n == self._named())

    def current(self) -> int | None:
        """Return the number of the current snapshot, None before the first; raises SnapshotError if it is gone."""
        number = self._named()
        if number is not None and not self.database(number).exists():
            raise SnapshotError(f"{self.pointer} names snapshot {number:06d}, which is not in {self.folder}; {_MEND}")
        return number

    def latest(self) -> int:
        """Return the number of the current snapshot; raises SnapshotError where none was published."""
        number = self.current()
        if number is None:
            raise SnapshotError(f"there is no snapshot in {self.home} yet; publish one first")
        return number

    def chosen(self, number: int | None = None) -> int:
        """Return the number of the snapshot to read: the one asked for, else the current one.

        Raises SnapshotError where it is not kept, or none was published.
        """
        if number is None:
            return self.latest()
        if number not in (kept := self.numbers()):
            there = f"kept are {', '.join(map(str, kept))}" if kept else "none is kept"
            raise SnapshotError(f"there is no snapshot {number} in {self.home}; {there}")
        return number

    def forebears(self) -> list[int]:
        """Return the snapshots in the order in which a new one asks them for its ids: the current one first.

        After a rollback that is not the newest one: what it gave ids to was wrong.
        """
        current = self._named()
        return sorted(self.numbers(), key=lambda number: (number != current, -number))

    def point_to(self, number: int) -> None:
        """Make a snapshot the current one, at one stroke."""
        replace_text(self.pointer, f"{number:06d}\n")

    def remove(self, number: int) -> None:
        """Remove a snapshot's files; who holds them open keeps reading them."""
        self.database(number).unlink(missing_ok=True)
        shutil.rmtree(self.index(number), ignore_errors=True)

    def mend(self) -> None:
        """Remove a pointer that names no snapshot; only for who holds the home's lock and is to set it anew."""
        try:
            self.current()
        except SnapshotError:
            if self.pointer.is_file():
                self.pointer.unlink()

    def clean(self) -> None:
        """Remove what a killed publish left; only for who holds the home's lock."""
        named = self._named()
        for marker in sorted(self.folder.glob("*.pending")):
            if marker.stem.isdigit() and int(marker.stem) != named:
                self.remove(int(marker.stem))
            marker.unlink()
        self.clear()
        for index in sorted(self.folder.glob("*.index")):
            if not index.with_suffix(".duckdb").exists():
                shutil.rmtree(index)
        for leftover in sorted(self.home.glob("*.tmp")):
            if leftover.stem in (self.pointer.name, "snapshots.json"):
                leftover.unlink()

    def clear(self) -> None:
        """Remove what is not finished, with the logs and spilled rows of DuckDB beside it."""
        for leftover in sorted(self.folder.glob("*.tmp*")):
            if leftover.is_dir():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()

    def prune(self, keep: int = KEEP, pinned: Collection[int] = ()) -> None:
        """Remove all but the newest snapshots, the current one and those that are pinned."""
        for number in self.numbers()[:-keep]:
            if number != self._named() and number not in pinned:
                self.remove(number)

    def _named(self) -> int | None:
        try:
            text = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise SnapshotError(f"{self.pointer} cannot be read: {error}") from None
        if not text.isdigit():
            raise SnapshotError(f"{self.pointer} does not name a snapshot; {_MEND}")
        return int(text)


def replace_text(path: Path, text: str) -> None:
    """Write a small file of the home, whole or not at all; only for who holds the home's lock."""
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make a file's content last through a loss of power."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
