"""Scrapy's HTTP download handler: private sources reached at the address that they are served at, answers bounded.

Twisted bounds neither how long headers may go on nor tells a body of unknown length that ended from one that broke off.
Nor may its pool send a request once more by itself: when and how often is the crawler's to say.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response
from twisted.internet.error import ConnectionDone
from twisted.python import failure
from twisted.web import client
from twisted.web._newclient import HEADER, STATUS
from twisted.web.http import PotentialDataLoss, _DataLoss

from crawler.certificates import ListeningPolicy

SERVED_AT_SETTING = "THIDUA_SERVED_AT"
"""Scrapy setting: host and port of an address to the `host:port` that answers for it, over plain HTTP."""
MAX_HEAD = 256 * 1024
"""Most bytes of status line and headers of an answer, those of answers before the last (1xx) included."""

MAX_AT_ONCE = 64 * 1024 * 1024
"""Bytes of bodies on their way over which large ones are put off: memory is bounded however many hosts answer."""
LARGE = 1024 * 1024
"""Bytes from which on a body is put off then."""

_on_their_way = 0

_failure: Callable[[Exception], Any] = failure.Failure
_response_failed: Callable[..., Exception] = client.ResponseFailed


class HeadTooLongError(Exception):
    """The headers of an answer go on and on."""


class ServedAtHandler(HTTP11DownloadHandler):  # type: ignore[misc,unused-ignore]
    """Fetches over HTTP; what a private source says of where it is served goes before the name system."""

    def __init__(self, crawler: Any) -> None:  # noqa: ANN401
        super().__init__(crawler)
        self._contextFactory: Any = ListeningPolicy(self._contextFactory)
        self._pool.retryAutomatically = False
        self._pool._factory = _with_bounds(self._pool._factory)

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


class TooMuchAtOnceError(Exception):
    """Too many large bodies are on their way; this one has to come again later."""


def _with_bounds(factory: type[Any]) -> type[Any]:
    """Return a factory of connections like another, whose answers have bounded headers and a certain end."""

    class Factory(factory):  # type: ignore[misc]
        noisy = False

        def buildProtocol(self, address: Any) -> Any:  # noqa: ANN401, N802
            protocol = super().buildProtocol(address)
            request = protocol.request

            def bounded(asked: Any) -> Any:  # noqa: ANN401
                answer = request(asked)
                if protocol._parser is not None:
                    protocol._parser.__class__ = _bounded(protocol._parser.__class__)
                return answer

            protocol.request = bounded
            return protocol

    return Factory


@cache
def _bounded(parser: Any) -> type[Any]:  # noqa: ANN401
    class Parser(parser):  # type: ignore[misc]
        _head = 0
        _body = 0

        def dataReceived(self, data: bytes) -> None:  # noqa: N802
            if self.state in {STATUS, HEADER}:
                self._head += len(data)
                if self._head > MAX_HEAD:
                    raise HeadTooLongError
            else:
                self._count(len(data))
                if _on_their_way > MAX_AT_ONCE and self._body > LARGE:
                    raise TooMuchAtOnceError
            super().dataReceived(data)

        def _count(self, more: int) -> None:
            global _on_their_way
            self._body += more
            _on_their_way += more

        def _finished(self, rest: bytes) -> None:
            self._count(-self._body)
            super()._finished(rest)

        def connectionLost(self, reason: Any) -> None:  # noqa: ANN401, N802
            self._count(-self._body)
            in_order = isinstance(getattr(reason, "value", reason), ConnectionDone)
            if self.bodyDecoder is not None and not in_order:
                try:
                    self.bodyDecoder.noMoreData()
                except PotentialDataLoss:  # of unknown length, and not ended in good order
                    failures: list[Any] = [reason, _failure(_DataLoss())]
                    self.response._bodyDataFinished(_failure(_response_failed(failures, self.response)))
                    return
                except Exception:  # noqa: S110 - the parser's own code meets it once more
                    pass
            super().connectionLost(reason)

    return Parser
