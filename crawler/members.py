"""The records of a WARC file as bytes, and the stretches of the file that give none because they are damaged.

In a file of gzip members a member counts only when it is whole: its checksum is right and it holds WARC records. After
damage the reading goes on at the next whole member, so a damaged record costs itself and no other. A plain file has no
checksums to tell a record from a page that quotes one; there the reading ends at the damage.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from crawler.decoding import MAX_BODY
from crawler.inflating import Inflater

_CHUNK = 1 << 16
_PIECE = 1 << 18
_HELD = 32 * 1024 * 1024
"""Decoded bytes of a member that are kept in memory; a larger one is decoded twice."""
_HEAD = 1 << 20
"""Most bytes of a record's headers."""
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_BLANK = {b"\r\n", b"\n", b"\r"}
_MAGIC = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of the file `name`, from byte `start` up to `end`, that gives no page and why, in one line."""

    name: str
    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


OnDamage = Callable[[Damage], None]
Wants = Callable[[bytes], bool]
"""Told the headers of a record, says whether its content is wanted; the content of others is passed over."""


@dataclass(frozen=True, slots=True)
class Member:
    """A whole gzip member of WARC records, from byte `start` up to `end` of the file."""

    start: int
    end: int
    held: bytes | None
    """The decoded bytes, None where there are too many."""


class Raw(NamedTuple):
    """The bytes of a record, and where in the file they are: those of the gzip member that it is in, if it is in one.

    A record whose content is larger than a page may be is given without its content.
    """

    start: int
    end: int
    data: bytes


def read_raw(file: BinaryIO, name: str, on_damage: OnDamage, wants: Wants = lambda _: True) -> Iterator[Raw]:
    """Yield the wanted records of a WARC file, plain or gzip, in order, and tell what is damaged."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size == 0:
        on_damage(Damage(name, 0, 0, f"{name} is empty"))
    elif file.read(64).lstrip().startswith(b"WARC/"):
        file.seek(0)
        yield from _plain_records(file, name, size, on_damage, wants)
    else:
        yield from _packed_records(file, name, size, on_damage, wants)


def read_members(file: BinaryIO) -> Iterator[Member]:
    """Yield the whole gzip members of a file that hold WARC records, passing over what is damaged."""
    size = file.seek(0, os.SEEK_END)
    at, effort = 0, 32 * size + 2 * _HELD
    while at < size and effort > 0:
        inflater = Inflater(file, at)
        member = _read(inflater)
        if member is not None:
            yield member
            at = member.end
        else:
            effort -= inflater.decoded + 256  # a file made for it could begin a long member at every few bytes
            at = _find(file, at + 1, size)


def read_member(file: BinaryIO, start: int) -> Member | None:
    """Return the whole gzip member of WARC records that begins at byte `start` of a file, or None."""
    return _read(Inflater(file, start))


def _read(inflater: Inflater) -> Member | None:
    held: list[bytes] = []
    try:
        while piece := inflater.read(_PIECE):
            if inflater.decoded == len(piece) and not _begins_a_record(piece):
                return None
            if inflater.decoded <= _HELD:
                held.append(piece)
            else:
                held.clear()
    except ValueError:
        return None
    if inflater.cut:
        return None
    return Member(inflater.start, inflater.end, b"".join(held) if inflater.decoded <= _HELD else None)


def records_of(file: BinaryIO, member: Member, wants: Wants = lambda _: True) -> Iterator[bytes]:
    """Yield the wanted records of a member; raises ValueError or EOFError after the last one that is whole."""
    held = io.BytesIO(member.held) if member.held is not None else io.BufferedReader(Inflater(file, member.start))
    while (record := _next_record(held, wants)) is not None:
        if record:
            yield record


def _packed_records(file: BinaryIO, name: str, size: int, on_damage: OnDamage, wants: Wants) -> Iterator[Raw]:
    at = 0
    for member in read_members(file):
        if member.start > at:
            on_damage(_stretch(name, at, member.start))
        at = member.end
        try:
            for record in records_of(file, member, wants):
                yield Raw(member.start, member.end, record)
        except (ValueError, EOFError):
            on_damage(_stretch(name, member.start, member.end))
    if at == 0:
        file.seek(0)
        if not file.read(len(_MAGIC)).startswith(_MAGIC[:1]):
            on_damage(Damage(name, 0, size, f"{name} is no WARC file"))
            return
    if at < size:
        yield from _tail(file, name, at, size, on_damage, wants)


