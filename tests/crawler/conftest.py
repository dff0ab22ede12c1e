"""A news site on loopback that answers by a table of paths, and crawls of it in processes of their own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
RUNNER = """
import json, socket, sys
job = json.load(sys.stdin)
if job["names"]:
    real = socket.getaddrinfo
    socket.getaddrinfo = lambda host, *rest, **more: real(job["names"].get(host, host), *rest, **more)
if job["notes"]:
    import sqlite3
    real_connect, left = sqlite3.connect, [job["notes"]]
    def raise_full():
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error
    class Full(sqlite3.Connection):
        def execute(self, query, *rest):
            if query == "BEGIN IMMEDIATE":
                left[0] -= 1
                if left[0] < 0:
                    raise_full()
            return super().execute(query, *rest)
    sqlite3.connect = lambda *rest, **more: real_connect(*rest, **more, factory=Full)
if job["full_after"]:
    import os
    real_sync, left = os.fsync, [job["full_after"]]
    def sync(handle):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real_sync(handle)
    os.fsync = sync
if job["nearly_full_after"] is not None:
    import os, types
    real_state, left_checks = os.statvfs, [job["nearly_full_after"]]
    def state(path):
        found = real_state(path)
        left_checks[0] -= 1
        free = 10**9 if left_checks[0] >= 0 else 480 * 10**6
        return types.SimpleNamespace(f_blocks=10**8, f_frsize=1000, f_bavail=free // 1000)
    os.statvfs = state
from datetime import date
from pathlib import Path
from crawler.crawl import BrokenCrawlError, CrawlOptions, crawl
from crawler.source import Source
home = Path(job["home"])
options = job["options"]
options |= {key: date.fromisoformat(options[key]) for key in ("since", "until") if key in options}
broken = None
try:
    summary = crawl([Source.model_validate(s) for s in job["sources"]], archive=home / "archive",
                    frontier=home / "frontier.sqlite", options=CrawlOptions(**options))
except BrokenCrawlError as error:
    summary, broken = error.summary, str(error)
print(json.dumps(summary.as_dict() | {"broken": broken}))
"""


@dataclass
class Reply:
    """What the site answers; `drop` closes the connection after the body, however long it was said to be."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False


class Site:
    """The table of replies by host and path (or path alone), and the log of requests."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[int], Reply]] = {"/robots.txt": Reply(status=404)}
        self.log: list[tuple[str, str, dict[str, str]]] = []
        self.times: list[float] = []
        self.lock = threading.Lock()
        self.on_request: Callable[[int], None] = lambda _: None
        self.port = 0

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def reply(self, host: str, path: str, headers: dict[str, str]) -> Reply:
        with self.lock:
            self.log.append((host, path, headers))
            self.times.append(time.monotonic())
            number = len(self.log)
            asked = sum(1 for h, p, _ in self.log if (h, p) == (host, path))
        self.on_request(number)
        found = self.replies.get(host + path) or self.replies.get(path) or Reply(status=404)
        return found(asked) if callable(found) else found

    def asked(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(path for _, path, _ in self.log)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as running:
        yield running


class serving:  # noqa: N801
    """Serve a site on a free port for the block."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __enter__(self) -> Site:
        site = self.site

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                reply = site.reply(
                    self.headers.get("Host", ""), self.path, {k.lower(): v for k, v in self.headers.items()}
                )
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | reply.headers
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(body)
                if reply.drop:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing of clients that were killed."""

        self.server = Server(("127.0.0.1", 0), Handler)
        site.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()
        return site

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def source_of(site: Site, changes: dict[str, Any]) -> dict[str, Any]:
    """Return an outlet at bao.example that the site serves."""
    base = {
        "slug": "bao",
        "name": "Báo",
        "domains": ["bao.example"],
        "article_pattern": r"-\d+\.html$",
        "delay": 0,
        "private": True,
        "served_at": site.address,
    }
    return base | changes


def start_crawl(
    home: Path,
    sources: list[dict[str, Any]],
    options: dict[str, Any] | None = None,
    names: dict[str, str] | None = None,
    full_after: int = 0,
    notes: int = 0,
    nearly_full_after: int | None = None,
) -> subprocess.Popen[str]:
    """Start a crawl in a process of its own, where `names` resolves.

    The disk is full after `full_after` syncs of the archive, or after `notes` changes of the frontier, and nearly full
    after its state was asked for `nearly_full_after` times.
    """
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", RUNNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(
        json.dumps(
            {
                "home": str(home),
                "sources": sources,
                "options": options or {},
                "names": names or {},
                "full_after": full_after,
                "notes": notes,
                "nearly_full_after": nearly_full_after,
            }
        )
    )
    process.stdin.close()
    process.stdin = None
    return process


def run_crawl(
    home: Path,
    sources: list[dict[str, Any]],
    options: dict[str, Any] | None = None,
    names: dict[str, str] | None = None,
    full_after: int = 0,
    notes: int = 0,
    nearly_full_after: int | None = None,
) -> dict[str, Any]:
    """Crawl to the end and return the summary."""
    return finish(start_crawl(home, sources, options, names, full_after, notes, nearly_full_after))


def finish(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for a crawl and return its summary."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert not err, err
    summary: dict[str, Any] = json.loads(out)
    return summary


def kill_at(site: Site, number: int, process: subprocess.Popen[str], how: signal.Signals) -> None:
    """Let a process be killed when the site takes its `number`-th request from now."""
    goal = len(site.log) + number

    def kill(at: int) -> None:
        if at == goal:
            process.send_signal(how)

    site.on_request = kill


def archived(home: Path) -> Counter[str]:
    """Return how many records the archive's finished files hold of each address."""
    from crawler.archive import Archive, read_pages

    return Counter(p.url or "" for shard in Archive(home / "archive").shards() for p in read_pages(shard))


def bodies(home: Path) -> dict[str, bytes]:
    """Return the body of each archived address."""
    from crawler.archive import Archive, read_pages

    return {p.url or "": p.body for shard in Archive(home / "archive").shards() for p in read_pages(shard)}


def article(number: int | str) -> str:
    """Return the HTML of an article."""
    return f"<html><head><title>Tin {number}</title></head><body><p>Khen thưởng số {number}</p></body></html>"


def listing(links: list[str], following: str | None = None) -> str:
    """Return the HTML of a listing page."""
    items = "".join(f'<h3><a href="{link}">tin</a></h3>' for link in links)
    return f"<html><body>{items}{f'<a class=next href={following!r}>Sau</a>' if following else ''}</body></html>"
