"""What browsers and mirroring tools make of a page when they save it: the address in a comment, pages as MHTML."""

from __future__ import annotations

import re
from email import message_from_bytes

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
    message = message_from_bytes(body.lstrip())
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            charset = part.get_param("charset")
            content_type = f"text/html; charset={charset}" if isinstance(charset, str) else "text/html"
            address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
            return (page, content_type, address if "://" in address else None) if isinstance(page, bytes) else None
    return None
