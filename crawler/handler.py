"""Scrapy's HTTP download handler, with private sources reached at the address that they are served at."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

SERVED_AT_SETTING = "THIDUA_SERVED_AT"
"""Scrapy setting: host and port of an address to the `host:port` that answers for it, over plain HTTP."""


class ServedAtHandler(HTTP11DownloadHandler):  # type: ignore[misc,unused-ignore]
    """Fetches over HTTP; what a private source says of where it is served goes before the name system."""

    async def download_request(self, request: Request) -> Response:
        """Return the response to a request, under the request's own address."""
        parts = urlsplit(request.url)
        served_at = self._crawler.settings.getdict(SERVED_AT_SETTING).get(parts.netloc.lower())
        if served_at is None:
            return await super().download_request(request)
        sent = request.replace(url=urlunsplit(("http", served_at, parts.path or "/", parts.query, "")))
        sent.headers["Host"] = parts.netloc
        response = await super().download_request(sent)
        return response.replace(url=request.url)
