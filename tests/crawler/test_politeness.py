"""Politeness over the network: hosts without readable rules, hosts that ask for time, hosts that answer badly."""

from __future__ import annotations

import gzip
import itertools
from collections import Counter
from pathlib import Path

import pytest

from crawler.backoff import MAX_BAD
from crawler.frontier import MAX_HOPS
from tests.crawler.crawling import run_crawl, source_of
from tests.crawler.site import Reply, Site, article, paged

ROBOTS = {
    "robots.txt: HTTP 401": Reply(status=401),
    "robots.txt: HTTP 403": Reply(status=403),
    "robots.txt: HTTP 500": Reply(status=500),
    "robots.txt: answer cut short": Reply(b"x", headers={"Content-Length": "99"}, drop=True),
    "robots.txt: gzip data cut short": Reply(
        gzip.compress(b"User-agent: *")[:-9], headers={"Content-Encoding": "gzip"}
    ),
    "robots.txt: over 20 MB": Reply(b"x", headers={"Content-Length": "200000000"}, drop=True),
    "robots.txt redirects elsewhere": Reply(status=301, headers={"Location": "http://["}),
    "robots.txt redirects elsewhere ": Reply(status=302, headers={"Location": "http://10.0.0.1/robots.txt"}),
    "robots.txt redirects elsewhere  ": Reply(status=302, headers={"Location": "file:///robots.txt"}),
    "robots.txt redirects elsewhere   ": Reply(status=302, headers={"Location": "/robots.txt"}),
    "robots.txt: HTTP 429": Reply(status=429),
}


def test_a_host_without_readable_rules_is_left_alone(site: Site, tmp_path: Path) -> None:
    paged(site, 2)
    names = [f"bao{number}.example" for number in range(len(ROBOTS))]
    outlets = [
        source_of(site, {"slug": name.partition(".")[0], "domains": [name], "listings": [f"https://{name}/tin"]})
        for name in names
    ]
    site.replies |= {f"{name}/robots.txt": reply for name, reply in zip(names, ROBOTS.values(), strict=True)}
    summary = run_crawl(tmp_path, outlets)
    stopped = [summary["sources"][name.partition(".")[0]]["stopped"] for name in names]
    assert stopped == [[f"{name}: {reason.rstrip()}"] for name, reason in zip(names, ROBOTS, strict=True)]
    assert set(site.asked()) == {"/robots.txt"}
    assert max(Counter(host for host, _, _ in site.log).values()) == 1 + MAX_HOPS
    assert Counter(host for host, _, _ in site.log)[names[0]] == 1
    for name in names:
        site.replies[f"{name}/robots.txt"] = Reply(status=404)
    assert run_crawl(tmp_path, outlets)["kept"] == 2 * len(names)


@pytest.mark.slow
def test_hosts_have_the_time_that_they_ask_for(site: Site, tmp_path: Path) -> None:
    names = ["dut", "nghi", "nghi-lau", "qua-tai", "doi"]
    outlets = [
        source_of(site, {"slug": name, "domains": [f"{name}.example"], "listings": [f"https://{name}.example/tin"]})
        for name in names
    ]
    paged(site, 12, size=12)
    site.replies |= {
        "dut.example/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.12\n"),
        "nghi.example/tin-3.html": lambda asked: (
            Reply(article(3)) if asked > 1 else Reply(status=503, headers={"Retry-After": "1"})
        ),
        "nghi-lau.example/tin-3.html": Reply(status=429, headers={"Retry-After": "7200"}),
        **{f"qua-tai.example/tin-{n}.html": Reply(status=503) for n in range(12)},
        "doi.example/robots.txt": Reply(status=301, headers={"Location": "/quy-tac/robots.txt"}),
        "/quy-tac/robots.txt": Reply("User-agent: *\nDisallow: /tin-7\nCrawl-delay: 0.1\n"),
    }
    found = run_crawl(tmp_path, outlets)["sources"]
    assert [found[name]["kept"] for name in names] == [12, 12, 3, 0, 11]
    assert found["nghi-lau"]["stopped"][0].startswith("nghi-lau.example: asks to be left alone until 20")
    assert found["qua-tai"]["stopped"] == [f"qua-tai.example: HTTP 503, the last of {MAX_BAD} bad answers in a row"]
    assert found["doi"]["skipped"] == {"robots.txt forbids it": 1}
    asked = Counter(host for host, _, _ in site.log)
    assert (asked["nghi-lau.example"], asked["qua-tai.example"]) == (6, 2 + MAX_BAD)
    assert min(gaps(site, "dut.example")) >= 0.12
    assert max(gaps(site, "nghi.example")) >= 1.0
    assert min(gaps(site, "doi.example")[2:]) >= 0.1
    waits = gaps(site, "qua-tai.example")[2:]  # they begin with the patience of a private source
    assert all(gap >= 0.02 * 2**number for number, gap in enumerate(waits[:6]))

    site.log.clear()
    site.times.clear()
    again = run_crawl(tmp_path, [outlets[2]])
    assert site.log == []
    assert again["sources"]["nghi-lau"]["stopped"] == found["nghi-lau"]["stopped"]


def gaps(site: Site, name: str) -> list[float]:
    """Return the seconds between the requests of a host."""
    times = [at for (host, _, _), at in zip(site.log, site.times, strict=True) if host == name]
    return [later - earlier for earlier, later in itertools.pairwise(times)]
