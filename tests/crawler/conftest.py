"""The site that the crawler's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawler.crawling import (
    ROOT,
    archived,
    bodies,
    finish,
    kill_at,
    run_crawl,
    source_of,
    start_crawl,
)
from tests.crawler.local_commoncrawl import CommonCrawl, Crawl
from tests.crawler.site import Reply, Site, article, listing, paged, serving

__all__ = [
    "ROOT",
    "Reply",
    "Site",
    "archived",
    "article",
    "bodies",
    "finish",
    "kill_at",
    "listing",
    "paged",
    "run_crawl",
    "serving",
    "source_of",
    "start_crawl",
]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as running:
        yield running


@pytest.fixture
def commons() -> Iterator[CommonCrawl]:
    with serving(CommonCrawl()) as running:
        assert isinstance(running, CommonCrawl)
        running.crawl("CC-MAIN-2023-14", "2023-03-20", "2023-04-02")
        running.crawl("CC-MAIN-2023-23", "2023-05-27", "2023-06-11")
        running.crawl("CC-MAIN-2023-40", "2023-09-21", "2023-10-05")
        yield running


@pytest.fixture
def crawl(commons: CommonCrawl) -> Crawl:
    return commons.crawls[1]
