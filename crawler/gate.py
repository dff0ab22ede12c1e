"""The last check before a request leaves: robots.txt of its host has been read and allows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured


class RobotsGate:
    """Downloader middleware that drops what the spider's `may_ask` does not allow; it has no way around it."""

    def __init__(self, crawler: Any) -> None:  # noqa: ANN401
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:  # noqa: ANN401
        """Return the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for what robots.txt does not allow."""
        may_ask: Callable[[Request], bool] = self._crawler.spider.may_ask
        if not may_ask(request):
            raise IgnoreRequest("robots.txt forbids it")
