"""How fast pages are taken: against a bare Scrapy spider, and against what politeness allows for many hosts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from statistics import mean, median

from benchmarks.crawls import Crawl, run_crawl
from benchmarks.outlets import Site, serving


@dataclass(frozen=True, slots=True)
class Contest:
    """Pages a second by thidua and by a bare spider, medians of `rounds` in turn; processor time in ms a page.

    `ratio` is the median of the rounds' ratios. `shares` are of the wall clock of one more crawl, by what was done.
    """

    packed: bool
    pages: int
    page_bytes: int
    rounds: int
    thidua: float
    bare: float
    ratio: float
    thidua_processor: float
    bare_processor: float
    memory: float
    load: float
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class Politeness:
    """Requests a second to many hosts, and as a share of what their delay and the time of an answer allow.

    `slowest` is the share of the slowest host.
    """

    hosts: int
    requests: int
    delay: float
    answer: float
    rate: float
    possible: float
    share: float
    slowest: float
    load: float


def contest(site: Site, *, rounds: int) -> Contest:
    """Let thidua and a bare spider crawl the same outlets in turn."""
    load = os.getloadavg()[0]
    with serving(site) as at:
        pairs: list[tuple[Crawl, Crawl]] = []
        for lap in range(rounds):
            order = ("bare", "thidua") if lap % 2 else ("thidua", "bare")
            done = {who: run_crawl(who, site, at) for who in order}
            pairs.append((done["thidua"], done["bare"]))
        shares = run_crawl("thidua", site, at, sampled=True).shares
    return Contest(
        packed=site.packed,
        pages=pairs[0][0].kept,
        page_bytes=site.page_bytes,
        rounds=rounds,
        thidua=median(ours.rate for ours, _ in pairs),
        bare=median(bare.rate for _, bare in pairs),
        ratio=median(ours.rate / bare.rate for ours, bare in pairs),
        thidua_processor=median(ours.processor / ours.pages * 1000 for ours, _ in pairs),
        bare_processor=median(bare.processor / bare.pages * 1000 for _, bare in pairs),
        memory=max(ours.memory for ours, _ in pairs),
        load=load,
        shares=shares,
    )


def politeness(site: Site, *, delay: float) -> Politeness:
    """Crawl outlets that ask for `delay` seconds between the end of one request and the start of the next."""
    load = os.getloadavg()[0]
    with serving(site) as at:
        crawl = run_crawl("thidua", site, at, delay=delay)
    each = 1 / (delay + site.answer)
    paces = [(len(times) - 1) / (times[-1] - times[0]) for times in crawl.times.values()]
    return Politeness(
        hosts=len(paces),
        requests=crawl.pages,
        delay=delay,
        answer=site.answer,
        rate=sum(paces),
        possible=site.hosts * each,
        share=mean(paces) / each,
        slowest=min(paces) / each,
        load=load,
    )
