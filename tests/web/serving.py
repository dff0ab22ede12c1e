"""A site in a real server on loopback, and plain requests to it, sent as they are written."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette

from web.app import build_app
from web.site import Site

_PATIENCE = 30.0
"""Seconds until a server that does not answer has failed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Served:
    """A running site: its port, and the application behind it."""

    port: int
    app: Starlette

    @property
    def base(self) -> str:
        """The address of the site, without a slash at the end."""
        return f"http://localhost:{self.port}"

    def get(self, target: str, **headers: str) -> Answer:
        """Ask for an address of the site."""
        return self.ask("GET", target, headers)

    def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Send one request whose target stands in it letter by letter."""
        connection = _AsWritten("127.0.0.1", self.port, timeout=_PATIENCE)
        given = {name.lower().replace("_", "-"): value for name, value in (headers or {}).items()}
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in {"host": f"localhost:{self.port}", "connection": "close", **given}.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, answer.read())
        finally:
            connection.close()


class _AsWritten(http.client.HTTPConnection):
    """Lets any target through: what a browser would never send is to be tried too."""

    def _validate_path(self, url: str) -> None:
        """Take every target."""

    def _encode_request(self, request: str) -> bytes:
        return request.encode()


@contextmanager
def serving(site: Site, **settings: Any) -> Iterator[Served]:  # noqa: ANN401 (what uvicorn takes)
    """Serve a site on a free port for as long as the block lasts."""
    app = build_app(site)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=2, **settings
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), name="site")
    thread.start()
    try:
        until = time.monotonic() + _PATIENCE
        while not server.started:
            assert thread.is_alive(), "the server ended at once"
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.01)
        yield Served(listening.getsockname()[1], app)
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        listening.close()
