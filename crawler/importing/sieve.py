"""Which records of other archives' WARC files are taken: articles of known outlets, on the topic, of some days.

Most is told by a record's own headers, so that a file of a million pages of other sites is passed over at the speed
of its decompression. Records that thidua wrote were judged when it took them, and are judged no more.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.entries import PAGE_TYPES, media_type
from crawler.importing.summary import ImportSummary
from crawler.importing.titles import title_of
from crawler.markers import forbids_archiving
from crawler.outlets import Outlets
from crawler.page import Page
from crawler.source import Source
from crawler.topic import WORTH, sureness

NO_ARTICLE = "no article by its address"
_STEP = 500
"""Records between two reports of how far an import is."""
_PAGES = {b"response", b"resource", b"revisit"}
_TYPE = re.compile(rb"^WARC-Type[ \t]*:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_TARGET = re.compile(rb"^WARC-Target-URI[ \t]*:[ \t]*<?([^\r\n>]*[^\s>])", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(rb"^WARC-Date[ \t]*:[ \t]*(\d{4}-\d\d-\d\d)", re.IGNORECASE | re.MULTILINE)
_TRUNCATED = re.compile(rb"^WARC-Truncated[ \t]*:[ \t]*(\w*)", re.IGNORECASE | re.MULTILINE)
_OUTLET = re.compile(rb"^Thidua-Outlet:[ \t]*([\w-]+)", re.MULTILINE)
_OURS = b"\nThidua-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is taken: `only` the outlets of these slugs, pages fetched from `since` to `until` (UTC, days included).

    `all_domains` takes pages of unknown outlets too, `all_topics` articles whatever they are about.
    """

    only: frozenset[str] = frozenset()
    all_domains: bool = False
    all_topics: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def fault_of(self, source: Source | None) -> str | None:
        """Return why an outlet is not among those asked for, or None where it is."""
        if source is None:
            return "no known outlet"
        return "another outlet than asked for" if self.only and source.slug not in self.only else None


class Sieve:
    """Judges records first by their headers, then by their page, and counts them in a summary.

    `on_scan` is shown the summary after every few hundred records that were judged.
    """

    def __init__(
        self, outlets: Outlets, choice: Choice, summary: ImportSummary, on_scan: Callable[[ImportSummary], None]
    ) -> None:
        self._outlets = outlets
        self._choice = choice
        self._summary = summary
        self._on_scan = on_scan
        self._since = choice.since.isoformat().encode() if choice.since else b""
        self._until = choice.until.isoformat().encode() if choice.until else b"\xff"

    def wants(self, head: bytes) -> bool:
        """Tell whether a record is to be read, by its WARC headers."""
        kind = _field(_TYPE, head).lower()
        if kind not in _PAGES:
            return False
        self._summary.scanned += 1
        if self._summary.scanned % _STEP == 0:
            self._on_scan(self._summary)
        return self._passes(self._fault_of_head(kind, head))

    def takes(self, page: Page, *, over_http: bool) -> bool:
        """Tell whether a page that was read is to be kept."""
        return self._passes(self._fault_of_page(page, over_http=over_http))

    def count(self, fault: str) -> None:
        """Count a record that is left out."""
        self._summary.left_out[fault] += 1

    def _passes(self, fault: str | None) -> bool:
        if fault is not None:
            self.count(fault)
        return fault is None

    def _fault_of_page(self, page: Page, *, over_http: bool) -> str | None:
        if media_type(page.headers) not in PAGE_TYPES:
            return "no page by its content type"
        if not page.body.strip():
            return "empty"
        if page.meta:  # thidua's own
            return None
        if over_http and forbids_archiving([page.headers.get("x-robots-tag", "")], page.body):
            return "noarchive"
        if not self._choice.all_topics and sureness(title_of(page.body), page.url or "") < WORTH:
            return "another topic"
        return None

    def _fault_of_head(self, kind: bytes, head: bytes) -> str | None:
        url = _field(_TARGET, head).decode("utf-8", "replace")
        source = self._outlets.of(url)
        if _OURS in head:
            fault = self._fault_of_ours(_field(_OUTLET, head).decode(), source)
        else:
            fault = self._fault_of_address(url, source)
        if fault is not None:
            return fault
        if not self._since <= _field(_DAY, head) <= self._until:
            return "fetched on other days than asked for"
        if kind == b"revisit":
            return "no content, a page seen before (revisit)"
        if truncated := _TRUNCATED.search(head):
            return f"cut off when it was fetched ({truncated[1].decode() or 'unspecified'})"
        return None

    def _fault_of_address(self, url: str, source: Source | None) -> str | None:
        fault = self._choice.fault_of(source)
        if source is None:
            return None if self._choice.all_domains else fault
        return fault or (None if may_be_article(source, url) else NO_ARTICLE)

    def _fault_of_ours(self, slug: str, source: Source | None) -> str | None:
        slug = slug or (source.slug if source is not None else "")
        return "another outlet than asked for" if self._choice.only and slug not in self._choice.only else None


def may_be_article(source: Source, url: str) -> bool:
    """Tell whether an address is an article's by its form; of an outlet without a pattern all but the home page."""
    if source.article_pattern is None:
        parts = urlsplit(url)
        return parts.path not in {"", "/"} or bool(parts.query)
    return source.is_article(url)


def _field(pattern: re.Pattern[bytes], head: bytes) -> bytes:
    found = pattern.search(head)
    return found[1] if found else b""
