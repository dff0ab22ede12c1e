"""Whole crawls against a site on loopback: what is found, what is archived, what is left alone and why."""

from __future__ import annotations

import gzip
import random
import re
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crawler.crawl import CrawlError, crawl
from crawler.schema import FrontierError
from crawler.source import Source
from crawler.spider import ROBOTS_TRIES
from tests.crawler.conftest import (
    Reply,
    Site,
    archived,
    article,
    bodies,
    finish,
    kill_at,
    listing,
    run_crawl,
    serving,
    source_of,
    start_crawl,
)

B = "https://bao.example"
ONCE = Counter


def paged(site: Site, articles: int, size: int = 5) -> None:
    """Give a site a paged listing of articles."""
    pages = -(-articles // size)
    for page in range(1, pages + 1):
        links = [f"/tin-{n}.html" for n in range((page - 1) * size, min(page * size, articles))]
        following = f"/tin?page={page + 1}" if page < pages else None
        site.replies["/tin" if page == 1 else f"/tin?page={page}"] = Reply(listing(links, following))
    for number in range(articles):
        site.replies[f"/tin-{number}.html"] = Reply(article(number))


def all_articles(number: int) -> Counter[str]:
    return Counter({f"{B}/tin-{n}.html": 1 for n in range(number)})


FEED = """<?xml version="1.0"?><rss version="2.0"><channel>
<item><title>Mới</title><link>https://bao.example/moi-1.html?utm_source=rss</link>
<pubDate>Tue, 11 Jun 2024 17:43:00 +0700</pubDate></item>
<item><link>https://bao.example/cu-2.html</link>
<pubDate>Tue, 03 Jan 2023 07:00:00 +0700</pubDate></item>
<item><link>https://khac.example/ngoai-3.html</link></item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://bao.example/sm1.xml</loc></sitemap></sitemapindex>"""
PAGES = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://bao.example/ban-do-4.html</loc></url>
<url><loc>https://bao.example/thoi-su</loc></url></urlset>"""


def test_articles_are_found_by_feed_sitemap_listing_and_tag(site: Site, tmp_path: Path) -> None:
    paged(site, 12)
    site.replies |= {
        "/rss": Reply(FEED, headers={"Content-Type": "application/rss+xml"}),
        "/sitemap.xml.gz": Reply(gzip.compress(SITEMAP.encode()), headers={"Content-Type": "application/gzip"}),
        "/sm1.xml": Reply(PAGES),
        "/the": Reply(listing(["https://www.bao.example/the-5.html#binh-luan", "/tin-3.html"])),
        **{f"/{name}.html": Reply(article(name)) for name in ("moi-1", "cu-2", "ban-do-4", "the-5")},
    }
    outlet = source_of(
        site,
        {
            "feeds": [f"{B}/rss"],
            "sitemaps": [f"{B}/sitemap.xml.gz"],
            "listings": [f"{B}/tin"],
            "tags": [f"{B}/the"],
        },
    )
    summary = run_crawl(tmp_path, [outlet], {"since": "2024-01-01", "contact": "https://thidua.example/lien-he"})
    expected = {f"{B}/tin-{n}.html" for n in range(12)} | {f"{B}/ban-do-4.html", "https://www.bao.example/the-5.html"}
    assert archived(tmp_path) == Counter([*expected, f"{B}/moi-1.html"])
    assert summary["kept"] == 15
    assert summary["sources"]["bao"]["skipped"] == {"older than asked for": 1}
    assert (summary["finished"], summary["interrupted"], summary["failed"]) == (True, False, 0)
    assert all("+https://thidua.example/lien-he" in headers["user-agent"] for _, _, headers in site.log)
    assert site.log[0][1] == "/robots.txt"

    site.log.clear()
    again = run_crawl(tmp_path, [outlet])
    assert again["kept"] == 1  # the older article, now that no date is asked for
    assert [path for _, path, _ in site.log if path.endswith(".html")] == ["/cu-2.html"]


def test_a_second_run_asks_whether_lists_changed_and_fetches_what_is_new(site: Site, tmp_path: Path) -> None:
    paged(site, 10)
    first = site.replies["/tin"]
    assert isinstance(first, Reply)
    first.headers["ETag"] = '"1"'
    run_crawl(tmp_path, [outlet := source_of(site, {"listings": [f"{B}/tin"]})])
    site.log.clear()
    site.replies["/tin"] = Reply(status=304)
    assert run_crawl(tmp_path, [outlet])["sources"]["bao"]["unchanged"] == 1
    assert site.log[-1][2]["if-none-match"] == '"1"'
    assert site.asked() == {"/robots.txt": 1, "/tin": 1}
    site.replies["/tin"] = Reply(listing(["/tin-10.html", "/tin-0.html"], "/tin?page=2"))
    site.replies["/tin-10.html"] = Reply(article(10))
    site.log.clear()
    assert run_crawl(tmp_path, [outlet])["found"] == 1
    assert site.asked() == {"/robots.txt": 1, "/tin": 1, "/tin-10.html": 1, "/tin?page=2": 1}
    assert archived(tmp_path) == all_articles(11)


def test_refresh_keeps_a_changed_page_beside_the_old_one(site: Site, tmp_path: Path) -> None:
    paged(site, 3)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    run_crawl(tmp_path, [outlet])
    site.replies["/tin-1.html"] = Reply(article("đã sửa"))
    summary = run_crawl(tmp_path, [outlet], {"refresh": True})
    assert (summary["kept"], archived(tmp_path)[f"{B}/tin-1.html"]) == (1, 2)
    assert archived(tmp_path).total() == 4


def test_a_limit_ends_the_run_and_the_next_goes_on(site: Site, tmp_path: Path) -> None:
    paged(site, 12)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    assert (first := run_crawl(tmp_path, [outlet], {"limit": 5}))["kept"] == 5
    assert not first["finished"]
    assert run_crawl(tmp_path, [outlet])["kept"] == 7
    assert archived(tmp_path) == all_articles(12)


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path, Counter[str]]:
    """Crawl a site that does everything wrong, once for all tests of it."""
    home = tmp_path_factory.mktemp("faults")
    with serving(Site()) as site:
        site.replies |= {
            "/robots.txt": Reply("User-agent: *\nDisallow: /noi-bo\n", headers={"Content-Type": "text/plain"}),
            "/gzip-1.html": Reply(gzip.compress(article(1).encode()), headers={"Content-Encoding": "gzip"}),
            "/hoi-2.html": lambda asked: Reply(article(2)) if asked > 2 else Reply(status=500),
            "/cham-3.html": lambda asked: (
                Reply(article(3)) if asked > 1 else Reply(status=429, headers={"Retry-After": "1"})
            ),
            "/hong-4.html": Reply(status=503, headers={"Retry-After": "²"}),
            "/chuyen-5.html": Reply(status=301, headers={"Location": "/moi-5.html"}),
            "/moi-5.html": Reply(article(5)),
            "/ve-6.html": Reply(status=302, headers={"Location": "/"}),
            "/": Reply(listing([])),
            "/vong-7.html": Reply(status=302, headers={"Location": "/vong-8.html"}),
            "/vong-8.html": Reply(status=302, headers={"Location": "/vong-7.html"}),
            "/ra-9.html": Reply(status=302, headers={"Location": "http://169.254.169.254/latest-9.html"}),
            "/tep-10.html": Reply(status=302, headers={"Location": "file:///etc/passwd-10.html"}),
            "/bom-11.html": Reply(gzip.compress(bytes(60_000_000)), headers={"Content-Encoding": "gzip"}),
            "/to-12.html": Reply(b"x", headers={"Content-Length": "200000000"}, drop=True),
            "/cut-13.html": Reply(b"<p>nua", headers={"Content-Length": "5000"}, drop=True),
            "/cam-14.html": Reply('<meta name="robots" content="noindex, noarchive"><p>x</p>'),
            "/cam-15.html": Reply("<p>x</p>", headers={"X-Robots-Tag": "noarchive"}),
            "/pdf-16.html": Reply(b"%PDF", headers={"Content-Type": "application/pdf"}),
            "/trong-17.html": Reply(" \n"),
            "/noi-bo/kin-18.html": Reply(article(18)),
            "/cut-19.html": Reply(gzip.compress(article(19).encode())[:-9], headers={"Content-Encoding": "gzip"}),
            "/sau-20.html": Reply(article(20)),
            "/lich": Reply(listing(["/sau-20.html"], "/lich?page=2")),
            "/khong": Reply(listing([])),
            "/xau": Reply("<rss><item>", headers={"Content-Type": "text/xml"}),
        }
        for step in range(21, 30):
            site.replies[f"/di-{step}.html"] = Reply(status=302, headers={"Location": f"/di-{step + 1}.html"})
        for page in range(2, 60):
            site.replies[f"/lich?page={page}"] = Reply(listing([f"/lich-{page + 1000}.html"], f"/lich?page={page + 1}"))
        twins = [
            "/sau-20.html?utm_source=fb",
            "/sau-20.html?fbclid=1#x",
            "https://m.bao.example/sau-20.html",
            "/sau-20.html/amp",
        ]
        links = [p for p in site.replies if p.endswith(".html") and "moi-5" not in p and not p.startswith("/di-")]
        site.replies["/tin"] = Reply(listing([*links, "/gone-404.html", "/di-21.html", *twins]))
        outlet = source_of(
            site,
            {
                "domains": ["bao.example", "m.bao.example"],
                "listings": [f"{B}/tin", f"{B}/lich"],
                "feeds": [f"{B}/xau", f"{B}/khong"],
                "listing_pages": 4,
                "twins": {r"^https://m\.": "https://", r"/amp$": ""},
                "article_pattern": r"-\d+\.html(/amp)?$",
            },
        )
        return run_crawl(home, [outlet]), home, site.asked()


