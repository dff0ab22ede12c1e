"""Pages of other archives, Common Crawl's above all, into this one."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.entries import digest_of
from crawler.memory import Memory, identity
from crawler.page import Page
from crawler.warc import resource_record, response_record
from reference.urls import NotAWebAddressError, canonical_url


def keep_copy(page: Page, memory: Memory, *, over_http: bool = True) -> bool:
    """Write a page of another archive into this one, at its own time; return False where it is known."""
    url, digest = identity(page), digest_of(page.body)
    meta = dict(page.meta)
    if (source := memory.outlets.of(url)) is not None:
        url = source.canonical(url)
        if page.url is None or _canonical(page.url) != url:
            meta["url"] = url
        meta["outlet"] = source.slug
        if source.province is not None:
            meta.setdefault("province", source.province)
    if memory.frontier.has_page(url, digest):
        return False
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
            canonical=meta.get("url"),
        )
    memory.keep(
        url,
        member,
        digest=digest,
        fetched=fetched.timestamp(),
        source=meta.get("outlet", ""),
        etag=page.headers.get("etag"),
        modified=page.headers.get("last-modified"),
    )
    return True


def _canonical(url: str) -> str | None:
    try:
        return canonical_url(url)
    except NotAWebAddressError:
        return None
