"""What a crawl did: events while it runs, a summary at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

EventKind = Literal["found", "aside", "fetched", "kept", "unchanged", "failed", "skipped", "retry", "stopped", "slow"]


@dataclass(frozen=True, slots=True)
class CrawlEvent:
    """One thing that happened: `number` articles found or left aside, or one request answered; `reason` of failures."""

    kind: EventKind
    source: str
    url: str
    reason: str | None = None
    number: int = 1


OnEvent = Callable[[CrawlEvent], None]


@dataclass(slots=True)
class SourceSummary:
    """One outlet's share of a crawl.

    `found` counts new article addresses, `aside` those of other topics, `fetched` answered requests of all kinds,
    `kept` pages archived, `unchanged` articles and lists that were what they had been; `failed` and `skipped` count
    addresses by reason. `stopped` says why a host of the outlet was left alone, `slow` which hosts ask for long waits.
    """

    found: int = 0
    aside: int = 0
    fetched: int = 0
    kept: int = 0
    unchanged: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    stopped: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    """Addresses that failed, with the reasons."""


@dataclass(slots=True)
class CrawlSummary:
    """What a crawl did, by outlet; `finished` is False where it was interrupted or reached its limit."""

    sources: dict[str, SourceSummary] = field(default_factory=dict)
    seconds: float = 0.0
    finished: bool = True
    interrupted: bool = False
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

    def count(self, event: CrawlEvent) -> None:
        """Add an event."""
        source = self.sources.setdefault(event.source, SourceSummary())
        if event.kind == "found":
            source.found += event.number
        elif event.kind == "aside":
            source.aside += event.number
        elif event.kind == "fetched":
            source.fetched += 1
        elif event.kind == "kept":
            source.kept += 1
        elif event.kind == "unchanged":
            source.unchanged += 1
        elif event.kind == "failed":
            source.failed[event.reason or ""] += 1
            source.failures[event.url] = event.reason or ""
        elif event.kind == "skipped":
            source.skipped[event.reason or ""] += 1
        elif event.kind == "stopped":
            source.stopped.append(event.reason or "")
        elif event.kind == "slow":
            source.slow.append(event.reason or "")

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {
            "found": self.found,
            "fetched": self.fetched,
            "kept": self.kept,
            "failed": self.failed,
            "seconds": round(self.seconds, 3),
            "finished": self.finished,
            "interrupted": self.interrupted,
            "files": self.files,
            "problems": self.problems,
            "sources": {
                slug: {
                    "found": source.found,
                    "aside": source.aside,
                    "fetched": source.fetched,
                    "kept": source.kept,
                    "unchanged": source.unchanged,
                    "failed": dict(sorted(source.failed.items())),
                    "skipped": dict(sorted(source.skipped.items())),
                    "stopped": source.stopped,
                    "slow": source.slow,
                    "failures": dict(sorted(source.failures.items())),
                }
                for slug, source in sorted(self.sources.items())
            },
        }
