"""Backfills of tests, and what they brought into the archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from crawler.archive import Archive, read_pages
from crawler.commoncrawl.backfill import backfill
from crawler.commoncrawl.options import BackfillOptions
from crawler.commoncrawl.summary import BackfillSummary, OutletSummary
from crawler.page import Page
from crawler.source import Source
from tests.crawler.local_commoncrawl import BAO, CommonCrawl

SPRING, JUNE = dt.date(2023, 4, 1), dt.date(2023, 6, 30)
DAY = "2023-06-03T08:15:30"


def filled(
    home: Path,
    commons: CommonCrawl,
    *,
    source: dict[str, Any] | None = None,
    **options: Any,  # noqa: ANN401
) -> tuple[BackfillSummary, OutletSummary]:
    chosen = BackfillOptions(since=SPRING, until=JUNE, index=commons.index, data=commons.data)
    outlet = Source.model_validate(BAO | (source or {}))
    summary = backfill(
        [outlet],
        archive=home / "archive",
        frontier=home / "frontier.sqlite",
        captures=home / "captures.sqlite",
        options=replace(chosen, **options),
    )
    return summary, summary.outlets[outlet.slug]


def pages(home: Path) -> list[Page]:
    return [page for shard in Archive(home / "archive").shards() for page in read_pages(shard)]


def urls(home: Path) -> list[str]:
    return sorted(page.url or "" for page in pages(home))


def at(number: int, words: str = "trao-bang-khen") -> str:
    return f"https://bao.vn/{words}-post{number}.html"
