"""The files of a search index: segments that are never written to again, and the lists that say which of them count.

An index that goes on from another shares its segments by hard links, so that it costs little time and room; where the
file system has none, they are copied. Documents that are deleted stay in the segments, marked, until these are merged
or the whole index is made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

_LISTS = ("meta.json", ".managed.json")
"""Which are replaced by rename at every commit; copies of them keep those of the other index apart at any rate."""


_MARK = struct.Struct("<II")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """The documents in the files of an index: all, and those of them that are deleted."""

    documents: int
    deleted: int


def held(folder: Path) -> Held:
    """Return how many documents the segments of an index hold; raises ValueError where that cannot be read."""
    try:
        segments = _listed(folder)["segments"]
        deleted = sum((segment["deletes"] or {"num_deleted_docs": 0})["num_deleted_docs"] for segment in segments)
        return Held(sum(segment["max_doc"] for segment in segments), deleted)
    except (OSError, KeyError, TypeError) as error:
        raise ValueError(f"{folder} is no index: {error!r}") from error


def are_whole(folder: Path) -> bool:
    """Tell whether each file of an index has the content by which tantivy closed it; raises OSError.

    Behind the content stands a footer: JSON with its CRC-32, the length of that, and a mark, 4 bytes each.
    """
    return all(_is_whole(path) for path in folder.iterdir() if path.suffix != ".lock" and path.name not in _LISTS)


def are_alike(folder: Path, other: Path) -> bool:
    """Tell whether two indexes have the same fields; raises ValueError or OSError where one cannot be read."""
    first, second = _listed(folder), _listed(other)
    return all(first.get(name) == second.get(name) for name in ("index_settings", "schema"))


def carry_over(base: Path, folder: Path) -> None:
    """Put what an index holds in the place of what is in `folder`, an index without documents that nobody has open."""
    shutil.rmtree(folder)
    folder.mkdir()
    for path in sorted(base.iterdir()):
        if path.name in _LISTS:
            shutil.copy2(path, folder / path.name)
        elif path.suffix != ".lock":
            _share(path, folder / path.name)


def clear(folder: Path) -> None:
    """Remove the files of an index that its present state does not name."""
    index = tantivy.Index.open(str(folder))
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    writer.garbage_collect_files()
    writer.wait_merging_threads()


def let_read(folder: Path) -> None:
    """Let those read the files of an index who may read its folder; some are made for their owner alone."""
    readers = folder.stat().st_mode & 0o444
    for path in folder.iterdir():
        mode = path.stat().st_mode
        if mode | readers != mode:
            path.chmod(mode | readers)


def _share(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # a file system without them, or more links than it allows
        shutil.copy2(path, target)


def _is_whole(path: Path) -> bool:
    left = path.stat().st_size - _MARK.size
    with path.open("rb") as file:
        if left < 0 or not file.seek(left):
            return False
        length, _ = _MARK.unpack(file.read())
        if length > left:
            return False
        file.seek(left - length)
        try:
            told = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        found, left = 0, left - length
        while chunk := file.read(min(left, _CHUNK)):
            found, left = zlib.crc32(chunk, found), left - len(chunk)
    return bool(found == told)


def _listed(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return found
