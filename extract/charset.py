"""From bytes to text: the charset of a page from its byte order mark, headers, meta and content.

Vietnamese pages are UTF-8 nearly always; older ones windows-1258, or one of the font encodings (TCVN3, VNI) that are
Latin-1 to every program: text in those is mended afterwards, in `extract.repairing`.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from dataclasses import dataclass
from io import BytesIO

from extract.canonical import composed
from extract.repairing import SURE, count_syllables

LARGEST = 8_000_000
"""Bytes of a page beyond which it is not read: a hundred times a usual article page."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_CHARSET = re.compile(r"(?:cp|iso8859-|gb|big5|euc_|mac-|shift_jis|koi8-|tis-620)\w*")
"""Codecs that are charsets of pages; among Python's others are slow ones and such as are no charsets at all."""
_LATIN = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"}
_DECLARED_WITHIN = 20_000
"""Bytes in which a page's charset is looked for; HTML asks for the first 1,024, which many miss."""
_FEWEST_SYLLABLES = 3


class UndecodableError(ValueError):
    """The bytes are no text: too many of them, or binary; the message says which."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset it was in, and warnings about it."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of a page's bytes; gzip is undone.

    `content_type` is the value of the header, "" where there is none. Raises UndecodableError for what is too large
    or no text.
    """
    body = _unpacked(body)
    if len(body) > LARGEST:
        raise UndecodableError(f"larger than {LARGEST // 1_000_000} MB")
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return _with_warnings(body[len(bom) :].decode(charset, errors="replace"), charset)
    head = body[:4096]
    if head.count(0) * 50 > len(head):  # a few are rubbish in a text
        charset = _utf16_without_mark(head)
        return _with_warnings(body.decode(charset, errors="replace"), charset)
    try:
        return _with_warnings(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        damaged = body.decode("utf-8", errors="replace")
        cut_short = error.start > len(body) - 4 and not body[: error.start].isascii()
        if cut_short or damaged.count("\ufffd") * 50 < sum(c > "\x7f" for c in damaged):
            return _with_warnings(damaged, "utf-8")
    return _with_warnings(*_decode_bytewise(body, _declared(body[:_DECLARED_WITHIN], content_type)))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            return file.read(LARGEST + 1)
    except (zlib.error, EOFError, gzip.BadGzipFile) as error:
        raise UndecodableError("a broken gzip file") from error


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 > even:
        return "utf-16-le"
    if even > len(head) // 5 > odd:
        return "utf-16-be"
    raise UndecodableError("binary data")


def _declared(head: bytes, content_type: str) -> str | None:
    if found := _HEADER.search(content_type):
        return found[1].lower()
    meta = _META.search(head) or _XML.search(head)
    return meta[1].decode("ascii").lower() if meta else None


def _decode_bytewise(body: bytes, declared: str | None) -> tuple[str, str]:
    """Decode what is not UTF-8: windows-1258 where that gives Vietnamese words, else as declared, else Latin."""
    vietnamese = composed(body.decode("cp1258", errors="replace"))
    found = count_syllables([vietnamese])
    if found.words >= _FEWEST_SYLLABLES and found.share >= SURE:
        return vietnamese, "windows-1258"
    if declared and declared not in _LATIN and _is_charset(declared):
        return body.decode(declared, errors="replace"), declared
    return body.decode("cp1252", errors="replace"), "windows-1252"


def _is_charset(name: str) -> bool:
    try:
        return _CHARSET.fullmatch(codecs.lookup(name).name) is not None
    except LookupError:
        return False


def _with_warnings(text: str, charset: str) -> Decoded:
    controls = sum(text[:4096].count(chr(c)) for c in (*range(1, 9), *range(14, 27), 28, 29, 30, 31))
    if controls > 20:
        raise UndecodableError("binary data")
    sample = text if len(text) < 400_000 else text[:400_000]
    warnings = []
    if "\ufffd" in sample:
        warnings.append(f"characters lost in decoding as {charset}")
    return Decoded(text, charset, tuple(warnings))
