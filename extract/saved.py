"""What browsers and mirroring tools make of a page when they save it: the address in a comment, pages as MHTML."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser

_HEAD = 4_000
_COMMENTS = (
    re.compile(r"<!--\s*saved from url=\(\d{4,6}\)\s*(https?://[^\s>]+?)\s*-->", re.IGNORECASE),
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)", re.IGNORECASE),
)
"""Comments of browsers and of SingleFile; they stand at the top of a page."""
_MIRRORED = re.compile(r"<!--\s*Mirrored from\s+(\S+)\s+by HTTrack", re.IGNORECASE)
"""HTTrack's, which leaves the scheme out."""
_MHTML = re.compile(
    rb"\s*(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|Content-Type|X-[\w-]+)\s*:", re.IGNORECASE
)
_BLANK = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_LONGEST_HEADERS = 8_000
_LARGEST_PART = 25_000_000
"""Bytes: a page of the largest size, quoted."""
_MOST_PARTS = 1_000
_DEEPEST = 3


def saved_address(text: str) -> str | None:
    """Return the address that a saved page says in a comment that it had, or None."""
    head = text[:_HEAD]
    for comment in _COMMENTS:
        if found := comment.search(head):
            return found[1]
    mirrored = _MIRRORED.search(text[: 4 * _HEAD]) or _MIRRORED.search(text[-_HEAD:])
    return f"https://{mirrored[1]}" if mirrored else None


def is_mhtml(body: bytes) -> bool:
    """Tell whether a file is a page with all its parts in one, as browsers save it (MIME, `multipart/related`)."""
    return _MHTML.match(body[:200]) is not None and b"multipart/related" in body[:_HEAD].lower()


def page_of_mhtml(body: bytes) -> tuple[bytes, str, str | None] | None:
    """Return the bytes of the page in an MHTML file, its content type and its address; None where there is none."""
    headers, _ = _headers(body.lstrip())
    for part, content in _parts(headers, body, _DEEPEST):
        if part.get_content_type() == "text/html":
            charset = part.get_param("charset")
            content_type = f"text/html; charset={charset}" if isinstance(charset, str) else "text/html"
            address = str(headers.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
            return _decoded(part, content), content_type, address if "://" in address else None
    return None


def _parts(headers: Message, body: bytes, deepest: int) -> Iterator[tuple[Message, bytes]]:
    """Yield the parts between the boundaries that headers name, each with its headers; those of parts in their place.

    It is done here as the standard library's reader takes minutes and gigabytes for files that are made to that end.
    """
    boundary = headers.get_boundary()
    if not boundary or deepest == 0:
        return
    mark = b"--" + boundary.encode(errors="replace")
    start = body.find(mark)
    for _ in range(_MOST_PARTS):
        if start < 0:
            return
        end = body.find(mark, start + len(mark))
        line = body.find(b"\n", start, start + len(mark) + 100)
        if line >= 0:
            part, content = _headers(body[line + 1 : min(end if end >= 0 else len(body), line + _LARGEST_PART)])
            yield part, content
            yield from _parts(part, content, deepest - 1)
        start = end


def _headers(part: bytes) -> tuple[Message, bytes]:
    """Return the headers of a part and what stands below them."""
    blank = _BLANK.search(part, 0, _LONGEST_HEADERS)
    head = part[: blank.start()] if blank else part[:_LONGEST_HEADERS]
    return BytesHeaderParser().parsebytes(head), part[blank.end() :] if blank else b""


def _decoded(part: Message, content: bytes) -> bytes:
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(content)
    if encoding == "base64":
        letters = _NO_BASE64.sub(b"", content)
        try:
            return binascii.a2b_base64(letters[: len(letters) // 4 * 4])
        except binascii.Error:
            return b""
    return content
