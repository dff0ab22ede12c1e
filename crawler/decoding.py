"""Content encodings undone, with a bound on what comes out: a few kB sent can be gigabytes when unpacked."""

from __future__ import annotations

import gzip
import sys
import zlib
from io import BufferedIOBase, BytesIO

import brotli  # type: ignore[import-untyped,unused-ignore]

if sys.version_info >= (3, 14):
    from compression.zstd import DecompressionParameter, ZstdError, ZstdFile
else:
    from backports.zstd import DecompressionParameter, ZstdError, ZstdFile

MAX_BODY = 20 * 1024 * 1024
"""Most bytes of one page, encoded or decoded."""
MAX_ENCODINGS = 3
"""Most encodings on top of each other; some data unpack to themselves, over and over."""
_ZSTD: dict[int, int] = {DecompressionParameter.window_log_max: 23}
"""The window of 8 MB that RFC 9659 allows; a frame could ask for much more memory than its content takes."""
ACCEPTED = "gzip, deflate, br, zstd"
"""What `decode_body` can undo, as an Accept-Encoding header gives it."""


class BodyError(ValueError):
    """A body cannot be decoded: too large, cut short, damaged, or in an unknown encoding."""


class CutShortError(BodyError):
    """A body ends before its encoding does; another request may bring all of it."""


def decode_body(body: bytes, encodings: str, *, limit: int = MAX_BODY) -> bytes:
    """Return a body with the encodings of its Content-Encoding header undone, the last applied first.

    Raises BodyError, its message one short reason, also where a body without encoding is over `limit` bytes.
    """
    named = [e.strip().lower() for e in encodings.split(",") if e.strip()]
    if len(named) > MAX_ENCODINGS:
        raise BodyError("too many content encodings")
    for encoding in reversed(named):
        if encoding in {"gzip", "x-gzip"}:
            body = gunzip(body, limit=limit)
        elif encoding == "deflate":
            body = _inflate(body, limit)
        elif encoding == "br":
            body = _unbrotli(body, limit)
        elif encoding == "zstd":
            with ZstdFile(BytesIO(body), options=_ZSTD) as file:
                body = _unpacked(file, limit, "zstd")
        elif encoding != "identity":
            raise BodyError(f"unknown content encoding {encoding[:40]}")
    if len(body) > limit:
        raise too_large(limit)
    return body


def gunzip(data: bytes, *, limit: int = MAX_BODY) -> bytes:
    """Return gzip data unpacked, of one or several members; raises BodyError."""
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        return _unpacked(file, limit, "gzip")


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


def _unpacked(file: BufferedIOBase, limit: int, name: str) -> bytes:
    try:
        out = file.read(limit + 1)
    except EOFError as error:
        raise CutShortError(f"{name} data cut short") from error
    except (OSError, zlib.error, ZstdError) as error:
        raise BodyError(f"damaged {name} data") from error
    if len(out) > limit:
        raise too_large(limit)
    return out


def _inflate(data: bytes, limit: int) -> bytes:
    is_zlib = len(data) > 1 and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    unpacker = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    try:
        out = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise BodyError("damaged deflate data") from error
    if len(out) > limit:
        raise too_large(limit)
    if not unpacker.eof:
        raise CutShortError("deflate data cut short")
    return out


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
        raise CutShortError("brotli data cut short")
    return bytes(out)
