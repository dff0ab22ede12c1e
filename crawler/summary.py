"""What a crawl did: events while it runs, a summary at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from crawler.entries import Kind
from crawler.failure_kinds import kinds_of_failures

EventKind = Literal[
    "listed", "found", "aside", "fetched", "kept", "unchanged", "failed", "skipped", "retry", "stopped", "slow"
]


@dataclass(frozen=True, slots=True)
class CrawlEvent:
    """One thing that happened: `number` articles listed, found or left aside, or a request answered with `size` bytes.

    `reason` is given for failures and the like; `of` is the kind of the address, an article where it is not told.
    """

    kind: EventKind
    source: str
    url: str
    reason: str | None = None
    number: int = 1
    size: int = 0
    of: Kind = "article"


OnEvent = Callable[[CrawlEvent], None]


@dataclass(slots=True)
class SourceSummary:
    """One outlet's share of a crawl.

    `listed` counts the article addresses that its lists named, new or known, `found` the new ones that are to be
    fetched, `aside` the new ones of other topics; `fetched` answered requests of all kinds, with the `bytes` of their
    bodies as sent; `kept` pages archived, `unchanged` articles and lists that were what they had been; `failed` and
    `skipped` count addresses by reason. `stopped` says why a host of the outlet was left alone, `slow`
    which hosts ask for long waits.
    """

    listed: int = 0
    found: int = 0
    aside: int = 0
    fetched: int = 0
    bytes: int = 0
    kept: int = 0
    unchanged: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    lists: Counter[str] = field(default_factory=Counter)
    """What became of feeds, sitemaps and listings: read, unchanged, failed, skipped."""
    stopped: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    """Addresses that failed, with the reasons."""
    hosts: int = 0
    """Hosts of the outlet that the run had something to ask."""
    health: str = "unasked"
    """As `crawler.health.judge` puts it."""
    first: float | None = None
    last: float | None = None
    """When the first and the last answer came, by the monotonic clock."""

    @property
    def pace(self) -> float | None:
        """Answers a minute from the first to the last; None where there were fewer than two."""
        if self.first is None or self.last is None or self.last <= self.first:
            return None
        return (self.fetched - 1) / (self.last - self.first) * 60

    def count(self, event: CrawlEvent) -> None:
        """Add an event."""
        if event.kind == "listed":
            self.listed += event.number
            self.lists["read"] += 1
        elif event.kind == "found":
            self.found += event.number
        elif event.kind == "aside":
            self.aside += event.number
        elif event.kind == "fetched":
            self.fetched += 1
            self.bytes += event.size
            self.last = time.monotonic()
            self.first = self.last if self.first is None else self.first
        elif event.kind == "kept":
            self.kept += 1
        elif event.kind == "unchanged":
            self.unchanged += 1
        elif event.kind == "failed":
            self.failed[event.reason or ""] += 1
            self.failures[event.url] = event.reason or ""
        elif event.kind == "skipped":
            self.skipped[event.reason or ""] += 1
        elif event.kind == "stopped":
            self.stopped.append(event.reason or "")
        elif event.kind == "slow":
            self.slow.append(event.reason or "")
        if event.of != "article" and event.kind in ("unchanged", "failed", "skipped"):
            self.lists[event.kind] += 1

    def as_dict(self) -> dict[str, Any]:
        """Return the share in a form for JSON."""
        return {
            "health": self.health,
            "listed": self.listed,
            "found": self.found,
            "aside": self.aside,
            "fetched": self.fetched,
            "bytes": self.bytes,
            "a_minute": None if self.pace is None else round(self.pace, 1),
            "kept": self.kept,
            "unchanged": self.unchanged,
            "lists": dict(sorted(self.lists.items())),
            "failed": dict(sorted(self.failed.items())),
            "failed_by_kind": kinds_of_failures(self.failed),
            "skipped": dict(sorted(self.skipped.items())),
            "stopped": self.stopped,
            "slow": self.slow,
            "failures": dict(sorted(self.failures.items())),
        }


@dataclass(slots=True)
class CrawlSummary:
    """What a crawl did, by outlet; `finished` is False where it was interrupted or reached a limit."""

    sources: dict[str, SourceSummary] = field(default_factory=dict)
    seconds: float = 0.0
    finished: bool = True
    interrupted: bool = False
    at_limit: bool = False
    lists_left: set[str] = field(default_factory=set)
    """Outlets with lists that were not asked for yet when the run ended."""
    """Whether as many articles were asked for as the options allow."""
    resumed: bool = False
    """Whether it went on with one that was cut off, whose lists it asks no more."""
    full: str | None = None
    """Why nothing more could be kept, where that ended the crawl."""
    files: list[str] = field(default_factory=list)
    """Names of the archive's files that the crawl made."""
    problems: list[str] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Pages archived, all outlets together."""
        return sum(source.kept for source in self.sources.values())

    @property
    def fetched(self) -> int:
        """Requests answered, all outlets together."""
        return sum(source.fetched for source in self.sources.values())

    @property
    def found(self) -> int:
        """New article addresses, all outlets together."""
        return sum(source.found for source in self.sources.values())

    @property
    def failed(self) -> int:
        """Addresses that failed, all outlets together."""
        return sum(source.failed.total() for source in self.sources.values())

    @property
    def unwell(self) -> dict[str, str]:
        """The outlets that are below or above their healthy range or broken, in this order, with what is said of it."""
        said = [(s.health.partition(":")[0], slug, s.health) for slug, s in self.sources.items()]
        order = ("below", "above", "broken")
        return {slug: health for state in order for found, slug, health in sorted(said) if found == state}

    @property
    def broken(self) -> bool:
        """Whether an outlet broke."""
        return any(health.startswith("broken") for health in self.unwell.values())

    def count(self, event: CrawlEvent) -> None:
        """Add an event."""
        self.sources.setdefault(event.source, SourceSummary()).count(event)

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {
            "found": self.found,
            "fetched": self.fetched,
            "kept": self.kept,
            "failed": self.failed,
            "failed_by_kind": kinds_of_failures(sum((s.failed for s in self.sources.values()), Counter())),
            "bytes": sum(source.bytes for source in self.sources.values()),
            "unwell": self.unwell,
            "seconds": round(self.seconds, 3),
            "finished": self.finished,
            "interrupted": self.interrupted,
            "at_limit": self.at_limit,
            "resumed": self.resumed,
            "files": self.files,
            "problems": self.problems,
            "full": self.full,
            "sources": {slug: source.as_dict() for slug, source in sorted(self.sources.items())},
        }
