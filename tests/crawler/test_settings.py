"""The settings that a crawl really runs with: read from a live crawler, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIVE = """
import json
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from crawler.settings import crawl_settings
from crawler.source import Source, load_sources

class Probe(Spider):
    name = "probe"
    def may_ask(self, request): return False
    async def start(self):
        engine = self.crawler.engine
        handlers = engine.downloader.handlers
        schemes = {s: handlers._get_handler(s) is not None for s in ("http", "https", "file", "data", "ftp", "s3")}
        names = ("ROBOTSTXT_OBEY DOWNLOAD_MAXSIZE DOWNLOAD_VERIFY_CERTIFICATES TELNETCONSOLE_ENABLED"
                 " REMOTE_CONTROL_ENABLED COOKIES_ENABLED CONCURRENT_REQUESTS_PER_DOMAIN DOWNLOAD_TIMEOUT USER_AGENT"
                 " TWISTED_DNS_RESOLVER JOBDIR THIDUA_PRIVATE_HOSTS")
        found = {name: self.settings.get(name) for name in names.split()}
        found["schemes"] = schemes
        found["middlewares"] = [type(m).__name__ for m in engine.downloader.middleware.middlewares]
        found["extensions"] = [type(e).__name__ for e in self.crawler.extensions.middlewares]
        from twisted.internet import reactor
        found["resolver"] = type(reactor.nameResolver).__name__
        print(json.dumps(found))
        return
        yield

process = AsyncCrawlerProcess(crawl_settings(load_sources().values(), user_agent="thidua/1 (+a@b.vn)"))
process.crawl(Probe)
process.start()
"""


@pytest.fixture(scope="module")
def live() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", LIVE], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_unsafe_defaults_are_overridden(live: dict[str, Any]) -> None:
    assert live["ROBOTSTXT_OBEY"] is True
    assert live["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert live["DOWNLOAD_MAXSIZE"] == 20 * 1024 * 1024
    assert live["DOWNLOAD_TIMEOUT"] <= 60
    assert live["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
    assert live["USER_AGENT"] == "thidua/1 (+a@b.vn)"
    assert not live["COOKIES_ENABLED"]
    assert live["JOBDIR"] is None


def test_only_http_is_spoken(live: dict[str, Any]) -> None:
    assert [scheme for scheme, usable in live["schemes"].items() if usable] == ["http", "https"]


def test_no_console_listens(live: dict[str, Any]) -> None:
    assert not live["TELNETCONSOLE_ENABLED"]
    assert not live["REMOTE_CONTROL_ENABLED"]
    assert not {"TelnetConsole", "RemoteControl", "FeedExporter"} & set(live["extensions"])


def test_the_gate_and_the_guard_stand(live: dict[str, Any]) -> None:
    assert live["resolver"] == "GuardedResolver"
    assert live["THIDUA_PRIVATE_HOSTS"] == []
    assert live["middlewares"][0] == "RobotsGate"
    assert set(live["middlewares"]) <= {
        "RobotsGate",
        "DownloadTimeoutMiddleware",
        "DefaultHeadersMiddleware",
        "UserAgentMiddleware",
        "DownloaderStats",
    }
