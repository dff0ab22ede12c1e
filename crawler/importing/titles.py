"""The title of a page, found in its first bytes without parsing it: enough to judge the topic by."""

from __future__ import annotations

import re
from html import unescape

_HEAD = 200_000
"""Bytes in which the title is looked for; some pages open with their style sheet."""
_TITLE = re.compile(rb"<title\b[^<>]{0,500}>([^<]{0,2000})<", re.IGNORECASE)
_META = re.compile(rb"""<meta\b[^<>]{0,200}\bproperty\s*=\s*["']?og:title\b[^>]{0,2000}>""", re.IGNORECASE)
_META_REVERSED = re.compile(rb"""<meta\b[^<>]{0,2000}\bproperty\s*=\s*["']?og:title\b[^>]{0,200}>""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def title_of(body: bytes) -> str | None:
    """Return what a page's `<title>` and `og:title` say, one after the other, or None where it has neither."""
    head = body[:_HEAD]
    found = [match[1] for match in [_TITLE.search(head)] if match]
    meta = _META.search(head) or _META_REVERSED.search(head)
    if meta is not None and (content := _CONTENT.search(meta[0])) is not None:
        found.append(content[1] or content[2] or b"")
    said = [" ".join(unescape(_text(part)).split()) for part in found]
    return " | ".join(dict.fromkeys(filter(None, said))) or None


def _text(part: bytes) -> str:
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:  # the charset of older Vietnamese pages; the letters without accents are right in any
        return part.decode("cp1258", "replace")
