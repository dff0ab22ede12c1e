"""Runs a crawl in this process: sources in, pages in the archive, a summary out."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import logging
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.answers import Answers
from crawler.contact import check_contact, user_agent
from crawler.datings import lies_after, lies_before
from crawler.entries import Entry
from crawler.failure_kinds import error_in_words
from crawler.finding import Finder, seeds
from crawler.frontier import Frontier
from crawler.health import Asked, judge
from crawler.memory import Memory
from crawler.outlook import OnOutlook
from crawler.pacing import Pace
from crawler.robots import Policy
from crawler.room import NoRoomError
from crawler.runs import NEWER, OLDER
from crawler.settings import MOST_AT_ONCE, crawl_settings
from crawler.source import Source
from crawler.summary import CrawlEvent, CrawlSummary, OnEvent, SourceSummary
from crawler.topic import WORTH

if TYPE_CHECKING:
    from crawler.spider import Listener

RESUME_WITHIN = 6 * 3600.0
"""Seconds in which a run that was cut off is gone on with; after them its lists are asked for anew."""

_started = False


class CrawlError(ValueError):
    """A crawl cannot begin."""


class BrokenCrawlError(CrawlError):
    """A crawl could not go on, as on a full disk; what it archived is kept, and the next one goes on from there."""

    def __init__(self, reason: str, summary: CrawlSummary) -> None:
        super().__init__(f"the crawl broke off: {reason}; what is archived is kept, run it again to go on")
        self.summary = summary


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """What to crawl of the sources.

    `since` and `until` leave out articles that by list or address lie outside these days; `limit` is the
    most article requests of the run; `refresh` asks for known articles once more; `contact`, a mail or web address, is
    told to every server with each request; `max_disk` is the most bytes that archive and frontier together may take;
    `all_topics` fetches what lists name of other topics too.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    limit: int | None = None
    refresh: bool = False
    contact: str | None = None
    all_topics: bool = False
    max_disk: int | None = None

    @property
    def worth(self) -> float:
        """How likely an article must be to be of the topic for it to be fetched."""
        return 0.0 if self.all_topics else WORTH


def crawl(
    sources: Sequence[Source],
    *,
    archive: Path,
    frontier: Path,
    options: CrawlOptions | None = None,
    on_event: OnEvent = lambda _: None,
    on_outlook: OnOutlook = lambda _: None,
) -> CrawlSummary:
    """Crawl the sources and return what was done; SIGINT and SIGTERM end it cleanly, to be gone on with later.

    Each second or so `on_outlook` is told what is still to be done. Runs Scrapy's reactor, so a process can crawl once;
    raises CrawlError for a second time. Raises BrokenCrawlError where the archive or the frontier cannot be written, or
    the disk is nearly full; where `max_disk` is reached the summary says so. Raises ContactError where
    outlets would be asked by a stranger.
    """
    options = options or CrawlOptions()
    if _started:
        raise CrawlError("a process can crawl only once; start another")
    if not sources:
        raise CrawlError("no sources to crawl")
    check_contact(sources, options.contact)
    by_slug = {source.slug: source for source in sources}
    begun = time.monotonic()
    summary = CrawlSummary(sources={slug: SourceSummary() for slug in sorted(by_slug)})

    def tell(event: CrawlEvent) -> None:
        summary.count(event)
        on_event(event)

    try:
        _crawl(archive, frontier, by_slug, options, tell, on_outlook, summary)
    except NoRoomError as error:
        summary.finished = False
        if not error.asked_for:
            raise BrokenCrawlError(str(error), summary) from error
        summary.full = str(error)
    except (OSError, sqlite3.Error) as error:
        summary.finished = False
        raise BrokenCrawlError(error_in_words(error), summary) from error
    finally:
        summary.seconds = time.monotonic() - begun
        for slug, share in summary.sources.items():
            asked: Asked = "lists" if summary.at_limit else "all" if summary.finished else "some"
            if slug in summary.lists_left:
                asked = "some"
            share.health = judge(
                by_slug[slug], share, asked="some" if summary.resumed else asked, back=options.since is not None
            )
    return summary


