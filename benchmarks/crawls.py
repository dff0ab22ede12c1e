"""One crawl of made-up outlets in a process of its own: thidua's, or that of a bare Scrapy spider that keeps nothing.

Run as `python -m benchmarks.crawls` it reads a `Job` as JSON and prints a `Crawl`.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.crawl_shares import sampling
from benchmarks.outlets import Site, sources
from benchmarks.processes import ROOT, peak_memory


@dataclass(frozen=True, slots=True)
class Job:
    """Who crawls which outlets, served where; `sampled` asks for shares of time, `home` is where pages are kept."""

    who: str
    site: Site
    served_at: str
    home: str
    delay: float = 0.0
    sampled: bool = False


@dataclass(slots=True)
class Crawl:
    """What a crawl did: when each article was answered (seconds), by host; processor time from the first to the last.

    `kept` are pages in the archive; `shares` are of the wall clock, by component; `memory` is the peak in MB.
    """

    times: dict[str, list[float]] = field(default_factory=dict)
    processor: float = 0.0
    kept: int = 0
    memory: float = 0.0
    shares: dict[str, float] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many articles were answered."""
        return sum(map(len, self.times.values()))

    @property
    def seconds(self) -> float:
        """From the first answer to the last."""
        every = [moment for moments in self.times.values() for moment in moments]
        return max(every) - min(every)

    @property
    def rate(self) -> float:
        """Articles a second."""
        return (self.pages - 1) / self.seconds


def run_crawl(who: str, site: Site, served_at: str, *, delay: float = 0.0, sampled: bool = False) -> Crawl:
    """Crawl in a new process, into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as home:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.crawls"],
            input=json.dumps(asdict(Job(who, site, served_at, home, delay, sampled))),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=True,
        )
    return Crawl(**json.loads(done.stdout))


class _Clock:
    """Notes when articles are answered."""

    def __init__(self) -> None:
        self.crawl = Crawl()
        self._first: float | None = None

    def answered(self, host: str) -> None:
        """Note an article of a host."""
        used = time.process_time()
        self._first = used if self._first is None else self._first
        self.crawl.processor = used - self._first
        self.crawl.times.setdefault(host, []).append(time.monotonic())


def _crawl_as_thidua(job: Job, clock: _Clock) -> None:
    from crawler.crawl import crawl
    from crawler.source import Source
    from crawler.summary import CrawlEvent

    def note(event: CrawlEvent) -> None:
        if event.kind == "kept":
            clock.answered(event.source)

    outlets = [Source.model_validate(told) for told in sources(job.site, job.served_at, delay=job.delay)]
    home = Path(job.home)
    summary = crawl(outlets, archive=home / "archive", frontier=home / "frontier.sqlite", on_event=note)
    if summary.problems or summary.failed:
        raise SystemExit(f"the crawl had problems: {summary.problems} {summary.failed} failed")
    clock.crawl.kept = summary.kept


def _crawl_bare(job: Job, clock: _Clock) -> None:
    """Ask for the same pages with Scrapy, as many at once, and look at none."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.settings import MOST_AT_ONCE

    class Bare(scrapy.Spider):  # type: ignore[misc,unused-ignore]
        name = "bare"

        async def start(self) -> Any:  # noqa: ANN401
            for number in range(job.site.articles):
                for host in range(job.site.hosts):
                    yield scrapy.Request(
                        f"http://{job.served_at}/tin-{number}.html", dont_filter=True, meta={"download_slot": str(host)}
                    )

        def parse(self, response: Any) -> None:  # noqa: ANN401
            clock.answered(response.meta["download_slot"])

    settings = {
        "CONCURRENT_REQUESTS": MOST_AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": job.delay,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_LEVEL": "WARNING",
    }
    for name in ("scrapy", "twisted"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare)
    process.start()


def _main() -> None:
    told = json.load(sys.stdin)
    job = Job(**{**told, "site": Site(**told["site"])})
    clock = _Clock()
    work = {"thidua": _crawl_as_thidua, "bare": _crawl_bare}[job.who]
    if job.sampled:
        with sampling(clock.crawl.shares):
            work(job, clock)
    else:
        work(job, clock)
    clock.crawl.memory = peak_memory()
    print(json.dumps(asdict(clock.crawl)))


if __name__ == "__main__":
    _main()
