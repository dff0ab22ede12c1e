"""The demo site on loopback: a small HTTP server that stands in for the sites of all outlets.

A request whose Host header is an outlet's domain gets that outlet's page, so a crawler that is told where the domains
are served (`Source.served_at`) sees the same addresses in every run. A browser that opens the server's own address
sees the same pages under `/<outlet>/`, with their links rewritten.
"""

from __future__ import annotations

import gzip
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from thidua.demo import pages
from thidua.demo.site import Answer, Site, build_site

_LOOPBACK = "127.0.0.1"
_LINK = re.compile(rb'(\s(?:href|src|action)=")/(?!/)')
_NOT_FOUND = Answer(status=404, headers={"Content-Type": "text/html; charset=utf-8"}, body="Không tìm thấy".encode())
_BROKEN = Answer(status=500, headers={"Content-Type": "text/plain; charset=utf-8"}, body=b"please try again")


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered: the outlet's slug ("" for the server's own pages), its path, and the status."""

    outlet: str
    path: str
    status: int


@dataclass(slots=True)
class DemoServer:
    """A running server: its address, and what it was asked so far."""

    site: Site
    port: int = 0
    _log: list[Request] = field(default_factory=list)
    _failed: set[tuple[str, str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def base_url(self) -> str:
        """Address of the server, without a slash at the end."""
        return f"http://{self.address}"

    @property
    def address(self) -> str:
        """Host and port of the server."""
        return f"{_LOOPBACK}:{self.port}"

    @property
    def log(self) -> tuple[Request, ...]:
        """The requests answered so far, in order."""
        with self._lock:
            return tuple(self._log)

    def reset(self) -> None:
        """Forget all requests, so that pages that fail the first time fail again."""
        with self._lock:
            self._log.clear()
            self._failed.clear()

    def answer(self, host: str, target: str) -> tuple[str, str, Answer]:
        """Return the outlet's slug, its path, and the answer to a request for `target` with the Host header `host`.

        A whole address as the target, as proxies are asked, names its host itself.
        """
        path = _without_tracking(target)
        name = (urlsplit(target).hostname or host.partition(":")[0]).lower().removeprefix("www.")
        for outlet in self.site.outlets.values():
            if name == outlet.domain:
                return outlet.slug, path, self._of_outlet(outlet.slug, path)
        slug, _, rest = path.removeprefix("/").partition("/")
        if slug in self.site.outlets and path != f"/{slug}":
            return slug, f"/{rest}", self._prefixed(slug, self._of_outlet(slug, f"/{rest}"))
        return "", path, self._own(path)

    def record(self, request: Request) -> None:
        """Add a request to the log."""
        with self._lock:
            self._log.append(request)

    def _of_outlet(self, slug: str, path: str) -> Answer:
        answer = self.site.answers.get((slug, path), _NOT_FOUND)
        if answer.fails_first:
            with self._lock:
                if (slug, path) not in self._failed:
                    self._failed.add((slug, path))
                    return _BROKEN
        return answer

    def _prefixed(self, slug: str, answer: Answer) -> Answer:
        """Return an answer whose links stay under the outlet's prefix of the server's own address."""
        prefix = f"/{slug}"
        kind = answer.headers.get("Content-Type", "")
        headers = dict(answer.headers)
        if headers.get("Location", "").startswith("/"):
            headers["Location"] = prefix + headers["Location"]
        zipped = kind == "application/gzip" or "Content-Encoding" in headers
        body = gzip.decompress(answer.body) if zipped else answer.body
        if kind.startswith("text/html"):
            body = _LINK.sub(rb"\1" + prefix.encode() + b"/", body)
        else:
            served = f"http://{self.site.outlets[slug].domain}"
            body = body.replace(served.encode(), f"{self.base_url}{prefix}".encode())
        return replace(answer, headers=headers, body=gzip.compress(body, mtime=0) if zipped else body)

    def _own(self, path: str) -> Answer:
        if path == "/":
            body = pages.render_front(list(self.site.outlets.values())).encode()
            return Answer(headers={"Content-Type": "text/html; charset=utf-8"}, body=body)
        if path == "/robots.txt":
            return Answer(headers={"Content-Type": "text/plain; charset=utf-8"}, body=self._own_robots().encode())
        return _NOT_FOUND

    def _own_robots(self) -> str:
        """Return the rules of all outlets, each under its prefix."""
        lines = ["User-agent: *"]
        for slug in self.site.outlets:
            robots = self.site.answers[slug, "/robots.txt"].body.decode()
            rules = [line for line in robots.splitlines() if line.startswith("Disallow: ")]
            lines += [line.replace("Disallow: ", f"Disallow: /{slug}") for line in rules]
        return "\n".join(lines) + "\n"


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    demo: DemoServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about clients that go away in the middle, as one that is stopped does."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "thidua-demo"
    sys_version = ""
    timeout = 30
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: requests are kept in the server's own log."""

    def _reply(self, *, with_body: bool) -> None:
        demo = cast("_HttpServer", self.server).demo
        outlet, path, answer = demo.answer(self.headers.get("Host", ""), self.path)
        if answer.status == 200 and self._has_it(answer):
            kept = {name: value for name, value in answer.headers.items() if name in {"ETag", "Last-Modified", "Vary"}}
            answer = Answer(status=304, headers=kept)
        demo.record(Request(outlet, path, answer.status))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and answer.body:
            self.wfile.write(answer.body)

    def _has_it(self, answer: Answer) -> bool:
        """Tell whether a conditional request names what would be sent; the tag decides where there is one."""
        wanted = self.headers.get("If-None-Match")
        if wanted is not None:
            tags = [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
            return "*" in tags or answer.headers.get("ETag") in tags
        since, modified = self.headers.get("If-Modified-Since"), answer.headers.get("Last-Modified")
        if since is None or modified is None:
            return False
        try:
            return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False


@contextmanager
def serve(site: Site | None = None, *, port: int = 0) -> Iterator[DemoServer]:
    """Serve the demo site on loopback while the context lasts; port 0 takes any free one.

    Raises `DemoError` when the material is wrong, and OSError when the port is taken.
    """
    demo = DemoServer(site=build_site() if site is None else site)
    with _HttpServer((_LOOPBACK, port), _Handler) as server:
        demo.port = server.server_address[1]
        server.demo = demo
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield demo
        finally:
            server.shutdown()
            thread.join()


def _without_tracking(target: str) -> str:
    """Return path and query without the parameters that only tell where a reader came from."""
    parts = urlsplit(target)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if not name.startswith("utm_")])
    return f"{parts.path}?{query}" if query else parts.path
