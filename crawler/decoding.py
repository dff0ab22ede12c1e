"""Content encodings undone, with a bound on what comes out: a few kB sent can be gigabytes when unpacked."""

from __future__ import annotations

import sys
import zlib

import brotli  # type: ignore[import-untyped,unused-ignore]

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

MAX_BODY = 20 * 1024 * 1024
"""Most bytes of one page, encoded or decoded."""
ACCEPTED = "gzip, deflate, br, zstd"
"""What `decode_body` can undo, as an Accept-Encoding header gives it."""


class BodyError(ValueError):
    """A body cannot be decoded: too large, cut short, damaged, or in an unknown encoding."""


def decode_body(body: bytes, encodings: str, *, limit: int = MAX_BODY) -> bytes:
    """Return a body with the encodings of its Content-Encoding header undone, the last applied first.

    Raises BodyError, its message one short reason, also where a body without encoding is over `limit` bytes.
    """
    for encoding in reversed([e.strip().lower() for e in encodings.split(",") if e.strip()]):
        if encoding in {"gzip", "x-gzip"}:
            body = gunzip(body, limit=limit)
        elif encoding == "deflate":
            body = _inflate(body, limit)
        elif encoding == "br":
            body = _unbrotli(body, limit)
        elif encoding == "zstd":
            body = _unzstd(body, limit)
        elif encoding != "identity":
            raise BodyError(f"unknown content encoding {encoding[:40]}")
    if len(body) > limit:
        raise too_large(limit)
    return body


def gunzip(data: bytes, *, limit: int = MAX_BODY) -> bytes:
    """Return gzip data unpacked, of one or several members; raises BodyError."""
    out = bytearray()
    while data.rstrip(b"\0"):
        data = _unzip(data, 31, out, limit, "gzip")
    return bytes(out)


def dechunk(body: bytes) -> bytes:
    """Return a body without the chunks of its transfer; as it is where it has none, as some archives keep it so."""
    out = bytearray()
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 100)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            if not out:
                return body
            raise BodyError("damaged chunks")
        if size == 0:
            break
        out += body[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
    return bytes(out)


def too_large(limit: int) -> BodyError:
    """Return the error for a body over `limit` bytes."""
    return BodyError(f"over {limit / 1024 / 1024:g} MB")


def _inflate(data: bytes, limit: int) -> bytes:
    out = bytearray()
    is_zlib = len(data) > 1 and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    _unzip(data, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS, out, limit, "deflate")
    return bytes(out)


def _unzip(data: bytes, wbits: int, out: bytearray, limit: int, name: str) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    try:
        out += unpacker.decompress(data, limit + 1 - len(out))
    except zlib.error as error:
        raise BodyError(f"damaged {name} data") from error
    if len(out) > limit:
        raise too_large(limit)
    if not unpacker.eof:
        raise BodyError(f"{name} data cut short")
    return unpacker.unused_data


def _unbrotli(data: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    out = bytearray()
    try:
        out += unpacker.process(data, output_buffer_limit=limit + 1)
        while len(out) <= limit and not unpacker.is_finished() and not unpacker.can_accept_more_data():
            out += unpacker.process(b"", output_buffer_limit=limit + 1 - len(out))
    except brotli.error as error:
        raise BodyError("damaged brotli data") from error
    if len(out) > limit:
        raise too_large(limit)
    if not unpacker.is_finished():
        raise BodyError("brotli data cut short")
    return bytes(out)


def _unzstd(data: bytes, limit: int) -> bytes:
    out = bytearray()
    while data:
        unpacker = ZstdDecompressor()
        try:
            out += unpacker.decompress(data, max_length=limit + 1 - len(out))
        except ZstdError as error:
            raise BodyError("damaged zstd data") from error
        if len(out) > limit:
            raise too_large(limit)
        if not unpacker.eof:
            raise BodyError("zstd data cut short")
        data = unpacker.unused_data
    return bytes(out)
