"""How many requests are worked on at once: some wait, and who comes to a full house is told so at once."""

from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_WAITING = 4
"""Requests that wait, for each that is worked on."""


class Crowding:
    """Lets so many requests in at once; files of the site itself do not count."""

    def __init__(self, app: ASGIApp, *, at_once: int) -> None:
        self.app = app
        self._room = asyncio.Semaphore(at_once)
        self._left = at_once * (1 + _WAITING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].startswith("/static/") or scope["path"] == "/healthz":
            await self.app(scope, receive, send)
            return
        if self._left <= 0:
            await PlainTextResponse("too many requests at once\n", 503, {"Retry-After": "5"})(scope, receive, send)
            return
        self._left -= 1
        try:
            async with self._room:
                await self.app(scope, receive, send)
        finally:
            self._left += 1
