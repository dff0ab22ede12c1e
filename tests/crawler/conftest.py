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
