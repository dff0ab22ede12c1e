"""The pages of WARC files of others, Common Crawl's CC-NEWS too, into the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive import ArchiveError
from crawler.entries import digest_of
from crawler.import_summary import ImportEvent, ImportSummary, shown
from crawler.memory import Memory, identity
from crawler.page import Page
from crawler.sieve import Choice, Sieve
from crawler.warc import read_records, resource_record, response_record
from reference.urls import NotAWebAddressError, canonical_url


def import_warc(
    path: Path, memory: Memory, choice: Choice, summary: ImportSummary, on_scan: Callable[[ImportSummary], None]
) -> ImportEvent:
    """Take the chosen pages of a WARC file into the archive, and count all in the summary."""
    if path.exists() and not path.is_file():
        return ImportEvent(shown(path), reason=f"{shown(path.name)} is no regular file")
    sieve = Sieve(memory.outlets, choice, summary, on_scan)
    scanned, kept, known = summary.scanned, summary.kept, summary.known
    reason = None
    try:
        for over_http, page in read_records(path, on_left_out=sieve.count, wants=sieve.wants):
            if sieve.takes(page, over_http=over_http):
                if _keep_copy(page, memory, over_http=over_http):
                    summary.kept += 1
                else:
                    summary.known += 1
    except ArchiveError as error:
        reason = shown(str(error))
    else:
        if summary.scanned == scanned:
            reason = "no pages in it"
    return ImportEvent(shown(path), kept=summary.kept - kept, known=summary.known - known, reason=reason)


def _keep_copy(page: Page, memory: Memory, *, over_http: bool) -> bool:
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
