"""The language of a request: addresses that begin with `/en` are those without it, in English."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Speaking:
    """Takes the language out of the path and keeps it in the request's state."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            path = scope["path"]
            lang = "en" if path == "/en" or path.startswith("/en/") else "vi"
            scope.setdefault("state", {})["lang"] = lang
            if lang == "en":
                scope = {**scope, "path": path[3:] or "/"}
        await self.app(scope, receive, send)