def _crawl(
    archive: Path,
    frontier: Path,
    by_slug: dict[str, Source],
    options: CrawlOptions,
    tell: OnEvent,
    on_outlook: OnOutlook,
    summary: CrawlSummary,
) -> None:
    sources = list(by_slug.values())
    with Memory(archive, frontier, sources, max_disk=options.max_disk) as memory:
        summary.problems += memory.problems
        memory.room.need(0)
        started = time.time()
        since, until = _day(options.since), _day(options.until)
        what = json.dumps([sorted(by_slug), since, until, options.all_topics])
        run = memory.frontier.begin_run(by_slug, resume_within=RESUME_WITHIN, what=what, since=since, until=until)
        summary.resumed = run < started
        memory.frontier.describe({source.slug: _digest(source) for source in sources})
        memory.frontier.add((seed for seed in seeds(sources) if not memory.forgotten.covers(seed.url)), run=run)
        if options.refresh:
            memory.frontier.refresh(by_slug, since=since, until=until)
        if options.all_topics:
            memory.frontier.take_up(by_slug)
        refuse = _Refusal(memory.frontier, since, until, options.worth, tell)
        begun = time.time()
        pace = Pace(memory.frontier, by_slug, most_busy=MOST_AT_ONCE, refuse=refuse, begun=begun, on_event=tell)
        finder = Finder(memory.frontier, by_slug, memory.forgotten, since=since)
        answers = Answers(memory, by_slug, pace, run=run, finder=finder, worth=options.worth, on_event=tell)
        try:
            run_scrapy(pace, answers, by_slug, on_outlook, options, summary)
            if not summary.interrupted:
                memory.frontier.end_run()
        finally:
            for slug in (slug for host in pace.hosts.values() for slug in host.sources):
                summary.sources[slug].hosts += 1
            summary.lists_left = {slug for slug in by_slug if memory.frontier.has_lists_waiting(slug)}
            memory.writer.close()
            summary.files = [path.name for path in memory.writer.finished]
            on_outlook(pace.outlook())


class _Refusal:
    """Passes over addresses that robots.txt forbids or that lie outside the days asked for."""

    def __init__(
        self, frontier: Frontier, since: str | None, until: str | None, worth: float, on_event: OnEvent
    ) -> None:
        self._frontier = frontier
        self._since = since
        self._until = until
        self._worth = worth
        self._on_event = on_event

    def __call__(self, entry: Entry, policy: Policy) -> str | None:
        reason = None
        if not policy.allows(entry.address):
            reason = "robots.txt forbids it"
        elif entry.kind == "article":
            if lies_before(entry.published, self._since):
                reason = OLDER
            elif lies_after(entry.published, self._until):
                reason = NEWER
            elif entry.topic < self._worth and entry.asked is None:  # queued by a run for all topics that was cut off
                self._frontier.set_aside(entry)
                return "of another topic"
        if reason is not None:
            self._frontier.skip(entry, reason, final=False)
            self._on_event(CrawlEvent("skipped", entry.source, entry.url, reason, of=entry.kind))
        return reason


def run_scrapy(
    pace: Pace,
    answers: Listener,
    sources: dict[str, Source],
    on_outlook: OnOutlook,
    options: CrawlOptions,
    summary: CrawlSummary,
) -> None:
    """Let Scrapy ask for what the pace hands out, and tell `answers` what comes; raises CrawlError and its kinds."""
    global _started
    if _started:
        raise CrawlError("a process can crawl only once; start another")
    _started = True
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.spider import OutletSpider

    in_main = threading.current_thread() is threading.main_thread()
    with _handlers_kept(in_main):
        settings = crawl_settings(sources.values(), user_agent=user_agent(options.contact))
        process = AsyncCrawlerProcess(settings)
        _quiet_scrapy()
        crawler = process.create_crawler(OutletSpider)
        task: asyncio.Task[None] = process.crawl(
            crawler, pace=pace, answers=answers, sources=sources, on_outlook=on_outlook, limit=options.limit
        )
        process.start(install_signal_handlers=in_main)
    spider = crawler.spider
    reason = crawler.stats.get_value("finish_reason")
    summary.finished = False
    broken = task.exception() if task.done() and not task.cancelled() else None
    if isinstance(spider, OutletSpider):
        summary.problems += spider.errors
        broken = spider.broken or broken
        summary.at_limit = broken is None and reason == "finished" and spider.at_limit
        summary.finished = broken is None and reason == "finished" and not spider.at_limit
    if isinstance(broken, NoRoomError):
        raise broken
    if broken is not None:
        raise BrokenCrawlError(error_in_words(broken), summary) from broken
    if reason not in {"finished", "shutdown"}:
        raise BrokenCrawlError(f"Scrapy ended it: {reason}", summary)
    summary.interrupted = reason == "shutdown"


@contextmanager
def _handlers_kept(in_main: bool) -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)} if in_main else {}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _quiet_scrapy() -> None:
    """Keep Scrapy's log, tracebacks above all, for those who debug: who have set up a handler for that level."""
    if not any(0 < handler.level <= logging.DEBUG for handler in logging.getLogger().handlers):
        for name in ("scrapy", "twisted"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _digest(source: Source) -> str:
    """Return what tells whether an outlet's lists are to be read in another way than before."""
    told = source.model_dump_json(exclude={"name", "healthy", "known", "as_of", "note", "successor", "served_at"})
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _day(day: dt.date | None) -> str | None:
    if isinstance(day, dt.datetime):
        day = day.date()
    return day.isoformat() if day else None
