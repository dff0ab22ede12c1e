"""Damaged WARC files: whatever record is whole is read, and every stretch that is not is told."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import ArchiveError, read_pages
from crawler.members import Damage, Raw, Wants, read_raw
from crawler.warc import info_record, response_record

NOON = datetime(2026, 3, 1, 5, 0, tzinfo=UTC)


def page_record(number: int, body: bytes = b"") -> bytes:
    return response_record(
        f"https://bao.vn/tin-{number}.html", status=200, headers=[], body=body or b"<p>%d" % number, fetched=NOON
    )


RECORDS = [info_record("x.warc.gz", NOON), *map(page_record, range(4))]
BODIES = [b"<p>%d" % number for number in range(4)]
STARTS = [sum(map(len, RECORDS[:number])) for number in range(6)]
"""Where each record begins; then the end."""


def read(path: Path) -> tuple[list[bytes], list[Damage]]:
    damage: list[Damage] = []
    return [page.body for page in read_pages(path, damage.append)], damage


def test_a_file_cut_at_any_byte_gives_what_is_whole_and_says_that_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    data = b"".join(RECORDS)
    for cut in range(1, len(data) + 1):
        path.write_bytes(data[:cut])
        bodies, damage = read(path)
        begun = max(start for start in STARTS if start <= cut)
        assert bodies == BODIES[: max(0, STARTS.index(begun) - 1)]
        text = f"x.warc.gz is cut short at {cut}, within the record at {begun}"
        assert list(map(str, damage)) == ([] if cut == begun else [text])


def test_a_plain_file_cut_at_any_byte_gives_what_is_whole_and_says_that_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    records = [gzip.decompress(record) for record in RECORDS[1:]]
    data = b"".join(records)
    ends = [sum(map(len, records[: number + 1])) for number in range(4)]
    for cut in range(8, len(data) + 1):
        path.write_bytes(data[:cut])
        bodies, damage = read(path)
        whole = sum(end - len("\r\n\r\n") <= cut for end in ends)
        assert bodies == BODIES[:whole]
        assert [text.rpartition("the record at ")[2] for text in map(str, damage)] == (
            [] if whole and cut <= ends[whole - 1] else [str(([0, *ends])[whole])]
        )


def test_damage_raises_after_all_that_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    data = bytearray(b"".join(RECORDS))
    data[STARTS[1] + 60] ^= 1
    data[STARTS[3] + 60] ^= 1
    path.write_bytes(data[:-1])
    pages = read_pages(path)
    assert next(pages).body == BODIES[1]
    with pytest.raises(ArchiveError) as raised:
        next(pages)
    assert str(raised.value) == (
        f"x.warc.gz is damaged from byte {STARTS[1]} to {STARTS[2]}; also bytes {STARTS[3]} to {STARTS[5] - 1}"
    )


@given(st.lists(st.tuples(st.integers(0, STARTS[5] - 1), st.integers(1, 255)), max_size=3))
def test_damage_costs_no_record_but_its_own(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.mktemp("damage") / "x.warc.gz"
    data = bytearray(b"".join(RECORDS))
    for at, flip in flips:
        data[at] ^= flip
    path.write_bytes(data)
    bodies, damage = read(path)
    touched = {sum(start <= at for start in STARTS) - 1 for at, _ in flips}
    assert bodies == [body for body in BODIES if body in bodies]
    assert {BODIES[n - 1] for n in range(1, 5) if n not in touched} <= set(bodies)
    lost = [n for n in range(1, 5) if BODIES[n - 1] not in bodies]
    assert all(any(d.start <= STARTS[n] and STARTS[n + 1] <= d.end for d in damage) for n in lost)
    assert all(d.start in STARTS and d.end in STARTS for d in damage)


@pytest.mark.parametrize(
    ("between", "many"), [(b"\0" * 300_000, 1), (b"\x1f\x8b\x08" * 30_000, 1), (b"", 0), (gzip.compress(b"no warc"), 1)]
)
def test_what_is_no_record_is_passed_over(tmp_path: Path, between: bytes, many: int) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(RECORDS[1] + between + RECORDS[2])
    bodies, damage = read(path)
    assert bodies == BODIES[:2]
    assert [(d.start, d.end) for d in damage] == [(len(RECORDS[1]), len(RECORDS[1]) + len(between))] * many


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "x.warc.gz is empty"),
        (b"<html>", "x.warc.gz is no WARC file"),
        (gzip.compress(b"<html>"), "x.warc.gz is damaged from byte 0 to 26"),
        (b"\0" * 1000, "x.warc.gz is no WARC file"),
    ],
)
def test_a_file_without_any_record_is_named(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    assert (list(map(str, read(path)[1])), read(path)[0]) == ([text], [])
    with pytest.raises(ArchiveError, match=text):
        list(read_pages(path))


def test_one_member_of_many_records(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    noise = random.Random(1).randbytes(12_000_000)
    plain = b"".join(map(gzip.decompress, [*RECORDS, page_record(4, noise), page_record(5, noise * 2), page_record(6)]))
    packed = gzip.compress(plain, 1)  # larger than what is held in memory
    path.write_bytes(packed)
    bodies, damage = read(path)
    assert [*map(len, bodies)] == [4, 4, 4, 4, len(noise), 4]
    assert ["over 20 MB" in str(d) for d in damage] == [True]
    path.write_bytes(packed[: len(packed) // 2])
    bodies, damage = read(path)
    assert [*map(len, bodies)] == [4, 4, 4, 4, len(noise)]
    assert str(damage[0]).startswith(f"x.warc.gz is cut short at {len(packed) // 2}")


def test_a_record_of_a_false_length_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    plain = gzip.decompress(RECORDS[1]).replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9", 1)
    path.write_bytes(gzip.compress(plain) + RECORDS[2])
    bodies, damage = read(path)
    assert bodies == BODIES[1:2]
    assert [d.start for d in damage] == [0]


@given(
    st.lists(st.tuples(st.integers(0, STARTS[5] - 1), st.integers(1, 255)), max_size=2),
    st.integers(0, STARTS[5]),
    st.sets(st.integers(0, 3)),
    st.booleans(),
)
def test_what_nobody_wants_is_passed_over_and_changes_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]], cut: int, wanted: set[int], plain: bool
) -> None:
    path = tmp_path_factory.mktemp("wanted") / "x.warc.gz"
    data = bytearray(b"".join(map(gzip.decompress, RECORDS)) if plain else b"".join(RECORDS))
    for at, flip in flips:
        data[at % len(data)] ^= flip
    path.write_bytes(data[: len(data) - cut])

    def wants(head: bytes) -> bool:
        return any(b"/tin-%d.html" % number in head for number in wanted)

    def read_wanted(wants: Wants) -> tuple[list[Raw], list[str]]:
        damage: list[Damage] = []
        with path.open("rb") as file:
            return list(read_raw(file, path.name, damage.append, wants)), list(map(str, damage))

    all_of_them, damage = read_wanted(lambda _: True)
    assert read_wanted(wants) == ([raw for raw in all_of_them if wants(raw.data)], damage)
