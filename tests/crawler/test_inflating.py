"""One gzip member as a stream: the bytes that zlib gives, however they are asked for and whatever lies after it."""

from __future__ import annotations

import gzip
import io
import random
from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st

from crawler.inflating import Inflater

SIZES = st.lists(st.integers(1, 70_000), min_size=1, max_size=5)


def inflated(packed: bytes, start: int, sizes: list[int]) -> tuple[bytes, Inflater]:
    inflater = Inflater(io.BytesIO(packed), start)
    pieces = []
    for size in cycle(sizes):
        if not (piece := inflater.read(size)):
            break
        assert len(piece) <= size
        pieces.append(piece)
    return b"".join(pieces), inflater


@given(
    st.integers(0, 200_000),
    st.integers(1, 256),
    st.integers(0, 9),
    st.binary(max_size=40),
    st.binary(max_size=40),
    SIZES,
)
def test_a_member_is_decoded_to_its_end(
    length: int, letters: int, level: int, before: bytes, after: bytes, sizes: list[int]
) -> None:
    plain = bytes(random.Random(length).choices(range(letters), k=length))
    packed = gzip.compress(plain, level)
    found, inflater = inflated(before + packed + after, len(before), [max(size, length // 200) for size in sizes])
    assert found == plain
    assert (inflater.cut, inflater.end, inflater.decoded) == (False, len(before) + len(packed), length)


@given(st.integers(0, 100_000), st.integers(1, 256), st.integers(1, 1 << 30), SIZES)
def test_a_member_that_ends_too_early_is_told(length: int, letters: int, cut: int, sizes: list[int]) -> None:
    plain = bytes(random.Random(length).choices(range(letters), k=length))
    packed = gzip.compress(plain)
    found, inflater = inflated(packed[: cut % len(packed)], 0, [max(size, length // 200) for size in sizes])
    assert inflater.cut
    assert plain.startswith(found)


def test_a_wrong_bit_is_told_wherever_it_is() -> None:
    plain = b"Khen " * 1000
    packed = gzip.compress(plain)
    for at in range(len(packed)):
        flipped = bytearray(packed)
        flipped[at] ^= 1
        try:
            found, inflater = inflated(bytes(flipped), 0, [1 << 16])
        except ValueError:
            continue
        assert found == plain or inflater.cut, at  # in the header's time and the like


def test_a_stream_is_read_whole_and_through_a_buffer() -> None:
    plain = random.Random(1).randbytes(300_000)
    packed = gzip.compress(plain)
    assert Inflater(io.BytesIO(packed), 0).read() == plain
    assert io.BufferedReader(Inflater(io.BytesIO(packed), 0)).read() == plain
