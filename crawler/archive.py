"""The archive: WARC files that never change once they are finished.

A file is written as `<name>.warc.gz.open` and renamed when it is finished. What a killed run leaves open is cut after
its last whole record and finished by `Archive.repair`, so a record that was once reported as written is never lost.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Self

from crawler.members import read_members
from crawler.page import Page
from crawler.warc import ArchiveError, info_record, read_page_at, read_pages

__all__ = ["Archive", "ArchiveError", "ArchiveWriter", "read_pages", "read_record"]

MAX_FILE = 64 * 1024 * 1024
"""Bytes after which a run begins another file; a file is also the unit of later work."""

_OPEN = ".open"
_DESCRIPTION = b"\r\nWARC-Type: warcinfo\r\n"
_HEAD = 2000


class Archive:
    """A folder of WARC files, made when it is first written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def shards(self) -> list[Path]:
        """Return the finished files, oldest first."""
        return sorted(self.folder.glob("*.warc.gz"))

    def repair(self) -> list[Path]:
        """Finish the files that a killed run left open; return them. Only for the one process that may write."""
        finished = []
        for left in sorted(self.folder.glob(f"*.warc.gz{_OPEN}")):
            end = _end_of_pages(left)
            if end == 0:
                left.unlink()
                continue
            with left.open("r+b") as file:
                file.truncate(end)
                os.fsync(file.fileno())
            finished.append(_finish(left))
        return finished

    def writer(self, *, max_file: int = MAX_FILE) -> ArchiveWriter:
        """Return a writer that adds new files to the archive."""
        return ArchiveWriter(self.folder, max_file=max_file)


class ArchiveWriter:
    """Appends records; a record is on the disk when `write` returns. A context manager that finishes its file."""

    def __init__(self, folder: Path, *, max_file: int = MAX_FILE) -> None:
        self._folder = folder
        self._max_file = max_file
        self._file: BinaryIO | None = None
        self._path = folder
        self._end = 0
        self.finished: list[Path] = []
        """Files that this writer has finished."""

    def write(self, member: bytes) -> str:
        """Append one record (a whole gzip member) and return its place, `<file>:<offset>`."""
        if self._file is not None and self._end + len(member) > self._max_file:
            self.close()
        if self._file is None:
            self._open()
        assert self._file is not None  # noqa: S101
        place = f"{self._path.name.removesuffix(_OPEN)}:{self._end}"
        self._append(member)
        return place

    def close(self) -> None:
        """Finish the present file, if there is one."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self.finished.append(_finish(self._path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        while True:
            now = datetime.now(UTC)
            name = f"{now:%Y%m%dT%H%M%SZ}-{now.microsecond:06x}.warc.gz"  # sorts by time, also within a second
            self._path = self._folder / f"{name}{_OPEN}"
            if (self._folder / name).exists():
                continue
            try:
                self._file = self._path.open("xb", buffering=0)
                break
            except FileExistsError:
                continue
        self._end = 0
        try:
            self._append(info_record(name, now.replace(microsecond=0)))
        except OSError:  # a file without its first record would not be repaired rightly
            self._file.close()
            self._file = None
            self._path.unlink()
            raise
        _sync_folder(self._folder)

    def _append(self, member: bytes) -> None:
        assert self._file is not None  # noqa: S101
        try:
            view = memoryview(member)
            while view:
                view = view[self._file.write(view) :]
            os.fsync(self._file.fileno())
        except BaseException:  # a full disk, Ctrl-C: the file goes on after its last whole record
            self._file.truncate(self._end)
            self._file.seek(self._end)
            raise
        self._end += len(member)


def read_record(folder: Path, place: str) -> Page:
    """Return the page at a place `<file>:<offset>` of the archive in `folder`; raises ArchiveError."""
    name, _, offset = place.rpartition(":")
    path = folder / name
    if not offset.isdecimal() or path.parent != folder or not name.endswith(".warc.gz"):
        raise ArchiveError(f"{place!r} is no place in the archive")
    if not path.exists():
        path = folder / f"{name}{_OPEN}"
    try:
        return read_page_at(path, int(offset))
    except FileNotFoundError as error:
        raise ArchiveError(f"{name}: no such file in the archive") from error


def _end_of_pages(path: Path) -> int:
    """Return the offset after the last whole record of a file, 0 where none but its description is whole."""
    end = 0
    with path.open("rb") as file:
        for member in read_members(file):
            if member.held is None or _DESCRIPTION not in member.held[:_HEAD]:
                end = member.end
    return end


def _finish(path: Path) -> Path:
    final = path.with_name(path.name.removesuffix(_OPEN))
    path.rename(final)
    _sync_folder(path.parent)
    return final


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; if that fails, a power cut may undo it, which `Archive.repair` sets right."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
