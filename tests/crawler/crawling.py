"""Crawls of a site on loopback in processes of their own, and what they leave in the archive."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.crawler.site import Site

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
if job["full_bytes"]:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (job["full_bytes"], resource.RLIM_INFINITY))
if job["timeout"]:
    import crawler.settings
    crawler.settings.TIMEOUT = job["timeout"]
from datetime import date
from pathlib import Path
from crawler.crawl import BrokenCrawlError, CrawlOptions, crawl
from crawler.schema import FrontierError
from crawler.source import Source
from crawler.summary import CrawlSummary
home = Path(job["home"])
options = job["options"]
options |= {key: date.fromisoformat(options[key]) for key in ("since", "until") if key in options}
broken = None
try:
    summary = crawl([Source.model_validate(s) for s in job["sources"]], archive=home / "archive",
                    frontier=home / "frontier.sqlite", options=CrawlOptions(**options))
except BrokenCrawlError as error:
    summary, broken = error.summary, str(error)
except FrontierError as error:  # a disk that is full before anything is begun
    summary, broken = CrawlSummary(), str(error)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
peak = int(status["VmHWM"].split()[0]) // 1024
print(json.dumps(summary.as_dict() | {"broken": broken, "peak": peak}))
"""


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
    *,
    names: dict[str, str] | None = None,
    timeout: float = 0.0,
    trusted: Path | None = None,
    full_after: int = 0,
    notes: int = 0,
    nearly_full_after: int | None = None,
    full_bytes: int = 0,
) -> subprocess.Popen[str]:
    """Start a crawl in a process of its own, where `names` resolves and the certificates in `trusted` are trusted.

    The disk is full after `full_after` syncs of the archive, or after `notes` changes of the frontier, and nearly full
    after its state was asked for `nearly_full_after` times; no file may grow over `full_bytes`. `timeout` is the
    seconds that a request may take, in place of the usual ones.
    """
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", RUNNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | ({"SSL_CERT_FILE": str(trusted)} if trusted else {}),
    )
    assert process.stdin is not None
    job = {
        "home": str(home),
        "sources": sources,
        "options": options or {},
        "names": names or {},
        "timeout": timeout,
        "full_after": full_after,
        "notes": notes,
        "nearly_full_after": nearly_full_after,
        "full_bytes": full_bytes,
    }
    process.stdin.write(json.dumps(job))
    process.stdin.close()
    process.stdin = None
    return process


def run_crawl(
    home: Path,
    sources: list[dict[str, Any]],
    options: dict[str, Any] | None = None,
    **more: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Crawl to the end and return the summary, with its peak of memory in MB; `more` is as with `start_crawl`."""
    return finish(start_crawl(home, sources, options, **more))


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
