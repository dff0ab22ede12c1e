"""What an answer means: a page for the archive, links for the frontier, a redirect, a failure, or another try."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from crawler.backoff import retry_after
from crawler.decoding import BodyError, CutShortError, decode_body
from crawler.entries import PAGE_TYPES, Entry, digest_of, media_type
from crawler.failure_kinds import OTHER_SITE
from crawler.finding import Finder
from crawler.links import UnreadableListError
from crawler.listed import Listed
from crawler.markers import forbids_archiving
from crawler.memory import Memory
from crawler.pacing import MAX_PAUSE, Pace
from crawler.page import headers_by_name
from crawler.robots import Policy
from crawler.source import Source
from crawler.summary import CrawlEvent, EventKind, OnEvent
from crawler.warc import response_record
from reference.urls import NotAWebAddressError, canonical_url

MAX_TRIES = 4
"""Requests for one address in one run."""

REFUSED = {401, 403}
"""What a firewall answers for a while, so that the next run tries again."""
_REDIRECTS = {301, 302, 303, 307, 308}
_TRANSIENT = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}

Headers = Sequence[tuple[str, str]]


class Answers:
    """Takes the answers of one run and writes down what they mean; knows nothing of how they were fetched."""

    def __init__(
        self,
        memory: Memory,
        sources: Mapping[str, Source],
        pace: Pace,
        *,
        run: float,
        finder: Finder,
        worth: float,
        on_event: OnEvent,
    ) -> None:
        self._memory = memory
        self._frontier = memory.frontier
        self._sources = sources
        self._pace = pace
        self._run = run
        self._finder = finder
        self._worth = worth
        self._on_event = on_event
        self._listed = Listed()

    def answered(self, entry: Entry, status: int, headers: Headers, body: bytes) -> float:
        """Take an answer; return the seconds that the host asks to be left alone for."""
        self._tell("fetched", entry, size=len(body))
        patience = self._sources[entry.source].patience
        self._pace.answered(entry.host, status, patience=patience, again=entry.tries > 0)
        named = headers_by_name(headers)
        pause = retry_after(named.get("retry-after")) if status >= 400 else None
        if pause:
            self._pace.rest(entry.host, time.time() + pause)
        if status in _TRANSIENT:
            return self.try_again(entry, f"HTTP {status}", pause=pause)
        if status == 304 and (entry.etag or entry.modified):
            self._frontier.unchanged(entry)
            self._tell("unchanged", entry)
        elif status in _REDIRECTS and named.get("location"):
            self._redirect(entry, named["location"])
        elif status == 200:
            try:
                plain = decode_body(body, named.get("content-encoding", ""))
            except CutShortError as error:
                return self.try_again(entry, str(error))
            except BodyError as error:
                self._fail(entry, str(error), final=True)
            else:
                self._content(entry, headers, named, body, plain)
        else:
            self._fail(entry, f"HTTP {status}", final=400 <= status < 500 and status not in REFUSED)
        return 0.0

    def rules_read(self, source: str, policy: Policy) -> None:
        """Queue the sitemaps that robots.txt names, for an outlet of which none is known."""
        finds = self._finder.sitemaps(source, policy)
        self._frontier.add(finds, run=self._run)
        self._pace.note(self._frontier.lanes_waiting(source))

    def try_again(self, entry: Entry, reason: str, *, pause: float | None = None) -> float:
        """Queue an address for another try, later each time, or give up for this run; return a pause for its host."""
        if entry.tries + 1 >= MAX_TRIES or (pause or 0.0) > MAX_PAUSE:
            self._fail(entry, reason, final=False)
            return min(pause or 0.0, MAX_PAUSE)
        base = self._sources[entry.source].patience
        wait = max(pause or 0.0, base * 3**entry.tries * random.uniform(0.8, 1.2))  # noqa: S311
        self._frontier.retry(entry, due=time.time() + wait, reason=reason)
        self._pace.note([(entry.source, entry.host)])
        self._tell("retry", entry, reason)
        return pause or 0.0

    def give_up(self, entry: Entry, reason: str, *, final: bool) -> None:
        """Note a failure that no answer came with."""
        self._fail(entry, reason, final=final)

    def _content(self, entry: Entry, headers: Headers, named: Mapping[str, str], body: bytes, plain: bytes) -> None:
        if entry.kind == "article":
            self._article(entry, headers, named, body, plain)
            return
        try:
            finds = self._finder.read(entry, plain)
        except UnreadableListError as error:
            self._fail(entry, str(error), final=False)
            return
        self._memory.room.need(len(plain))
        known = self._frontier.known(find.url for find in finds)
        queued = self._frontier.add(
            finds,
            run=self._run,
            answered=entry,
            etag=named.get("etag"),
            modified=named.get("last-modified"),
            worth=self._worth,
        )
        self._pace.note(self._frontier.lanes_waiting(entry.source))
        articles = {find.url for find in finds if find.kind == "article"}
        new = articles - known
        found = len(articles.intersection(queued))
        told = articles if entry.kind != "sitemap" or self._sources[entry.source].sitemaps else set()
        self._tell("listed", entry, number=self._listed.add(entry.source, told, new & told))
        if found:
            self._tell("found", entry, number=found)
        if aside := len(new.difference(queued)):
            self._tell("aside", entry, number=aside)

    def _article(self, entry: Entry, headers: Headers, named: Mapping[str, str], body: bytes, plain: bytes) -> None:
        kind = media_type(named)
        if kind not in PAGE_TYPES:
            self._fail(entry, f"not a page but {kind[:60]}", final=True)
        elif not plain.strip():
            self._fail(entry, "empty page", final=False)
        elif self._memory.forgotten.covers(entry.url):
            self._frontier.skip(entry, "forgotten", final=True)
            self._tell("skipped", entry, "forgotten")
        elif forbids_archiving([value for name, value in headers if name.lower() == "x-robots-tag"], plain):
            self._frontier.skip(entry, "noarchive", final=True)
            self._tell("skipped", entry, "noarchive")
        elif self._frontier.shows(entry.url, digest := digest_of(plain)):
            self._frontier.unchanged(entry)
            self._tell("unchanged", entry)
        else:
            now = datetime.now(UTC)
            member = response_record(
                entry.address,
                status=200,
                headers=headers,
                body=body,
                fetched=now,
                outlet=entry.source,
                province=self._sources[entry.source].province,
                family=self._sources[entry.source].family,
                canonical=None if canonical_url(entry.address) == entry.url else entry.url,
            )
            self._memory.keep(
                entry.url,
                member,
                digest=digest,
                fetched=now.timestamp(),
                source=entry.source,
                etag=named.get("etag"),
                modified=named.get("last-modified"),
            )
            self._tell("kept", entry)

    def _redirect(self, entry: Entry, location: str) -> None:
        source = self._sources[entry.source]
        try:
            address = urljoin(entry.address, location.strip()).partition("#")[0]
            target = source.canonical(address)
        except (NotAWebAddressError, ValueError):
            self._fail(entry, "redirects to what is no web address", final=True)
            return
        if self._memory.forgotten.covers(target):
            self._fail(entry, "redirects to what is forgotten", final=True)
            return
        if not source.owns(address):
            self._fail(entry, f"{OTHER_SITE} ({urlsplit(address).hostname})", final=True)
            return
        astray = target != entry.url and source.is_start(target)  # dropped pages lead to the front page, often
        if entry.kind == "article" and (
            astray or (source.article_pattern is not None and not source.is_article(address))
        ):
            self._fail(entry, "redirects to what is no article", final=True)
            return
        reason = self._frontier.redirect(entry, target, address, run=self._run)
        if reason is not None:
            self._fail(entry, reason, final=True)
            return
        self._pace.note(self._frontier.lanes_waiting(entry.source))

    def _fail(self, entry: Entry, reason: str, *, final: bool) -> None:
        self._frontier.fail(entry, reason, final=final)
        self._tell("failed", entry, reason)

    def _tell(self, kind: EventKind, entry: Entry, reason: str | None = None, number: int = 1, size: int = 0) -> None:
        self._on_event(CrawlEvent(kind, entry.source, entry.url, reason, number, size, entry.kind))
