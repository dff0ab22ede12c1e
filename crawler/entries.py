"""Addresses on their way through the frontier: as they are found, and as they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["feed", "sitemap", "listing", "tag", "article"]
"""What an address is: `tag` is a listing of the topic, of a tag page or of the site's search."""

PAGE_TYPES = {"text/html", "application/xhtml+xml", "text/plain", ""}
"""Content types of what may be an article; "" where none is told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that is to be asked for."""

    key: int
    url: str
    """Canonical."""
    address: str
    """What to ask for."""
    source: str
    host: str
    kind: Kind
    tries: int
    hops: int
    depth: int
    published: str | None
    etag: str | None
    modified: str | None
    asked: float | None
    topic: float
    """How likely an article is to be of the topic, 0 to 1; 1 where nothing was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One address that was found; `url` is its canonical form, `address` the form it was found in."""

    url: str
    address: str
    source: str
    kind: Kind
    depth: int = 1
    published: str | None = None
    """ISO day, where the place of the find tells it."""
    changed: float | None = None
    """When the page is said to have changed, in seconds since 1970."""
    topic: float = 1.0
    """How likely an article is to be of the topic."""


def host_key(address: str) -> str:
    """Return the host of an address in lower case, with a port that is not its scheme's own: what has one pace."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].lower()
    return host.removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme, ":"))


def media_type(headers: Mapping[str, str]) -> str:
    """Return the content type that headers with names in lower case tell, without its parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def digest_of(body: bytes) -> bytes:
    """Return the first 16 bytes of the SHA-256 of a decoded body: what tells the versions of a page apart."""
    return hashlib.sha256(body).digest()[:16]
