"""Encoded bodies: what each encoding gives back, and that no bomb, cut or damage goes through."""

from __future__ import annotations

import contextlib
import gzip
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped,unused-ignore]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding import MAX_BODY, BodyError, decode_body, gunzip

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "<p>Hội nghị tổng kết</p>".encode() * 50


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": lambda data: bytes(brotli.compress(data, quality=1)),
    "zstd": zstd.compress,
}
PACKED = sorted(ENCODERS)


@pytest.mark.parametrize("encoding", PACKED)
def test_each_encoding_is_undone(encoding: str) -> None:
    assert decode_body(ENCODERS[encoding](TEXT), encoding.upper()) == TEXT


def test_several_encodings_are_undone_from_the_last() -> None:
    assert decode_body(brotli.compress(gzip.compress(TEXT)), "gzip, identity, br") == TEXT
    assert decode_body(gzip.compress(TEXT) + gzip.compress(b"!") + b"\0\0", "gzip") == TEXT + b"!"
    assert decode_body(TEXT, "") == TEXT


@pytest.mark.parametrize("encoding", PACKED)
def test_a_bomb_is_refused_without_unpacking_it(encoding: str) -> None:
    bomb = ENCODERS[encoding](bytes(8 * MAX_BODY))
    tracemalloc.start()
    with pytest.raises(BodyError, match="over 20 MB"):
        decode_body(bomb, encoding)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MAX_BODY


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_of_just_the_limit_passes(encoding: str) -> None:
    packed = ENCODERS[encoding](TEXT)
    assert decode_body(packed, encoding, limit=len(TEXT)) == TEXT
    with pytest.raises(BodyError, match="over"):
        decode_body(packed, encoding, limit=len(TEXT) - 1)


@pytest.mark.parametrize("encoding", PACKED)
def test_a_cut_body_is_refused(encoding: str) -> None:
    packed = ENCODERS[encoding](TEXT)
    for end in range(1, len(packed) - 1):
        with pytest.raises(BodyError, match=r"cut short|damaged"):
            decode_body(packed[:end], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_thousands_of_empty_members_are_read_quickly(encoding: str) -> None:
    started = time.process_time()
    assert decode_body(ENCODERS[encoding](b"") * 60_000 + ENCODERS[encoding](TEXT), encoding) == TEXT
    assert time.process_time() - started < 5


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(BodyError, match="unknown content encoding lzma"):
        decode_body(TEXT, "lzma")
    with pytest.raises(BodyError, match="over 20 MB"):
        decode_body(bytes(MAX_BODY + 1), "")


@given(st.binary(max_size=200), st.sampled_from(PACKED))
def test_noise_gives_bytes_or_a_reason(noise: bytes, encoding: str) -> None:
    with contextlib.suppress(BodyError):
        assert len(decode_body(noise, encoding)) <= MAX_BODY
    assert gunzip(gzip.compress(noise)) == noise


def test_a_frame_with_a_large_window_is_refused_before_memory_is_taken_for_it() -> None:
    parameter = zstd.CompressionParameter
    for bits, refused in ((23, False), (24, True), (27, True)):
        packer = zstd.ZstdCompressor(options={parameter.window_log: bits})
        body = packer.compress(TEXT) + packer.flush()
        if refused:
            with pytest.raises(BodyError, match="damaged zstd data"):
                decode_body(body, "zstd")
        else:
            assert decode_body(body, "zstd") == TEXT


def test_encodings_are_not_undone_without_end() -> None:
    body = gzip.compress(gzip.compress(gzip.compress(TEXT)))
    assert decode_body(body, "gzip, gzip, gzip") == TEXT
    with pytest.raises(BodyError, match="too many content encodings"):
        decode_body(body, ", ".join(["gzip"] * 4))