def _tail(file: BinaryIO, name: str, at: int, size: int, on_damage: OnDamage, wants: Wants) -> Iterator[Raw]:
    """Yield the records of a member that the file's end cuts short, all but the one it cuts; tell what the tail is."""
    if not _is_cut(file, at):
        on_damage(_stretch(name, at, size))
        return
    stream = io.BufferedReader(Inflater(file, at))
    last = None
    with suppress(ValueError):
        try:
            while (record := _next_record(stream, wants)) is not None:
                if last:
                    yield Raw(at, size, last)
                last = record
        except EOFError:  # within the record after it
            if last:
                yield Raw(at, size, last)
    on_damage(_cut_short(name, at, size))


def _plain_records(file: BinaryIO, name: str, size: int, on_damage: OnDamage, wants: Wants) -> Iterator[Raw]:
    at = _after_blank_lines(file)
    try:
        while (record := _next_record(file, wants)) is not None:
            if record:
                yield Raw(at, file.tell(), record)
            at = _after_blank_lines(file)
    except EOFError:
        on_damage(_cut_short(name, at, size))
    except ValueError:
        on_damage(_stretch(name, at, size))


def _after_blank_lines(file: BinaryIO) -> int:
    while (line := file.readline(_HEAD)) in _BLANK:
        continue
    return file.seek(-len(line), os.SEEK_CUR)


def _next_record(stream: BinaryIO | io.BufferedReader, wants: Wants) -> bytes | None:
    """Return the next record of decoded bytes, b"" for one that is not wanted, or None at their end.

    Raises ValueError where there is no record, and EOFError where it is cut.
    """
    while (line := stream.readline(_HEAD)) in _BLANK:
        continue
    if not line:
        return None
    if not line.startswith(b"WARC/"[: len(line)]):
        raise ValueError("no WARC record")
    lines, size = [line], len(line)
    while line.strip():
        line = stream.readline(_HEAD)
        lines.append(line)
        size += len(line)
        if size > _HEAD:
            raise ValueError("headers too long")
    if not line.endswith(b"\n"):
        raise EOFError
    head = b"".join(lines)
    told = _LENGTH.search(head)
    if told is None:
        raise ValueError("no length")
    length = int(told[1])
    wanted = wants(head)
    if not wanted or length > MAX_BODY:
        _pass_over(stream, length)
        return head if wanted else b""
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return head + body


def _pass_over(stream: BinaryIO | io.BufferedReader, length: int) -> None:
    while length > 0:
        piece = stream.read(min(length, _PIECE))
        if not piece:
            raise EOFError
        length -= len(piece)


def _begins_a_record(piece: bytes) -> bool:
    """Tell whether the first bytes of a member are those of a record, or blank."""
    head = piece[:64].lstrip()
    return head.startswith(b"WARC/"[: len(head)])


def _is_cut(file: BinaryIO, start: int) -> bool:
    """Tell whether a gzip member of WARC records begins at `start` that is sound up to the file's end."""
    inflater = Inflater(file, start)
    try:
        first = inflater.read(_PIECE) or b""
        while inflater.read(_PIECE):
            continue
    except ValueError:
        return False
    return inflater.cut and _begins_a_record(first)


def _find(file: BinaryIO, at: int, size: int) -> int:
    """Return where the next gzip member may begin at byte `at` or after it, `size` where none does."""
    file.seek(at)
    overlap = b""
    while data := file.read(_CHUNK):
        found = (overlap + data).find(_MAGIC)
        if found >= 0:
            return at - len(overlap) + found
        at += len(data)
        overlap = (overlap + data)[-2:]
    return size


def _stretch(name: str, start: int, end: int) -> Damage:
    return Damage(name, start, end, f"{name} is damaged from byte {start} to {end}")


def _cut_short(name: str, start: int, size: int) -> Damage:
    return Damage(name, start, size, f"{name} is cut short at {size}, within the record at {start}")
