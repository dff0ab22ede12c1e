"""Taking records out of the archive: what stays keeps its place, because the place of a record is what all else names.

A record makes room for one of the very same length that says that something was forgotten. The file is written anew
beside the old one and renamed, so that a kill leaves the one or the other.
"""

from __future__ import annotations

import struct
import uuid
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from crawler.forgotten import Forgotten, replace_file
from crawler.members import Damage, Raw, read_raw

_CHUNK = 1 << 20
_EMPTY = b"\x00\x00\x00\xff\xff"
"""A stored block of deflate that holds nothing: what fills the room that is left."""
_NOTE = b"note: forgotten\r\n"
_PAGES = {b"response", b"resource", b"revisit", b"request", b"conversion"}


@dataclass(frozen=True, slots=True)
class Holding:
    """What a WARC file holds of what is forgotten."""

    path: Path
    spans: list[tuple[int, int]] = field(default_factory=list)
    """From and to byte, of each record."""
    names: dict[str, int] = field(default_factory=dict)
    """What the records are known by (canonical addresses, or URNs of their content), with where one begins."""
    others: int = 0
    """Records that stay, and stretches that are damaged."""
    damage: list[str] = field(default_factory=list)
    """Stretches of the file that cannot be read, so that nobody can tell what they hold."""

    @property
    def places(self) -> set[str]:
        """The places of the records, as all else names them."""
        return {f"{self.path.name}:{start}" for start, _ in self.spans}


def find_records(path: Path, forgotten: Forgotten, places: Collection[int] = ()) -> Holding:
    """Return the records of a file whose address is forgotten, and those that begin at `places`.

    A damaged stretch counts as a record where it is one of the places. Raises OSError.
    """
    found = Holding(path)
    damaged: list[Damage] = []
    others = 0
    with path.open("rb") as file:
        for raw in read_raw(file, path.name, damaged.append):
            kind, addresses = _head(raw)
            if kind not in _PAGES:
                continue
            if raw.start in places or any(map(forgotten.covers, addresses)):
                found.spans.append((raw.start, raw.end))
                found.names.update(dict.fromkeys(_known_by(forgotten, addresses), raw.start))
            else:
                others += 1
    for stretch in damaged:
        known = [place for place in places if stretch.start <= place < stretch.end]
        if known:
            found.spans.append((min(known), stretch.end))
        if not known or min(known) > stretch.start:
            others += 1
            found.damage.append(str(stretch))
    return Holding(path, sorted(set(found.spans)), found.names, others, found.damage)


def erase(holding: Holding) -> bool:
    """Take the records out of the file; return True where nothing else was in it and the file is gone."""
    if not holding.others:
        holding.path.unlink()
        return True

    def write(temporary: Path) -> None:
        with holding.path.open("rb") as old, temporary.open("wb") as new:
            for start, end in holding.spans:
                _copy(old, new, start)
                new.write(filler(end - start, f"{holding.path.name}:{start}"))
                old.seek(end)
            _copy(old, new, None)

    replace_file(holding.path, write)
    return False


def filler(length: int, place: str) -> bytes:
    """Return a gzip member of exactly `length` bytes that holds a record with a note; zeros where there is no room."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, place)
    head = (
        "WARC/1.1\r\nWARC-Type: metadata\r\n"
        f"WARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"Content-Type: application/warc-fields\r\nContent-Length: {len(_NOTE)}\r\n\r\n"
    )
    record = head.encode() + _NOTE + b"\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(record) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.flush(zlib.Z_FINISH)
    end = struct.pack("<II", zlib.crc32(record), len(record))
    room = length - 10 - len(packed) - len(last) - len(end)
    if room < 0:
        return bytes(length)
    blocks, rest = divmod(room, len(_EMPTY))
    flags, named = (8, b"x" * (rest - 1) + b"\0") if rest else (0, b"")  # a file name takes what is left over
    header = struct.pack("<BBBBIBB", 0x1F, 0x8B, 8, flags, 0, 0, 255)
    return header + named + packed + _EMPTY * blocks + last + end


def _head(raw: Raw) -> tuple[bytes, list[str]]:
    """Return the type of a record and the addresses that its headers give."""
    kind, addresses = b"", []
    for line in raw.data.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        lower = name.strip().lower()
        if lower == b"warc-type":
            kind = value.strip().lower()
        elif lower in (b"warc-target-uri", b"thidua-url"):
            addresses.append(value.strip().strip(b"<>").decode("utf-8", "replace"))
    return kind, addresses


def _known_by(forgotten: Forgotten, addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        if address.startswith("urn:sha256:"):
            yield address
        else:
            yield from forgotten.forms(address)


def _copy(old: BinaryIO, new: BinaryIO, end: int | None) -> None:
    """Copy from where `old` stands up to byte `end`, or to its end."""
    while piece := old.read(_CHUNK if end is None else min(_CHUNK, end - old.tell())):
        new.write(piece)