def test_each_failure_has_its_reason(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    failures = faults[0]["sources"]["bao"]["failures"]
    assert {url.removeprefix(f"{B}/"): reason for url, reason in failures.items() if "lich-" not in url} == {
        "hong-4.html": "HTTP 503",
        "ve-6.html": "redirects to what is no article",
        "vong-8.html": "redirect loop",
        "ra-9.html": "redirects to another site (169.254.169.254)",
        "tep-10.html": "redirects to what is no web address",
        "bom-11.html": "over 20 MB",
        "to-12.html": "over 20 MB",
        "cut-13.html": "answer cut short",
        "pdf-16.html": "not a page but application/pdf",
        "trong-17.html": "empty page",
        "cut-19.html": "gzip data cut short",
        "gone-404.html": "HTTP 404",
        "di-26.html": "too many redirects",
        "khong": "not a feed",
    }
    assert faults[0]["sources"]["bao"]["skipped"] == {"noarchive": 2, "robots.txt forbids it": 1}


def test_faults_harm_no_other_page(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    _, home, asked = faults
    expected = [f"{B}/{name}.html" for name in ("gzip-1", "hoi-2", "cham-3", "moi-5", "sau-20")]
    assert archived(home) == Counter(expected)
    assert bodies(home)[f"{B}/gzip-1.html"] == article(1).encode()
    assert asked["/noi-bo/kin-18.html"] == 0
    assert asked["/sau-20.html"] == 1


def test_endless_lists_end(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    assert [path for path in faults[2] if path.startswith("/lich?")] == [f"/lich?page={n}" for n in (2, 3, 4)]


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


def test_a_name_with_a_private_address_is_not_connected_to(site: Site, tmp_path: Path) -> None:
    outlet = source_of(site, {"private": False, "served_at": None, "delay": 2, "domains": ["bao-gia.vn"]})
    outlet["listings"] = [f"http://bao-gia.vn:{site.port}/tin"]
    summary = run_crawl(tmp_path, [outlet], names={"bao-gia.vn": "127.0.0.1"})
    assert summary["sources"]["bao"]["stopped"] == [
        f"bao-gia.vn:{site.port}: robots.txt: has a private address (127.0.0.1)"
    ]
    assert site.log == []


def test_a_bad_certificate_is_refused(tmp_path: Path, site: Site) -> None:
    outlet = source_of(site, {"served_at": None, "domains": ["127.0.0.1"]})
    outlet["listings"] = [f"https://127.0.0.1:{site.port}/tin"]
    summary = run_crawl(tmp_path, [outlet])
    assert "robots.txt: no answer" in summary["sources"]["bao"]["stopped"][0]


def test_a_frontier_that_cannot_be_opened_is_named_each_time(tmp_path: Path) -> None:
    outlet = Source(slug="bao", name="Báo", domains=("bao.example",), article_pattern="x")
    for _ in range(2):
        with pytest.raises(FrontierError, match="unable to open"):
            crawl([outlet], archive=tmp_path / "archive", frontier=tmp_path)
    with pytest.raises(CrawlError, match="no sources"):
        crawl([], archive=tmp_path / "archive", frontier=tmp_path / "f.sqlite")


def test_killed_at_any_moment_every_article_is_archived_once(site: Site, tmp_path: Path) -> None:
    paged(site, 30)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    moments = random.Random(7)
    kills = 5
    for _ in range(kills):
        process = start_crawl(tmp_path, [outlet])
        kill_at(site, moments.randint(3, 9), process, signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
        process.communicate()
    site.on_request = lambda _: None
    run_crawl(tmp_path, [outlet])
    assert archived(tmp_path) == all_articles(30)
    assert sum(n for path, n in site.asked().items() if path.endswith(".html")) <= 30 + kills


def test_a_request_to_stop_leaves_a_run_that_can_go_on(site: Site, tmp_path: Path) -> None:
    paged(site, 12)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    process = start_crawl(tmp_path, [outlet])
    kill_at(site, 8, process, signal.SIGTERM)
    summary = finish(process)
    assert (summary["interrupted"], summary["finished"]) == (True, False)
    assert 0 < summary["kept"] < 12
    assert not list((tmp_path / "archive").glob("*.open"))
    site.on_request = lambda _: None
    again = run_crawl(tmp_path, [outlet])
    assert (again["finished"], again["resumed"]) == (True, True)
    assert archived(tmp_path) == all_articles(12)
    assert max(n for path, n in site.asked().items() if path.endswith(".html")) == 1


@pytest.mark.parametrize("full", [{"full_after": 4}, *({"notes": number} for number in (5, 8, 9, 10, 11))])
def test_a_full_disk_ends_the_run_as_an_error_and_loses_nothing(
    site: Site, tmp_path: Path, full: dict[str, int]
) -> None:
    paged(site, 8)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    summary = run_crawl(tmp_path, [outlet], **full)  # type: ignore[arg-type]
    assert (summary["finished"], summary["interrupted"]) == (False, False)
    assert re.fullmatch(
        r"the crawl broke off: (No space left on device|\S+: database or disk is full); .*", summary["broken"]
    )
    assert archived(tmp_path).total() < 8
    assert run_crawl(tmp_path, [outlet])["finished"]
    assert archived(tmp_path) == all_articles(8)


def test_a_disk_that_is_full_at_the_start_is_an_error(site: Site, tmp_path: Path) -> None:
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    assert "database or disk is full" in run_crawl(tmp_path, [outlet], notes=1)["broken"]


@pytest.mark.slow
def test_killed_twenty_times_four_hundred_articles_are_archived_once(site: Site, tmp_path: Path) -> None:
    paged(site, 400, size=20)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    moments = random.Random(20)
    for _ in range(20):
        process = start_crawl(tmp_path, [outlet])
        started = len(site.log)
        while len(site.log) == started and process.poll() is None:
            time.sleep(0.005)
        time.sleep(moments.uniform(0.0, 0.15))
        process.kill()
        process.communicate()
    run_crawl(tmp_path, [outlet])
    assert archived(tmp_path) == all_articles(400)
    assert max(n for path, n in site.asked().items() if path.endswith(".html")) <= 2
