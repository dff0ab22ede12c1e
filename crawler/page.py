"""The record that leaves the crawler: one fetched page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it was fetched or imported.

    `url` is the address after redirects, or None for an imported file that has none. `body` holds the bytes with
    transfer and content encodings undone, in the page's own charset. `headers` has lower-case names. `fetched` is in
    UTC. `record` is the place in the archive (`<file>:<offset>`), or None for a page that was never archived.
    `meta` is what a `<stem>.meta.json` beside an imported file says (`url`, `source`, `published`), the name of
    that `file`, and the slugs of the `outlet`, of its `province` and of its CMS `family` where the crawl or the import
    knew them.
    """

    url: str | None
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched: datetime | None = None
    record: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)


def headers_by_name(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers by their names in lower case, those that were sent more than once joined by commas."""
    named: dict[str, str] = {}
    for name, value in headers:
        lower = name.lower()
        named[lower] = f"{named[lower]}, {value}" if lower in named else value
    return named
