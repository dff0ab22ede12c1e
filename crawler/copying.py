"""Pages of other archives, Common Crawl's above all, into this one."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.entries import digest_of
from crawler.forgotten import FORGOTTEN
from crawler.memory import Memory, identity
from crawler.page import Page
from crawler.warc import resource_record, response_record
from reference.urls import NotAWebAddressError, canonical_url

KEPT, KNOWN = "kept", "known"


def keep_copy(page: Page, memory: Memory, *, over_http: bool = True) -> str:
    """Write a page of another archive into this one, at its own time; return KEPT, KNOWN or why it is left out.

    Left out is what is forgotten, and what the crawl leaves alone for good: what a page asks today (`noarchive`) holds
    for its past too.
    """
    url, digest = folded(page, memory), digest_of(page.body)
    meta = dict(page.meta)
    if (source := memory.outlets.of(url)) is not None:
        if page.url is None or _canonical(page.url) != url:
            meta["url"] = url
        meta["outlet"] = source.slug
        if source.province is not None:
            meta.setdefault("province", source.province)
        if source.family is not None:
            meta.setdefault("family", source.family)
    if memory.forgotten.covers(url):
        return FORGOTTEN
    if (reason := memory.frontier.left_alone(url)) is not None:
        return reason
    if memory.frontier.has_page(url, digest):
        return KNOWN
    fetched = page.fetched or datetime.now(UTC)
    if not over_http:
        kind = page.headers.get("content-type") or "text/html"
        member = resource_record(page.url or url, content_type=kind, body=page.body, fetched=fetched, meta=meta)
    else:
        plain = [(k, v) for k, v in page.headers.items() if k not in {"content-encoding", "content-length"}]
        member = response_record(
            page.url or url,
            status=200,
            headers=plain,
            body=page.body,
            fetched=fetched,
            outlet=meta.get("outlet"),
            province=meta.get("province"),
            family=meta.get("family"),
            canonical=meta.get("url"),
        )
    place = memory.keep(
        url,
        member,
        digest=digest,
        fetched=fetched.timestamp(),
        source=meta.get("outlet", ""),
        etag=page.headers.get("etag"),
        modified=page.headers.get("last-modified"),
    )
    return FORGOTTEN if place is None else KEPT


def folded(page: Page, memory: Memory) -> str:
    """Return what the frontier knows a page by, the twins of an outlet's articles folded."""
    url = identity(page)
    source = memory.outlets.of(url)
    return url if source is None else source.canonical(url)


def _canonical(url: str) -> str | None:
    try:
        return canonical_url(url)
    except NotAWebAddressError:
        return None
