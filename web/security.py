"""What every answer of the site carries, and which requests get none: plain ASGI, around all pages.

The policy allows styles, scripts, images and requests of the site's own files alone, nothing inline, and no frame
around it. A browser may ask the site only by its own names, so that no page elsewhere can read an operator's site by
giving a name of its own this machine's address.
"""

from __future__ import annotations

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.site import LONGEST_ADDRESS, Site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_SAFE = ("GET", "HEAD")
_LOG = logging.getLogger(__name__)


class Guard:
    """Refuses what no page is for, and puts the headers on all answers."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    if name not in headers:
                        headers[name] = value
            await send(message)

        answer = self._refused(scope) or self.app
        try:
            await answer(scope, receive, guarded)
        except Exception:
            if begun:
                raise
            _LOG.exception("%s %s", scope["method"], scope["path"])
            await PlainTextResponse("something went wrong\n", 500)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        if name not in self.site.names:
            return PlainTextResponse("this site is not known by that name; see thidua serve --name\n", 421)
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_ADDRESS:
            return PlainTextResponse("the address is too long\n", 414)
        if scope["method"] not in _SAFE and not _is_own(headers):
            return PlainTextResponse("forms of other sites are not taken\n", 403)
        return None


def _is_own(headers: Headers) -> bool:
    """Tell whether a form was sent by a page of the site itself, as browsers say (Fetch, 3.1; Origin elsewhere)."""
    told = headers.get("sec-fetch-site")
    if told is not None:
        return told in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == headers.get("host", "")
