"""Room on the disk: a crawl or an import ends in time, before the archive takes too much or the disk is full."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

RESERVE = 500 * 1000 * 1000
"""Bytes of the file system that are left free: what a large sitemap can make the frontier's journal grow by in one
transaction, and what the machine itself needs. A share alone would keep 40 GB of a disk of 4 TB unused."""
SMALL_DISK = 0.05
"""The share of a file system that is left free where that is less than `RESERVE`, as it is under 10 GB."""
_SLACK = 64 * 1024
"""Bytes that one change of the frontier and the description of a new archive file may add beside a record."""
_UNITS = {"B": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3, "TB": 1000**4}
_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(B|[KMGT]B?)", re.IGNORECASE)


class SizeError(ValueError):
    """A text is no size."""


class NoRoomError(ValueError):
    """Nothing more can be kept; `asked_for` where that is a limit that the user set, not the state of the disk."""

    def __init__(self, reason: str, *, asked_for: bool) -> None:
        super().__init__(reason)
        self.asked_for = asked_for


class Room:
    """How much archive and frontier take, at most `most` bytes, and how much is left on their disk."""

    def __init__(self, archive: Path, frontier: Path, *, most: int | None = None) -> None:
        self._archive = archive
        self._frontier = (frontier, frontier.with_name(f"{frontier.name}-wal"))
        self._most = most
        self._written = sum(map(_size, archive.iterdir())) if archive.is_dir() else 0

    def need(self, size: int) -> None:
        """Raise NoRoomError where there is no room for `size` bytes more; cheap enough to be asked for every page."""
        if self._most is not None:
            taken = self._written + sum(map(_size, self._frontier))
            if taken + size + _SLACK > self._most:
                raise NoRoomError(
                    f"archive and frontier have reached the limit of {words_of_size(self._most)}", asked_for=True
                )
        check_reserve(self._archive, size)

    def took(self, size: int) -> None:
        """Note that `size` bytes were added to the archive."""
        self._written += size


def check_reserve(folder: Path, size: int = 0) -> None:
    """Raise NoRoomError where the disk of a folder would have less than the reserve left after `size` bytes more."""
    while not folder.exists():
        folder = folder.absolute().parent
    disk = os.statvfs(folder)
    reserve = min(RESERVE, int(SMALL_DISK * disk.f_blocks * disk.f_frsize))
    free = disk.f_bavail * disk.f_frsize
    if free - size < reserve:
        left, kept = words_of_size(free), words_of_size(reserve)
        raise NoRoomError(f"only {left} are left on the disk of {folder}, and {kept} are kept free", asked_for=False)


def parse_size(text: str) -> int:
    """Return the bytes that "20GB", "500M" or "1.5 TB" stand for, in powers of 1000; raises SizeError."""
    match = _SIZE.fullmatch(text.strip())
    if match is None or not float(match[1]):
        raise SizeError(f"{text!r} is no size such as 500MB or 20GB (units: {', '.join(_UNITS)})")
    factors = {unit.upper().removesuffix("B"): factor for unit, factor in _UNITS.items()}
    return int(float(match[1]) * factors[match[2].upper().removesuffix("B")])


def words_of_size(size: int) -> str:
    """Return a size in words: "480 MB", "1.5 GB"."""
    unit, factor = next((u, f) for u, f in reversed(_UNITS.items()) if size >= f or f == 1)
    return f"{int(size / factor * 10) / 10:g} {unit}"


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0
