"""The share of time by what a crawl does, from samples of the stack while it runs.

A timer of the wall clock interrupts the crawl every few milliseconds, so that waiting for the disk counts too; the
innermost frame of a module that is known takes the sample.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

COMPONENTS = {
    "gzip": "compressing records",
    "crawler.archive": "records to disk",
    "crawler.warc": "making records, their checksums",
    "crawler.frontier": "frontier",
    "crawler.store": "frontier",
    "crawler.pacing": "pace",
    "crawler.markers": "noarchive",
    "crawler.decoding": "decoding",
    "crawler.entries": "digests",
    "reference.urls": "canonical addresses",
    "crawler.robots": "robots.txt",
    "crawler.links": "reading lists",
    "crawler.source": "reading lists",
    "crawler.answers": "spider and answers",
    "crawler.spider": "spider and answers",
    "crawler.summary": "spider and answers",
    "crawler.gate": "spider and answers",
    "selectors": "waiting",
}
"""What the innermost of these modules on the stack is doing; the rest is fetching, which is Scrapy's."""
_EVERY = 0.002  # seconds


@contextmanager
def sampling(shares: dict[str, float]) -> Iterator[None]:
    """Look at what the main thread does in the block, and put the shares into `shares`; they add up to 1."""
    found: Counter[str] = Counter()

    def sample(_number: int, frame: FrameType | None) -> None:
        found[component_of(frame)] += 1

    before = signal.signal(signal.SIGALRM, sample)
    signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        shares |= {name: number / found.total() for name, number in sorted(found.items())}


def component_of(frame: FrameType | None) -> str:
    """Return what the innermost frame that is known is doing."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module == "gzip" and frame.f_code.co_name != "compress":
            return COMPONENTS["crawler.decoding"]
        if module in COMPONENTS:
            return COMPONENTS[module]
        frame = frame.f_back
    return "Scrapy"
