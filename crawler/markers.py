"""What a page says about being kept: `noarchive` in a header or a meta element."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.robots import PRODUCT

_META = re.compile(rb"<meta\b[^>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD = 200_000
_NAMES = {b"robots", PRODUCT.encode()}
_RULES_WITH_VALUE = {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}


def forbids_archiving(headers: Iterable[str], body: bytes) -> bool:
    """Tell whether one of the X-Robots-Tag headers or a robots meta element asks not to archive the page.

    Rules addressed to other crawlers by name do not count; a name holds to the end of its header.
    """
    if any(map(_header_forbids, headers)):
        return True
    for meta in _META.findall(body[:_HEAD]):
        values = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(meta)}
        if values.get(b"name", b"").strip().lower() in _NAMES:
            content = values.get(b"content", b"").decode("latin-1").lower()
            if any(rule.strip() == "noarchive" for rule in content.split(",")):
                return True
    return False


def _header_forbids(header: str) -> bool:
    agent = ""
    for part in header.lower().split(","):
        name, colon, rule = part.partition(":")
        if colon and name.strip() not in _RULES_WITH_VALUE:
            agent, part = name.strip(), rule
        if agent in {"", "*", PRODUCT} and part.strip() == "noarchive":
            return True
    return False
