"""robots.txt over the network: what a host without readable rules costs, and how slowly one is asked that says so."""

from __future__ import annotations

import gzip
from pathlib import Path

from crawler.spider import ROBOTS_TRIES
from tests.crawler.crawling import run_crawl, source_of
from tests.crawler.site import Reply, Site, paged

B = "https://bao.example"

ROBOTS = {
    "robots.txt: HTTP 401": Reply(status=401),
    "robots.txt: HTTP 403": Reply(status=403),
    "robots.txt: HTTP 500": Reply(status=500),
    "robots.txt: answer cut short": Reply(b"x", headers={"Content-Length": "99"}, drop=True),
    "robots.txt: gzip data cut short": Reply(
        gzip.compress(b"User-agent: *")[:-9], headers={"Content-Encoding": "gzip"}
    ),
    "robots.txt redirects elsewhere": Reply(status=301, headers={"Location": "http://["}),
}


def test_a_host_without_readable_rules_is_left_alone(site: Site, tmp_path: Path) -> None:
    paged(site, 2)
    names = [f"bao{number}.example" for number in range(len(ROBOTS))]
    outlets = [
        source_of(site, {"slug": name[:4], "domains": [name], "listings": [f"https://{name}/tin"]}) for name in names
    ]
    site.replies |= {f"{name}/robots.txt": reply for name, reply in zip(names, ROBOTS.values(), strict=True)}
    summary = run_crawl(tmp_path, outlets)
    stopped = [summary["sources"][name[:4]]["stopped"] for name in names]
    assert stopped == [[f"{name}: {reason}"] for name, reason in zip(names, ROBOTS, strict=True)]
    assert set(site.asked()) == {"/robots.txt"}
    assert site.asked()["/robots.txt"] <= ROBOTS_TRIES * len(names)
    for name in names:
        site.replies[f"{name}/robots.txt"] = Reply(status=404)
    assert run_crawl(tmp_path, outlets)["kept"] == 2 * len(names)


def test_crawl_delay_is_kept(site: Site, tmp_path: Path) -> None:
    paged(site, 2)
    site.replies["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.4\n")
    run_crawl(tmp_path, [source_of(site, {"listings": [f"{B}/tin"]})])
    gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.4
